//! Why a decision comes to what it does, field for field as `why.schema.json` promises it. What is kept for people alone is not written.

use serde::Serialize;
use serde_json::Value as Json;

use super::super::case::{Case, Lasts};
use super::super::json::{Aside, Cited, Cure, Exception, FactUsed, Head, Place, ProofTree, Status, Verdict, Wanted};

/// The version of the contract.
pub const SCHEMA: u32 = 1;

/// The contract itself.
pub const SCHEMA_TEXT: &str = include_str!("why.schema.json");

/// What became of every rule that was asked for, with its proof.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    #[serde(flatten)]
    pub case: Case,
    pub verdict: Option<Verdict>,
    pub value: Json,
    /// since when and until when it comes to this
    #[serde(flatten)]
    pub lasts: Lasts,
    /// what decides stands first
    pub rules: Vec<Rule>,
    /// the facts that would settle it
    pub missing: Vec<Wanted>,
    /// values that were tried in place of the policy's own: `minimum_age = 7 days`
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<String>,
    pub assumed: Vec<FactUsed>,
    #[serde(skip)]
    pub aside: Aside,
}

/// An instance of a rule, what a table says, or a duty, an effect or a suggestion.
#[derive(Debug, Clone, Serialize)]
pub struct Rule {
    #[serde(flatten)]
    pub head: Head,
    pub kind: Kind,
    pub status: Status,
    /// since when and until when it has this status; of a suggestion nothing: it stands and falls with what calls for it
    #[serde(flatten)]
    pub lasts: Option<Lasts>,
    /// whether the verdict rests on it
    pub decides: bool,
    /// of a table: the rows that decide, from 1
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<u32>,
    /// the reason, of what applies
    pub because: Option<String>,
    /// the facts that it still needs, if it is unknown
    pub needs: Vec<Wanted>,
    /// the exceptions that excuse it
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excepted_by: Vec<Exception>,
    /// what would cure it, of what applies
    pub remedies: Vec<Cure>,
    pub clauses: Vec<Cited>,
    pub policy: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofTree>,
}

/// What a rule says of the decision, or what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Forbid,
    Permit,
    Warn,
    /// a table that gives a valued decision its value
    Value,
    Duty,
    Effect,
    Suggestion,
}
