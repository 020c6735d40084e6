//! A small vocabulary, facts as JSON, and answers as short texts.

use caveat::eval::answer::{Answer, Finding, Instance, Need, Ruling, Subject, Verdict};
use caveat::eval::proof::MemberPlace;
use caveat::eval::{Decider, Scratch, answer, decide};
use caveat::facts::record::{Presence, Record, Slot};
use caveat::model::check::{Module, Settings, check};
use caveat::model::policy::{DecisionId, Policy};
use caveat::model::vocabulary::{Element, Key, Kind, Scalar, Shape};
use caveat::source::FileId;
use caveat::syntax::parse;
use caveat::value::{Decimal, State, Truth, Value, calendar};
use serde_json::Value as Json;

const VOCABULARY: &str = r#"
policy sample { title en "Sample"  time_zone "+08:00"  languages en }
document d { title en "D"  edition 2024-01-01  authority official  clause c en "C" }
enum color { red en "red", green en "green", blue en "blue" }
record disk by id { id text  hot yes_no  size number  spare number?  tags set of color }
record person { ok yes_no  name text }
entity x en "X" {
  a yes_no  b yes_no  c yes_no  n number  k number  m number?  mm number?  t time  u time?  du duration
  e color  f color?  w text  s set of color  words set of text  disks list of disk
}
optional entity g { k yes_no  n number  s set of color  disks list of disk }
entity p of person
entity q of person
"#;

/// A checked policy: the vocabulary with some declarations.
pub fn policy(text: &str) -> Policy {
    let (file, mut found) = parse(FileId(0), &format!("{VOCABULARY}{text}"));
    let (policy, more) = check(&[Module { name: "sample".to_owned(), file }], &Settings::default());
    found.extend(more);
    let errors: Vec<_> = found.iter().filter(|found| found.is_error()).map(|found| (&found.message, found.span(), &found.help)).collect();
    assert!(errors.is_empty(), "{text}\n{errors:#?}");
    policy
}

/// Instants near the beginning of time: `at(5)` is five seconds after it.
pub fn at(seconds: i64) -> i64 {
    calendar::parse("2024-01-01T00:00Z").map_or(0, |moment| moment.seconds(calendar::Zone::default())) + seconds
}

/// Facts by entity and key. A set is an array, or `{"yes": […], "no": […], "open": true}`; a list an array, or `{"members": […]}`
/// if it may have more. A time is seconds as [`at`] counts them.
pub fn record(policy: &Policy, facts: &Json) -> Record {
    let vocabulary = &policy.vocabulary;
    let mut record = Record::new(vocabulary);
    for (name, facts) in facts.as_object().unwrap() {
        let index = vocabulary.entities.get_index_of(name).unwrap();
        let entity = caveat::model::vocabulary::EntityId(u32::try_from(index).unwrap());
        if facts.is_null() {
            record.make_absent(vocabulary, entity);
            continue;
        }
        record.set_presence(entity, Presence::Given);
        let shape: &Shape = &vocabulary.entity(entity).unwrap().shape;
        for (key, value) in facts.as_object().unwrap() {
            let Some(Key::Fact(fact)) = shape.keys.get(key) else { panic!("no fact {key}") };
            let slot = slot(policy, &mut record, vocabulary.fact(*fact).unwrap().kind, value);
            record.set_slot(*fact, slot);
        }
    }
    record
}

