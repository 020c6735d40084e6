//! Decision tables.

use crate::model::expression::{Choices, Term};
use crate::model::types::TermType;
use crate::model::vocabulary::Label;
use crate::source::Span;
use crate::syntax::ast;

use super::messages::Remedy;
use super::rules::Scope;
use super::{ClauseId, DecisionId, ExceptionId, MessageId};

#[derive(Debug, Clone)]
pub struct Table {
    pub name: String,
    pub module: String,
    pub hit: ast::Hit,
    pub kind: TableKind,
    pub scope: Scope,
    pub exceptions: Vec<ExceptionId>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub remedies: Vec<Remedy>,
    pub cite: Vec<ClauseId>,
    pub reading: Option<Label>,
    pub span: Span,
    pub name_span: Span,
}

impl Table {
    /// Whether it gives a value, and no verdict.
    #[must_use]
    pub fn is_valued(&self) -> bool {
        matches!(self.kind, TableKind::Value { .. })
    }
}

#[derive(Debug, Clone, Copy)]
pub enum TableKind {
    Verdict(DecisionId),
    Value { ty: TermType, optional: bool },
}

/// What a column asks of the facts.
#[derive(Debug, Clone)]
pub struct Column {
    pub term: Term,
    pub ty: TermType,
    pub optional: bool,
    /// the header as it was written
    pub text: String,
}

#[derive(Debug, Clone)]
pub struct Row {
    /// a test a column
    pub cells: Vec<Cell>,
    pub output: Output,
    pub because: Option<MessageId>,
    pub cite: Vec<ClauseId>,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct Cell {
    pub test: CellTest,
    pub span: Span,
}

/// A test of a column's state; what it compares with are constants.
#[derive(Debug, Clone)]
pub enum CellTest {
    /// `-`
    Any,
    /// `a, b`
    OneOf(Choices),
    /// `not a, b`
    NotOneOf(Choices),
    /// `< 5`
    Order(crate::value::ops::Order, Term),
    /// `5 .. 10`, `5 ..< 10`
    Span { from: Term, to: Term, open: bool },
    /// `none`
    None,
    /// `not none`
    NotNone,
}

#[derive(Debug, Clone)]
pub enum Output {
    Permit,
    Forbid,
    Undetermined,
    Value(Term),
}
