//! One record explained: when it is permitted, and why it is not. All that the commands do for it, but for loading, reading and printing,
//! against the same record read by `serde_json` and judged by hand.

use std::hint::black_box;

use caveat::advise::forecast::Forecaster;
use caveat::batch::judge::Judge;
use caveat::explain::Language;
use caveat::explain::page::Page;
use caveat::explain::proof::Telling;
use caveat::explain::{when, why};
use caveat::facts::Record;
use caveat::model::policy::Policy;
use caveat::source::Sources;
use caveat::value::calendar::add_months;

use super::rounds::{Paired, pairs};
use super::transfer::{Facts, Judgement, judge};
use super::workload::{Workload, now};

/// So many records are enough to be a fair sample.
const MOST: usize = 100;
const PAGE: Page = Page { language: Language::English, width: 100, coloured: false };

/// Two years of timeline as a text.
pub fn when(set: (&Policy, &Sources), workload: &Workload, rounds: usize) -> Paired {
    against_hand(set, workload, rounds, |judge, record, at| {
        let asked = when::tell::Asked {
            decision: judge.decision,
            forecaster: judge.forecaster,
            shown: (at, add_months(at, 24, judge.policy.zone())),
            name: None,
            place: String::new(),
            settings: &[],
            assumed: &[],
        };
        when::text::render(&when::tell::tell(&judge.scene(record, at), asked), &PAGE).len()
    })
}

/// Every rule with its proof, as a text.
pub fn why(set: (&Policy, &Sources), workload: &Workload, rounds: usize) -> Paired {
    against_hand(set, workload, rounds, |judge, record, at| {
        let telling = Telling { most: usize::MAX, depth: 1_000, places: Some(&|_| None) };
        let told = why::tell::tell(judge.policy, judge.explain(record, at, (&[], String::new()), telling), &[]);
        why::text::render(&told, &PAGE).len()
    })
}

/// A whole answer as JSON, to compare with.
pub fn answer(set: (&Policy, &Sources), workload: &Workload, rounds: usize) -> Paired {
    against_hand(set, workload, rounds, |judge, record, at| {
        serde_json::to_string(&judge.tell(record, at, &[], String::new())).map_or(0, |text| text.len())
    })
}

fn against_hand(
    (policy, sources): (&Policy, &Sources),
    workload: &Workload,
    rounds: usize,
    explain: impl Fn(&Judge<'_>, &Record, i64) -> usize,
) -> Paired {
    let decision = super::transfer_decision(policy);
    let records: Vec<(Record, i64)> = workload.records(policy).into_iter().take(MOST).collect();
    let ours = || {
        for (record, at) in &records {
            // a command is asked of one record: what is found out about the policy is found out for it
            let forecaster = Forecaster::new(policy, decision);
            let judge = Judge {
                policy,
                sources,
                decision,
                forecaster: &forecaster,
                at: None,
                clock: *at,
                assume: false,
                with_proof: false,
                language: Language::English,
                settings: &[],
            };
            black_box(explain(&judge, record, *at));
        }
    };
    let mut judgement = Judgement::default();
    let by_hand = || {
        for line in workload.text.lines().take(MOST) {
            let facts: Facts<'_> = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
            judge(&facts, now(&facts), &mut judgement);
            black_box(&judgement);
        }
    };
    pairs(rounds, records.len(), ours, by_hand)
}