fn slot(policy: &Policy, record: &mut Record, kind: Kind, value: &Json) -> Slot {
    match kind {
        Kind::Scalar { scalar, .. } => scalar_slot(policy, record, scalar, value),
        Kind::Set(element) => {
            let scalar = match element {
                Element::Text => Scalar::Text,
                Element::Enum(id) => Scalar::Enum(id),
            };
            let mut members = |value: &Json| -> Vec<Slot> {
                value.as_array().into_iter().flatten().map(|member| scalar_slot(policy, record, scalar, member)).collect()
            };
            let (yes, no, open) = match value {
                Json::Object(_) => (members(&value["yes"]), members(&value["no"]), value["open"] == true),
                _ => (members(value), Vec::new(), false),
            };
            let set = record.new_set(open);
            let facts = record.set_mut(set).unwrap();
            facts.yes = yes;
            facts.no = no;
            set
        }
        Kind::List(id) => {
            let open = value.is_object();
            let members = if open { &value["members"] } else { value };
            let list = record.new_list(&policy.vocabulary, id, open);
            for member in members.as_array().unwrap() {
                let place = record.push_member(list);
                for (key, value) in member.as_object().unwrap() {
                    let (index, _, field) = policy.vocabulary.record(id).unwrap().fields.get_full(key).unwrap();
                    let slot = slot(policy, record, field.kind, value);
                    record.set_member_slot(list, place, caveat::model::vocabulary::FieldId(u32::try_from(index).unwrap()), slot);
                }
            }
            list
        }
    }
}

fn scalar_slot(policy: &Policy, record: &mut Record, scalar: Scalar, value: &Json) -> Slot {
    match (scalar, value) {
        (_, Json::Null) => Slot::None,
        (Scalar::YesNo, Json::Bool(yes)) => Slot::Truth(*yes),
        (Scalar::Enum(id), Json::String(name)) => {
            let member = policy.vocabulary.enumeration(id).unwrap().members.get_index_of(name).unwrap();
            Slot::Member(u32::try_from(member).unwrap())
        }
        (Scalar::Text, Json::String(text)) => record.keep_text(text),
        (Scalar::Time, seconds) => Slot::Instant(at(seconds.as_i64().unwrap())),
        (Scalar::Duration, seconds) => Slot::Duration(seconds.as_i64().unwrap()),
        (_, number) => record.keep_number(Decimal::parse(&number.to_string()).unwrap()),
    }
}

/// The answer to a decision; the silent run has to agree with it.
pub fn answered<'m, 'r>(policy: &'m Policy, decision: &str, record: &'r Record, now: i64) -> Answer<'m, 'r>
where
    'm: 'r,
{
    let decision = policy.decision(Some(decision)).unwrap();
    let answer = answer(policy, decision, record, now);
    agree(policy, decision, record, &answer);
    answer
}

fn agree(policy: &Policy, decision: DecisionId, record: &Record, answer: &Answer<'_, '_>) {
    let mut decided = Vec::new();
    let ruling = decide(policy, decision, record, answer.at, &mut Scratch::default(), &mut decided);
    let mut guarded = Vec::new();
    assert_eq!(Decider::new(policy).decide(decision, record, answer.at, &mut guarded), ruling);
    assert_eq!(guarded, decided);
    match (answer.verdict, answer.value) {
        (Some(verdict), _) => assert_eq!(ruling, Ruling::Verdict(verdict)),
        (None, Some(value)) => assert_eq!(ruling, Ruling::Value(value)),
        (None, None) => panic!("neither a verdict nor a value"),
    }
    let mut silent: Vec<String> =
        decided.iter().map(|found| format!("{} {}", name(policy, found.subject, found.instance), found.certain)).collect();
    let lists = [(&answer.forbidden_by, true), (&answer.permitted_by, true), (&answer.undetermined, false)];
    let mut recorded: Vec<String> = lists
        .iter()
        .flat_map(|(findings, certain)| findings.iter().map(move |of| format!("{} {certain}", name(policy, of.subject, of.instance))))
        .collect();
    silent.sort();
    recorded.sort();
    assert_eq!(silent, recorded);
}

/// The answer to a condition for some facts, silently and with a proof.
pub fn truth(condition: &str, facts: &Json) -> Truth {
    verdict_truth(
        &policy(&format!("decision go {{ default permit }} rule r {{ forbid go when {condition} because en \"R.\" cite d.c }}")),
        facts,
    )
}

