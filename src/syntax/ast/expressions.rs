//! Conditions and terms.

use crate::source::Span;
use crate::value::Decimal;
use crate::value::calendar::Moment;
use crate::value::ops::Order;

use super::parts::{Name, Path, Text};
use super::scenarios::Assignment;

#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    pub kind: ExpressionKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ExpressionKind {
    /// `yes`, `no`
    Truth(bool),
    /// `none`
    None,
    /// `now`
    Now,
    /// `2024-08-01`
    Time(Moment),
    /// `5`, `5 days`, `6 months`, `100 CNY`
    Amount(Decimal, Unit),
    /// `"…"`
    Text(Text),
    /// `instance.created_at`
    Path(Path),
    /// `{book, film}`, with `more` for `...`
    Set { members: Vec<Expression>, more: bool },
    /// `[ {id = "d-1"} ]`
    List { elements: Vec<Vec<Assignment>>, more: bool },
    /// `a and b`
    And(Vec<Expression>),
    /// `a or b`
    Or(Vec<Expression>),
    /// `not a`
    Not(Box<Expression>),
    /// `a is b`, `a is not b`
    Is { left: Box<Expression>, right: Box<Expression>, negated: bool },
    /// `a < b`
    Order { order: Order, left: Box<Expression>, right: Box<Expression> },
    /// `a is none`, `a is not none`
    IsNone { item: Box<Expression>, negated: bool },
    /// `a is empty`, `a is not empty`
    IsEmpty { set: Box<Expression>, negated: bool },
    /// `a in {b, c}`, `a not in closed_states`
    In { item: Box<Expression>, set: Box<Expression>, negated: bool },
    /// `a in b .. c`
    InRange { item: Box<Expression>, from: Box<Expression>, to: Box<Expression>, negated: bool },
    /// `s has a`
    Has { set: Box<Expression>, item: Box<Expression> },
    /// `s has any of {a, b}`, `s has all of {a, b}`
    HasOf { set: Box<Expression>, members: Box<Expression>, all: bool },
    /// `a + b`
    Add(Box<Expression>, Box<Expression>),
    /// `a - b`
    Subtract(Box<Expression>, Box<Expression>),
    /// `a * b`
    Multiply(Box<Expression>, Box<Expression>),
    /// `some disk in instance.disks (…)`, `every disk in …`
    Quantifier { every: bool, member: Name, list: Path, condition: Box<Expression> },
    /// `count disk in instance.disks (…)`, `count of instance.disks`
    Count { member: Option<Name>, list: Path, condition: Option<Box<Expression>> },
    /// `if (c) then a else b`
    If { condition: Box<Expression>, then: Box<Expression>, otherwise: Box<Expression> },
    /// `s among t`, in messages
    Among { set: Box<Expression>, of: Box<Expression> },
}

/// What an amount is counted in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// `5`
    One,
    /// `CNY`
    Currency(String),
    /// `days`: so many seconds each
    Seconds(i64),
    /// `months`, `years`: so many months each
    Months(i64),
}
