//! Outcomes by the value of a fact.

use crate::facts::{Record, value_text};
use crate::model::vocabulary::{FactId, Kind, Scalar, Vocabulary};
use crate::nearest::nearest;
use crate::value::State;

use super::bounded::Bounded;
use super::counts::Outcomes;

/// So many values are told apart; all others are counted together.
pub const MOST_GROUPS: usize = 1_000;

/// Why records cannot be grouped by something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoGrouping {
    /// No fact of an entity has this path; the nearest that has one, if any is near.
    NoSuchFact { nearest: Option<String> },
    /// It is a set or a list.
    NotScalar,
}

/// The outcomes of the records of each value.
pub(super) struct Groups {
    pub fact: FactId,
    pub scalar: Scalar,
    /// nobody has told the fact
    pub unknown: Outcomes,
    /// the fact is known to be absent
    pub none: Outcomes,
    pub values: Bounded<str, Outcomes>,
}

/// The fact that records are to be grouped by: `instance.region`, a scalar of an entity.
///
/// # Errors
/// Where no fact has this path, or it is a set or a list.
pub fn fact(vocabulary: &Vocabulary, path: &str) -> Result<FactId, NoGrouping> {
    let found = (0..).map(FactId).zip(&vocabulary.facts).find(|(_, fact)| fact.path == path);
    let Some((id, fact)) = found else {
        let paths = vocabulary.facts.iter().filter(|fact| matches!(fact.kind, Kind::Scalar { .. })).map(|fact| fact.path.as_str());
        return Err(NoGrouping::NoSuchFact { nearest: nearest(path, paths).map(str::to_owned) });
    };
    match fact.kind {
        Kind::Scalar { .. } => Ok(id),
        Kind::Set(_) | Kind::List(_) => Err(NoGrouping::NotScalar),
    }
}

impl Groups {
    /// Nothing for a set or a list.
    pub fn new(vocabulary: &Vocabulary, fact: FactId) -> Option<Self> {
        let Kind::Scalar { scalar, .. } = vocabulary.fact(fact)?.kind else { return None };
        let (unknown, none) = (Outcomes::default(), Outcomes::default());
        Some(Self { fact, scalar, unknown, none, values: Bounded::new(MOST_GROUPS) })
    }

    pub fn count(&mut self, vocabulary: &Vocabulary, record: &Record, one: Outcomes) {
        match record.state(record.slot(self.fact)) {
            State::Unknown => self.unknown += one,
            State::None => self.none += one,
            State::Known(value) => self.values.add(&value_text(vocabulary, self.scalar, value), one),
        }
    }

    pub fn merge(&mut self, other: Self) {
        self.unknown += other.unknown;
        self.none += other.none;
        self.values.merge(other.values);
    }
}
