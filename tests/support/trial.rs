//! A random policy that was loaded, and questions to both evaluators about random records.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::OnceLock;

use caveat::diagnostic::{Code, Diagnostic};
use caveat::eval::answer::{Finding, Ruling, Verdict};
use caveat::eval::{Decider, answer};
use caveat::facts::{Format, Options, Reader, Record, presume};
use caveat::load::load;
use caveat::model::policy::{DecisionId, Policy};
use caveat::model::reads::Reads;
use caveat::source::{FileId, SourceFile, Sources};
use caveat::syntax::ast::File;
use caveat::syntax::parse::parse;
use serde_json::Value as Json;

use super::answer::{Answer, Key};
use super::generate::dice::Dice;
use super::generate::{self, facts};
use super::naive;
use super::names::Names;

/// How many policies a law is tried on, unless `CASES` says otherwise.
const CASES: u64 = 300;

/// A policy with all that is made of it.
pub struct Trial {
    pub seed: u64,
    pub generated: generate::Policy,
    pub policy: Policy,
    pub files: Vec<File>,
}

/// A record at an instant, to be asked a decision.
#[derive(Debug, Clone)]
pub struct Question<'t> {
    pub trial: &'t Trial,
    pub decision: &'t str,
    pub facts: Json,
    pub now: i64,
    /// what is not known is presumed, where the vocabulary says so
    pub assume: bool,
}

impl fmt::Debug for Trial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seed {}", self.seed)
    }
}

/// Every failure begins with what is needed to see it again.
impl fmt::Display for Question<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { trial, decision, facts, now, assume } = self;
        // the seed gives the policy again; its text is long
        let text = if number("SEED").is_some() { trial.generated.files.join("\n") } else { String::new() };
        writeln!(f, "{text}SEED={} decision {decision} at {now}, presuming: {assume}\n{facts}", trial.seed)
    }
}

/// The policies that the laws are tried on: those of the seeds from 0 on, or the one that `SEED` names.
pub fn trials() -> &'static [Trial] {
    static TRIALS: OnceLock<Vec<Trial>> = OnceLock::new();
    TRIALS.get_or_init(|| seeds().filter_map(Trial::new).collect())
}

pub fn seeds() -> Box<dyn Iterator<Item = u64>> {
    match (number("SEED"), number("CASES")) {
        (Some(seed), _) => Box::new(std::iter::once(seed)),
        (None, cases) => Box::new(0..cases.unwrap_or(CASES)),
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().and_then(|text| text.parse().ok())
}

impl Trial {
    fn new(seed: u64) -> Option<Self> {
        let generated = generate::policy(seed);
        let (policy, found) = load_files(&generated.files, &[]);
        let errors: Vec<&Diagnostic> = found.iter().filter(|diagnostic| diagnostic.is_error()).collect();
        // the generator does not count digits
        if errors.iter().any(|error| matches!(error.code, Code::NoneUnsaid | Code::TooLarge)) {
            return None;
        }
        let errors: Vec<String> = errors.iter().map(|error| format!("{}: {}", error.message, text_at(&generated.files, error))).collect();
        let text = if number("SEED").is_some() { generated.files.join("\n") } else { String::new() };
        assert!(errors.is_empty(), "{text}\nSEED={seed}: `check` refuses what keeps to its guarantees:\n{errors:#?}");
        let files = generated.files.iter().map(|text| parse(FileId::default(), text).0).collect();
        Some(Self { seed, generated, policy, files })
    }

    /// The policy with another value for some param: for the crate by way of `--set`, for the reference written into the text.
    pub fn overridden(&self) -> Option<Self> {
        let (setting, generated) = self.generated.overridden(&mut self.dice())?;
        let (policy, found) = load_files(&self.generated.files, std::slice::from_ref(&setting));
        let errors: Vec<&Diagnostic> = found.iter().filter(|diagnostic| diagnostic.is_error()).collect();
        assert!(errors.is_empty(), "SEED={} --set {setting:?}: {errors:#?}", self.seed);
        let files = generated.files.iter().map(|text| parse(FileId::default(), text).0).collect();
        Some(Self { seed: self.seed, generated, policy, files })
    }

    /// A source of choices of this policy's own.
    pub fn dice(&self) -> Dice {
        Dice::new(self.seed.wrapping_mul(1_000_003))
    }

    /// Some random records, each to be asked every decision.
    pub fn questions(&self, records: usize) -> Vec<Question<'_>> {
        let mut dice = self.dice();
        let all = (0..records).map(|_| facts::record(&self.generated.vocabulary, &mut dice));
        all.collect::<Vec<_>>().into_iter().flat_map(|facts| self.ask_all(&mut dice, &facts)).collect()
    }

    /// The decisions, each at an instant at which something may change.
    fn ask_all(&self, dice: &mut Dice, facts: &Json) -> Vec<Question<'_>> {
        let ask = |decision: &'_ String| {
            let mut question =
                Question { trial: self, decision: self.decision(decision), facts: facts.clone(), now: SOME_DAY, assume: false };
            question.now = question.near_an_edge(dice);
            question
        };
        self.generated.decisions.iter().map(ask).collect()
    }

    /// What silent runs tell, one after the other, of records that are read from one stream into the same memory.
    pub fn decided_in_bulk(&self, questions: &[Question<'_>]) -> Vec<Decided> {
        let lines: String = questions.iter().map(|question| format!("{}\n", question.facts)).collect();
        let mut reader = Reader::new(&self.policy.vocabulary, Options::default(), Format::JsonLines, "facts.jsonl", lines.as_bytes());
        let (mut record, mut decider) = (Record::default(), Decider::new(&self.policy));
        let decide = |question: &Question<'_>| {
            assert!(matches!(reader.next(&mut record), Some(Ok(_))), "{question}");
            let mut found = Vec::new();
            let ruling = decider.decide(question.id(), &record, question.now, &mut found);
            let found = Names { policy: &self.policy, record: &record, by_place: false }.decided(&found);
            match ruling {
                Ruling::Verdict(verdict) => Decided { verdict: Some(verdict), value: None, found },
                Ruling::Value(value) => Decided { verdict: None, value: Some(format!("{value:?}")), found },
            }
        };
        questions.iter().map(decide).collect()
    }

    fn decision(&self, name: &str) -> &str {
        self.generated.decisions.iter().find(|decision| *decision == name).expect("a decision")
    }
}

