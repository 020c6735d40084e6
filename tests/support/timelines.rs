//! The timeline of a decision (§10 of the formal definition), held against the reference, against windows and against `wait`.

use std::collections::BTreeSet;

use caveat::advise::cause::{Root, causes};
use caveat::advise::forecast::{Forecaster, Outlook, timeline};
use caveat::advise::timeline::{Interval, Timeline};
use caveat::advise::wait::{Wait, wait};
use caveat::eval::answer;
use caveat::eval::answer::{Ruling, Subject, Verdict};
use caveat::eval::ask::Asker;
use caveat::model::policy::Verb;
use pretty_assertions::assert_eq;

use super::answer::Key;
use super::generate::dice::Dice;
use super::names::Names;
use super::trial::{Decided, FIRST_SECOND, LAST_SECOND, Question, trials};

const DAY: i64 = 86_400;

/// Its edges with a second on either side, the instants that matter to the reference, and some others.
fn instants(timeline: &Timeline<'_>, others: impl IntoIterator<Item = i64>, dice: &mut Dice) -> Vec<i64> {
    let edges = timeline.intervals.iter().filter_map(|interval| interval.during.since);
    let near: BTreeSet<i64> = edges.chain(others).flat_map(|edge| [edge - 1, edge, edge + 1, edge + 2]).collect();
    let mut instants: Vec<i64> = near.into_iter().collect();
    instants.extend([FIRST_SECOND, LAST_SECOND, dice.integer(FIRST_SECOND, LAST_SECOND)]);
    instants.retain(|instant| (FIRST_SECOND..=LAST_SECOND).contains(instant));
    instants
}

/// One behind the other, without a hole, and no two neighbours the same.
fn is_whole(timeline: &Timeline<'_>) {
    let ends: Vec<_> = timeline.intervals.iter().map(|interval| (interval.during.since, interval.during.until)).collect();
    assert_eq!((ends[0].0, ends[ends.len() - 1].1), (None, None));
    for (pair, ends) in timeline.intervals.windows(2).zip(ends.windows(2)) {
        assert_eq!(ends[0].1, ends[1].0);
        assert!(ends[0].0.is_none_or(|since| Some(since) < ends[0].1), "{ends:?}");
        assert!((pair[0].ruling, &pair[0].deciding) != (pair[1].ruling, &pair[1].deciding));
    }
}

fn told(interval: &Interval<'_>, names: Names<'_>) -> Decided {
    let found = names.decided(&interval.deciding);
    match interval.ruling {
        Ruling::Verdict(verdict) => Decided { verdict: Some(verdict), value: None, found },
        Ruling::Value(value) => Decided { verdict: None, value: Some(format!("{value:?}")), found },
    }
}

/// What the reference answers at an instant; a value in the crate's own words.
fn referred(question: &Question<'_>) -> Decided {
    let reference = question.reference();
    let own = question.decided();
    let verdict = reference.verdict.map(|word| match word {
        "permitted" => Verdict::Permitted,
        "forbidden" => Verdict::Forbidden,
        _ => Verdict::Undetermined,
    });
    let keys = |keys: BTreeSet<Key>| keys.into_iter().collect::<Vec<_>>();
    let undetermined = reference.undetermined.keys().cloned().collect();
    let found =
        if reference.value.is_some() { own.found } else { [keys(reference.forbidden_by), keys(reference.permitted_by), undetermined] };
    Decided { verdict, value: own.value, found }
}

/// At every edge, a second on either side and at random instants it says what the reference answers.
pub fn it_says_what_the_reference_answers_at_every_instant() {
    let (mut edges, mut changing) = (0, 0);
    for trial in trials() {
        let mut dice = trial.dice();
        for question in trial.questions(4) {
            let record = question.record();
            let timeline = timeline(&trial.policy, question.id(), &record);
            is_whole(&timeline);
            edges += timeline.intervals.len() - 1;
            changing += usize::from(timeline.intervals.len() > 1);
            let others = dice.some(&question.edges().into_iter().collect::<Vec<_>>(), 0, 4);
            for instant in dice.some(&instants(&timeline, others, &mut trial.dice()), 1, 12) {
                let then = question.at(instant);
                let names = Names { policy: &trial.policy, record: &record, by_place: false };
                assert_eq!(told(timeline.at(instant).unwrap(), names), referred(&then), "{then}");
            }
        }
    }
    assert!(changing > 200 && 2 * edges > 3 * changing, "hardly anything changes: {edges} edges in {changing} timelines");
}

