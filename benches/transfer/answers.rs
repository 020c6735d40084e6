//! What both sides answer, in the same words.

use caveat::eval::answer::{Decided, Ruling, Subject, Verdict};
use caveat::eval::{Scratch, decide};
use caveat::model::policy::{Policy, Verb};

use super::transfer::{Facts, Judgement, judge};
use super::workload::{Workload, now};

/// The verdict, the names of what forbids, the names of what may.
#[derive(Debug, PartialEq)]
struct Outcome {
    verdict: &'static str,
    forbidding: Vec<String>,
    undetermined: Vec<String>,
}

/// Makes sure that both sides answer the same; `tests/transfer.rs` compares members as well, and partial records.
pub fn compare(policy: &Policy, workload: &Workload) {
    let transfer = super::transfer_decision(policy);
    let (mut scratch, mut found) = (Scratch::default(), Vec::new());
    for ((record, at), facts) in workload.records(policy).iter().zip(workload.facts()) {
        let ruling = decide(policy, transfer, record, *at, &mut scratch, &mut found);
        let ours =
            Outcome { verdict: verdict(ruling), forbidding: names(policy, &found, true), undetermined: names(policy, &found, false) };
        assert_eq!(ours, by_hand(&facts));
        found = emptied(found);
    }
}

/// The same memory, empty, for the findings of another record.
#[allow(clippy::unnecessary_filter_map, reason = "nothing is kept but the memory, under another lifetime")]
pub fn emptied<'r>(found: Vec<Decided<'_>>) -> Vec<Decided<'r>> {
    found.into_iter().filter_map(|_| None).collect()
}

fn verdict(ruling: Ruling<'_>) -> &'static str {
    match ruling {
        Ruling::Verdict(Verdict::Permitted) => "permitted",
        Ruling::Verdict(Verdict::Forbidden) => "forbidden",
        Ruling::Verdict(Verdict::Undetermined) => "undetermined",
        Ruling::Value(_) => "a value",
    }
}

fn names(policy: &Policy, found: &[Decided<'_>], certain: bool) -> Vec<String> {
    let name = |decided: &Decided<'_>| match decided.subject {
        Subject::Rule(id) => policy.rules.get(id.index()).map(|rule| rule.name.clone()),
        Subject::Table(id) => policy.tables.get(id.index()).map(|table| table.name.clone()),
        Subject::Notice(_) => None,
    };
    // what permits decides nothing here: to permit is the default
    let counts = |decided: &&Decided<'_>| decided.certain == certain && (!certain || decided.verb == Verb::Forbid);
    sorted(found.iter().filter(counts).filter_map(name))
}

fn by_hand(facts: &Facts<'_>) -> Outcome {
    let mut judgement = Judgement::default();
    judge(facts, now(facts), &mut judgement);
    let names = |found: &[super::transfer::Finding]| sorted(found.iter().map(|finding| finding.rule.to_owned()));
    let (forbidding, undetermined) = (names(&judgement.forbidding), names(&judgement.undetermined));
    Outcome { verdict: judgement.verdict.name(), forbidding, undetermined }
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
