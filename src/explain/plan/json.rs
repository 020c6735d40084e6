//! What `caveat plan` tells of one record. What is kept for people alone is not written.

use serde::Serialize;
use serde_json::Value as Json;

use crate::explain::case::{Case, Lasts};
use crate::explain::json::{Cited, Cure, FactUsed, Head, Noted, Place, Verdict};

/// The version of the contract.
pub const SCHEMA: u32 = 1;

/// The plans for one record.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    #[serde(flatten)]
    pub case: Case,
    /// values that were tried in place of the policy's own: `minimum_age = 7 days`
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<String>,
    pub assumed: Vec<FactUsed>,
    /// what it comes to as the record stands, and since when and until when
    pub verdict: Verdict,
    #[serde(flatten)]
    pub lasts: Lasts,
    /// the cheapest first; none where it is permitted already, or nothing helps
    pub plans: Vec<Plan>,
    /// how many there are: more than are told, if only some were wanted
    pub found: usize,
    /// whether these are all there are
    pub exhaustive: bool,
    /// why they may not be all
    pub limits: Vec<Limit>,
    /// where there is no plan: the rules that nothing clears
    pub obstacles: Vec<Obstacle>,
    /// where there is no plan: changes that clear one rule and make another one apply
    pub setbacks: Vec<Step>,
    /// where there is no plan: other ways
    pub suggestions: Vec<Noted>,
    /// the documents that are cited: short name, title, edition
    #[serde(skip)]
    pub documents: Vec<(String, String)>,
}

/// One way to permission: all of its steps, none of which can be left out.
#[derive(Debug, Clone, Serialize)]
pub struct Plan {
    /// in the order in which they are to be done
    pub steps: Vec<Step>,
    /// who has to do something, each once
    pub actors: Vec<String>,
    /// the earliest instant at which it is permitted, with all steps done
    pub from: String,
    /// until when it stays so; null where there is no bound
    pub until: Option<String>,
    /// the same, for people
    #[serde(skip)]
    pub who: Vec<String>,
    #[serde(skip)]
    pub when: String,
    #[serde(skip)]
    pub ends: Option<String>,
}

/// One thing to do.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub kind: StepKind,
    /// who can do it, any of them; of what is to be found out, who could change it
    pub by: Vec<String>,
    /// the words of the remedy that it carries out
    pub text: Option<String>,
    pub changes: Vec<Change>,
    /// until when to wait
    pub until: Option<String>,
    /// the rules that would forbid, or may, without it
    pub clears: Vec<Ruled>,
    /// the rules that would not permit without it
    pub grants: Vec<Ruled>,
    /// the rules that come to forbid with it, until a later step clears them
    pub breaks: Vec<Ruled>,
    /// steps, from 1, that have to be done before it, lest it makes another rule forbid
    pub after: Vec<usize>,
    /// the same, for people
    #[serde(skip)]
    pub who: Vec<String>,
    #[serde(skip)]
    pub when: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// somebody changes facts
    Change,
    /// somebody finds out what nobody has said; it has to be so
    FindOut,
    Wait,
}

/// A fact that gets another value, or a member that is put into a set, or taken out.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// `car.wheels("left").flat`, `car.inside("coat")`
    pub fact: String,
    pub label: Option<String>,
    /// null where nobody has said, or where it is none
    pub from: Json,
    pub to: Json,
    /// of an amount or a time: how far the value may go beyond `to` without harm
    pub reach: Reach,
    /// the same, for people
    #[serde(skip)]
    pub was: String,
    #[serde(skip)]
    pub becomes: String,
    /// `+37.50 CNY`
    #[serde(skip)]
    pub difference: Option<String>,
}

/// Which other values would do as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// this value; others may, too
    Exactly,
    OrMore,
    OrLess,
    /// any value but the one that it had
    AnyOther,
}

/// A rule, with the clauses that it comes from.
#[derive(Debug, Clone, Serialize)]
pub struct Ruled {
    #[serde(flatten)]
    pub head: Head,
    pub because: Option<String>,
    pub clauses: Vec<Cited>,
    pub policy: Place,
}

/// A rule that nothing clears.
#[derive(Debug, Clone, Serialize)]
pub struct Obstacle {
    #[serde(flatten)]
    pub rule: Ruled,
    pub why: Final,
    /// what the policy says about it
    pub remedies: Vec<Cure>,
}

/// Why a rule is final.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Final {
    /// the policy says that nothing can change it
    Impossible,
    /// nobody can change what it rests on, and time does not either
    Unchangeable,
    /// it can be cleared, but not together with the others
    Together,
}

/// Why there may be other plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// the search ended after so many attempts
    Attempts,
    /// there are more plans than are told
    Plans,
    /// longer plans were not looked for
    Changes,
    /// amounts are held against each other that can both be changed, in any proportion
    Proportions,
    /// members could be added to a list, or any text to a set
    Additions,
}
