//! A decision as it is judged in bulk: conditions over classes, and what has to be asked record by record.

use crate::facts::record::{MemberRef, Record};
use crate::model::expression::{Condition, ListRef};
use crate::model::policy::{Effective, RuleId, TableId, Verb};
use crate::model::vocabulary::{FactId, FieldId};
use crate::value::Truth;
use crate::value::ops::{self, Order};

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
    /// whether some member of a list, or every one, fulfils all of these
    Quantified(Quantifier, &'m ListRef, Vec<MemberTest>),
    /// whatever else: by the evaluator
    Asked(&'m Condition),
}

/// Which classes of a source answer what.
#[derive(Debug, Clone, Default)]
pub struct Classes {
    /// the source, by its place among [`Plan::looks`]
    pub look: usize,
    /// those of one answer, whichever takes fewer
    pub told: Sums,
    /// whether that answer is yes
    pub is_yes: bool,
    pub unknown: Sums,
    /// where the classes do not settle it; all others have the other answer
    pub open: Sums,
}

/// Some classes, as places among the classes of a block.
#[derive(Debug, Clone, Default)]
pub enum Sums {
    #[default]
    None,
    One(usize),
    Several(Vec<usize>),
    /// of classes that are added up: what comes before the second place, and not before the first
    Run(usize, usize),
    /// several of these, one behind the other
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
    /// a list's members, by tests of their own
    Members(&'m ListRef, Vec<MemberTest>),
    /// members of a list or a set, by the evaluator
    Evaluated,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    Some,
    Every,
}

/// What is asked of a member.
#[derive(Debug)]
pub enum MemberTest {
    Field(FieldTruths),
    /// whether a field and a fact are the same, or not the same
    Same {
        field: FieldId,
        fact: FactId,
        wanted: bool,
    },
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

/// A look that is told by the code of a fact: [`Record::code`].
#[derive(Debug, Clone, Copy)]
pub struct Coded {
    pub fact: FactId,
    /// the place of its first class
    pub first: usize,
    /// further codes are as this one
    pub last: u8,
}

/// All that a decision asks.
#[derive(Debug)]
pub struct Plan<'m> {
    /// what is told by the codes of facts, then what takes more
    pub looks: Vec<Look>,
    pub coded: Vec<Coded>,
    /// how many classes there are
    pub width: usize,
    pub classes: Vec<Classes>,
    pub shared: Vec<Node<'m>>,
    pub bodies: Vec<Body<'m>>,
    /// by class: the bodies that cannot apply to a record in it, in so many words each; none of a plan with many bodies
    pub refuted: Vec<u64>,
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
            Self::Quantified(..) => 9,
            Self::Asked(_) => 16,
        }
    }
}

impl Plan<'_> {
    /// How many words hold a bit for each body.
    pub fn words(&self) -> usize {
        self.bodies.len().div_ceil(64)
    }
}

impl Body<'_> {
    /// The conditions on single facts that all have to hold.
    pub fn classes(&self) -> impl Iterator<Item = usize> {
        let parts = match &self.applies {
            Node::All(parts) => parts.as_slice(),
            only => std::slice::from_ref(only),
        };
        parts.iter().filter_map(|part| match part {
            Node::Class(classes) => Some(*classes),
            _ => None,
        })
    }
}

impl MemberTest {
    #[inline]
    pub fn truth(&self, record: &Record, member: MemberRef) -> Truth {
        match self {
            Self::Field(field) => field.truth(record, member),
            Self::Same { field, fact, wanted } => {
                let same = ops::is(record.state(record.member_slot(member, *field)), record.state(record.slot(*fact)));
                if *wanted { same } else { !same }
            }
        }
    }
}

impl FieldTruths {
    #[inline]
    pub fn truth(&self, record: &Record, member: MemberRef) -> Truth {
        self.truths.get(choice(record.member_slot(member, self.field))).copied().unwrap_or(Truth::Unknown)
    }
}
