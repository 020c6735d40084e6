//! What would have to change: every set of changes to facts, and of what is to be found out, that makes a decision come out permitted, and
//! from which nothing can be left out.
//!
//! ```text
//! grounds    what an answer rests on, read off its proof: one of these `levers` has to be moved, or time has to pass
//! targets    to which values a lever can be moved, on `comparisons` and `boundary`; amounts as far as `remedies` say
//! search     from the record on, one lever after the other, on `branches`, until it is permitted; `dive` where that takes too long
//! steps      who does what, in which order
//! reach      which other amounts would do as well
//! place      what can be set        carry      changes carried out on a copy of a record
//! ```
//!
//! A plan is a set of changes and an instant. It is *minimal* if nothing that is less is permitted as well: another one is less if it makes
//! some of the same changes, no others, and waits no longer. Of an amount or a time only the direction counts, not how far it goes; it
//! goes as far as is needed, or as far as a remedy of the rule makes it. What a rule calls impossible is not worked around: while such a rule forbids the record as it stands, there is
//! no plan at that instant.

mod boundary;
mod branches;
pub mod carry;
mod comparisons;
mod dive;
mod grounds;
mod levers;
pub mod place;
mod reach;
mod remedies;
mod search;
mod steps;
mod targets;

use std::cell::RefCell;

use indexmap::IndexSet;

use crate::eval::Decider;
use crate::eval::answer::{Decided, Ruling, Subject};
use crate::facts::record::Record;
use crate::model::policy::{DecisionId, Policy};
use crate::model::vocabulary::{Changer, Constant};

use super::edges::Stretch;
use super::forecast::Forecaster;

pub use place::{Holder, Item, Place, Way};
pub use targets::{fresh, is_fresh};

/// Makes plans for one decision of a policy, for record after record.
pub struct Planner<'m> {
    policy: &'m Policy,
    /// a verdict; what has a value is never permitted
    decision: DecisionId,
    /// foretells that decision
    forecaster: &'m Forecaster<'m>,
    bounds: Bounds,
    decider: RefCell<Decider<'m>>,
}

/// Where a search ends.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// so many sets of changes are tried, 10 to 20 microseconds each for the transfer policies
    pub attempts: usize,
    /// so many plans are found
    pub plans: usize,
    /// so many changes a plan has
    pub changes: usize,
}

/// All that was found for a record.
#[derive(Debug, Clone, Default)]
pub struct Plans {
    /// the cheapest first: fewer steps, then fewer who have to act, then earlier
    pub plans: Vec<Plan>,
    /// why there may be others
    pub limits: IndexSet<Limit>,
    /// what forbids the record as it stands, and can be moved by nobody
    pub fixed: Vec<Subject>,
    /// single changes that clear something and make something else apply, and lead to no plan
    pub setbacks: Vec<Change>,
}

/// One way to permission.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// in the order in which they are to be done
    pub steps: Vec<Step>,
    /// the earliest instant at which it is permitted
    pub at: i64,
    /// the stretch around that instant over which it stays so
    pub window: Stretch,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub kind: StepKind,
    /// whoever can do it; of what is to be found out, whoever can change it
    pub by: Vec<Changer>,
    pub changes: Vec<Change>,
    /// steps, from 0, that have to be done before it, lest another rule forbids meanwhile
    pub after: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StepKind {
    Change,
    FindOut,
    /// until the plan's instant
    Wait,
}

/// A place that is set.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub place: Place,
    pub to: Constant,
    /// of an amount or a time: how far it may go
    pub reach: Reach,
}

/// Which other values would do as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// others may, too
    #[default]
    Exactly,
    /// every larger one
    OrMore,
    /// every smaller one
    OrLess,
}

/// Why there may be other plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Limit {
    /// so many sets of changes were tried
    Attempts,
    /// there are more plans
    Plans,
    /// longer plans were not tried
    Changes,
    /// amounts that can both be changed are held against each other: they may share in any proportion
    Proportions,
    /// members could be added to a list, or texts to a set
    Additions,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { attempts: 300, plans: 100, changes: 80 }
    }
}

impl<'m> Planner<'m> {
    #[must_use]
    pub fn new(policy: &'m Policy, decision: DecisionId, forecaster: &'m Forecaster<'m>, bounds: Bounds) -> Self {
        Self { policy, decision, forecaster, bounds, decider: RefCell::new(Decider::new(policy)) }
    }

    /// What a record comes to at an instant; `found` is filled with what forbids or permits it, certainly or perhaps.
    fn decide<'r>(&self, record: &'r Record, at: i64, found: &mut Vec<Decided<'r>>) -> Ruling<'r>
    where
        'm: 'r,
    {
        self.decider.borrow_mut().decide(self.decision, record, at, found)
    }

    /// All plans for a record at an instant. Where it is permitted already there is nothing to plan.
    #[must_use]
    pub fn plans(&self, record: &Record, now: i64) -> Plans {
        let mut plans = search::search(self, record, now);
        for plan in &mut plans.plans {
            let copy = plan.carried_out(self.policy, record);
            plan.window = self.forecaster.window(&copy, plan.at, []);
            reach::tell(self, record, plan);
        }
        plans.plans.sort_by_key(Plan::cost);
        plans
    }
}

impl Plan {
    /// A copy of the record with all steps done.
    #[must_use]
    pub fn carried_out(&self, policy: &Policy, record: &Record) -> Record {
        carry::carried_out(&policy.vocabulary, record, self.changes().map(|change| (&change.place, &change.to)))
    }

    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.steps.iter().flat_map(|step| &step.changes)
    }

    /// How many steps it has, how many have to act, and when it is done.
    #[must_use]
    pub fn cost(&self) -> (usize, usize, i64) {
        let actors: IndexSet<&Changer> = self.steps.iter().filter_map(|step| step.by.first()).collect();
        (self.steps.len(), actors.len(), self.at)
    }
}
