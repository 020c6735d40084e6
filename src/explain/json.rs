//! The JSON answer, field for field as `answer.schema.json` promises it. What is kept for the text alone is not written.

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use crate::source::Span;

use super::case::{Case, Lasts};

/// The version of the contract.
pub const SCHEMA: u32 = 1;

/// The contract itself.
pub const SCHEMA_TEXT: &str = include_str!("answer.schema.json");

/// The answer to one decision for one record.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    #[serde(flatten)]
    pub case: Case,
    /// since when and until when it comes to this
    #[serde(flatten)]
    pub lasts: Lasts,
    /// values that were tried in place of the policy's own: `minimum_age = 7 days`
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<String>,
    pub verdict: Option<Verdict>,
    pub value: Json,
    pub valued_by: Option<Reason>,
    pub forbidden_by: Vec<Reason>,
    pub permitted_by: Vec<Reason>,
    pub undetermined: Vec<Open>,
    pub excepted: Vec<Excepted>,
    pub warnings: Vec<Noted>,
    pub duties: Vec<Noted>,
    pub effects: Vec<Noted>,
    pub suggestions: Vec<Noted>,
    pub assumed: Vec<FactUsed>,
    pub missing: Vec<Wanted>,
    /// the rules that do not apply, where the proof is asked for
    #[serde(skip_serializing_if = "Option::is_none")]
    pub others: Option<Vec<Other>>,
    #[serde(skip)]
    pub aside: Aside,
}

/// What only the text says of an answer as a whole.
#[derive(Debug, Clone, Default)]
pub struct Aside {
    /// the value, for people
    pub value: String,
    pub forbids_by_default: bool,
    /// the documents that are cited: short name, title, edition
    pub documents: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Permitted,
    Forbidden,
    Undetermined,
}

/// What stands at the head of every entry.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// the name of the rule, table, duty, effect or suggestion
    pub rule: String,
    /// the member of a `for … in`, as scenarios name it
    #[serde(rename = "for")]
    pub member: Option<String>,
    /// the file's stem
    pub module: String,
    /// the name with the member: `flat_wheel("left")`
    #[serde(skip)]
    pub title: String,
}

/// A rule or a table that decides, for one member.
#[derive(Debug, Clone, Serialize)]
pub struct Reason {
    #[serde(flatten)]
    pub head: Head,
    #[serde(flatten)]
    pub lasts: Lasts,
    /// of a table: the deciding rows, from 1
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<u32>,
    pub because: Option<String>,
    pub reading: Option<String>,
    pub clauses: Vec<Cited>,
    pub remedies: Vec<Cure>,
    pub facts: Vec<FactUsed>,
    pub policy: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofTree>,
}

/// A rule that facts are missing for.
#[derive(Debug, Clone, Serialize)]
pub struct Open {
    #[serde(flatten)]
    pub head: Head,
    #[serde(flatten)]
    pub lasts: Lasts,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<u32>,
    /// why a table says that it is undetermined
    pub because: Option<String>,
    pub needs: Vec<Wanted>,
    pub clauses: Vec<Cited>,
    pub policy: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofTree>,
}

/// A rule that would apply but for exceptions.
#[derive(Debug, Clone, Serialize)]
pub struct Excepted {
    #[serde(flatten)]
    pub head: Head,
    #[serde(flatten)]
    pub lasts: Lasts,
    pub by: Vec<Exception>,
    pub policy: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofTree>,
}

/// A rule that does not apply, and why.
#[derive(Debug, Clone, Serialize)]
pub struct Other {
    #[serde(flatten)]
    pub head: Head,
    #[serde(flatten)]
    pub lasts: Lasts,
    pub status: Status,
    pub policy: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofTree>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    NotInForce,
    OutOfScope,
    Clear,
    Excepted,
    Applies,
    Unknown,
}

#[derive(Debug, Clone, Serialize)]
pub struct Exception {
    pub exception: String,
    pub module: String,
    pub because: Option<String>,
    pub reading: Option<String>,
    pub clauses: Vec<Cited>,
    pub policy: Place,
}

/// A warning, a duty, an effect or a suggestion.
#[derive(Debug, Clone, Serialize)]
pub struct Noted {
    #[serde(flatten)]
    pub head: Head,
    /// of a suggestion nothing: it stands and falls with what calls for it
    #[serde(flatten)]
    pub lasts: Option<Lasts>,
    /// whether it applies, as far as is known
    pub applies: Applies,
    /// who has to do it (duties)
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// when it is due (duties, effects)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    pub says: Option<String>,
    pub reading: Option<String>,
    pub clauses: Vec<Cited>,
    pub remedies: Vec<Cure>,
    pub needs: Vec<Wanted>,
    pub policy: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofTree>,
    #[serde(skip)]
    pub who: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    Yes,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Before,
    During,
    After,
}

/// A clause of a document.
#[derive(Debug, Clone, Serialize)]
pub struct Cited {
    pub name: String,
    /// the document's title
    pub document: Option<String>,
    /// where in the document
    pub at: Option<String>,
    pub text: Option<String>,
    /// why the clause is read otherwise than it stands
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_as: Option<String>,
}

/// What would cure it.
#[derive(Debug, Clone, Serialize)]
pub struct Cure {
    pub kind: CureKind,
    pub actor: Option<String>,
    pub text: Option<String>,
    /// the condition that it brings about, as the policy has it
    pub makes: Option<String>,
    pub until: Option<String>,
    pub suggest: Vec<String>,
    /// the actor and the instant, for people
    #[serde(skip)]
    pub who: String,
    #[serde(skip)]
    pub when: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CureKind {
    By,
    Wait,
    Impossible,
}

/// A fact with its value, also in words.
#[derive(Debug, Clone, Serialize)]
pub struct FactUsed {
    pub fact: String,
    pub value: Json,
    pub text: String,
}

/// A fact that is missing; in JSON its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub path: String,
    pub label: Option<String>,
    /// who can change it, and so knows it best
    pub ask: Vec<String>,
}

impl Serialize for Wanted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path)
    }
}

/// Where something is declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    pub file: String,
    pub line: usize,
    /// the whole declaration
    #[serde(skip)]
    pub whole: Span,
}

/// A place in a file; both numbers are counted from 1, the column in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spot {
    pub file: String,
    pub line: usize,
    pub column: usize,
}

/// What a step of a proof is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    Rule,
    Exception,
    /// a clause of a rule: `given`, `when`, `unless`
    Clause,
    Condition,
    Term,
    /// what the record says
    Fact,
    /// a member of a list that a quantifier goes through
    Member,
    Definition,
    Table,
    Row,
    Cell,
    Decision,
    /// that steps are left out here
    More,
}

/// A step of the proof with the steps that it rests on.
#[derive(Debug, Clone, Serialize)]
pub struct ProofTree {
    pub kind: StepKind,
    /// what was asked, as the policy has it
    pub step: String,
    pub answer: String,
    /// where the policy has what was asked
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<Spot>,
    /// of a fact: where the record's file has it
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Spot>,
    /// whether the step above it rests on this answer
    pub decides: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ProofTree>,
}

/// A record that could not be read.
#[derive(Debug, Clone, Serialize)]
pub struct Unreadable {
    pub schema: u32,
    pub record: Option<String>,
    pub error: Fault,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<Fault>,
}

/// One thing wrong with a fact file.
#[derive(Debug, Clone, Serialize)]
pub struct Fault {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub code: &'static str,
    pub message: String,
}
