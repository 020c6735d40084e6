//! Decision tables.

use crate::source::Span;
use crate::value::ops::Order;

use super::expressions::Expression;
use super::messages::Remedy;
use super::parts::Name;
use super::rules::Conditions;
use super::vocabulary::Type;

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub name: Name,
    pub target: TableTarget,
    pub hit: Hit,
    /// `given`, `unless`, `reading`, `effective`, `cite`
    pub conditions: Conditions,
    pub remedies: Vec<Remedy>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TableTarget {
    /// the decision of the table's own name
    Own,
    /// `for transfer`
    For(Name),
    /// `: integer`
    Valued(Type),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hit {
    #[default]
    Unique,
    First,
    Collect,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub kind: ColumnKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ColumnKind {
    /// `source.kind`
    Condition(Expression),
    /// `=> transfer`, `=>`
    Output(Option<Name>),
    /// `because`
    Because,
    /// `cite`
    Cite,
}

/// A row, its cells in the order of the columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// `| else | …`
    pub is_else: bool,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub kind: CellKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum CellKind {
    Test(CellTest),
    Output(Output),
    /// a message's name, or nothing
    Because(Option<Name>),
    Cite(Vec<Name>),
}

#[derive(Debug, Clone, PartialEq)]
pub enum CellTest {
    /// `-`, also the empty cells of an `else` row
    Any,
    /// `a, b`
    AnyOf(Vec<Expression>),
    /// `not a, b`
    NotAnyOf(Vec<Expression>),
    /// `in closed_states`
    In(Expression),
    /// `< 5`
    Order(Order, Expression),
    /// `5 .. 10`, or `5 ..< 10`
    Span { from: Expression, to: Expression, open: bool },
    /// `none`
    None,
    /// `not none`
    NotNone,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    Permit,
    Forbid,
    Undetermined,
    Value(Expression),
}
