//! Answers in bulk are the answers one by one: for random records of the shipped policies with broken ones among them, whatever the
//! number of threads and the size of blocks, and what is chosen of an answer is a part of it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so")]

#[path = "support/shipped.rs"]
mod shipped;

#[path = "support/transfer/mod.rs"]
mod transfer;

use std::ops::ControlFlow;

use caveat::advise::forecast::Forecaster;
use caveat::advise::wait::{Wait, wait};
use caveat::batch::clerk::Clerk;
use caveat::batch::column::Column;
use caveat::batch::fault::unreadable;
use caveat::batch::form::{Form, Order};
use caveat::batch::judge::Judge;
use caveat::batch::pipeline::{Crew, Event, run};
use caveat::batch::sheet::Sheet;
use caveat::batch::tally::Outcome;
use caveat::eval::answer;
use caveat::explain::json::{Told, Unreadable, Verdict};
use caveat::explain::scene::Scene;
use caveat::explain::tell::{Asked, tell};
use caveat::explain::{Language, text};
use caveat::facts::{self, BlockReader, Blocks, Format, Limits, Options, Reader, Record};
use caveat::model::policy::Policy;
use caveat::model::reads::Reads;
use caveat::model::vocabulary::FactId;
use caveat::source::Sources;
use fastrand::Rng;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};
use transfer::generate::{Completeness, records};

const AT: i64 = 1_725_148_800;
const DECISIONS: [&str; 5] = ["transfer", "order_action", "next_state", "operation", "refund"];

