//! What conditions come to without any facts: whether they can hold together, whether they are the same.
//!
//! A condition is read as a formula (`reading`, `values`) over *subjects*: a fact, a difference of two times, a member of a set. Every
//! comparison says in which part of its subject's values it holds, so that a search through the parts (`solve`) finds out whether
//! formulas can hold together. Facts are taken as known or none, never as unknown.
//!
//! Absent on purpose: what tables, other decisions and conditions about members answer is not looked into; it may be anything.

mod formula;
pub mod key;
mod reading;
mod solve;
mod values;

use indexmap::IndexSet;

use crate::model::expression::{Condition, ConditionKind, Term};
use crate::model::policy::{Instances, Policy, Scope};
use crate::model::vocabulary::Element;
use crate::source::Span;

use formula::{Formula, SubjectKind, Test};
use reading::Reading;

pub use formula::Witness;

/// What is known of a condition besides its text: of which type the members are, of a rule for each member of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Env {
    pub element: Option<Element>,
}

impl Env {
    /// That of a rule's conditions.
    #[must_use]
    pub fn of(instances: &Instances) -> Self {
        match instances {
            Instances::Set(set, _) => Self { element: Some(set.element) },
            _ => Self::default(),
        }
    }
}

/// Whether conditions can come to what is wanted of them.
#[derive(Debug, Clone, PartialEq)]
pub enum Outlook {
    /// whatever the facts are, they cannot
    Never,
    /// they can, where the facts are so
    Possible(Witness),
    /// perhaps
    Unclear,
}

/// Whether there are facts and an instant at which each condition comes to what is wanted of it.
#[must_use]
pub fn outlook(policy: &Policy, env: Env, wanted: &[(&Condition, bool)]) -> Outlook {
    let mut instants = vec![i64::MIN];
    let mut known = IndexSet::new();
    let mut unclear = false;
    while let Some(at) = instants.pop() {
        let mut reading = Reading::new(policy, env, at);
        let found = together(&mut reading, wanted).map_or(Outlook::Unclear, |formula| solve::solve(&reading, &formula));
        match found {
            Outlook::Never => {}
            Outlook::Unclear => unclear = true,
            possible @ Outlook::Possible(_) => return possible,
        }
        instants.extend(reading.dates().filter(|date| known.insert(*date)));
    }
    if unclear { Outlook::Unclear } else { Outlook::Never }
}

/// Whether a condition is always yes, or always no.
#[must_use]
pub fn decided(policy: &Policy, env: Env, condition: &Condition) -> Option<bool> {
    let mut reading = Reading::new(policy, env, i64::MIN);
    let formula = reading.condition(condition)?;
    let lasts = reading.dates().next().is_none();
    let never = |holds: bool| match lasts {
        true if holds => solve::solve(&reading, &formula) == Outlook::Never,
        true => solve::solve(&reading, &formula.clone().negated()) == Outlook::Never,
        false => outlook(policy, env, &[(condition, holds)]) == Outlook::Never,
    };
    if never(true) {
        Some(false)
    } else if never(false) {
        Some(true)
    } else {
        None
    }
}

/// What is wanted of `given`, `when` and `unless` where something applies.
#[must_use]
pub fn applying(scope: &Scope) -> Vec<(&Condition, bool)> {
    let holds = [&scope.given, &scope.when].into_iter().flatten().map(|condition| (condition, true));
    holds.chain(scope.unless.iter().map(|condition| (condition, false))).collect()
}

/// The parts of a condition that all have to hold, those of `x in a .. b` left together.
#[must_use]
pub fn conjuncts(condition: &Condition) -> Vec<&Condition> {
    match &condition.kind {
        ConditionKind::All(parts) if !is_range(condition) => parts.iter().flat_map(conjuncts).collect(),
        _ => vec![condition],
    }
}

/// Whether a condition was written `x in a .. b`: it is read as two comparisons in one place.
#[must_use]
pub fn is_range(condition: &Condition) -> bool {
    let is_end = |part: &Condition| part.span == condition.span && matches!(part.kind, ConditionKind::Order(..) | ConditionKind::Count(..));
    matches!(&condition.kind, ConditionKind::All(parts) if parts.iter().all(is_end))
}

fn together(reading: &mut Reading<'_>, wanted: &[(&Condition, bool)]) -> Option<Formula> {
    let read = |(condition, holds): &(&Condition, bool)| {
        let formula = reading.condition(condition)?;
        Some(if *holds { formula } else { formula.negated() })
    };
    wanted.iter().map(read).collect::<Option<Vec<_>>>().map(Formula::All)
}

/// Whether a term can be none.
#[must_use]
pub fn may_be_none(policy: &Policy, env: Env, term: &Term) -> bool {
    let is_none = Condition { kind: ConditionKind::IsNone(term.clone()), span: term.span };
    outlook(policy, env, &[(&is_none, true)]) != Outlook::Never
}

/// Whether a condition holds something that is whole against a number that is not.
#[must_use]
pub fn cuts_whole(policy: &Policy, env: Env, condition: &Condition) -> bool {
    let mut reading = Reading::new(policy, env, i64::MIN);
    let Some(formula) = reading.condition(condition) else { return false };
    let mut cuts = false;
    formula.each(&mut |subject, test| {
        let kind = reading.subjects.get_index(subject).map(|(_, subject)| &subject.kind);
        cuts |= matches!((kind, test), (Some(SubjectKind::Line { whole: true, .. }), Test::Line(_, point)) if !point.is_whole());
    });
    cuts
}

/// `given`, `when` and not `unless`, as one condition.
#[must_use]
pub fn whole(scope: &Scope) -> Condition {
    let part = |(condition, holds): (&Condition, bool)| {
        let negated = || Condition { kind: ConditionKind::Not(Box::new(condition.clone())), span: condition.span };
        if holds { condition.clone() } else { negated() }
    };
    Condition { kind: ConditionKind::All(applying(scope).into_iter().map(part).collect()), span: Span::default() }
}
