//! Formulas over subjects: what is left of conditions when only the possible answers matter.

use crate::model::vocabulary::Constant;
use crate::value::ops::Order;
use crate::value::{Decimal, Truth};

/// Facts as an author writes them, as far as they are yes or no or words: `item.medium = film`.
pub type Witness = Vec<String>;

/// A condition over subjects, these by their places.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    Constant(bool),
    Atom(usize, Test),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

/// In which part of a subject's values an atom holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// a flag that is up
    Up,
    /// a word that is this one
    Word(Constant),
    /// a number that lies so
    Line(Order, Decimal),
}

/// Something that takes a value of its own.
#[derive(Debug, Clone)]
pub struct Subject {
    pub kind: SubjectKind,
    /// as an author writes it, if he does
    pub name: Option<String>,
    /// the facts that it is made of
    pub bases: Vec<String>,
    /// whether it can take any value, if only one of its facts belongs to it alone
    pub free: bool,
}

#[derive(Debug, Clone)]
pub enum SubjectKind {
    /// yes or no
    Flag,
    /// a member of an enum that has so many, or, without a number, any text
    Word { members: Option<usize>, names: Vec<String> },
    /// a number, perhaps whole, perhaps not below another
    Line { whole: bool, least: Option<Decimal> },
}

impl Formula {
    pub const YES: Self = Self::Constant(true);
    pub const NO: Self = Self::Constant(false);

    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Constant(yes) => Self::Constant(!yes),
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Constant(true), other) | (other, Self::Constant(true)) => other,
            (Self::Constant(false), _) | (_, Self::Constant(false)) => Self::NO,
            (one, other) => Self::All(vec![one, other]),
        }
    }

    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.negated().and(other.negated()).negated()
    }

    /// Its answer, where each atom has one.
    pub fn answer(&self, atom: &mut impl FnMut(usize, &Test) -> Truth) -> Truth {
        match self {
            Self::Constant(yes) => (*yes).into(),
            Self::Atom(subject, test) => atom(*subject, test),
            Self::Not(inner) => !inner.answer(atom),
            Self::All(parts) => first(parts, Truth::No, atom),
            Self::Any(parts) => first(parts, Truth::Yes, atom),
        }
    }

    /// Goes through its atoms.
    pub fn each<'f>(&'f self, visit: &mut impl FnMut(usize, &'f Test)) {
        match self {
            Self::Constant(_) => {}
            Self::Atom(subject, test) => visit(*subject, test),
            Self::Not(inner) => inner.each(visit),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each(visit)),
        }
    }
}

/// The answer that settles a row of parts, if one of them has it; else unknown before the opposite.
fn first(parts: &[Formula], settling: Truth, atom: &mut impl FnMut(usize, &Test) -> Truth) -> Truth {
    let mut answer = !settling;
    for part in parts {
        match part.answer(atom) {
            found if found == settling => return settling,
            Truth::Unknown => answer = Truth::Unknown,
            _ => {}
        }
    }
    answer
}
