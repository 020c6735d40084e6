//! Since when and until when a rule's instance has the status that it has, the facts held fixed: §10 of the formal definition, for one
//! status instead of a verdict.

use crate::eval::answer::{Status, Subject};
use crate::eval::ask::Asker;
use crate::model::policy::Verb;

use super::edges::{Stretch, stretch};

/// So many edges a rule may have on either side before the search gives up; a rule has as many as it has comparisons with `now` and dates.
const MOST_EDGES: usize = 10_000;

/// The stretch around the asker's instant over which an instance, or what a table says, has the same status.
#[must_use]
pub fn standing(asker: Asker<'_, '_>, subject: Subject, verb: Verb) -> Stretch {
    let status = |at| status(Asker { now: at, ..asker }, subject, verb);
    let Some((here, around)) = status(asker.now) else { return Stretch::default() };
    let further = |mut around: Stretch, next: &dyn Fn(Stretch) -> Option<(i64, i64)>| {
        for _ in 0..MOST_EDGES {
            let (edge, beyond) = next(around)?;
            match status(beyond) {
                Some((there, further)) if there == here => around = further,
                _ => return Some(edge),
            }
        }
        None
    };
    Stretch {
        since: further(around, &|around| around.since.map(|since| (since, since - 1))),
        until: further(around, &|around| around.until.map(|until| (until, until))),
    }
}

/// The status at the asker's instant, and the stretch over which its proof stays as it is.
fn status(asker: Asker<'_, '_>, subject: Subject, verb: Verb) -> Option<(Status, Stretch)> {
    let judgement = asker.judge(subject, verb)?;
    Some((judgement.status, stretch(asker.policy, &judgement.proof, &[judgement.root], asker.now)))
}
