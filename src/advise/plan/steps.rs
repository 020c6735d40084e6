//! Changes put together into steps, and the steps in order.

use crate::eval::answer::{Decided, Subject};
use crate::eval::{Scratch, decide};
use crate::facts::record::Record;
use crate::model::policy::Verb;
use crate::model::vocabulary::Changer;

use super::carry::carried_out;
use super::place::{Place, Way};
use super::{Change, Planner, Step, StepKind};

/// What forbids, or may: enough to see whether there is more or less of it.
type Forbidding = Vec<Subject>;

/// The steps of a plan, those first that nothing else has to come before; to wait comes last.
pub(super) fn arranged(planner: &Planner<'_>, record: &Record, changes: &[Change], (now, at): (i64, i64)) -> Vec<Step> {
    let order = Order { planner, record, now };
    let mut steps = order.sorted(order.joined(order.single(changes)));
    let wait = Step { kind: StepKind::Wait, by: Vec::new(), changes: Vec::new(), after: Vec::new() };
    steps.extend((at > now).then_some(wait));
    steps
}

struct Order<'s, 'm> {
    planner: &'s Planner<'m>,
    record: &'s Record,
    now: i64,
}

impl Order<'_, '_> {
    /// A step for each fact.
    fn single(&self, changes: &[Change]) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for change in changes {
            let (kind, by) = self.who(&change.place);
            let same = |step: &&mut Step| {
                step.kind == kind
                    && step.changes.iter().any(|other| other.place.holder().is_some() && other.place.holder() == change.place.holder())
            };
            match steps.iter_mut().find(same) {
                Some(step) => step.changes.push(change.clone()),
                None => steps.push(Step { kind, by, changes: vec![change.clone()], after: Vec::new() }),
            }
        }
        steps
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
    fn joined(&self, mut steps: Vec<Step>) -> Vec<Step> {
        let all = self.forbidding(steps.iter());
        let needs: Vec<Forbidding> = (0..steps.len())
            .map(|without| {
                let others = steps.iter().enumerate().filter(|(place, _)| *place != without).map(|(_, step)| step);
                self.forbidding(others).into_iter().filter(|subject| !all.contains(subject)).collect()
            })
            .collect();
        for later in (1..steps.len()).rev() {
            let with = (0..later).find(|earlier| {
                let (Some(one), Some(other)) = (steps.get(*earlier), steps.get(later)) else { return false };
                let shared = needs.get(*earlier).zip(needs.get(later)).is_some_and(|(a, b)| !a.is_empty() && a == b && a.len() == 1);
                shared && one.kind == other.kind && one.by == other.by && one.kind == StepKind::Change
            });
            if let Some(earlier) = with {
                let step = steps.remove(later);
                if let Some(into) = steps.get_mut(earlier) {
                    into.changes.extend(step.changes);
                }
            }
        }
        steps
    }

    /// Always the step next that makes least apply anew; among these the one that clears what stands first.
    fn sorted(&self, mut left: Vec<Step>) -> Vec<Step> {
        let mut done: Vec<Step> = Vec::new();
        while !left.is_empty() {
            let before = self.forbidding(done.iter());
            let weigh = |step: &Step| {
                let behind = self.forbidding(done.iter().chain([step]));
                let anew = behind.iter().filter(|subject| !before.contains(subject)).count();
                let cleared = before.iter().position(|subject| !behind.contains(subject)).unwrap_or(before.len());
                (anew, step.kind == StepKind::Change, cleared)
            };
            let next = (0..left.len()).min_by_key(|place| left.get(*place).map(weigh)).unwrap_or(0);
            let step = left.remove(next);
            let after = self.after(&done, &step);
            done.push(Step { after, ..step });
        }
        done
    }

    /// The steps without which a step would make something apply that it does not make apply behind them.
    fn after(&self, done: &[Step], step: &Step) -> Vec<usize> {
        let anew = |done: &[&Step]| {
            let before = self.forbidding(done.iter().copied());
            let behind = self.forbidding(done.iter().copied().chain([step]));
            behind.into_iter().filter(|subject| !before.contains(subject)).collect::<Vec<_>>()
        };
        let usual = anew(&done.iter().collect::<Vec<_>>());
        let needed = (0..done.len()).filter(|without| {
            let others: Vec<&Step> = done.iter().enumerate().filter(|(place, _)| place != without).map(|(_, step)| step).collect();
            anew(&others).iter().any(|subject| !usual.contains(subject))
        });
        needed.collect()
    }

    /// What surely forbids once some steps are done.
    fn forbidding<'t>(&self, steps: impl Iterator<Item = &'t Step>) -> Forbidding {
        let changes = steps.flat_map(|step| &step.changes).map(|change| (&change.place, &change.to));
        let copy = carried_out(&self.planner.policy.vocabulary, self.record, changes);
        let mut found: Vec<Decided<'_>> = Vec::new();
        decide(self.planner.policy, self.planner.decision, &copy, self.now, &mut Scratch::default(), &mut found);
        found.iter().filter(|one| one.verb == Verb::Forbid).map(|one| one.subject).collect()
    }
}