/// Random records, a line each; every seventh is broken in some way, and here and there a line is empty.
fn random_facts(seed: u64, count: usize) -> Vec<u8> {
    let mut rng = Rng::with_seed(seed);
    let mut kinds: Vec<_> = Completeness::ALL.into_iter().map(|kind| records(seed, kind)).collect();
    let mut bytes = Vec::new();
    for number in 0..count {
        let record = kinds[number % Completeness::ALL.len()].next().unwrap().to_string();
        match rng.usize(..60) {
            0 => bytes.extend_from_slice(&record.as_bytes()[..rng.usize(1..40)]),
            1 => bytes.extend_from_slice(br#"{"instance": {"statu": 1, "status": "x"}}"#),
            2 => bytes.extend_from_slice(b"{\"request\": {\"id\": \"\xff\"}}"),
            3 => bytes.extend_from_slice(b"null"),
            4 => bytes.extend_from_slice(br#"{"eip": {}, "eip": {}}"#),
            5 => bytes.extend_from_slice(b"}{"),
            6 => bytes.extend_from_slice(format!("{record} {record}").as_bytes()),
            7 => bytes.extend_from_slice(format!("\r\n  \n{record}").as_bytes()),
            _ => bytes.extend_from_slice(record.as_bytes()),
        }
        bytes.push(b'\n');
    }
    bytes
}

/// A policy set with what is asked of it.
struct Case {
    policy: Policy,
    sources: Sources,
    decision: &'static str,
    assume: bool,
    /// what is read of a record, if not everything
    reads: Option<Reads>,
}

impl Case {
    fn new(decision: &'static str, assume: bool) -> Self {
        Self { policy: shipped::policy(), sources: Sources::default(), decision, assume, reads: None }
    }

    fn forecaster(&self) -> Forecaster<'_> {
        Forecaster::new(&self.policy, self.policy.decision(Some(self.decision)).unwrap())
    }

    fn judge<'c>(&'c self, forecaster: &'c Forecaster<'c>) -> Judge<'c> {
        Judge {
            forecaster,
            policy: &self.policy,
            sources: &self.sources,
            decision: self.policy.decision(Some(self.decision)).unwrap(),
            at: None,
            clock: AT,
            assume: self.assume,
            with_proof: false,
            language: Language::English,
            settings: &[],
        }
    }

    /// The answers one by one, without anything that answers in bulk.
    fn one_by_one(&self, facts: &[u8]) -> Vec<Result<Told, Unreadable>> {
        let mut reader = Reader::new(&self.policy.vocabulary, Options::default(), Format::JsonLines, "random.jsonl", facts);
        let mut record = Record::new(&self.policy.vocabulary);
        let mut answers = Vec::new();
        while let Some(read) = reader.next(&mut record) {
            answers.push(match read {
                Ok(_) => Ok(self.told(&mut record)),
                Err(bad) => Err(unreadable(&bad)),
            });
        }
        answers
    }

    fn told(&self, record: &mut Record) -> Told {
        let policy = &self.policy;
        let assumed = if self.assume { facts::presume(&policy.vocabulary, record) } else { Vec::new() };
        let at = record.now.unwrap_or(AT);
        let answer = caveat::eval::answer(policy, policy.decision(Some(self.decision)).unwrap(), record, at);
        let scene = Scene { policy, sources: &self.sources, record, at, language: Language::English };
        let wait = |finding: &answer::Finding<'_>| match wait(scene.asker(&finding.instance), finding.subject) {
            Wait::Until(instant) => Some(instant),
            Wait::Never | Wait::Unknown => None,
        };
        let name = facts::record_name(&policy.vocabulary, record);
        let asked = Asked {
            name,
            place: String::new(),
            settings: &[],
            assumed: &assumed,
            proof: None,
            forecaster: &self.forecaster(),
            wait: &wait,
        };
        tell(&scene, &answer, asked)
    }

    fn in_bulk(&self, facts: &[u8], order: &Order, (crew, block): (Crew, usize)) -> Vec<Sheet> {
        let limits = Limits { block, ..Limits::default() };
        let facts = std::io::Cursor::new(facts.to_vec());
        let vocabulary = &self.policy.vocabulary;
        let forecaster = self.forecaster();
        let options = Options { reads: self.reads.as_ref(), ..Options::default() };
        let blocks = Blocks::limited(vocabulary, options, Format::JsonLines, "random.jsonl", (facts, limits));
        let pieces = blocks.map(|block| block.unwrap_or_else(|bad| panic!("{bad:?}")));
        let worker = || {
            let (mut clerk, mut reader) = (Clerk::new(self.judge(&forecaster), order), BlockReader::new(vocabulary, options));
            move |block| {
                reader.begin(block);
                let mut pen = clerk.pen();
                clerk.answer("random.jsonl", &mut |record| reader.next(record), &mut pen);
                pen.finish()
            }
        };
        let mut sheets: Vec<Sheet> = Vec::new();
        let take = |event| {
            if let Event::Done(sheet) = event {
                sheets.push(sheet);
            }
            if sheets.last().is_some_and(|sheet| sheet.ends) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        run(crew, pieces, worker, take).unwrap();
        sheets
    }

    /// The same as lines of JSON.
    fn lines(&self, facts: &[u8], order: &Order) -> Vec<Value> {
        let sheets = self.in_bulk(facts, order, (Crew::Of(2), 5_000));
        let text = String::from_utf8(bytes(&sheets)).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
    }
}

fn bytes(sheets: &[Sheet]) -> Vec<u8> {
    sheets.iter().flat_map(|sheet| sheet.bytes.iter().copied()).collect()
}

fn order(form: Form, columns: &[Column]) -> Order {
    Order { form, columns: columns.to_vec(), only: Vec::new(), fail_fast: false, none: "null".to_owned() }
}

fn outcome(answer: &Result<Told, Unreadable>) -> Outcome {
    match answer {
        Err(_) => Outcome::Error,
        Ok(told) => match told.verdict {
            None => Outcome::Value,
            Some(Verdict::Permitted) => Outcome::Permitted,
            Some(Verdict::Forbidden) => Outcome::Forbidden,
            Some(Verdict::Undetermined) => Outcome::Undetermined,
        },
    }
}

fn value(answer: &Result<Told, Unreadable>) -> Value {
    match answer {
        Ok(told) => serde_json::to_value(told).unwrap(),
        Err(unreadable) => serde_json::to_value(unreadable).unwrap(),
    }
}

