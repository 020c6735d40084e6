//! What to try behind a set of changes that is not permitted: one lever more, or one amount moved again.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::advise::edges::stretch;
use crate::eval::answer::{Decided, Subject};
use crate::eval::ask::Asker;
use crate::eval::proof::{Instance, Proof, StepId};
use crate::facts::record::Record;
use crate::model::policy::Verb;
use crate::model::vocabulary::{Constant, FactId};
use crate::value::{State, Truth};

use super::Limit;
use super::carry::is_ordered;
use super::grounds::{Grounds, Lever, Pull};
use super::place::{Holder, Place, Way};
use super::remedies::Amounts;
use super::search::{Move, Node, Search};
use super::targets::Trials;

/// An amount that is moved more often than this is moved to and fro.
const MOST_AGAIN: u8 = 6;

/// What is to be looked into of an answer that is not permission.
pub(super) struct Ground<'m, 'r> {
    /// none where nothing permits
    pub subject: Option<Subject>,
    pub proof: Proof<'m, 'r>,
    pub root: StepId,
    wanted: Truth,
    about: Instance<'r>,
}

impl<'m> Search<'_, 'm> {
    /// Something that keeps it from being permitted: what came up behind the changes, else what is first in the order of the record.
    pub(super) fn ground<'r>(&self, record: &'r Record, node: &Node, deciding: &[Decided<'r>]) -> Ground<'m, 'r>
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
    pub(super) fn moved<'r>(&self, ground: &Ground<'m, 'r>, record: &'r Record, node: &Node) -> Vec<Node>
    where
        'm: 'r,
    {
        let trials = Trials { policy: self.planner.policy, record, now: node.at, spare: &self.trial };
        let levers = self.levers(ground, record, node);
        let named = OnceCell::new();
        let mut children = Vec::new();
        for lever in &levers {
            let place = self.in_the_record(&lever.place, node);
            for to in trials.targets(lever) {
                let of_remedies = || named.get_or_init(|| Amounts::of(trials, ground.subject, ground.about));
                let farther = if is_ordered(&to) { of_remedies().beyond(record, &lever.place, &to).cloned() } else { None };
                children.extend(self.child(node, place.clone(), farther.unwrap_or(to)));
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