/// What ends or begins at an edge, judged just before it and there, differs in some step; what a value comes from does so, too.
pub fn every_change_has_a_cause() {
    let mut changes = 0;
    for question in trials().iter().flat_map(|trial| trial.questions(2)) {
        let (policy, record) = (&question.trial.policy, question.record());
        let timeline = timeline(policy, question.id(), &record);
        for (place, edge) in timeline.intervals.iter().enumerate().filter_map(|(place, interval)| Some((place, interval.during.since?))) {
            let change = timeline.change(place);
            for one in change.ended.iter().chain(&change.begun) {
                let judge = |now, verb| Asker { policy, record: &record, now, instance: one.instance }.judge(one.subject, verb).unwrap();
                // a table that may do either is told once
                let found = [Verb::Forbid, Verb::Permit].into_iter().any(|verb| {
                    let (before, after) = (judge(edge - 1, verb), judge(edge, verb));
                    let root = |proof, step| Root { proof, step };
                    !causes(root(&before.proof, before.root), root(&after.proof, after.root)).is_empty()
                });
                assert!(found, "{one:?} at {edge}: {question}");
                changes += 1;
            }
            if change.ended.is_empty() && change.begun.is_empty() {
                let [before, after] = [edge - 1, edge].map(|now| answer(policy, question.id(), &record, now));
                let [before, after] = [&before, &after].map(|answer| Root { proof: &answer.proof, step: answer.root });
                assert!(!causes(before, after).is_empty(), "at {edge}: {question}");
            }
        }
    }
    assert!(changes > 500, "{changes}");
}

/// Windows and next permissions, found without the whole of it, are those that it has.
pub fn windows_and_permissions_agree_with_it() {
    let mut permitted_later = 0;
    for trial in trials() {
        let mut dice = trial.dice();
        for question in trial.questions(3) {
            let (record, now) = (question.record(), question.now);
            let forecaster = Forecaster::new(&trial.policy, question.id());
            let mut outlook = Outlook::new(&trial.policy, question.id());
            let timeline = forecaster.timeline(&record);
            let here = timeline.at(now).unwrap();
            assert_eq!(forecaster.window(&record, now, forbidding(&here.deciding)), timeline.window(now), "{question}");
            let until = now + dice.integer(0, 400) * DAY;
            let next = timeline.retry_after(now).map(|seconds| now + seconds).filter(|instant| *instant < until.max(now + 1));
            assert_eq!(outlook.next_permitted_within(&record, (now, until), &here.deciding), next, "until {until}: {question}");
            permitted_later += usize::from(next.is_some_and(|next| next > now));
        }
    }
    assert!(permitted_later > 20, "{permitted_later}");
}

/// What surely forbids.
fn forbidding(deciding: &[caveat::eval::answer::Decided<'_>]) -> impl Iterator<Item = Subject> {
    deciding.iter().filter(|one| one.certain && one.verb == Verb::Forbid).map(|one| one.subject)
}

/// `Wait::Until(t)`: the first interval without the instance begins at t. `Wait::Never`: there is none.
pub fn waiting_agrees_with_it() {
    let mut seen = [0; 3];
    for question in trials().iter().flat_map(|trial| trial.questions(4)) {
        let (policy, record, now) = (&question.trial.policy, question.record(), question.now);
        let timeline = timeline(policy, question.id(), &record);
        for finding in answer(policy, question.id(), &record, now).forbidden_by {
            let stands = |interval: &&Interval<'_>| {
                let own = |one: &&caveat::eval::answer::Decided<'_>| {
                    one.subject == finding.subject && one.instance == finding.instance && one.verb == Verb::Forbid
                };
                interval.deciding.iter().find(own).map(|one| one.certain)
            };
            let mut behind = timeline.between(now, LAST_SECOND + 1).map(|(_, interval)| interval);
            let change = behind.find(|interval| stands(interval) != Some(true));
            let expected = change.map_or(Wait::Never, |interval| match stands(&interval) {
                Some(_) => Wait::Unknown,
                None => Wait::Until(interval.during.since.unwrap()),
            });
            let asker = Asker { policy, record: &record, now, instance: finding.instance };
            assert_eq!(wait(asker, finding.subject), expected, "{finding:?} {question}");
            seen[[Wait::Never, Wait::Unknown].iter().position(|wait| *wait == expected).unwrap_or(2)] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count > 2), "{seen:?}");
}
