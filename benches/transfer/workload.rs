//! The records that are decided: complete ones, always the same.

use caveat::facts::{Format, Options, Reader, Record};
use caveat::model::policy::Policy;
use fastrand::Rng;
use serde_json::Value;

use super::transfer::Facts;
use super::transfer::generate::{Completeness, records};

/// Random records, a line each.
pub struct Workload {
    pub text: String,
}

impl Workload {
    pub fn new(size: usize) -> Self {
        Self { text: records(1, Completeness::Complete).take(size).map(|record| format!("{record}\n")).collect() }
    }

    /// The same, a few keys missing.
    pub fn with_gaps(size: usize) -> Self {
        Self { text: records(1, Completeness::FewMissing).take(size).map(|record| format!("{record}\n")).collect() }
    }

    /// The same, the keys of every object in an order of its own.
    pub fn shuffled(size: usize) -> Self {
        let mut rng = Rng::with_seed(3);
        Self { text: records(1, Completeness::Complete).take(size).map(|record| format!("{}\n", shuffled(&mut rng, &record))).collect() }
    }

    pub fn len(&self) -> usize {
        self.text.lines().count()
    }

    /// Every record in its slots, with the moment that it is judged at.
    pub fn records(&self, policy: &Policy) -> Vec<(Record, i64)> {
        let mut reader = Reader::new(&policy.vocabulary, Options::default(), Format::JsonLines, "facts", self.text.as_bytes());
        let next = || {
            let mut record = Record::new(&policy.vocabulary);
            let read = reader.next(&mut record)?;
            read.unwrap_or_else(|bad| panic!("{:?}", bad.diagnostics));
            let now = record.now.unwrap_or_else(|| panic!("a record does not say when it is judged"));
            Some((record, now))
        };
        std::iter::from_fn(next).collect()
    }

    /// Every record as structs.
    pub fn facts(&self) -> Vec<Facts<'_>> {
        self.text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
    }
}

/// The JSON of a value, the keys of its objects shuffled.
fn shuffled(rng: &mut Rng, value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().map(|(key, value)| format!("\"{key}\":{}", shuffled(rng, value))).collect();
            rng.shuffle(&mut fields);
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(members) => {
            let members: Vec<_> = members.iter().map(|member| shuffled(rng, member)).collect();
            format!("[{}]", members.join(","))
        }
        other => other.to_string(),
    }
}

/// The moment that a record is judged at.
pub fn now(facts: &Facts<'_>) -> i64 {
    facts.now.known().map_or(0, |time| time.0)
}
