//! How far an amount may go beyond what is needed: as long as no test turns that the permission rests on, it may go on.

use std::cell::Cell;

use crate::eval::ask::Asker;
use crate::eval::proof::Instance;
use crate::facts::record::Record;
use crate::model::vocabulary::Constant;
use crate::value::{Truth, ops};

use super::carry::is_ordered;
use super::grounds::Grounds;
use super::place::{Holder, Place};
use super::targets::Trials;
use super::{Change, Plan, Planner, Reach};

/// Tells of each amount of a plan whether every value beyond it, away from what it was, would do as well.
pub(super) fn tell(planner: &Planner<'_>, record: &Record, plan: &mut Plan) {
    // where members were taken out of lists, the others have other places
    let moved = plan.changes().any(|change| matches!(change.place, Place::Listed { .. }));
    let stays = |place: &Place| !moved || matches!(place, Place::Value(Holder::Fact(_)));
    let amounts = |change: &Change| is_ordered(&change.to) && stays(&change.place);
    if !plan.changes().any(amounts) {
        return;
    }
    let copy = plan.carried_out(planner.policy, record);
    for change in plan.steps.iter_mut().flat_map(|step| &mut step.changes).filter(|change| amounts(change)) {
        change.reach = reach(planner, (record, &copy), plan.at, change);
    }
}

fn reach(planner: &Planner<'_>, (record, done): (&Record, &Record), at: i64, change: &Change) -> Reach {
    let asker = Asker { policy: planner.policy, record: done, now: at, instance: Instance::Only };
    let (proof, root) = asker.decision(planner.decision);
    let moves = |place: &Place| *place == change.place;
    let grounds = Grounds { policy: planner.policy, proof: &proof, moves: &moves, additions: &|| {} };
    let spare = Cell::default();
    let trials = Trials { policy: planner.policy, record: done, now: at, spare: &spare };
    let levers = grounds.of(root, Truth::No, Instance::Only);
    let turns: Vec<_> = levers.iter().flat_map(|lever| trials.targets(lever)).collect();
    let beyond = |up: bool| {
        let order = |to: &Constant| ops::compare(to.state().known()?, change.to.state().known()?);
        turns.iter().filter_map(order).any(|order| order.is_gt() == up)
    };
    let own = change.place.state(record).known();
    let up = own.and_then(|own| ops::compare(change.to.state().known()?, own)).map(std::cmp::Ordering::is_gt);
    match up {
        Some(false) if !beyond(false) => Reach::OrLess,
        Some(false) => Reach::Exactly,
        _ if !beyond(true) => Reach::OrMore,
        None if !beyond(false) => Reach::OrLess,
        _ => Reach::Exactly,
    }
}
