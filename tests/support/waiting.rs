//! When something changes: what the crate claims, and what is found by stepping from one instant to the next.

use std::collections::BTreeSet;

use caveat::advise::edges::stretch;
use caveat::advise::wait::{Wait, wait};
use caveat::eval::answer;
use caveat::eval::ask::Asker;

use super::answer::Key;
use super::generate::dice::Dice;
use super::names::Names;
use super::trial::{FIRST_SECOND, LAST_SECOND, Question};

/// So many steps are tried before a rule counts as one that never ends.
const MOST_STEPS: usize = 500;

/// Until when each instance that forbids is to be waited for; nothing where waiting does not help, or hangs on a fact.
pub fn claimed(question: &Question<'_>) -> Vec<(Key, Option<i64>)> {
    let policy = &question.trial.policy;
    let record = question.record();
    let names = Names { policy, record: &record, by_place: false };
    let answer = answer(policy, question.id(), &record, question.now);
    let claim = |finding: &caveat::eval::answer::Finding<'_>| {
        let asker = Asker { policy, record: &record, now: question.now, instance: finding.instance };
        let until = match wait(asker, finding.subject) {
            Wait::Until(instant) => Some(instant),
            Wait::Never | Wait::Unknown => None,
        };
        (names.key(finding.subject, finding.instance), until)
    };
    answer.forbidden_by.iter().map(claim).collect()
}

/// The first instant at which the instance does not apply; nothing where it may apply before.
pub fn stepped(question: &Question<'_>, key: &Key) -> Option<i64> {
    let mut at = question.clone();
    let mut ahead = BTreeSet::new();
    for _ in 0..MOST_STEPS {
        let answer = at.reference();
        if answer.undetermined.contains_key(key) {
            return None;
        }
        if !answer.forbidden_by.contains(key) {
            return Some(at.now);
        }
        // a comparison changes at its instant or a second later; between two of all these nothing does
        ahead.extend(at.edges().into_iter().flat_map(|edge| [edge, edge + 1]));
        ahead = ahead.split_off(&(at.now + 1));
        at = at.at(ahead.pop_first()?);
    }
    None
}

/// Some instants in the stretch over which the crate says that the verdict holds, its ends among them.
pub fn within_stretch(question: &Question<'_>, dice: &mut Dice) -> Vec<i64> {
    let policy = &question.trial.policy;
    let record = question.record();
    let answer = answer(policy, question.id(), &record, question.now);
    let stretch = stretch(policy, &answer.proof, &[answer.root], question.now);
    let (first, last) = (stretch.since.unwrap_or(FIRST_SECOND), stretch.until.map_or(LAST_SECOND, |until| until - 1));
    assert!((first..=last).contains(&question.now), "{stretch:?} {question}");
    vec![first, last, dice.integer(first, last)]
}
