//! Rules and what follows from them: exceptions, duties, effects, suggestions.

use crate::source::Span;

use super::expressions::Expression;
use super::messages::{Because, Remedy};
use super::parts::{Name, Path, Texts, TimeLiteral};

/// `forbid`, `permit` or `warn`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Forbid,
    Permit,
    Warn,
}

/// What rules, tables, exceptions, duties, effects and suggestions have in common.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Conditions {
    pub given: Option<Expression>,
    pub when: Option<Expression>,
    pub unless: Option<Expression>,
    pub reading: Option<Texts>,
    pub effective: Option<Effective>,
    pub cite: Vec<Name>,
}

/// `effective from 2026-01-01 through 2026-06-30`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effective {
    pub from: Option<TimeLiteral>,
    pub through: Option<TimeLiteral>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    pub name: Name,
    pub instances: Option<Instances>,
    pub verb: Verb,
    pub decision: Name,
    pub conditions: Conditions,
    pub because: Option<Because>,
    pub remedies: Vec<Remedy>,
}

/// `for party in {source, target}`
#[derive(Debug, Clone, PartialEq)]
pub struct Instances {
    pub name: Name,
    pub over: Over,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Over {
    /// `{source, target}`
    Entities(Vec<Name>),
    /// `instance.disks`: a list or a set
    Path(Path),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    pub name: Name,
    pub to: Vec<Name>,
    pub conditions: Conditions,
    pub because: Option<Because>,
}

/// A duty, an effect or a suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    pub name: Name,
    pub kind: NoticeKind,
    pub instances: Option<Instances>,
    pub conditions: Conditions,
    pub says: Texts,
}

#[derive(Debug, Clone, PartialEq)]
pub enum NoticeKind {
    /// `of target  after transfer`
    Duty { of: Vec<Name>, phase: Phase, decision: Name },
    /// `after transfer`
    Effect { phase: Phase, decision: Name },
    /// `instead of transfer`
    Suggestion { instead_of: Option<Name> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Before,
    During,
    After,
}