/// `batch = map eval`: every record is answered or reported exactly once, in order, whoever does the work and however it is cut.
#[test]
fn answers_in_bulk_are_the_answers_one_by_one() {
    let shapes = [
        (Crew::InTurn(1), 1 << 18),
        (Crew::InTurn(1), 1),
        (Crew::Of(1), 3_000),
        (Crew::Of(2), 700),
        (Crew::InTurn(3), 1 << 18),
        (Crew::InTurn(7), 10_000),
    ];
    for (seed, decision) in DECISIONS.into_iter().enumerate() {
        let case = Case::new(decision, seed % 2 == 1);
        let facts = random_facts(seed as u64, 300);
        let alone = case.one_by_one(&facts);
        let broken = alone.iter().filter(|answer| answer.is_err()).count();
        assert!(broken > 10 && broken < 100, "{broken}");
        let expected: String =
            alone.iter().map(|answer| format!("{}\n", serde_json::to_string(&value(answer)).unwrap())).collect::<Vec<_>>().concat();
        let same = |text: &str| -> Vec<Value> { text.lines().map(|line| serde_json::from_str(line).unwrap()).collect() };
        for shape in shapes {
            let sheets = case.in_bulk(&facts, &order(Form::JsonLines, &[]), shape);
            let text = String::from_utf8(bytes(&sheets)).unwrap();
            assert_eq!(same(&text), same(&expected), "{decision}, {shape:?}");
            let count = |wanted: Outcome| alone.iter().filter(|answer| outcome(answer) == wanted).count();
            let all = sheets.iter().fold([0; 5], |[a, b, c, d, e], sheet| {
                let tally = sheet.tally;
                [a + tally.permitted, b + tally.forbidden, c + tally.undetermined, d + tally.valued, e + tally.unreadable]
            });
            let kinds = [Outcome::Permitted, Outcome::Forbidden, Outcome::Undetermined, Outcome::Value, Outcome::Error];
            assert_eq!(all, kinds.map(count), "{decision}, {shape:?}");
        }
    }
}

/// Nothing that is told hangs on facts that the decision does not ask for.
#[test]
fn facts_that_nothing_asks_for_need_not_be_read() {
    for (seed, decision) in DECISIONS.into_iter().enumerate() {
        let kinds = Completeness::ALL.into_iter().flat_map(|kind| records(200 + seed as u64, kind).take(40));
        let facts: String = kinds.map(|record| format!("{record}\n")).collect();
        let mut case = Case::new(decision, false);
        let whole = case.lines(facts.as_bytes(), &order(Form::JsonLines, &[]));
        let reads = Reads::of(&case.policy, case.policy.decision(Some(decision)).unwrap());
        let unread = (0..).map(FactId).take(case.policy.vocabulary.facts.len()).filter(|fact| !reads.has(*fact)).count();
        assert!(unread > 10, "{decision} reads all but {unread}");
        case.reads = Some(reads);
        let read = case.lines(facts.as_bytes(), &order(Form::JsonLines, &[]));
        assert_eq!(read.len(), whole.len());
        read.iter().zip(&whole).for_each(|(read, whole)| assert_eq!(read, whole, "{decision}"));
    }
}

/// What a column tells is a part of the full answer, also where no full answer is made for it.
#[test]
fn columns_are_parts_of_the_full_answer() {
    let columns: Vec<Column> = Column::ALL.iter().map(|(column, ..)| *column).collect();
    for (seed, decision) in DECISIONS.into_iter().enumerate() {
        let case = Case::new(decision, seed % 2 == 0);
        let facts = random_facts(100 + seed as u64, 300);
        let lines = case.lines(&facts, &order(Form::JsonLines, &columns));
        let alone = case.one_by_one(&facts);
        assert_eq!(lines.len(), alone.len());
        for (line, answer) in lines.into_iter().zip(&alone) {
            match answer {
                Err(_) => assert_eq!(line, value(answer)),
                Ok(told) => assert_eq!(without_place(line), parts(told)),
            }
        }
    }
}

