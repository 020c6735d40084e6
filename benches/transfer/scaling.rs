//! How the time of a decision grows with the number of rules, with the length of a list, and with the proof.

use std::hint::black_box;

use caveat::eval::{Decider, answer};
use caveat::facts::Record;
use caveat::load::load;
use caveat::model::policy::{DecisionId, Policy};
use caveat::source::{SourceFile, Sources};
use fastrand::Rng;
use serde_json::{Value, json};

use super::rounds::{median, nanoseconds};
use super::transfer::generate::complete;
use super::workload::Workload;

/// Prints what a record takes with so many rules, all different; the last figure is how much longer a hundred times the rules take.
pub fn report_rules(rounds: usize) -> f64 {
    let measured = [50, 500, 5_000].map(|rules| {
        let policy = rules_over_fifty_facts(rules);
        let mut rng = Rng::with_seed(7);
        let text: String = (0..512).map(|_| format!("{}\n", record(&mut rng))).collect();
        let nanoseconds = decided(&policy, &Workload { text }.records(&policy), rounds);
        println!("decide, {rules:>5} rules        {nanoseconds:>8.0} ns");
        nanoseconds
    });
    let [fifty, _, five_thousand] = measured;
    five_thousand / fifty
}

/// Prints what a record of the transfer policies takes with so many disks; the last figure is how much longer ten times the disks take.
pub fn report_members(policy: &Policy, rounds: usize) -> f64 {
    let measured = [1, 10, 100, 1_000].map(|disks| {
        let mut rng = Rng::with_seed(7);
        let text: String = (0..64).map(|_| format!("{}\n", with_disks(complete(&mut rng), disks))).collect();
        let nanoseconds = decided(policy, &Workload { text }.records(policy), rounds);
        println!("decide, {disks:>5} disks        {nanoseconds:>8.0} ns");
        nanoseconds
    });
    let [_, _, hundred, thousand] = measured;
    thousand / hundred
}

/// Prints what an answer with its whole proof takes.
pub fn report_proofs(policy: &Policy, rounds: usize) {
    let mut rng = Rng::with_seed(7);
    let text: String = (0..64).map(|_| format!("{}\n", complete(&mut rng))).collect();
    let records = Workload { text }.records(policy);
    let id = first_decision(policy);
    let prove = || records.iter().for_each(|(record, now)| drop(black_box(answer(policy, id, record, *now))));
    println!("answer with its proof        {:>8.0} ns", per_record(&records, rounds, prove));
}

fn decided(policy: &Policy, records: &[(Record, i64)], rounds: usize) -> f64 {
    let (mut decider, id) = (Decider::new(policy), first_decision(policy));
    let mut decide = || decider.decide_block(id, records, &mut |_, ruling, found| _ = black_box((ruling, found.len())));
    decide();
    per_record(records, rounds, decide)
}

fn per_record(records: &[(Record, i64)], rounds: usize, mut run: impl FnMut()) -> f64 {
    median((0..rounds).map(|_| nanoseconds(&mut run))) / f64::from(u32::try_from(records.len()).unwrap_or(u32::MAX))
}

fn first_decision(policy: &Policy) -> DecisionId {
    policy.decision(None).unwrap_or_else(|| panic!("the policies decide nothing"))
}

/// Every rule compares other facts with other numbers; of a thousand about one applies.
fn rules_over_fifty_facts(rules: usize) -> Policy {
    let mut rng = Rng::with_seed(1);
    let kinds = (0..8).map(|n| format!("k{n}")).collect::<Vec<_>>().join(", ");
    let facts: String = (0..25).map(|n| format!("n{n} integer  e{n} kind  ")).collect();
    let mut text = format!("policy many {{ time_zone \"Z\"  languages en }}\nenum kind {{ {kinds} }}\n");
    text += &format!("entity d {{ {facts} }}\ndecision go {{ default permit }}\n");
    for rule in 0..rules {
        let (a, b, kind, least, most) = (rng.u32(..25), rng.u32(..25), rng.u32(..8), rng.u32(8_000..10_000), rng.u32(..2_000));
        let when = format!("d.n{a} > {least} and d.n{b} < {most} and d.e{a} is k{kind}");
        text += &format!("rule r{rule} {{ forbid go when {when} because en \"No.\" }}\n");
    }
    let mut sources = Sources::default();
    sources.add(SourceFile::new("many.policy", text));
    let (policy, found) = load(&mut sources, &[]);
    assert!(found.is_empty(), "{found:?}");
    policy
}

fn record(rng: &mut Rng) -> Value {
    let mut facts = serde_json::Map::new();
    for n in 0..25 {
        facts.insert(format!("n{n}"), json!(rng.u32(..10_000)));
        facts.insert(format!("e{n}"), json!(format!("k{}", rng.u32(..8))));
    }
    json!({ "now": "2024-09-01T00:00:00Z", "d": facts })
}

fn with_disks(mut record: Value, count: usize) -> Value {
    let disk = |n| json!({ "id": format!("d-{n}"), "status": "in_use", "category": "essd", "encrypted": false, "shared": false, "bursting": n % 97 == 96 });
    if let Some(instance) = record.get_mut("instance") {
        instance["disks"] = (0..count).map(disk).collect();
    }
    record
}
