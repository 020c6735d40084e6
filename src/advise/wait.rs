//! `remedy wait`: the first instant at which a rule applies no longer, the facts held fixed. Read off the rule's own condition.

use crate::eval::answer::Subject;
use crate::eval::ask::Asker;
use crate::model::policy::Verb;
use crate::value::Truth;

use super::edges::stretch;

/// Until when to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// From this instant on it does not apply.
    Until(i64),
    /// Waiting does not help.
    Never,
    /// It hangs on a fact that nobody has told.
    Unknown,
}

/// So many edges a rule may have before the search gives up; a rule has as many as it has comparisons with `now` and dates.
const MOST_EDGES: usize = 10_000;

/// Goes from edge to edge until the instance does not apply. What does not apply to begin with needs no waiting.
#[must_use]
pub fn wait(asker: Asker<'_, '_>, subject: Subject) -> Wait {
    let mut at = asker.now;
    for _ in 0..MOST_EDGES {
        let Some(judgement) = (Asker { now: at, ..asker }).judge(subject, Verb::Forbid) else { return Wait::Never };
        match judgement.status.applies() {
            Truth::No => return Wait::Until(at),
            Truth::Unknown => return Wait::Unknown,
            Truth::Yes => {}
        }
        match stretch(asker.policy, &judgement.proof, &[judgement.root], at).until {
            Some(edge) => at = edge,
            None => return Wait::Never,
        }
    }
    Wait::Never
}
