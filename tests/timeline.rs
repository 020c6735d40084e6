//! The timelines of random records by the shipped policies: at every edge, a second on either side and at random instants they say what is
//! answered at that instant. Those of random policies stand among the laws.

#[path = "support/transfer/mod.rs"]
mod transfer;

#[path = "support/shipped.rs"]
mod shipped;

use std::collections::BTreeSet;

use caveat::advise::edges::Stretch;
use caveat::advise::forecast::Forecaster;
use caveat::advise::timeline::Timeline;
use caveat::eval::ask::Asker;
use caveat::eval::{Decider, answer};
use caveat::facts::{Format, Options, Reader, Record};
use caveat::model::policy::{DecisionId, Policy, Verb};
use caveat::value::calendar::{FIRST_SECOND, LAST_SECOND};
use fastrand::Rng;
use pretty_assertions::assert_eq;
use transfer::generate::{self, Completeness};

/// Its edges with a second on either side, the instant that the record is judged at, and any others.
fn instants(timeline: &Timeline<'_>, now: i64, dice: &mut Rng) -> Vec<i64> {
    let edges = timeline.intervals.iter().filter_map(|interval| interval.during.since);
    let near: BTreeSet<i64> = edges.chain([now]).flat_map(|edge| [edge - 1, edge, edge + 1, edge + 2]).collect();
    let mut instants: Vec<i64> = near.into_iter().collect();
    instants.extend([FIRST_SECOND, LAST_SECOND, dice.i64(FIRST_SECOND..=LAST_SECOND)]);
    instants.retain(|instant| (FIRST_SECOND..=LAST_SECOND).contains(instant));
    instants
}

fn read(policy: &Policy, text: &str) -> Record {
    let mut record = Record::new(&policy.vocabulary);
    let mut reader = Reader::new(&policy.vocabulary, Options::default(), Format::JsonLines, "random", text.as_bytes());
    assert!(matches!(reader.next(&mut record), Some(Ok(_))), "{text}");
    record
}

/// Each status is the same from its beginning to its end, and another one before and behind; gives back how many have an end.
fn statuses_hold(policy: &Policy, forecaster: &Forecaster<'_>, (id, record, now): (DecisionId, &Record, i64), dice: &mut Rng) -> usize {
    let answer = answer(policy, id, record, now);
    let mut ends = 0;
    let findings = [&answer.forbidden_by, &answer.permitted_by, &answer.excepted, &answer.others, &answer.undetermined, &answer.warnings];
    for finding in findings.into_iter().chain([&answer.duties, &answer.effects]).flatten() {
        let verb = if answer.permitted_by.iter().any(|permitted| permitted.proof == finding.proof) { Verb::Permit } else { Verb::Forbid };
        let asker = Asker { policy, record, now, instance: finding.instance };
        let status = |now| Asker { now, ..asker }.judge(finding.subject, verb).unwrap().status;
        let Stretch { since, until } = forecaster.standing(asker, finding.subject, verb);
        let (first, last) = (since.unwrap_or(FIRST_SECOND), until.map_or(LAST_SECOND, |until| until - 1));
        for same in [first, last, dice.i64(first..=last), dice.i64(first..=now), dice.i64(now..=last)] {
            assert_eq!(status(same), finding.status, "{finding:?} at {same}");
        }
        for other in [since.map(|since| since - 1), until].into_iter().flatten() {
            assert!(status(other) != finding.status, "{finding:?} at {other}");
            ends += 1;
        }
    }
    ends
}

#[test]
fn it_holds_for_the_shipped_policies() {
    let policy = shipped::policy();
    let mut decider = Decider::new(&policy);
    for decision in ["transfer", "order_action", "next_state", "operation", "refund"] {
        let id = policy.decision(Some(decision)).unwrap();
        let forecaster = Forecaster::new(&policy, id);
        let mut dice = Rng::with_seed(5);
        let (mut edges, mut later, mut records, mut statuses) = (0, 0, 0_usize, 0);
        for kind in Completeness::ALL {
            for value in generate::records(23, kind).take(500) {
                let text = value.to_string();
                let record = read(&policy, &text);
                let timeline = forecaster.timeline(&record);
                edges += timeline.intervals.len() - 1;
                let now = record.now.unwrap();
                for instant in instants(&timeline, now, &mut dice) {
                    let mut found = Vec::new();
                    let ruling = decider.decide(id, &record, instant, &mut found);
                    let interval = timeline.at(instant).unwrap();
                    assert_eq!((interval.ruling, &interval.deciding), (ruling, &found), "{decision} at {instant}: {text}");
                    let forbidding = found.iter().filter(|one| one.certain && one.verb == Verb::Forbid).map(|one| one.subject);
                    let window = forecaster.window(&record, instant, forbidding);
                    assert_eq!(window, timeline.window(instant), "{decision} at {instant}: {text}");
                }
                later += timeline.retry_after(now).map_or(0, |seconds| usize::from(seconds > 0));
                statuses += usize::from(records.is_multiple_of(10)) * statuses_hold(&policy, &forecaster, (id, &record, now), &mut dice);
                records += 1;
            }
        }
        if decision == "transfer" {
            assert!(edges > 2_000 && later > 0, "{edges} edges, {later} records permitted later");
            assert!(statuses > 200, "{statuses} statuses that change");
        }
    }
}
