//! The counts that a summary is made of. Adding two of them is adding numbers, so that it does not matter who counted which records.

use std::ops::AddAssign;

use crate::eval::answer::{Ruling, Verdict};

use super::bounded::Bounded;
use super::groups::Groups;

/// Within how many days it is looked whether a record becomes permitted by itself.
pub const HORIZONS: [i64; 2] = [7, 30];

/// So many combinations of rules are told apart.
const MOST_COMBINATIONS: usize = 50_000;
/// So many values of a valued decision are told apart.
const MOST_VALUES: usize = 10_000;

/// How many records came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcomes {
    pub permitted: u64,
    pub forbidden: u64,
    pub undetermined: u64,
    /// those of a valued decision that have a value
    pub valued: u64,
}

/// What is counted of a rule or a table.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OfRule {
    pub forbids: u64,
    /// it forbids, and no other rule does
    pub alone: u64,
    pub permits: u64,
    /// it may apply, and surely does not for any member
    pub undetermined: u64,
    /// not permitted, but without this rule it would be
    pub cleared: u64,
    /// it stands against a record that becomes permitted by itself within a horizon
    pub ends: [u64; HORIZONS.len()],
}

pub(super) struct Counts {
    pub unreadable: u64,
    pub outcomes: Outcomes,
    /// the policy's rules, then its tables
    pub rules: Vec<OfRule>,
    /// by the places of the rules that forbid
    pub combinations: Bounded<[u32], u64>,
    /// of a valued decision, as fact files write them
    pub values: Bounded<str, u64>,
    /// records with the value none
    pub none: u64,
    /// not permitted, but permitted by itself within a horizon
    pub soon: [u64; HORIZONS.len()],
    pub groups: Vec<Groups>,
}

impl Counts {
    pub fn new(rules: usize, groups: Vec<Groups>) -> Self {
        Self {
            unreadable: 0,
            outcomes: Outcomes::default(),
            rules: vec![OfRule::default(); rules],
            combinations: Bounded::new(MOST_COMBINATIONS),
            values: Bounded::new(MOST_VALUES),
            none: 0,
            soon: [0; HORIZONS.len()],
            groups,
        }
    }

    pub fn merge(&mut self, other: Self) {
        self.unreadable += other.unreadable;
        self.outcomes += other.outcomes;
        for (own, other) in self.rules.iter_mut().zip(other.rules) {
            own.add(&other);
        }
        self.combinations.merge(other.combinations);
        self.values.merge(other.values);
        self.none += other.none;
        add_each(&mut self.soon, other.soon);
        for (own, other) in self.groups.iter_mut().zip(other.groups) {
            own.merge(other);
        }
    }
}

impl OfRule {
    fn add(&mut self, other: &Self) {
        self.forbids += other.forbids;
        self.alone += other.alone;
        self.permits += other.permits;
        self.undetermined += other.undetermined;
        self.cleared += other.cleared;
        add_each(&mut self.ends, other.ends);
    }
}

fn add_each(own: &mut [u64], other: impl IntoIterator<Item = u64>) {
    for (own, other) in own.iter_mut().zip(other) {
        *own += other;
    }
}

impl Outcomes {
    /// One record.
    #[must_use]
    pub fn one(ruling: Ruling<'_>) -> Self {
        let mut one = Self::default();
        *match ruling {
            Ruling::Verdict(Verdict::Permitted) => &mut one.permitted,
            Ruling::Verdict(Verdict::Forbidden) => &mut one.forbidden,
            Ruling::Verdict(Verdict::Undetermined) => &mut one.undetermined,
            Ruling::Value(_) => &mut one.valued,
        } = 1;
        one
    }

    /// All records that were answered.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.permitted + self.forbidden + self.undetermined + self.valued
    }
}

impl AddAssign for Outcomes {
    fn add_assign(&mut self, other: Self) {
        self.permitted += other.permitted;
        self.forbidden += other.forbidden;
        self.undetermined += other.undetermined;
        self.valued += other.valued;
    }
}
