//! A small vocabulary, and what is read printed for comparison.

use std::fmt::Write as _;

use caveat::diagnostic::Diagnostic;
use caveat::facts::record::{MemberRef, Presence, Slot};
use caveat::facts::{BadRecord, Format, Options, Reader, Record};
use caveat::load::load;
use caveat::model::policy::Policy;
use caveat::model::vocabulary::{EntityId, FactId, FieldId, Kind, Vocabulary};
use caveat::source::{SourceFile, Sources};
use caveat::value::calendar::rfc3339;
use caveat::value::{State, Value};
use pretty_assertions::assert_eq;

pub const VOCABULARY: &str = r#"
policy sample { title en "sample"  time_zone "+08:00"  languages en }
enum network { classic en "c", vpc en "v" }
enum status { running en "r", stopped en "s", releasing en "x" }
enum service { slb en "s", ha_vip en "h", reverse_access en "r" }
enum size { s01 en "1", s02 en "2", s03 en "3", s04 en "4", s05 en "5", s06 en "6", s07 en "7", s08 en "8", s09 en "9", s10 en "10" }
record address { city text  code text? }
record account { uid text  verified yes_no  balance money CNY  address address }
record disk by id { id text  encrypted yes_no assume no  size integer?  tags set of text assume {} }
record port { number integer }
entity request en "request" { id text?  count integer assume 1  rate number  limit money USD? }
entity source of account en "source"
entity instance en "instance" {
  network network
  status status?
  created_at time
  expires_at time? assume none
  first_day date
  grace duration
  promotional yes_no assume no
  services set of service assume {slb}
  labels set of text
  sizes set of size
  disks list of disk assume []
  ports list of port
}
optional entity vswitch en "switch" { id text  zone text?  zones set of text  ports list of port }
"#;

pub fn vocabulary() -> Vocabulary {
    vocabulary_of(VOCABULARY)
}

/// What a policy declares.
pub fn vocabulary_of(policy: &str) -> Vocabulary {
    policy_of(policy).vocabulary
}

pub fn policy_of(policy: &str) -> Policy {
    let mut sources = Sources::default();
    sources.add(SourceFile::new("sample.policy", policy));
    let (policy, found) = load(&mut sources, &[]);
    let errors: Vec<_> = found.iter().filter(|problem| problem.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    policy
}

/// Each record of a text: its facts, or its problems.
pub fn read(format: Format, text: impl AsRef<[u8]>) -> Vec<Result<String, Vec<String>>> {
    read_with(Options::default(), format, text)
}

pub fn read_with(options: Options, format: Format, text: impl AsRef<[u8]>) -> Vec<Result<String, Vec<String>>> {
    let vocabulary = vocabulary();
    let mut record = Record::new(&vocabulary);
    let mut reader = Reader::new(&vocabulary, options, format, "facts", text.as_ref());
    let mut read = Vec::new();
    while let Some(next) = reader.next(&mut record) {
        read.push(next.map(|_| facts(&vocabulary, &record)).map_err(|bad| problems(&bad)));
    }
    read
}

/// What is said of a text, line by line: `ok` with the facts of a record, or its problems.
pub fn told(format: Format, text: impl AsRef<[u8]>) -> Vec<String> {
    let lines = |read| match read {
        Ok(facts) => vec![format!("ok {facts}").trim_end().to_owned()],
        Err(problems) => problems,
    };
    read(format, text).into_iter().flat_map(lines).collect()
}

/// The facts of the only record of a text.
pub fn good(format: Format, text: &str) -> String {
    match read(format, text).as_slice() {
        [Ok(facts)] => facts.clone(),
        other => panic!("{text}: {other:#?}"),
    }
}

/// Holds texts against what is to be said of them.
pub fn check(format: Format, rows: &[(&str, &[&str])]) {
    for (text, expected) in rows {
        assert_eq!(told(format, text), *expected, "{text}");
    }
}

pub fn problems(bad: &BadRecord) -> Vec<String> {
    bad.diagnostics.iter().map(|found| problem(bad, found)).collect()
}

/// `3:17 wrong-type: … ["abc": this is …] [3:4 "abc": …] (help)`
fn problem(bad: &BadRecord, found: &Diagnostic) -> String {
    let place = bad.position(found.span());
    let mut told = format!("{}:{} {}: {}", place.line, place.column, found.code.name(), found.message);
    for (index, label) in found.labels.iter().enumerate() {
        let place = bad.position(label.span);
        let text = bad.source.text.get(label.span.range()).expect("a span between characters");
        let at = if index == 0 { String::new() } else { format!("{}:{} ", place.line, place.column) };
        write!(told, " [{at}{text}: {}]", label.text).unwrap();
    }
    for help in &found.help {
        write!(told, " ({help})").unwrap();
    }
    told
}

/// All that a record says: `request.count=1 instance.disks=[{id="d-1"} ...]`; entities that are given without a fact as `instance`.
pub fn facts(vocabulary: &Vocabulary, record: &Record) -> String {
    let mut said = Vec::new();
    said.extend(record.now.map(|now| format!("now={}", rfc3339(now, vocabulary.zone))));
    for (index, name) in vocabulary.entities.keys().enumerate() {
        let id = EntityId(u32::try_from(index).unwrap());
        match record.presence(id) {
            Presence::Missing => {}
            Presence::Absent => said.push(format!("{name}=absent")),
            Presence::Given => said.push(name.clone()),
        }
        for (index, fact) in vocabulary.facts.iter().enumerate() {
            let slot = record.slot(FactId(u32::try_from(index).unwrap()));
            if vocabulary.owners[index] == id && slot != Slot::Unknown {
                said.push(format!("{}={}", fact.path, value(vocabulary, record, fact.kind, slot)));
            }
        }
    }
    said.join(" ")
}

fn value(vocabulary: &Vocabulary, record: &Record, kind: Kind, slot: Slot) -> String {
    if let Some(set) = record.set(slot) {
        let members: Vec<_> = set.yes.iter().map(|member| scalar(record, *member)).collect();
        return format!("{{{}{}}}", members.join(" "), if set.open { " ..." } else { "" });
    }
    let (Some(list), Kind::List(of)) = (record.list(slot), kind) else { return scalar(record, slot) };
    let of = vocabulary.record(of).unwrap();
    let member = |index| {
        let fields = of.fields.iter().enumerate().map(|(at, (name, field))| {
            let slot = record.member_slot(MemberRef::Known { list, index }, FieldId(u32::try_from(at).unwrap()));
            (name, field, slot)
        });
        let known = fields.filter(|(.., slot)| *slot != Slot::Unknown);
        let said: Vec<_> = known.map(|(name, field, slot)| format!("{name}={}", value(vocabulary, record, field.kind, slot))).collect();
        format!("{{{}}}", said.join(" "))
    };
    let members: Vec<_> = (0..list.count).map(member).collect();
    format!("[{}{}]", members.join(" "), if list.open { " ..." } else { "" })
}

fn scalar(record: &Record, slot: Slot) -> String {
    match record.state(slot) {
        State::Unknown => "?".to_owned(),
        State::None => "none".to_owned(),
        State::Known(Value::Truth(yes)) => yes.to_string(),
        State::Known(Value::Member(member)) => format!("#{member}"),
        State::Known(Value::Text(text)) => format!("{text:?}"),
        State::Known(Value::Number(number)) => number.to_string(),
        State::Known(Value::Instant(seconds)) => format!("@{seconds}"),
        State::Known(Value::Duration(seconds) | Value::Months(seconds)) => format!("{seconds}s"),
    }
}
