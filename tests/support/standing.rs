//! Since when and until when a rule has its status (§10 of the formal definition), held against the reference at every instant that matters.

use std::collections::{BTreeMap, BTreeSet};

use caveat::advise::edges::Stretch;
use caveat::advise::forecast::Forecaster;
use caveat::eval::answer;
use caveat::eval::answer::{Finding, Subject};
use caveat::eval::ask::Asker;
use caveat::model::policy::Verb;
use pretty_assertions::assert_eq;

use super::answer::{Key, Status};
use super::names::Names;
use super::trial::{FIRST_SECOND, LAST_SECOND, Question, trials};

/// So many instants of a record are looked at before it is left aside.
const MOST_POINTS: usize = 120;

/// The statuses at every instant at which one may change, each as it stands until the next.
fn scanned(question: &Question<'_>) -> Option<BTreeMap<i64, BTreeMap<Key, Status>>> {
    let mut waiting = BTreeSet::from([FIRST_SECOND, question.now]);
    let mut scanned = BTreeMap::new();
    while let Some(point) = waiting.pop_first() {
        let then = question.at(point);
        // a comparison changes at its instant or a second later; what is asked may be another thing at another time
        let near = then.edges().into_iter().flat_map(|edge| [edge, edge + 1]);
        scanned.insert(point, then.reference().statuses);
        waiting.extend(near.filter(|near| (FIRST_SECOND..=LAST_SECOND).contains(near) && !scanned.contains_key(near)));
        if scanned.len() > MOST_POINTS {
            return None;
        }
    }
    Some(scanned)
}

/// The neighbours of `now` at which a status is the same.
fn read_off(scanned: &BTreeMap<i64, BTreeMap<Key, Status>>, now: i64, key: &Key) -> Stretch {
    let status = |statuses: &BTreeMap<Key, Status>| statuses.get(key).copied();
    let here = scanned.get(&now).and_then(status);
    let same = |(_, statuses): &(&i64, &BTreeMap<Key, Status>)| status(statuses) == here;
    let until = scanned.range(now + 1..).find(|point| !same(point)).map(|(point, _)| *point);
    let first = scanned.range(..=now).rev().take_while(same).last().map(|(point, _)| *point);
    Stretch { since: first.filter(|first| *first > FIRST_SECOND), until }
}

/// What is claimed of each rule, duty and effect = what is read off the reference at every instant that matters.
pub fn it_is_read_off_the_reference() {
    let (mut bounded, mut seen) = (0, 0);
    for question in trials().iter().flat_map(|trial| trial.questions(2)) {
        let Some(scanned) = scanned(&question) else { continue };
        let (policy, record, now) = (&question.trial.policy, question.record(), question.now);
        let forecaster = Forecaster::new(policy, question.id());
        let names = Names { policy, record: &record, by_place: false };
        let answer = answer(policy, question.id(), &record, now);
        let findings = [&answer.forbidden_by, &answer.permitted_by, &answer.undetermined, &answer.excepted, &answer.others];
        let noted = [&answer.warnings, &answer.duties, &answer.effects];
        for finding in findings.into_iter().chain(noted).flatten().filter(|finding| has_own_name(finding)) {
            let asker = Asker { policy, record: &record, now, instance: finding.instance };
            let claimed = forecaster.standing(asker, finding.subject, Verb::Forbid);
            let key = names.key(finding.subject, finding.instance);
            assert_eq!(claimed, read_off(&scanned, now, &key), "{key:?} {question}");
            bounded += usize::from(claimed != Stretch::default());
            seen += 1;
        }
    }
    assert!(seen > 2_000 && bounded > 500, "{bounded} of {seen} change");
}

/// The reference tells no statuses of tables.
fn has_own_name(finding: &Finding<'_>) -> bool {
    !matches!(finding.subject, Subject::Table(_))
}
