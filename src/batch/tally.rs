//! How many records had which answer.

use crate::eval::answer::{Ruling, Verdict};
use crate::explain::json;

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Permitted,
    Forbidden,
    Undetermined,
    /// a valued decision has its value
    Value,
    /// the record could not be read
    Error,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub valued: usize,
    pub permitted: usize,
    pub forbidden: usize,
    pub undetermined: usize,
    pub unreadable: usize,
}

impl Outcome {
    #[must_use]
    pub fn of(ruling: Ruling<'_>) -> Self {
        match ruling {
            Ruling::Value(_) => Self::Value,
            Ruling::Verdict(Verdict::Permitted) => Self::Permitted,
            Ruling::Verdict(Verdict::Forbidden) => Self::Forbidden,
            Ruling::Verdict(Verdict::Undetermined) => Self::Undetermined,
        }
    }

    /// What an answer comes to that was put into words; without a verdict it has a value.
    #[must_use]
    pub fn told(verdict: Option<json::Verdict>) -> Self {
        match verdict {
            Some(json::Verdict::Permitted) => Self::Permitted,
            Some(json::Verdict::Forbidden) => Self::Forbidden,
            Some(json::Verdict::Undetermined) => Self::Undetermined,
            None => Self::Value,
        }
    }
}

impl Tally {
    pub fn count(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Permitted => &mut self.permitted,
            Outcome::Forbidden => &mut self.forbidden,
            Outcome::Undetermined => &mut self.undetermined,
            Outcome::Value => &mut self.valued,
            Outcome::Error => &mut self.unreadable,
        } += 1;
    }

    pub fn add(&mut self, other: &Self) {
        self.valued += other.valued;
        self.permitted += other.permitted;
        self.forbidden += other.forbidden;
        self.undetermined += other.undetermined;
        self.unreadable += other.unreadable;
    }

    /// All records, with those that could not be read.
    #[must_use]
    pub fn all(&self) -> usize {
        self.valued + self.permitted + self.forbidden + self.undetermined + self.unreadable
    }

    /// `3 records: 1 permitted, 2 forbidden`
    #[must_use]
    pub fn summary(&self) -> String {
        let counts = [
            (self.valued, "answered"),
            (self.permitted, "permitted"),
            (self.forbidden, "forbidden"),
            (self.undetermined, "undetermined"),
            (self.unreadable, "unreadable"),
        ];
        let said = counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        format!("{} records: {}", self.all(), said.collect::<Vec<_>>().join(", "))
    }
}
