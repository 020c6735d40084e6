//! What it takes to make plans for a record that is not permitted, and to rank the questions about one of which little is known, against
//! the full answer for the same record.

use std::hint::black_box;

use caveat::advise::forecast::Forecaster;
use caveat::advise::interview::ranked;
use caveat::advise::plan::{Bounds, Planner};
use caveat::eval::answer;
use caveat::eval::answer::Verdict;
use caveat::facts::{Format, Options, Reader, Record};
use caveat::model::policy::Policy;

use super::rounds::{Paired, median, nanoseconds, pairs};
use super::transfer::generate::{Completeness, records};
use super::transfer_decision;

/// Records that a few facts are missing from.
const RECORDS: usize = 60;

/// The plans for each record that is not permitted.
pub fn plans(policy: &Policy, rounds: usize) -> Paired {
    let decision = transfer_decision(policy);
    let held = open_ones(policy, Completeness::FewMissing, RECORDS);
    let forecaster = Forecaster::new(policy, decision);
    let planner = Planner::new(policy, decision, &forecaster, Bounds::default());
    let ours = || held.iter().for_each(|(record, now)| _ = black_box(planner.plans(record, *now).plans.len()));
    let answers = || held.iter().for_each(|(record, now)| _ = black_box(answer(policy, decision, record, *now).forbidden_by.len()));
    pairs(rounds, held.len(), ours, answers)
}

/// The plans for whichever of many records takes longest.
pub fn dearest_plans(policy: &Policy, rounds: usize) -> Paired {
    let decision = transfer_decision(policy);
    let forecaster = Forecaster::new(policy, decision);
    let planner = Planner::new(policy, decision, &forecaster, Bounds::default());
    let held = [open_ones(policy, Completeness::FewMissing, 4 * RECORDS), open_ones(policy, Completeness::Complete, 4 * RECORDS)].concat();
    let plans = |(record, now): &(Record, i64)| _ = black_box(planner.plans(record, *now).plans.len());
    let takes = |one: &(Record, i64)| median((0..3).map(|_| nanoseconds(|| plans(one))));
    let times: Vec<f64> = held.iter().map(takes).collect();
    let dearest = held.iter().zip(times).max_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(one, _)| one);
    let (record, now) = dearest.unwrap_or_else(|| panic!("no record is forbidden"));
    let answers = || _ = black_box(answer(policy, decision, record, *now).forbidden_by.len());
    pairs(rounds, 1, || plans(&(record.clone(), *now)), answers)
}

/// The questions about each record that is undetermined or forbidden.
pub fn questions(policy: &Policy, rounds: usize) -> Paired {
    let decision = transfer_decision(policy);
    let held = open_ones(policy, Completeness::ManyMissing, RECORDS);
    let ours = || {
        for (record, now) in &held {
            black_box(ranked(policy, decision, record, &answer(policy, decision, record, *now)).len());
        }
    };
    let answers = || held.iter().for_each(|(record, now)| _ = black_box(answer(policy, decision, record, *now).forbidden_by.len()));
    pairs(rounds, held.len(), ours, answers)
}

/// So many records that are not permitted, each with the moment that it is judged at.
fn open_ones(policy: &Policy, kind: Completeness, count: usize) -> Vec<(Record, i64)> {
    let decision = transfer_decision(policy);
    let text: String = records(3, kind).take(3 * count).map(|record| format!("{record}\n")).collect();
    let mut reader = Reader::new(&policy.vocabulary, Options::default(), Format::JsonLines, "facts", text.as_bytes());
    let next = || {
        let mut record = Record::new(&policy.vocabulary);
        reader.next(&mut record)?.unwrap_or_else(|bad| panic!("{:?}", bad.diagnostics));
        let now = record.now.unwrap_or_else(|| panic!("a record does not say when it is judged"));
        Some((record, now))
    };
    let is_open = |(record, now): &(Record, i64)| answer(policy, decision, record, *now).verdict != Some(Verdict::Permitted);
    std::iter::from_fn(next).filter(is_open).take(count).collect()
}
