//! What has a name of its own: params, which change with time, and definitions.

use crate::model::expression::{Condition, Term};
use crate::model::types::{ParamType, TermType};
use crate::model::vocabulary::{Constant, Label};
use crate::source::Span;

use super::ClauseId;

#[derive(Debug, Clone)]
pub struct Param {
    pub name: String,
    pub label: Label,
    pub ty: ParamType,
    pub optional: bool,
    /// the first holds from the beginning; each later one from its instant on, in order
    pub versions: Vec<Version>,
    pub span: Span,
}

impl Param {
    /// The value in force at an instant: the one whose date came last.
    #[must_use]
    pub fn at(&self, now: i64) -> Option<&ParamValue> {
        self.versions.iter().rev().find(|version| version.from.is_none_or(|from| from <= now)).map(|version| &version.value)
    }
}

#[derive(Debug, Clone)]
pub struct Version {
    /// from when on, in seconds; none for the first
    pub from: Option<i64>,
    pub value: ParamValue,
    pub cite: Vec<ClauseId>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    Scalar(Constant),
    Set(Vec<Constant>),
}

#[derive(Debug, Clone)]
pub struct Definition {
    /// none for a `given` block
    pub name: Option<String>,
    pub body: Body,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum Body {
    Condition(Condition),
    Term { term: Term, ty: TermType, optional: bool },
}
