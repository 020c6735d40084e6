//! The search for plans: from the record as it stands, always along what the answer rests on.
//!
//! While an answer's levers stay as they are and its time has not come, so does the answer. So every set of changes that works is reached by
//! moving one lever of the present answer after the other: smaller sets are tried before larger ones, and what holds a plan already is not
//! looked into.

use std::cell::{Cell, OnceCell, RefCell};
use std::cmp::Ordering;
use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use crate::eval::answer;
use crate::eval::answer::{Decided, Ruling, Subject, Verdict};
use crate::eval::ask::Asker;
use crate::eval::proof::{Instance, Proof, StepId};
use crate::facts::record::Record;
use crate::model::policy::{RemedyKind, Verb};
use crate::model::vocabulary::{Constant, FactId};
use crate::value::{State, Truth, ops};

use super::carry::{carried_out, is_ordered};
use super::grounds::{Grounds, Lever, Pull};
use super::place::{Holder, Place, Way};
use super::remedies::Named;
use super::steps::Order;
use super::targets::Trials;
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
    again: u8,
}

/// An amount that is moved more often than this is moved to and fro.
const MOST_AGAIN: u8 = 6;
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
    };
    search.run(now)
}

pub(super) struct Search<'s, 'm> {
    pub planner: &'s Planner<'m>,
    pub record: &'s Record,
    /// the places that were met, each with its values
    met: RefCell<IndexMap<Place, Vec<Constant>>>,
    limits: RefCell<IndexSet<Limit>>,
    /// what forbids the record as it stands, in the order in which it is looked into
    first: RefCell<Vec<Subject>>,
    /// whether a rule that calls itself impossible forbids at an instant
    forbidden_for_good: RefCell<IndexMap<i64, Standing>>,
    setbacks: RefCell<Vec<Change>>,
    fixed: RefCell<Vec<Subject>>,
    attempts: Cell<usize>,
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

/// What is to be looked into of an answer that is not permission.
struct Ground<'m, 'r> {
    /// none where nothing permits
    subject: Option<Subject>,
    proof: Proof<'m, 'r>,
    root: StepId,
    wanted: Truth,
    about: Instance<'r>,
}

impl<'m> Search<'_, 'm> {
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

    fn limit(&self, limit: Limit) {
        self.limits.borrow_mut().insert(limit);
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
        let policy = self.planner.policy;
        let changes = self.changes(&node.moves);
        let record = carried_out(&policy.vocabulary, self.record, changes.iter().map(|change| (&change.place, &change.to)));
        let mut deciding = Vec::new();
        let ruling = self.planner.decide(&record, node.at, &mut deciding);
        if let Standing::Forbidden { until } = self.impossible_at(node.at) {
            return Some(until.map(|at| Node { at, ..node.clone() }).into_iter().collect());
        }
        if ruling == Ruling::Verdict(Verdict::Permitted) {
            return None;
        }
        let ground = self.ground(&record, node, &deciding);
        let mut children = self.moved(&ground, &record, node);
        let until = stretch(policy, &ground.proof, &[ground.root], node.at).until;
        children.extend(until.map(|at| Node { at, ..node.clone() }));
        if children.is_empty() {
            self.note(&ground, &changes);
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
        let (policy, decision) = (self.planner.policy, self.planner.decision);
        let answer = answer(policy, decision, self.record, at);
        let impossible = answer.forbidden_by.iter().find(|finding| {
            let remedies = finding.remedies(policy);
            !remedies.is_empty() && remedies.iter().all(|remedy| matches!(remedy.kind, RemedyKind::Impossible { .. }))
        });
        let standing = impossible
            .map_or(Standing::Free, |finding| Standing::Forbidden { until: stretch(policy, &answer.proof, &[finding.proof], at).until });
        self.forbidden_for_good.borrow_mut().insert(at, standing);
        standing
    }

    /// Something that keeps it from being permitted: what came up behind the changes, else what is first in the order of the record.
    fn ground<'r>(&self, record: &'r Record, node: &Node, deciding: &[Decided<'r>]) -> Ground<'m, 'r>
    where
        'm: 'r,
    {
        let policy = self.planner.policy;
        let asker = |instance| Asker { policy, record, now: node.at, instance };
        let judged = |one: &Decided<'r>| {
            let judgement = asker(one.instance).judge(one.subject, one.verb)?;
            Some(Ground {
                subject: Some(one.subject),
                proof: judgement.proof,
                root: judgement.root,
                wanted: Truth::No,
                about: one.instance,
            })
        };
        let forbidding = || deciding.iter().filter(|one| one.verb == Verb::Forbid);
        if node.moves.is_empty() {
            let mut all: Vec<(usize, Ground<'m, 'r>)> =
                forbidding().filter_map(judged).map(|ground| (self.levers(&ground, record, node).len(), ground)).collect();
            all.sort_by_key(|(levers, _)| *levers);
            let stays = |ground: &Ground<'_, '_>| stretch(policy, &ground.proof, &[ground.root], node.at).until.is_none();
            let fixed = all.iter().filter(|(levers, ground)| *levers == 0 && stays(ground));
            self.fixed.borrow_mut().extend(fixed.filter_map(|(_, ground)| ground.subject));
            *self.first.borrow_mut() = all.iter().filter_map(|(_, ground)| ground.subject).collect();
            if let Some((_, ground)) = all.into_iter().next() {
                return ground;
            }
        }
        let first = self.first.borrow();
        let place = |one: &&Decided<'r>| first.iter().position(|subject| *subject == one.subject).map_or(0, |place| place + 1);
        forbidding().min_by_key(place).and_then(judged).unwrap_or_else(|| {
            let (proof, root) = asker(Instance::Only).decision(self.planner.decision);
            Ground { subject: None, proof, root, wanted: Truth::Yes, about: Instance::Only }
        })
    }

    /// The levers of a ground, as far as they can be moved.
    fn levers<'r>(&self, ground: &Ground<'m, 'r>, record: &'r Record, node: &Node) -> Vec<Lever<'m, 'r>>
    where
        'm: 'r,
    {
        let moves = |place: &Place| self.can_move(place, record, node);
        let additions = || self.limit(Limit::Additions);
        let grounds = Grounds { policy: self.planner.policy, proof: &ground.proof, moves: &moves, additions: &additions };
        grounds.of(ground.root, ground.wanted, ground.about)
    }

