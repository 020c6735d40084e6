//! Changes put together into steps, and the steps in order.

use std::cell::RefCell;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::eval::answer::{Decided, Subject};
use crate::facts::record::Record;
use crate::model::policy::Verb;
use crate::model::vocabulary::Changer;

use super::carry::carried_out;
use super::place::{Place, Way};
use super::search::Move;
use super::{Change, Planner, Step, StepKind};

/// What forbids, or may, in the order of the policy: enough to see whether there is more or less of it.
type Forbidding = Vec<Subject>;

/// A step with the moves that it is made of.
struct Part {
    step: Step,
    moves: Vec<Move>,
}

/// Puts the moves of one plan after the other in order, for one record.
pub(super) struct Order<'s, 'm> {
    planner: &'s Planner<'m>,
    record: &'s Record,
    now: i64,
    /// what was asked already, by sorted moves: plans have many in common
    asked: RefCell<IndexMap<Vec<Move>, Rc<Forbidding>>>,
    /// what a move changes
    change: &'s dyn Fn(Move) -> Option<Change>,
}

impl<'s, 'm> Order<'s, 'm> {
    pub(super) fn new(planner: &'s Planner<'m>, (record, now): (&'s Record, i64), change: &'s dyn Fn(Move) -> Option<Change>) -> Self {
        Self { planner, record, now, asked: RefCell::default(), change }
    }

    /// The steps of a plan, those first that nothing else has to come before; to wait for its instant comes last.
    pub(super) fn arranged(&self, moves: &[Move], at: i64) -> Vec<Step> {
        let mut steps = self.sorted(self.joined(self.single(moves)));
        let wait = Step { kind: StepKind::Wait, by: Vec::new(), changes: Vec::new(), after: Vec::new() };
        steps.extend((at > self.now).then_some(wait));
        steps
    }

    /// A step for each fact.
    fn single(&self, moves: &[Move]) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for (number, change) in moves.iter().filter_map(|number| Some((*number, (self.change)(*number)?))) {
            let (kind, by) = self.who(&change.place);
            let holder = change.place.holder();
            let same = |part: &&mut Part| {
                part.step.kind == kind && holder.is_some() && part.step.changes.iter().any(|other| other.place.holder() == holder)
            };
            match parts.iter_mut().find(same) {
                Some(part) => {
                    part.step.changes.push(change);
                    part.moves.push(number);
                }
                None => parts.push(Part { step: Step { kind, by, changes: vec![change], after: Vec::new() }, moves: vec![number] }),
            }
        }
        parts
    }

    fn who(&self, place: &Place) -> (StepKind, Vec<Changer>) {
        match place.way(&self.planner.policy.vocabulary, self.record) {
            Way::FindOut(by) => (StepKind::FindOut, by.to_vec()),
            Way::Change(by) => (StepKind::Change, by.to_vec()),
            // of an entity that is made to be there
            Way::Fixed => (
                StepKind::FindOut,
                place
                    .holder()
                    .and_then(|holder| holder.declaration(&self.planner.policy.vocabulary))
                    .map_or_else(Vec::new, |fact| fact.changed_by.clone()),
            ),
        }
    }

    /// Steps of the same people that one rule needs together are one step.
    fn joined(&self, mut parts: Vec<Part>) -> Vec<Part> {
        let all = self.forbidding(parts.iter());
        let needs: Vec<Forbidding> = (0..parts.len()).map(|without| anew(&all, &self.forbidding(except(&parts, without)))).collect();
        for later in (1..parts.len()).rev() {
            let with = (0..later).find(|earlier| {
                let (Some(one), Some(other)) = (parts.get(*earlier), parts.get(later)) else { return false };
                let shared = needs.get(*earlier).zip(needs.get(later)).is_some_and(|(a, b)| !a.is_empty() && a == b && a.len() == 1);
                shared && one.step.kind == other.step.kind && one.step.by == other.step.by && one.step.kind == StepKind::Change
            });
            if let Some(earlier) = with {
                let part = parts.remove(later);
                if let Some(into) = parts.get_mut(earlier) {
                    into.step.changes.extend(part.step.changes);
                    into.moves.extend(part.moves);
                }
            }
        }
        parts
    }

    /// Always the step next that makes least apply anew; among these the one that clears what stands first.
    fn sorted(&self, mut left: Vec<Part>) -> Vec<Step> {
        let mut done: Vec<Part> = Vec::new();
        while !left.is_empty() {
            let before = self.forbidding(done.iter());
            let weigh = |part: &Part| {
                let behind = self.forbidding(done.iter().chain([part]));
                let cleared = before.iter().position(|subject| behind.binary_search(subject).is_err()).unwrap_or(before.len());
                (anew(&before, &behind).len(), part.step.kind == StepKind::Change, cleared)
            };
            let next = (0..left.len()).min_by_key(|place| left.get(*place).map(weigh)).unwrap_or(0);
            let mut part = left.remove(next);
            part.step.after = self.after(&done, &part);
            done.push(part);
        }
        done.into_iter().map(|part| part.step).collect()
    }

    /// The steps without which a step would make something apply that it does not make apply behind them.
    fn after(&self, done: &[Part], part: &Part) -> Vec<usize> {
        let usual = anew(&self.forbidding(done.iter()), &self.forbidding(done.iter().chain([part])));
        let needed = (0..done.len()).filter(|without| {
            let (before, behind) = (self.forbidding(except(done, *without)), self.forbidding(except(done, *without).chain([part])));
            anew(&before, &behind).iter().any(|subject| !usual.contains(subject))
        });
        needed.collect()
    }

    /// What surely forbids once some steps are done.
    fn forbidding<'t>(&self, parts: impl Iterator<Item = &'t Part>) -> Rc<Forbidding> {
        let mut moves: Vec<Move> = parts.flat_map(|part| &part.moves).copied().collect();
        moves.sort_unstable();
        if let Some(known) = self.asked.borrow().get(&moves) {
            return Rc::clone(known);
        }
        let changes: Vec<Change> = moves.iter().filter_map(|number| (self.change)(*number)).collect();
        let changes = changes.iter().map(|change| (&change.place, &change.to));
        let copy = carried_out(&self.planner.policy.vocabulary, self.record, changes);
        let mut found: Vec<Decided<'_>> = Vec::new();
        self.planner.decide(&copy, self.now, &mut found);
        let mut forbids: Forbidding = found.iter().filter(|one| one.verb == Verb::Forbid).map(|one| one.subject).collect();
        forbids.sort_unstable();
        let forbids = Rc::new(forbids);
        self.asked.borrow_mut().insert(moves, Rc::clone(&forbids));
        forbids
    }
}

fn except(parts: &[Part], without: usize) -> impl Iterator<Item = &Part> {
    parts.iter().enumerate().filter(move |(place, _)| *place != without).map(|(_, part)| part)
}

/// What forbids now and did not before.
fn anew(before: &Forbidding, now: &Forbidding) -> Forbidding {
    now.iter().filter(|subject| before.binary_search(subject).is_err()).copied().collect()
}
