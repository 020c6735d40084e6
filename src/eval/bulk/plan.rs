//! A decision as it is judged in bulk: conditions over classes, and what has to be asked record by record.

use std::ops::Range;

use crate::model::expression::{Condition, ListRef};
use crate::model::policy::{Effective, RuleId, TableId, Verb};
use crate::model::vocabulary::{Constant, FactId, FieldId};
use crate::value::Truth;
use crate::value::ops::Order;

use super::super::proof::Instance;
use super::sources::Look;

/// A condition.
#[derive(Debug)]
pub enum Node<'m> {
    Constant(Truth),
    /// conditions on single facts, read off their classes, all of which have to hold: by their place among [`Plan::heads`]; before those
    /// are put together a single one, by its place among what was asked
    Class(usize),
    /// a single one where the classes settle it, else another condition
    Guarded(usize, Box<Node<'m>>),
    All(Vec<Node<'m>>),
    Any(Vec<Node<'m>>),
    Not(Box<Node<'m>>),
    /// a comparison with an `if`: with one branch or the other, or the fourth where the condition is unknown
    If(Box<[Node<'m>; 4]>),
    /// a yes_no that is an `if`: its condition, and both branches
    Choice(Box<[Node<'m>; 3]>),
    InForce(Effective),
    /// a definition or an exception, by its place among [`Plan::shared`]: asked once a record
    Shared(usize),
    /// whether two facts of an enum, a yes_no or a text are the same, or whether they are not
    Same(FactId, FactId, bool),
    /// two facts
    Order(Order, FactId, FactId),
    /// a time, moved by some months, and `now`
    Moved(Order, FactId, i64),
    /// whether a set holds some of these values, or all of them
    Holds(FactId, Quantifier, Vec<&'m Constant>),
    /// whether some member of a list, or every one, fulfils all of these
    Quantified(Quantifier, Box<MemberTests>),
    /// whatever else: by the evaluator
    Asked(&'m Condition),
}

/// Which classes of a source answer what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Classes {
    /// the source, by its place among [`Plan::looks`]
    pub look: usize,
    /// those of one answer, whichever takes fewer
    pub told: Rows,
    /// whether that answer is yes
    pub is_yes: bool,
    pub unknown: Rows,
    /// where the classes do not settle it; all others have the other answer
    pub open: Rows,
}

/// What a class says of as many heads as [`Line::HEADS`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Line(pub [Said; 2]);

/// What a class says of 64 heads, a bit each: both where it does not settle a condition that stands alone. Of a head of several
/// conditions both come together where one is refuted and another one unknown: then it is no.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said {
    pub refuted: u64,
    /// unknown, as far as the class goes
    pub doubtful: u64,
}

/// Some classes, as what stands in one of two rows of a block and not in the other. Row 0 is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Rows(pub usize, pub usize);

/// A rule's body. It applies if its head among [`Plan::heads`] holds, and the rest.
#[derive(Debug)]
pub struct Body<'m> {
    pub rule: RuleId,
    pub verb: Verb,
    /// what it asks, or what it asks of the record for any member
    pub applies: Node<'m>,
    pub over: Over<'m>,
}

/// What a body goes through.
#[derive(Debug)]
pub enum Over<'m> {
    Once(Instance<'static>),
    /// a list's members, by tests of their own
    Members(&'m ListRef, MemberTests),
    /// members of a list or a set, by the evaluator
    Evaluated,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    Some,
    Every,
}

/// A list of which members are looked at, a block's members together.
#[derive(Debug)]
pub struct ListLook {
    pub fact: FactId,
    pub fields: Vec<FieldLook>,
    /// how many rows its members take, a bit each
    pub width: usize,
}

/// A field of a list's members, told by its code.
#[derive(Debug)]
pub struct FieldLook {
    pub field: FieldId,
    /// the row of its first class
    pub first: usize,
}

/// What is asked of each member: all of it has to hold.
#[derive(Debug)]
pub struct MemberTests {
    /// by its place among [`Plan::lists`]
    pub list: usize,
    pub fields: Vec<FieldTruths>,
    pub same: Vec<SameAs>,
}

/// A condition on one field.
#[derive(Debug)]
pub struct FieldTruths {
    /// the rows in which it is yes, and unknown
    pub yes: Vec<usize>,
    pub unknown: Vec<usize>,
    /// what it is where nothing is known of a member
    pub of_rest: Truth,
}

/// Whether a field and a fact are the same, or not the same.
#[derive(Debug)]
pub struct SameAs {
    pub field: FieldId,
    pub fact: FactId,
    pub wanted: bool,
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
///
/// [`Record::code`]: crate::facts::record::Record::code
#[derive(Debug, Clone, Copy)]
pub struct Coded {
    pub fact: FactId,
    /// the row of its first class
    pub first: usize,
    pub classes: u8,
}

/// All that a decision asks.
#[derive(Debug)]
pub struct Plan<'m> {
    /// what is told by the codes of facts, then what takes more
    pub looks: Vec<Look>,
    pub coded: Vec<Coded>,
    /// how many codes a record has at most that are told
    pub wanted_codes: usize,
    /// how many classes there are
    pub width: usize,
    /// the rows behind those of the classes: what is in an odd number of others
    pub derived: Vec<Vec<usize>>,
    pub lists: Vec<ListLook>,
    pub shared: Vec<Node<'m>>,
    /// conditions on single facts, one head after the other
    pub parts: Vec<Classes>,
    /// by head: its stretch of them; those of the bodies first
    pub heads: Vec<Range<usize>>,
    pub bodies: Vec<Body<'m>>,
    /// for each 128 heads and each row of a class what it says of them: for a single record, which needs no rows; none of very many heads
    pub lines: Vec<Line>,
    pub tables: Vec<TablePlan<'m>>,
    pub default_permit: bool,
}

impl Node<'_> {
    /// The parts that all have to hold, the cheapest first.
    pub fn all_of(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::All(inner) => flat.extend(inner),
                Self::Constant(Truth::Yes) => {}
                Self::Not(inner) if matches!(*inner, Self::Constant(Truth::No)) => {}
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 => Self::Constant(Truth::Yes),
            1 => flat.pop().unwrap_or(Self::Constant(Truth::Yes)),
            _ => Self::All(Self::cheapest_first(flat)),
        }
    }

    /// The others need be asked only of the records that these leave open.
    pub fn cheapest_first(mut parts: Vec<Self>) -> Vec<Self> {
        parts.sort_by_key(Self::cost);
        parts
    }

    /// How much it takes to ask it, roughly.
    pub fn cost(&self) -> u32 {
        match self {
            Self::Constant(_) | Self::Class(_) => 0,
            Self::Not(part) => part.cost(),
            Self::InForce(_) | Self::Shared(_) => 1,
            Self::All(parts) | Self::Any(parts) => 1 + parts.iter().map(Self::cost).max().unwrap_or(0),
            Self::Guarded(_, rest) => rest.cost(),
            Self::If(parts) => 1 + parts.iter().map(Self::cost).min().unwrap_or(0),
            Self::Choice(parts) => 1 + parts.iter().map(Self::cost).max().unwrap_or(0),
            Self::Same(..) | Self::Order(..) => 8,
            Self::Holds(..) | Self::Quantified(..) | Self::Moved(..) => 9,
            Self::Asked(_) => 16,
        }
    }
}

impl Plan<'_> {
    /// The conditions of a head.
    #[inline]
    pub fn parts(&self, head: &Range<usize>) -> &[Classes] {
        self.parts.get(head.clone()).unwrap_or_default()
    }
}
