//! An answer in names, as both evaluators are held against each other.

use std::collections::{BTreeMap, BTreeSet};

use caveat::syntax::ast::Verb;

/// A rule's name, and the member that an instance is for.
pub type Key = (String, Option<String>);

/// Facts, by the names that answers give to them.
pub type Needs = BTreeSet<String>;

/// The reason for what became of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    NotInForce,
    OutOfScope,
    Clear,
    Excepted,
    Applies,
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// `permitted`, `forbidden` or `undetermined`; nothing for a value
    pub verdict: Option<&'static str>,
    /// of a valued decision: `?`, `none`, or the value
    pub value: Option<String>,
    pub forbidden_by: BTreeSet<Key>,
    pub permitted_by: BTreeSet<Key>,
    pub undetermined: BTreeMap<Key, Needs>,
    pub missing: Needs,
    /// what became of each instance of a rule (tables aside), and of the duties and effects that apply, or may
    pub statuses: BTreeMap<Key, Status>,
}

impl Answer {
    /// The instances that surely forbid, or permit.
    pub fn applying(&mut self, verb: Verb) -> &mut BTreeSet<Key> {
        if verb == Verb::Forbid { &mut self.forbidden_by } else { &mut self.permitted_by }
    }

    /// Whether the decision is settled.
    pub fn is_definite(&self) -> bool {
        self.verdict != Some("undetermined")
    }
}
