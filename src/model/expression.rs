//! Conditions and terms with every name resolved and every type checked. A condition answers a truth, a term a state.
//!
//! Each variant's documentation is the text it stands for. Definitions, `given` blocks, tables and decisions are asked by number,
//! so that they are answered once a record.

use crate::source::Span;
use crate::value::ops::Order;

use super::policy::{DecisionId, DefinitionId, ParamId, TableId};
use super::vocabulary::{Constant, Element, EntityId, FactId, FieldId, RecordId};

#[derive(Debug, Clone)]
pub struct Condition {
    pub kind: ConditionKind,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum ConditionKind {
    /// `yes`, and what is left out
    Constant(bool),
    /// `instance.promotional`: a `yes_no` term
    Term(Term),
    /// `a and b`
    All(Vec<Condition>),
    /// `a or b`
    Any(Vec<Condition>),
    /// `not a`; also `a is not b`, `a not in b`
    Not(Box<Condition>),
    /// `a is b`
    Is(Term, Term),
    /// `a < b`
    Order(Order, Term, Term),
    /// `a is none`
    IsNone(Term),
    /// `book.shelf is none`
    IsAbsent(EntityId),
    /// `a in {b, c}`
    OneOf(Term, Choices),
    /// `s has a`
    Has(SetRef, Term),
    /// `s has any of t`
    HasAny(SetRef, Choices),
    /// `s has all of t`
    HasAll(SetRef, Choices),
    /// `s is empty`
    IsEmpty(SetRef),
    /// `some disk in instance.disks (c)`
    Some(ListRef, Box<Condition>),
    /// `every disk in instance.disks (c)`
    Every(ListRef, Box<Condition>),
    /// `count disk in instance.disks (c) + count … < k`
    Count(Vec<Count>, Order, Term),
    /// `count … is k`
    CountIs(Vec<Count>, Term),
    /// a definition that is a condition, or a `given` block
    Definition(DefinitionId),
    /// `transfer is permitted`
    Permitted(DecisionId),
}

/// `count disk in instance.disks (c)`; without a condition every member counts. A number of its own is a count as well.
#[derive(Debug, Clone)]
pub enum Count {
    Members(ListRef, Option<Box<Condition>>),
    /// `2`
    Number(i64),
}

#[derive(Debug, Clone)]
pub struct Term {
    pub kind: TermKind,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum TermKind {
    /// a literal, or `none`
    Constant(Constant),
    Now,
    Param(ParamId),
    /// `instance.status`
    Fact(FactId),
    /// `disk.status`: of the member that is judged, with its record
    Field(RecordId, FieldId),
    /// the member of a set that is judged
    Member,
    /// `a + b`
    Add(Box<Term>, Box<Term>),
    /// `a - b`
    Subtract(Box<Term>, Box<Term>),
    /// `c * a`
    Multiply(Box<Term>, Box<Term>),
    /// `t + 6 months`; `negative` for `-`
    Shift {
        time: Box<Term>,
        months: Box<Term>,
        negative: bool,
    },
    /// `if (c) then a else b`
    If(Box<Condition>, Box<Term>, Box<Term>),
    Definition(DefinitionId),
    /// a valued table
    Table(TableId),
    /// the value of a valued decision
    Decision(DecisionId),
    /// a condition where a `yes_no` is wanted
    Truth(Box<Condition>),
}

/// `{book, film}`, or a param that is a set
#[derive(Debug, Clone)]
pub struct Choices {
    pub kind: ChoicesKind,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum ChoicesKind {
    /// constants and params
    Terms(Vec<Term>),
    Param(ParamId),
}

/// A set fact.
#[derive(Debug, Clone, Copy)]
pub struct SetRef {
    pub place: Place,
    pub element: Element,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// `instance.services`
    Fact(FactId),
    /// `disk.tags`: of the member that is judged, with its record
    Field(RecordId, FieldId),
}

/// A list fact.
#[derive(Debug, Clone, Copy)]
pub struct ListRef {
    pub fact: FactId,
    pub record: RecordId,
    pub span: Span,
}