/// The parts of an answer that columns tell, read off it here.
fn parts(told: &Told) -> Value {
    let heads = |heads: Vec<&caveat::explain::json::Head>| json!(heads.iter().map(|head| &head.title).collect::<Vec<_>>());
    let rests_on = match told.verdict {
        Some(Verdict::Forbidden) => told.forbidden_by.iter().collect(),
        Some(Verdict::Permitted) => told.permitted_by.iter().collect(),
        Some(Verdict::Undetermined) => Vec::new(),
        None => told.valued_by.iter().collect::<Vec<_>>(),
    };
    let mut reasons: Vec<_> = rests_on.iter().filter_map(|reason| reason.because.as_ref()).collect();
    if told.verdict == Some(Verdict::Undetermined) {
        reasons.extend(told.undetermined.iter().filter_map(|open| open.because.as_ref()));
    }
    let mut clauses: Vec<_> = Vec::new();
    rests_on.iter().flat_map(|reason| &reason.clauses).for_each(|clause| {
        if !clauses.contains(&&clause.name) {
            clauses.push(&clause.name);
        }
    });
    let cures: Vec<_> = told.forbidden_by.iter().flat_map(|reason| &reason.remedies).collect();
    json!({
        "record": told.case.record,
        "decision": told.case.decision,
        "at": told.case.at,
        "verdict": told.verdict,
        "value": told.value,
        "forbidden_by": heads(told.forbidden_by.iter().map(|reason| &reason.head).collect()),
        "permitted_by": heads(told.permitted_by.iter().map(|reason| &reason.head).collect()),
        "undetermined": heads(told.undetermined.iter().map(|open| &open.head).collect()),
        "error": null,
        "since": told.lasts.since,
        "until": told.lasts.until,
        "missing": told.missing,
        "reasons": reasons,
        "remedies": cures.iter().map(|cure| text::cure(cure, Language::English)).collect::<Vec<_>>(),
        "wait_until": cures.iter().filter_map(|cure| cure.until.as_ref()).max(),
        "clauses": clauses,
        "excepted": heads(told.excepted.iter().map(|excepted| &excepted.head).collect()),
        "warnings": heads(told.warnings.iter().map(|noted| &noted.head).collect()),
        "duties": heads(told.duties.iter().map(|noted| &noted.head).collect()),
        "effects": heads(told.effects.iter().map(|noted| &noted.head).collect()),
        "suggestions": heads(told.suggestions.iter().map(|noted| &noted.head).collect()),
        "valued_by": told.valued_by.as_ref().map(|reason| &reason.head.title),
        "assumed": told.assumed.iter().map(|fact| &fact.fact).collect::<Vec<_>>(),
    })
}

/// The answer does not say where its record stands, but its columns do.
fn without_place(mut line: Value) -> Value {
    let object = line.as_object_mut().unwrap();
    assert_eq!(object.remove("file").unwrap(), "random.jsonl");
    assert!(object.remove("line").unwrap().as_u64().unwrap() > 0);
    line
}

/// A table has the same cells, a row a record.
#[test]
fn tables_say_what_objects_say() {
    let case = Case::new("transfer", false);
    let facts = random_facts(200, 300);
    let mut columns = Column::USUAL.to_vec();
    for path in ["instance.region", "instance.expires_at", "source.arrears", "instance.locks", "instance.disks", "request.keep_private_ip"]
    {
        columns.push(Column::named(path, &case.policy.vocabulary).unwrap());
    }
    let sheets = case.in_bulk(&facts, &order(Form::Table, &columns), (Crew::Of(2), 4_000));
    let table = bytes(&sheets);
    let rows: Vec<csv::StringRecord> =
        csv::ReaderBuilder::new().has_headers(false).from_reader(&*table).records().map(|row| row.unwrap()).collect();
    let lines = case.lines(&facts, &order(Form::JsonLines, &columns));
    assert_eq!(rows.len(), lines.len());
    let names: Vec<&str> = columns.iter().map(|column| column.name(&case.policy.vocabulary)).collect();
    let mut texts = 0;
    for (row, line) in rows.iter().zip(&lines) {
        if let Some(error) = line.get("error").filter(|error| error.is_object()) {
            assert_eq!((&row[1], &row[2]), ("random.jsonl", &*error["line"].to_string()));
            assert!(row[6].starts_with(error["message"].as_str().unwrap()));
            assert_eq!(row.iter().filter(|cell| !cell.is_empty()).count(), 3);
            continue;
        }
        for (cell, name) in row.iter().zip(&names) {
            assert_eq!(cell, in_a_table(line.get(name), name), "{name}: {line}");
            texts += usize::from(!cell.is_empty());
        }
    }
    assert!(texts > 1_000);
}

