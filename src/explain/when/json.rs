//! The timeline of a decision, field for field as `when.schema.json` promises it. What is kept for people alone is not written.

use serde::Serialize;
use serde_json::Value as Json;

use super::super::case::{Case, Lasts};
use super::super::json::{Applies, Cited, FactUsed, Head, Place, Verdict, Wanted};

/// The version of the contract.
pub const SCHEMA: u32 = 1;

/// The contract itself.
pub const SCHEMA_TEXT: &str = include_str!("when.schema.json");

/// What a decision comes to from one instant until another, for one record.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// verdict, window and waiting are told of its instant
    #[serde(flatten)]
    pub case: Case,
    pub verdict: Option<Verdict>,
    pub value: Json,
    /// since when and until when it comes to this
    #[serde(flatten)]
    pub lasts: Lasts,
    /// the stretch in which it is permitted: the one around `at`, or else the next one; null where there is none
    pub next_permitted: Option<Lasts>,
    /// how long to wait until it is permitted; null where waiting does not help
    pub retry_after: Option<RetryAfter>,
    /// the stretch that the intervals are told of; its end is not part of it
    pub shown: Shown,
    /// one after the other without a hole; the first and the last may reach beyond what is shown
    pub intervals: Vec<Interval>,
    /// values that were tried in place of the policy's own: `minimum_age = 7 days`
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<String>,
    pub assumed: Vec<FactUsed>,
    #[serde(skip)]
    pub aside: Aside,
}

/// What only people are told of a timeline as a whole.
#[derive(Debug, Clone, Default)]
pub struct Aside {
    /// the stretch that is shown, in seconds
    pub from: i64,
    pub until: i64,
    /// the verdict or the value at the instant of the question
    pub answer: String,
    /// the documents that are cited: short name, title, edition
    pub documents: Vec<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    pub from: String,
    pub until: String,
}

/// As of HTTP's `Retry-After`: 0 where it is permitted already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RetryAfter {
    pub seconds: i64,
    pub at: String,
}

/// A stretch of time over which the decision, and what decides it, stays the same.
#[derive(Debug, Clone, Serialize)]
pub struct Interval {
    #[serde(flatten)]
    pub lasts: Lasts,
    pub verdict: Option<Verdict>,
    pub value: Json,
    /// what forbids it, what permits it, and what may do so
    pub forbidden_by: Vec<Head>,
    pub permitted_by: Vec<Head>,
    pub undetermined: Vec<Head>,
    /// the facts that would settle it
    pub missing: Vec<Wanted>,
    /// what ended and what began with it; of the first of all time, nothing
    pub ends: Vec<Change>,
    pub begins: Vec<Change>,
    /// the verdict or the value
    #[serde(skip)]
    pub answer: String,
}

impl Interval {
    /// What its verdict rests on.
    #[must_use]
    pub fn deciding(&self) -> &[Head] {
        match self.verdict {
            Some(Verdict::Forbidden) => &self.forbidden_by,
            Some(Verdict::Undetermined) => &self.undetermined,
            Some(Verdict::Permitted) | None => &self.permitted_by,
        }
    }
}

/// A rule or a table that decides from an instant on, or up to it.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    #[serde(flatten)]
    pub head: Head,
    pub says: Says,
    pub applies: Applies,
    /// of a table: the rows that decide, from 1
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<u32>,
    /// the reason as it reads at that instant, of what begins
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// what answers otherwise than a second before: conditions, cells and params as the policy has them, dates in words
    pub causes: Vec<String>,
    pub clauses: Vec<Cited>,
    pub policy: Place,
}

/// What a rule or a table says of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    Forbid,
    Permit,
    /// of a valued decision
    Value,
}
