//! What the remedies of a rule make of amounts and times: a plan goes as far as a remedy says, where the rule alone asks for less.

use std::cmp::Ordering;

use crate::eval::answer::Subject;
use crate::eval::ask::Asker;
use crate::eval::proof::Instance;
use crate::facts::record::Record;
use crate::model::expression::Condition;
use crate::model::policy::{Policy, RemedyKind};
use crate::model::vocabulary::{Changer, Constant};
use crate::value::{State, Truth, ops};

use super::carry::is_ordered;
use super::grounds::Grounds;
use super::place::{Place, Way};
use super::targets::Trials;

/// The amounts that remedies name, each with the place where it is to stand.
pub(super) struct Named(Vec<(Place, Constant)>);

impl Named {
    /// Those of the remedies of what forbids a record, as far as who carries them out can.
    pub fn of(trials: Trials<'_, '_>, subject: Option<Subject>, about: Instance<'_>) -> Self {
        let all = subject.map_or_else(Vec::new, |subject| makes(trials.policy, subject, about));
        Self(all.into_iter().flat_map(|(actor, makes)| amounts(trials, (actor, makes), about)).collect())
    }

    /// Where a place is to be set to an amount: the amount that a remedy names, if it goes the same way and no less far.
    pub fn instead(&self, record: &Record, place: &Place, to: Constant) -> Constant {
        let way = |from: State<'_>, to: &Constant| ops::compare(to.state().known()?, from.known()?);
        let own = place.state(record);
        let farther = |(at, named): &&(Place, Constant)| {
            at == place && way(own, named) == way(own, &to) && matches!(way(to.state(), named), Some(order) if Some(order) == way(own, &to))
        };
        match self.0.iter().find(farther) {
            Some((_, named)) if is_ordered(&to) && way(own, &to).is_some_and(Ordering::is_ne) => named.clone(),
            _ => to,
        }
    }
}

/// What the remedies of a rule's instance make, and who carries them out.
fn makes<'m>(policy: &'m Policy, subject: Subject, about: Instance<'_>) -> Vec<(Changer, &'m Condition)> {
    let body = subject.instances(policy).and_then(|instances| instances.body(about.entity()));
    let remedies = body.into_iter().flat_map(|body| &body.remedies);
    let makes = remedies.filter_map(|remedy| match &remedy.kind {
        RemedyKind::By { actor, makes: Some(makes), .. } => Some((*actor, makes)),
        _ => None,
    });
    makes.collect()
}

/// The amounts that bring about what a remedy makes.
fn amounts(trials: Trials<'_, '_>, (actor, makes): (Changer, &Condition), about: Instance<'_>) -> Vec<(Place, Constant)> {
    let asker = Asker { policy: trials.policy, record: trials.record, now: trials.now, instance: about };
    let (proof, root) = asker.proven(makes);
    let moves = |place: &Place| match place.way(&trials.policy.vocabulary, trials.record) {
        Way::Change(by) => by.contains(&actor),
        _ => false,
    };
    let grounds = Grounds { policy: trials.policy, proof: &proof, moves: &moves, additions: &|| {} };
    let mut found = Vec::new();
    if grounds.truth(root) != Truth::Yes {
        for lever in grounds.of(root, Truth::Yes, about) {
            let amounts = trials.targets(&lever).into_iter().filter(is_ordered);
            found.extend(amounts.map(|to| (lever.place.clone(), to)));
        }
    }
    found
}
