//! The search for plans: from the record as it stands, always along what the answer rests on.
//!
//! While an answer's levers stay as they are and its time has not come, so does the answer. So every set of changes that works is reached by
//! moving one lever of the present answer after the other: smaller sets are tried before larger ones, and what holds a plan already is not
//! looked into.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use crate::eval::answer;
use crate::eval::answer::{Decided, Ruling, Subject, Verdict};
use crate::facts::record::Record;
use crate::model::policy::Verb;
use crate::model::vocabulary::Constant;
use crate::value::{State, ops};

use super::branches::Ground;
use super::carry::{carry_out, is_ordered};
use super::place::Place;
use super::remedies::may_be_impossible;
use super::steps::Order;
use super::{Change, Limit, Plan, Planner, Plans, Reach};
use crate::advise::edges::{Stretch, stretch};

/// A place and a value, by their numbers among those that were met.
pub(super) type Move = (usize, usize);

/// A set of changes at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Node {
    /// how many changes there are: smaller sets come first
    pub size: usize,
    pub at: i64,
    /// sorted
    pub moves: Vec<Move>,
    /// how often an amount was moved once more
    pub again: u8,
}

/// So many changes that lead nowhere are kept to be told.
const MOST_SETBACKS: usize = 5;

pub(super) fn search(planner: &Planner<'_>, record: &Record, now: i64) -> Plans {
    let search = Search {
        planner,
        record,
        met: RefCell::default(),
        limits: RefCell::default(),
        first: RefCell::default(),
        forbidden_for_good: RefCell::default(),
        setbacks: RefCell::default(),
        fixed: RefCell::default(),
        attempts: Cell::new(0),
        spare: Cell::default(),
        trial: Cell::default(),
    };
    search.run(now)
}

pub(super) struct Search<'s, 'm> {
    pub planner: &'s Planner<'m>,
    pub record: &'s Record,
    /// the places that were met, each with its values
    pub met: RefCell<IndexMap<Place, Vec<Constant>>>,
    limits: RefCell<IndexSet<Limit>>,
    /// what forbids the record as it stands, in the order in which it is looked into
    pub first: RefCell<Vec<Subject>>,
    /// whether a rule that calls itself impossible forbids at an instant
    forbidden_for_good: RefCell<IndexMap<i64, Standing>>,
    setbacks: RefCell<Vec<Change>>,
    pub fixed: RefCell<Vec<Subject>>,
    attempts: Cell<usize>,
    /// memory for the copy on which changes are made, and for those on which values are tried
    spare: Cell<Record>,
    pub trial: Cell<Record>,
}

/// Whether a rule that calls itself impossible stands in the way.
#[derive(Debug, Clone, Copy)]
enum Standing {
    Free,
    /// until an instant, or for ever
    Forbidden {
        until: Option<i64>,
    },
}

impl Node {
    /// Without any change.
    pub(super) fn first(at: i64) -> Self {
        Self { size: 0, at, moves: Vec::new(), again: 0 }
    }
}

impl Search<'_, '_> {
    fn run(&self, now: i64) -> Plans {
        let bounds = self.planner.bounds;
        let mut open = BTreeSet::from([Node::first(now)]);
        let mut seen: IndexSet<(Vec<Move>, i64)> = IndexSet::new();
        let mut found: Vec<Node> = Vec::new();
        while let Some(node) = open.pop_first() {
            if found.iter().any(|less| self.is_less(less, &node)) {
                continue;
            }
            if self.attempts.replace(self.attempts.get() + 1) >= bounds.attempts {
                self.limit(Limit::Attempts);
                break;
            }
            match self.next(&node) {
                None => found.push(node),
                Some(children) => open.extend(children.into_iter().filter(|child| seen.insert((child.moves.clone(), child.at)))),
            }
            if found.len() >= bounds.plans {
                self.limit(Limit::Plans);
                break;
            }
        }
        if found.is_empty() && self.limits.borrow().contains(&Limit::Attempts) {
            found.extend(self.dive(now));
        }
        self.finish(&found, now)
    }

    fn finish(&self, found: &[Node], now: i64) -> Plans {
        let permitted_now = found.first().is_some_and(|node| node.moves.is_empty() && node.at == now);
        let minimal = found.iter().filter(|node| !found.iter().any(|less| less != *node && self.is_less(less, node)));
        let change = |one: Move| self.change(one);
        let order = Order::new(self.planner, (self.record, now), &change);
        let plan = |node: &Node| Plan { steps: order.arranged(&node.moves, node.at), at: node.at, window: Stretch::default() };
        Plans {
            plans: if permitted_now { Vec::new() } else { minimal.map(plan).collect() },
            limits: self.limits.borrow().clone(),
            fixed: self.fixed.borrow().clone(),
            setbacks: self.setbacks.borrow().clone(),
        }
    }

    pub(super) fn limit(&self, limit: Limit) {
        self.limits.borrow_mut().insert(limit);
    }