/// The years 0001 to 9999.
pub const FIRST_SECOND: i64 = -62_135_596_800;
pub const LAST_SECOND: i64 = 253_402_300_799;

/// 2024-03-02T06:40:00Z
const SOME_DAY: i64 = 1_709_361_600;

impl Question<'_> {
    fn near_an_edge(&self, dice: &mut Dice) -> i64 {
        let edges: Vec<i64> = self.edges().into_iter().collect();
        let near = match dice.find(&edges) {
            Some(edge) if dice.percent(80) => edge + dice.integer(-1, 1),
            _ => SOME_DAY + dice.integer(-200, 400) * 86_400 + dice.integer(0, 86_399),
        };
        near.clamp(FIRST_SECOND, LAST_SECOND)
    }

    /// The same question at another instant.
    pub fn at(&self, now: i64) -> Self {
        Self { now, ..self.clone() }
    }

    /// The same question about other facts.
    pub fn with(&self, facts: Json) -> Self {
        Self { facts, ..self.clone() }
    }

    /// The same question, with what may be presumed.
    pub fn presuming(&self) -> Self {
        Self { assume: true, ..self.clone() }
    }

    /// What is not known of the record.
    pub fn gaps(&self) -> Vec<facts::Gap> {
        facts::gaps(&self.trial.generated.vocabulary, &self.facts)
    }

    pub fn id(&self) -> DecisionId {
        self.trial.policy.decision(Some(self.decision)).expect("a decision of the policy")
    }

    /// The record, by way of a fact file.
    pub fn record(&self) -> Record {
        self.read(Options::default())
    }

    fn read(&self, options: Options<'_>) -> Record {
        let text = self.facts.to_string();
        let mut record = Record::default();
        let mut reader = Reader::new(&self.trial.policy.vocabulary, options, Format::Json, "facts.json", text.as_bytes());
        match reader.next(&mut record) {
            Some(Ok(_)) => {
                if self.assume {
                    presume(&self.trial.policy.vocabulary, &mut record);
                }
                record
            }
            other => panic!("{self}\nthe facts cannot be read: {other:?}"),
        }
    }

    /// What the crate answers.
    pub fn answer(&self) -> Answer {
        self.named(false)
    }

    /// The same with the members of lists by their places, so that answers about more and less known facts can be compared.
    pub fn answer_by_place(&self) -> Answer {
        self.named(true)
    }

    /// The facts that the decision can ask for.
    pub fn reads(&self) -> Reads {
        Reads::of(&self.trial.policy, self.id())
    }

    /// What the crate answers of these facts alone.
    pub fn answer_of(&self, reads: &Reads) -> Answer {
        self.named_of(&self.read(Options { reads: Some(reads), ..Options::default() }), false)
    }

    fn named(&self, by_place: bool) -> Answer {
        self.named_of(&self.record(), by_place)
    }

    fn named_of(&self, record: &Record, by_place: bool) -> Answer {
        let names = Names { policy: &self.trial.policy, record, by_place };
        names.answer(&answer(&self.trial.policy, self.id(), record, self.now))
    }

    /// What a run with a proof says of all that a silent run tells.
    pub fn decided(&self) -> Decided {
        let record = self.record();
        let full = answer(&self.trial.policy, self.id(), &record, self.now);
        let names = Names { policy: &self.trial.policy, record: &record, by_place: false };
        let keys = |findings: &[Finding<'_>]| {
            let mut keys: Vec<Key> = findings.iter().map(|finding| names.key(finding.subject, finding.instance)).collect();
            keys.sort();
            keys
        };
        let value = full.value.filter(|_| full.verdict.is_none()).map(|value| format!("{value:?}"));
        Decided { verdict: full.verdict, value, found: [keys(&full.forbidden_by), keys(&full.permitted_by), keys(&full.undetermined)] }
    }

    /// What the reference answers.
    pub fn reference(&self) -> Answer {
        self.ask_reference().0
    }

    /// Instants at which something may change.
    pub fn edges(&self) -> BTreeSet<i64> {
        self.ask_reference().1
    }

    fn ask_reference(&self) -> (Answer, BTreeSet<i64>) {
        naive::answer(&naive::index(&self.trial.files), self.decision, &self.facts, self.now, self.assume)
    }
}

fn text_at<'t>(files: &'t [String], diagnostic: &Diagnostic) -> &'t str {
    let span = diagnostic.span();
    files.get(span.file.0 as usize).and_then(|text| text.get(span.range())).unwrap_or("")
}

/// What a silent run tells: a verdict or a value; forbidden by, permitted by, undetermined.
#[derive(Debug, PartialEq, Eq)]
pub struct Decided {
    pub verdict: Option<Verdict>,
    pub value: Option<String>,
    pub found: [Vec<Key>; 3],
}

/// Loads a policy from the texts of its files.
pub fn load_files(files: &[String], settings: &[(String, String)]) -> (Policy, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    for (place, text) in files.iter().enumerate() {
        sources.add(SourceFile::new(format!("random_{place}.policy"), text.clone()));
    }
    load(&mut sources, settings)
}
