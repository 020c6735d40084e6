//! What `caveat ask --next` tells. What is kept for people alone is not written.

use serde::Serialize;

use crate::explain::case::Case;
use crate::explain::json::Verdict;
use crate::explain::plan::json::Ruled;

/// The version of the contract.
pub const SCHEMA: u32 = 1;

/// The questions that are still of use for a record.
#[derive(Debug, Clone, Serialize)]
pub struct Next {
    #[serde(flatten)]
    pub case: Case,
    /// none for a valued decision that has its value
    pub verdict: Option<Verdict>,
    /// whether no answer can change the verdict any more
    pub definite: bool,
    /// how many facts are needed, as far as one can tell yet
    pub missing: usize,
    /// the best first
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// `car.clean`, `car.wheels(#1).flat`
    pub fact: String,
    pub kind: Kind,
    /// the type as an author writes it
    #[serde(rename = "type")]
    pub ty: Option<String>,
    pub label: Option<String>,
    /// what the vocabulary says about it
    pub doc: Option<String>,
    pub choices: Vec<Choice>,
    /// whether `none` may be answered
    pub optional: bool,
    /// what the vocabulary would presume
    pub assume: Option<String>,
    /// who can change it, and so knows it best
    pub ask: Vec<String>,
    /// the share of its likely answers that settles the decision
    pub settles: f64,
    /// how many rules are open behind it, on average
    pub open: f64,
    /// the rules that hang on it
    pub rules: Vec<Ruled>,
    /// how it is written, for people
    #[serde(skip)]
    pub example: String,
    #[serde(skip)]
    pub who: Vec<String>,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Value,
    /// any number of the choices
    Set,
    /// how many members there are
    Count,
    /// whether it is there at all
    Presence,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
}
