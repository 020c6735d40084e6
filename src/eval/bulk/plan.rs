//! A decision as it is judged in bulk: conditions over classes, and what has to be asked record by record.

use crate::facts::record::MemberRef;
use crate::model::expression::{Condition, ListRef};
use crate::model::policy::{Effective, RuleId, TableId, Verb};
use crate::model::vocabulary::{FactId, FieldId};
use crate::value::Truth;
use crate::value::ops::Order;

use super::super::proof::Instance;
use super::sources::{Look, choice};

/// A condition.
#[derive(Debug)]
pub enum Node<'m> {
    Constant(Truth),
    /// read off the classes of one fact: by its place among [`Plan::classes`]
    Class(usize),
    /// the same where the classes settle it, else another one
    Guarded(usize, Box<Node<'m>>),
    All(Vec<Node<'m>>),
    Any(Vec<Node<'m>>),
    Not(Box<Node<'m>>),
    /// `if`: one or the other, or the third where the condition is unknown
    If(Box<[Node<'m>; 4]>),
    InForce(Effective),
    /// a definition or an exception, by its place among [`Plan::shared`]: asked once a record
    Shared(usize),
    /// two facts of an enum, a yes_no or a text
    Same(FactId, FactId),
    /// two facts
    Order(Order, FactId, FactId),
    /// whatever else: by the evaluator
    Asked(&'m Condition),
}

/// Which classes of a source answer what.
#[derive(Debug, Clone, Default)]
pub struct Classes {
    pub yes: Sums,
    pub no: Sums,
    /// where the classes do not settle it
    pub open: Sums,
}

/// Some classes, as places among the sums of a block: the records in them are the sums taken together bit by bit.
#[derive(Debug, Clone, Default)]
pub enum Sums {
    #[default]
    None,
    /// a run of classes: what comes before its end, and not before its beginning
    Run(usize, usize),
    Runs(Vec<usize>),
}

/// A rule's body.
#[derive(Debug)]
pub struct Body<'m> {
    pub rule: RuleId,
    pub verb: Verb,
    /// all of it, or what it asks of the record for any member
    pub applies: Node<'m>,
    pub over: Over<'m>,
}

/// What a body goes through.
#[derive(Debug)]
pub enum Over<'m> {
    Once(Instance<'static>),
    /// a list's members that are told apart by single fields
    Members(&'m ListRef, Vec<FieldTruths>),
    /// members of a list or a set, by the evaluator
    Evaluated,
}

/// What a condition is for each class of a field, as [`choice`] counts them.
#[derive(Debug)]
pub struct FieldTruths {
    pub field: FieldId,
    pub truths: Vec<Truth>,
}

/// A verdict table.
#[derive(Debug)]
pub struct TablePlan<'m> {
    pub table: TableId,
    /// in force, and its scope
    pub scope: Node<'m>,
    pub excused: Node<'m>,
    pub collects: bool,
    /// none where the evaluator judges it
    pub rows: Option<Vec<RowPlan<'m>>>,
}

#[derive(Debug)]
pub struct RowPlan<'m> {
    pub fits: Node<'m>,
    pub says: Option<Verb>,
}

/// All that a decision asks.
#[derive(Debug)]
pub struct Plan<'m> {
    pub looks: Vec<Look>,
    /// how many sums of classes a block has
    pub sums: usize,
    pub classes: Vec<Classes>,
    pub shared: Vec<Node<'m>>,
    pub bodies: Vec<Body<'m>>,
    pub tables: Vec<TablePlan<'m>>,
    pub default_permit: bool,
}

impl Node<'_> {
    /// How much it takes to ask it, roughly.
    pub fn cost(&self) -> u32 {
        match self {
            Self::Constant(_) | Self::Class(_) => 0,
            Self::Not(part) => part.cost(),
            Self::InForce(_) | Self::Shared(_) => 1,
            Self::All(parts) | Self::Any(parts) => 1 + parts.iter().map(Self::cost).max().unwrap_or(0),
            Self::Guarded(_, rest) => rest.cost(),
            Self::If(parts) => 1 + parts.iter().map(Self::cost).min().unwrap_or(0),
            Self::Same(..) | Self::Order(..) => 8,
            Self::Asked(_) => 16,
        }
    }
}

impl FieldTruths {
    pub fn truth(&self, record: &crate::facts::Record, member: MemberRef) -> Truth {
        self.truths.get(choice(record.member_slot(member, self.field))).copied().unwrap_or(Truth::Unknown)
    }
}
