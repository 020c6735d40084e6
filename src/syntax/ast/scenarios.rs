//! Scenarios: facts, a question, and what is expected of the answer.

use crate::source::Span;

use super::expectations::Expectation;
use super::expressions::Expression;
use super::parts::{Name, Path, TimeLiteral};

/// `facts ready_classic from ready_vpc { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub name: Name,
    pub from: Option<Name>,
    pub assignments: Vec<Assignment>,
}

/// `status = stopped`, or `instance { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    pub name: Name,
    pub value: Assigned,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Assigned {
    Value(Expression),
    Block(Vec<Assignment>),
}

/// A scenario; an outline has columns and rows as well.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    pub title: Name,
    pub decision: Name,
    pub from: Option<Name>,
    pub at: Option<TimeLiteral>,
    pub with: Vec<Setting>,
    pub without: Vec<Path>,
    pub expect: Vec<Expectation>,
    pub outline: Option<Outline>,
}

/// `instance.status = running`
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    pub path: Path,
    pub value: Expression,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    pub columns: Vec<OutlineColumn>,
    pub rows: Vec<OutlineRow>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum OutlineColumn {
    /// `source.kind`
    Fact(Path),
    /// `at`
    At(Span),
    /// `expect`
    Expect(Span),
}

#[derive(Debug, Clone, PartialEq)]
pub struct OutlineRow {
    pub cells: Vec<OutlineCell>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum OutlineCell {
    /// `-`: as the base has it
    Keep,
    /// `?`: unknown
    Unknown,
    Value(Expression),
    Expect(Expectation),
}
