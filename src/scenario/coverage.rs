//! Which rules the scenarios show at work.

use indexmap::{IndexMap, IndexSet};

use crate::eval::answer::{Status, Subject};
use crate::model::policy::{ExceptionId, Policy};

use super::run::run;

/// How a rule, a table or a notice was seen in scenarios.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Covered {
    pub applies: bool,
    pub clear: bool,
}

/// What the scenarios of a policy show; what they never judge is not in it.
#[must_use]
pub fn covered(policy: &Policy) -> IndexMap<Subject, Covered> {
    let mut covered: IndexMap<Subject, Covered> = IndexMap::new();
    for (subject, status) in run(policy, &|_, _, _| None).into_iter().flat_map(|outcome| outcome.seen) {
        let seen = covered.entry(subject).or_default();
        seen.applies |= status == Status::Applies;
        seen.clear |= status == Status::Clear;
    }
    covered
}

/// What is seen at work in the scenarios of a policy.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    pub applying: IndexSet<Subject>,
    pub excusing: IndexSet<ExceptionId>,
}

#[must_use]
pub fn shown(policy: &Policy) -> Shown {
    let mut shown = Shown::default();
    for outcome in run(policy, &|_, _, _| None) {
        let applies = |(subject, status): (Subject, Status)| (status == Status::Applies).then_some(subject);
        shown.applying.extend(outcome.seen.into_iter().filter_map(applies));
        shown.excusing.extend(outcome.excusing);
    }
    shown
}