    /// Whether a place can be set: it can be changed or found out, and has not been set yet. An amount can be moved once more.
    fn can_move(&self, place: &Place, record: &Record, node: &Node) -> bool {
        let own = self.in_the_record(place, node);
        if own.way(&self.planner.policy.vocabulary, self.before(&own, record, node)) == Way::Fixed {
            return false;
        }
        let met = self.met.borrow();
        let set = node.moves.iter().find(|(place, _)| met.get_index(*place).is_some_and(|(place, _)| *place == own));
        let Some((place, value)) = set else { return true };
        met.get_index(*place).and_then(|(_, values)| values.get(*value)).is_some_and(is_ordered)
    }

    /// The record that tells whether something can be changed: the one that stands, unless its entity was only made to be there.
    fn before<'r>(&'r self, place: &Place, record: &'r Record, node: &Node) -> &'r Record {
        let owner = place.holder().and_then(|holder| self.planner.policy.vocabulary.owner(holder.fact()));
        let met = self.met.borrow();
        let made =
            |(place, _): &Move| met.get_index(*place).is_some_and(|(place, _)| owner.is_some_and(|owner| *place == Place::Present(owner)));
        if node.moves.iter().any(made) { record } else { self.record }
    }

    /// The same place in the record as it stands: there, lists are longer by the members that were taken out.
    fn in_the_record(&self, place: &Place, node: &Node) -> Place {
        let own = |list: FactId, index: u32| self.index_in_the_record(list, index, node);
        let holder = |holder: Holder| match holder {
            Holder::Fact(_) => holder,
            Holder::Field { list, index, field } => Holder::Field { list, index: own(list, index), field },
        };
        match place {
            Place::Value(at) => Place::Value(holder(*at)),
            Place::InSet(at, item) => Place::InSet(holder(*at), item.clone()),
            Place::Closed(at) => Place::Closed(holder(*at)),
            Place::Listed { list, index } => Place::Listed { list: *list, index: own(*list, *index) },
            Place::Present(entity) => Place::Present(*entity),
        }
    }

    fn index_in_the_record(&self, list: FactId, index: u32, node: &Node) -> u32 {
        let met = self.met.borrow();
        let gone = |(place, _): &Move| match met.get_index(*place) {
            Some((Place::Listed { list: of, index }, _)) if *of == list => Some(*index),
            _ => None,
        };
        let gone: BTreeSet<u32> = node.moves.iter().filter_map(gone).collect();
        gone.into_iter().fold(index, |index, gone| if gone <= index { index + 1 } else { index })
    }

    /// All sets with one lever more moved, or one amount moved again.
    fn moved<'r>(&self, ground: &Ground<'m, 'r>, record: &'r Record, node: &Node) -> Vec<Node>
    where
        'm: 'r,
    {
        let trials = Trials { policy: self.planner.policy, record, now: node.at };
        let levers = self.levers(ground, record, node);
        let named = OnceCell::new();
        let mut children = Vec::new();
        for lever in &levers {
            let place = self.in_the_record(&lever.place, node);
            for to in trials.targets(lever) {
                let to = if is_ordered(&to) {
                    named.get_or_init(|| Named::of(trials, ground.subject, ground.about)).instead(record, &lever.place, to)
                } else {
                    to
                };
                children.extend(self.child(node, place.clone(), to));
            }
        }
        self.note_proportions(&levers, record, node);
        children
    }

    /// Amounts that are held against each other, one of which was moved already, share the way in any proportion.
    fn note_proportions(&self, levers: &[Lever<'m, '_>], record: &Record, node: &Node) {
        let amounts = levers.iter().filter(|lever| {
            let is_amount = Constant::from_state(lever.place.state(record)).is_some_and(|own| is_ordered(&own));
            is_amount && matches!(lever.pull, Pull::Until(test) if test.shared)
        });
        if node.again > 0 && amounts.count() > 1 {
            self.limit(Limit::Proportions);
        }
    }

    fn child(&self, node: &Node, place: Place, to: Constant) -> Option<Node> {
        let own = place.state(self.record);
        if own != State::Unknown && Constant::from_state(own).as_ref() == Some(&to) {
            return None;
        }
        let number = {
            let mut met = self.met.borrow_mut();
            let entry = met.entry(place);
            let index = entry.index();
            let values = entry.or_default();
            let value = values.iter().position(|known| *known == to).unwrap_or_else(|| {
                values.push(to);
                values.len() - 1
            });
            (index, value)
        };
        let mut moves = node.moves.clone();
        let before = moves.len();
        moves.retain(|(place, _)| *place != number.0);
        let again = node.again + u8::from(moves.len() < before);
        moves.push(number);
        moves.sort_unstable();
        if moves.len() > self.planner.bounds.changes {
            self.limit(Limit::Changes);
            return None;
        }
        if again > MOST_AGAIN {
            self.limit(Limit::Proportions);
            return None;
        }
        Some(Node { size: moves.len(), moves, again, at: node.at })
    }
}
