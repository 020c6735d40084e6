//! What the remedies of a rule say to a plan: that nothing helps, or how far amounts and times go where the rule alone asks for less.

use crate::eval::answer::Subject;
use crate::eval::ask::Asker;
use crate::eval::proof::Instance;
use crate::facts::record::Record;
use crate::model::expression::Condition;
use crate::model::policy::{Policy, Remedy, RemedyKind};
use crate::model::vocabulary::{Changer, Constant};
use crate::value::{State, Truth, ops};

use super::carry::is_ordered;
use super::grounds::Grounds;
use super::place::{Place, Way};
use super::targets::Trials;

/// The amounts that remedies name, each with the place where it is to stand.
pub(super) struct Amounts(Vec<(Place, Constant)>);

impl Amounts {
    /// Those of the remedies of what forbids a record, as far as who carries them out can.
    pub fn of(trials: Trials<'_, '_>, subject: Option<Subject>, about: Instance<'_>) -> Self {
        let all = subject.map_or_else(Vec::new, |subject| makes(trials.policy, subject, about));
        Self(all.into_iter().flat_map(|(actor, makes)| amounts(trials, (actor, makes), about)).collect())
    }

    /// What a remedy makes of a place that is to be set to an amount, if that goes the same way, and farther.
    pub fn beyond(&self, record: &Record, place: &Place, to: &Constant) -> Option<&Constant> {
        let way = |from: State<'_>, to: &Constant| ops::compare(to.state().known()?, from.known()?);
        let wanted = way(place.state(record), to).filter(|order| order.is_ne())?;
        let farther = |(at, named): &&(Place, Constant)| at == place && way(to.state(), named) == Some(wanted);
        self.0.iter().find(farther).map(|(_, named)| named)
    }
}

/// Whether what forbids may call itself impossible to clear; of a table that may depend on its rows.
pub(super) fn may_be_impossible(policy: &Policy, subject: Subject, about: Instance<'_>) -> bool {
    match subject {
        Subject::Table(_) => true,
        Subject::Rule(_) | Subject::Notice(_) => {
            let remedies = of_rule(policy, subject, about);
            !remedies.is_empty() && remedies.iter().all(Remedy::is_impossible)
        }
    }
}

fn of_rule<'m>(policy: &'m Policy, subject: Subject, about: Instance<'_>) -> &'m [Remedy] {
    subject.instances(policy).and_then(|instances| instances.body(about.entity())).map_or(&[], |body| &body.remedies)
}

/// What the remedies of a rule's instance make, and who carries them out.
fn makes<'m>(policy: &'m Policy, subject: Subject, about: Instance<'_>) -> Vec<(Changer, &'m Condition)> {
    let makes = of_rule(policy, subject, about).iter().filter_map(|remedy| match &remedy.kind {
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