    /// Makes a copy of the record with a set of changes.
    pub(super) fn carry_out(&self, node: &Node, copy: &mut Record) {
        let met = self.met.borrow();
        let change = |(place, value): &Move| {
            let (place, values) = met.get_index(*place)?;
            Some((place, values.get(*value)?))
        };
        copy.clone_from(self.record);
        carry_out(&self.planner.policy.vocabulary, copy, node.moves.iter().filter_map(change));
    }

    pub(super) fn changes(&self, moves: &[Move]) -> Vec<Change> {
        moves.iter().filter_map(|one| self.change(*one)).collect()
    }

    fn change(&self, (place, value): Move) -> Option<Change> {
        let met = self.met.borrow();
        let (place, values) = met.get_index(place)?;
        Some(Change { place: place.clone(), to: values.get(value)?.clone(), reach: Reach::default() })
    }

    /// Whether one plan makes some of the changes of another, no others, and waits no longer. Of amounts the direction counts.
    fn is_less(&self, less: &Node, more: &Node) -> bool {
        less.at <= more.at
            && less.moves.len() <= more.moves.len()
            && less.moves.iter().all(|one| more.moves.iter().any(|other| self.is_same(*one, *other)))
    }

    fn is_same(&self, one: Move, other: Move) -> bool {
        one == other || (one.0 == other.0 && self.direction(one).is_some_and(|direction| self.direction(other) == Some(direction)))
    }

    /// Whether an amount goes up or down, or is found out; none for what is no amount.
    fn direction(&self, (place, value): Move) -> Option<Ordering> {
        let met = self.met.borrow();
        let (place, values) = met.get_index(place)?;
        let to = values.get(value).filter(|to| is_ordered(to))?.state().known()?;
        match place.state(self.record) {
            State::Known(own) => ops::compare(to, own),
            _ => Some(Ordering::Equal),
        }
    }

    /// What to try behind a set of changes; nothing where it is permitted.
    pub(super) fn next(&self, node: &Node) -> Option<Vec<Node>> {
        let mut record = self.spare.take();
        self.carry_out(node, &mut record);
        let children = self.behind(node, &record);
        self.spare.set(record);
        children
    }

    /// The same, once the changes are made.
    fn behind(&self, node: &Node, record: &Record) -> Option<Vec<Node>> {
        let policy = self.planner.policy;
        let mut deciding = Vec::new();
        let ruling = self.planner.decide(record, node.at, &mut deciding);
        if let Standing::Forbidden { until } = self.impossible_at(node.at) {
            return Some(until.map(|at| Node { at, ..node.clone() }).into_iter().collect());
        }
        if ruling == Ruling::Verdict(Verdict::Permitted) {
            return None;
        }
        let ground = self.ground(record, node, &deciding);
        let mut children = self.moved(&ground, record, node);
        let until = stretch(policy, &ground.proof, &[ground.root], node.at).until;
        children.extend(until.map(|at| Node { at, ..node.clone() }));
        if children.is_empty() {
            self.note(&ground, &self.changes(&node.moves));
        }
        Some(children)
    }

    /// Keeps a single change that leads to something else that forbids, and to nothing behind it.
    fn note(&self, ground: &Ground<'_, '_>, changes: &[Change]) {
        let is_new = ground.subject.is_some_and(|subject| !self.first.borrow().contains(&subject));
        let mut setbacks = self.setbacks.borrow_mut();
        if let [change] = changes
            && is_new
            && setbacks.len() < MOST_SETBACKS
        {
            setbacks.push(change.clone());
        }
    }

    /// Whether, at an instant, the record as it stands is forbidden by a rule that calls itself impossible.
    fn impossible_at(&self, at: i64) -> Standing {
        if let Some(known) = self.forbidden_for_good.borrow().get(&at) {
            return *known;
        }
        let mut deciding = Vec::new();
        self.planner.decide(self.record, at, &mut deciding);
        let forbids = |one: &&Decided<'_>| one.certain && one.verb == Verb::Forbid;
        let suspect = deciding.iter().filter(forbids).any(|one| may_be_impossible(self.planner.policy, one.subject, one.instance));
        let standing = if suspect { self.impossible(at) } else { Standing::Free };
        self.forbidden_for_good.borrow_mut().insert(at, standing);
        standing
    }

    /// The same by the full answer, which knows the rows of tables, and how long it stays so.
    fn impossible(&self, at: i64) -> Standing {
        let policy = self.planner.policy;
        let answer = answer(policy, self.planner.decision, self.record, at);
        let impossible = answer.forbidden_by.iter().find(|finding| {
            let remedies = finding.remedies(policy);
            !remedies.is_empty() && remedies.iter().all(|remedy| remedy.is_impossible())
        });
        impossible
            .map_or(Standing::Free, |finding| Standing::Forbidden { until: stretch(policy, &answer.proof, &[finding.proof], at).until })
    }
}