fn in_a_table(value: Option<&Value>, name: &str) -> String {
    match value {
        None => String::new(),
        Some(Value::Null) if name.contains('.') => "null".to_owned(),
        Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(members)) if members.is_empty() && name.contains('.') => "[]".to_owned(),
        Some(Value::Array(members)) => members.iter().map(|member| member.as_str().unwrap()).collect::<Vec<_>>().join("; "),
        Some(other) => other.to_string(),
    }
}

#[test]
fn only_some_records_are_written_and_all_are_counted() {
    let case = Case::new("transfer", false);
    let facts = random_facts(300, 300);
    let alone = case.one_by_one(&facts);
    for only in [vec![Outcome::Forbidden], vec![Outcome::Error], vec![Outcome::Permitted, Outcome::Undetermined], vec![Outcome::Value]] {
        let wanted: Vec<Value> = alone.iter().filter(|answer| only.contains(&outcome(answer))).map(value).collect();
        let order = Order { only, ..order(Form::JsonLines, &[]) };
        assert_eq!(case.lines(&facts, &order), wanted);
        let sheets = case.in_bulk(&facts, &order, (Crew::InTurn(1), 2_000));
        assert_eq!(sheets.iter().map(|sheet| sheet.tally.all()).sum::<usize>(), alone.len());
        assert_eq!(sheets.iter().map(|sheet| sheet.written).sum::<usize>(), wanted.len());
    }
}

/// Everything before the first broken record is written, it too, and nothing behind it.
#[test]
fn a_run_may_end_at_the_first_broken_record() {
    let case = Case::new("transfer", false);
    for seed in 400..420 {
        let facts = random_facts(seed, 60);
        let alone = case.one_by_one(&facts);
        let length = alone.iter().position(Result::is_err).map_or(alone.len(), |place| place + 1);
        let wanted: Vec<Value> = alone.iter().take(length).map(value).collect();
        let order = Order { fail_fast: true, ..order(Form::JsonLines, &[]) };
        assert_eq!(case.lines(&facts, &order), wanted);
    }
}

/// A text that a spreadsheet would take for a formula is none in a table, and untouched elsewhere.
#[test]
fn no_cell_is_a_formula() {
    let case = Case::new("transfer", false);
    let name = Column::Record;
    let amount = Column::named("source.available_balance", &case.policy.vocabulary).unwrap();
    for id in ["=1+1", "+1", "-1", "@sum", "\tx", "plain", "'=1"] {
        let facts = json!({"request": {"id": id}, "source": {"available_balance": "-5.50 CNY"}}).to_string();
        let sheets = case.in_bulk(facts.as_bytes(), &order(Form::Table, &[name, amount]), (Crew::InTurn(1), 1 << 18));
        let table = bytes(&sheets);
        let row = csv::ReaderBuilder::new().has_headers(false).from_reader(&*table).records().next().unwrap().unwrap();
        let expected = if id.starts_with(['=', '+', '-', '@', '\t']) { format!("'{id}") } else { id.to_owned() };
        assert_eq!((&row[0], &row[1]), (&*expected, "-5.50 CNY"));
        assert_eq!(case.lines(facts.as_bytes(), &order(Form::JsonLines, &[name]))[0]["record"], id);
    }
}
