//! Which rules the scenarios show at work.

use indexmap::{IndexMap, IndexSet};

use crate::eval::answer::{Status, Subject};
use crate::model::policy::{ExceptionId, Policy};

use super::run::{each, run};

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

/// What is looked for in scenarios, or not found there.
#[derive(Debug, Clone, Default)]
pub struct Hidden {
    pub subjects: IndexSet<Subject>,
    pub exceptions: IndexSet<ExceptionId>,
}

impl Hidden {
    fn is_empty(&self) -> bool {
        self.subjects.is_empty() && self.exceptions.is_empty()
    }
}

/// What no scenario of a policy shows at work, of what is looked for.
#[must_use]
pub fn hidden(policy: &Policy, mut wanted: Hidden) -> Hidden {
    let mut outcomes = each(policy, &|_, _, _| None);
    while !wanted.is_empty()
        && let Some(outcome) = outcomes.next()
    {
        let applying: IndexSet<Subject> = outcome.seen.iter().filter(|(_, status)| *status == Status::Applies).map(|(of, _)| *of).collect();
        wanted.subjects.retain(|subject| !applying.contains(subject));
        wanted.exceptions.retain(|exception| !outcome.excusing.contains(exception));
    }
    wanted
}