/// Whether `go` is forbidden.
pub fn verdict_truth(policy: &Policy, facts: &Json) -> Truth {
    match answered(policy, "go", &record(policy, facts), at(0)).verdict {
        Some(Verdict::Forbidden) => Truth::Yes,
        Some(Verdict::Permitted) => Truth::No,
        _ => Truth::Unknown,
    }
}

/// What a term comes to, as text: `?`, `none`, `5`.
pub fn value(ty: &str, term: &str, facts: &Json) -> String {
    let policy = policy(&format!("decision v : {ty}\ndefine v = {term}\n"));
    let record = record(&policy, facts);
    shown(answered(&policy, "v", &record, at(0)).value.unwrap())
}

pub fn shown(state: State<'_>) -> String {
    match state {
        State::Unknown => "?".to_owned(),
        State::None => "none".to_owned(),
        State::Known(Value::Truth(yes)) => (if yes { "yes" } else { "no" }).to_owned(),
        State::Known(Value::Member(member)) => format!("member {member}"),
        State::Known(Value::Text(text)) => text.to_owned(),
        State::Known(Value::Number(number)) => number.to_string(),
        State::Known(Value::Instant(seconds)) => calendar::rfc3339(seconds, calendar::Zone { seconds_east: 8 * 3600 }),
        State::Known(Value::Duration(seconds)) => format!("{seconds} s"),
        State::Known(Value::Months(months)) => format!("{months} months"),
    }
}

/// `r`, `r(p)`, `r(#1)`, `r(...)`, `r(red)`
pub fn name(policy: &Policy, subject: Subject, instance: Instance<'_>) -> String {
    let name = match subject {
        Subject::Rule(id) => &policy.rules[id.index()].name,
        Subject::Table(id) => &policy.tables[id.index()].name,
        Subject::Notice(id) => &policy.notices[id.index()].name,
    };
    match instance {
        Instance::Only => name.clone(),
        Instance::Entity(id) => format!("{name}({})", policy.vocabulary.entity(id).unwrap().name),
        Instance::Member { member, .. } => format!("{name}({})", place(member)),
        Instance::SetMember(State::Known(Value::Member(member))) => {
            format!("{name}({})", policy.vocabulary.enums[0].members.get_index(member as usize).unwrap().0)
        }
        Instance::SetMember(State::Unknown) => format!("{name}(...)"),
        Instance::SetMember(state) => format!("{name}({})", shown(state)),
    }
}

fn place(member: MemberPlace) -> String {
    match member {
        MemberPlace::Known(index) => format!("#{}", index + 1),
        MemberPlace::Rest => "...".to_owned(),
    }
}

/// The names of findings.
pub fn names(policy: &Policy, findings: &[Finding<'_>]) -> Vec<String> {
    findings.iter().map(|finding| name(policy, finding.subject, finding.instance)).collect()
}

/// Needs as text: `x.n`, `x.s(red)`, `x.disks(#1).hot`, `g is none`
pub fn asked(policy: &Policy, needs: &[Need]) -> Vec<String> {
    let vocabulary = &policy.vocabulary;
    let path = |fact| vocabulary.fact(fact).unwrap().path.clone();
    let field = |list, field| {
        let Kind::List(record) = vocabulary.fact(list).unwrap().kind else { panic!("no list") };
        vocabulary.record(record).unwrap().field(field).unwrap().path.clone()
    };
    let shown = needs.iter().map(|need| match need {
        Need::Fact(fact) => path(*fact),
        Need::Field { list, member, field: of } => format!("{}({}).{}", path(*list), place(*member), field(*list, *of)),
        Need::InSet { set, member } => format!("{}({member})", path(*set)),
        Need::InFieldSet { list, at, field: of, member } => {
            format!("{}({}).{}({member})", path(*list), place(*at), field(*list, *of))
        }
        Need::Entity(entity) => format!("{} is none", vocabulary.entity(*entity).unwrap().name),
    });
    shown.collect()
}
