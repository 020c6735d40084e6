//! The shipped policies against the same rules written by hand in Rust, on the same random records and in the same process: speed is
//! told as a ratio, since the machine may be busy.
//!
//! ```text
//! cargo bench                      # measures
//! cargo bench -- decide            # measures what is called so
//! cargo bench -- --check           # and fails where a ratio is above its bar
//! cargo bench -- --write f.jsonl   # measures nothing, but writes 100,000 records for other benches
//! ```
//!
//! Without `--bench`, as `cargo test --benches` runs it, a few records are compared and measured once.

#![allow(clippy::panic, reason = "a bench may stop where it finds something amiss")]

#[path = "../../tests/support/transfer/mod.rs"]
mod transfer;

mod answers;
mod explained;
mod jobs;
mod loading;
mod plans;
mod reading;
mod rounds;
mod scaling;
mod workload;

use std::env;
use std::fs;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::process::ExitCode;

use caveat::eval::Decider;
use caveat::facts::{Blocks, Format, Options};
use caveat::model::policy::{DecisionId, Policy};
use caveat::source::Sources;
use transfer::{Facts, Judgement, judge};

use reading::Answerer;
use rounds::{Paired, pairs};
use workload::{Workload, now};

/// How many times the hand-written function a decision may take, its facts ready.
const DECIDE_BAR: f64 = 2.6;
/// The same of one record at a time, for which nothing can be shared.
const ONE_BAR: f64 = 5.5;
/// How many times `serde_json` and that function it may take from text to answer.
const READ_BAR: f64 = 0.65;
/// The same where every object has its keys in an order of its own.
const SHUFFLED_BAR: f64 = 0.9;

/// How many times the same record, read and judged by hand, an answer with all its words may take.
const ANSWER_BAR: f64 = 40.0;
/// The same of two years of timeline, and of every rule with its proof. Where the hand takes 5 microseconds, 1,000 times that are the
/// 5 ms that one may wait for either.
const WHEN_BAR: f64 = 60.0;
const WHY_BAR: f64 = 300.0;

/// How many times what two runs take that know nothing of each other two jobs may take for as much.
const JOBS_BAR: f64 = 1.25;

/// How much longer a hundred times the rules, all different, may take to decide.
const RULES_BAR: f64 = 10.0;
/// How much longer ten times the members of a list may take.
const MEMBERS_BAR: f64 = 11.0;
/// How many full answers the plans for a record may take; a full answer takes some 20 to 40 µs, so that this is well below 5 ms.
const PLAN_BAR: f64 = 20.0;
/// The same for the record whose plans take longest of some hundred: 5 ms, where a full answer takes 50 µs.
const DEAREST_PLAN_BAR: f64 = 100.0;
/// The same of what to ask next.
const ASK_BAR: f64 = 8.0;
/// How much longer it may take to check twice as many rules.
const GROWTH_BAR: f64 = 2.5;

fn main() -> ExitCode {
    let given: Vec<String> = env::args().skip(1).collect();
    let has = |option: &str| given.iter().any(|argument| argument == option);
    if has("--write") {
        let path = given.iter().skip_while(|argument| *argument != "--write").nth(1).filter(|path| !path.starts_with("--"));
        let path = path.unwrap_or_else(|| panic!("--write needs the name of a file"));
        fs::write(path, Workload::with_gaps(100_000).text).unwrap_or_else(|error| panic!("{path}: {error}"));
        return ExitCode::SUCCESS;
    }
    let wanted = given.iter().find(|argument| !argument.starts_with("--")).cloned().unwrap_or_default();
    let (sizes, rounds, loads): (&[usize], _, _) = if has("--bench") { (&[100, 1_000], 301, 51) } else { (&[20], 3, 1) };

    let policy = loading::shipped();
    println!("                                 ours     by hand   ratio (bar)");
    let mut high = Vec::new();
    for size in sizes {
        let workload = Workload::new(*size);
        answers::compare(&policy, &workload);
        for (name, measure, bar) in MEASURES {
            let name = format!("{name}, {size} records");
            if name.contains(&wanted) {
                high.extend(report(&name, measure(&policy, &workload, rounds), bar));
            }
        }
        let name = format!("shuffled keys, {size} records");
        if name.contains(&wanted) {
            high.extend(report(&name, read(&policy, &Workload::shuffled(*size), rounds), SHUFFLED_BAR));
        }
    }
    if "jobs".contains(&wanted) {
        let ratio = jobs::report(&policy, if has("--bench") { (10_000, 31) } else { (200, 1) });
        println!("two jobs, of two runs apart     {ratio:>6.2} ({JOBS_BAR})");
        high.extend((ratio > JOBS_BAR).then(|| "two jobs".to_owned()));
    }
    high.extend(explained(&wanted, rounds / 10 + 1));
    if "growth".contains(&wanted) {
        high.extend(growth(&policy, loads));
    }
    if "load".contains(&wanted) {
        high.extend(loads_and_growth(loads));
    }
    if "plan".contains(&wanted) || "ask".contains(&wanted) {
        high.extend(plans_and_questions(&policy, loads));
    }
    high.iter().for_each(|name| eprintln!("above its bar: {name}"));
    if has("--check") && !high.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What is measured, with its bar.
type Measure = fn(&Policy, &Workload, usize) -> Paired;
const MEASURES: [(&str, Measure, f64); 3] =
    [("decide", decided, DECIDE_BAR), ("one by one", one_by_one, ONE_BAR), ("text to answer", read, READ_BAR)];

/// Measures how long one record takes that is explained; gives back what is above its bar.
fn explained(wanted: &str, rounds: usize) -> Vec<String> {
    let (policy, sources) = loading::shipped_with_sources();
    let workload = Workload::new(100);
    let measures: [(&str, Explained, f64); 3] =
        [("an answer in words", explained::answer, ANSWER_BAR), ("when", explained::when, WHEN_BAR), ("why", explained::why, WHY_BAR)];
    let measures = measures.into_iter().filter(|(name, ..)| name.contains(wanted));
    measures.filter_map(|(name, measure, bar)| report(name, measure((&policy, &sources), &workload, rounds), bar)).collect()
}

type Explained = fn((&Policy, &Sources), &Workload, usize) -> Paired;

/// Measures how decisions grow; gives back what is above its bar.
fn growth(policy: &Policy, rounds: usize) -> Vec<String> {
    println!();
    scaling::report_proofs(policy, rounds);
    let rules = scaling::report_rules(rounds);
    let members = scaling::report_members(policy, rounds);
    println!("a hundred times the rules       {rules:>6.2} ({RULES_BAR})");
    println!("ten times the disks             {members:>6.2} ({MEMBERS_BAR})");
    let high = [("a hundred times the rules", rules, RULES_BAR), ("ten times the disks", members, MEMBERS_BAR)];
    high.into_iter().filter(|(_, ratio, bar)| ratio > bar).map(|(name, ..)| name.to_owned()).collect()
}

/// Measures plans and questions; gives back what is above its bar.
fn plans_and_questions(policy: &Policy, rounds: usize) -> Vec<String> {
    println!("\n                                 ours      answer   ratio (bar)");
    let plans = report("plan", plans::plans(policy, rounds), PLAN_BAR);
    let dearest = report("plan, the dearest record", plans::dearest_plans(policy, rounds), DEAREST_PLAN_BAR);
    let next = report("ask", plans::questions(policy, rounds), ASK_BAR);
    plans.into_iter().chain(dearest).chain(next).collect()
}

/// Measures loading and checking; gives back what is above its bar.
fn loads_and_growth(rounds: usize) -> Option<String> {
    println!();
    loading::report(rounds);
    let growth = loading::report_checks(rounds);
    println!("twice the rules                 {growth:>6.2} ({GROWTH_BAR})");
    (growth > GROWTH_BAR).then(|| "twice the rules".to_owned())
}

/// Prints a line; gives its name back if the ratio is above the bar.
fn report(name: &str, paired: Paired, bar: f64) -> Option<String> {
    let Paired { ours, by_hand, ratio } = paired;
    println!("{name:<30} {ours:>6.0} ns {by_hand:>8.0} ns  {ratio:>6.2} ({bar})");
    (ratio > bar).then(|| name.to_owned())
}

/// Facts in slots against facts in structs.
fn decided(policy: &Policy, workload: &Workload, rounds: usize) -> Paired {
    let transfer = transfer_decision(policy);
    let records = workload.records(policy);
    let facts = workload.facts();
    let (mut decider, mut judgement) = (Decider::new(policy), Judgement::default());
    let ours = || decider.decide_block(transfer, &records, &mut |_, ruling, found| _ = black_box((ruling, found.len())));
    let by_hand = || {
        for facts in &facts {
            judge(facts, now(facts), &mut judgement);
            black_box(&judgement);
        }
    };
    pairs(rounds, workload.len(), ours, by_hand)
}

/// The same, a record at a time.
fn one_by_one(policy: &Policy, workload: &Workload, rounds: usize) -> Paired {
    let transfer = transfer_decision(policy);
    let records = workload.records(policy);
    let facts = workload.facts();
    let (mut decider, mut found, mut judgement) = (Decider::new(policy), Vec::new(), Judgement::default());
    let ours = || {
        for (record, now) in &records {
            black_box(decider.decide(transfer, record, *now, &mut found));
        }
    };
    let by_hand = || {
        for facts in &facts {
            judge(facts, now(facts), &mut judgement);
            black_box(&judgement);
        }
    };
    pairs(rounds, workload.len(), ours, by_hand)
}

/// JSON Lines read and answered against the same by `serde_json`. Both sides begin with the bytes of a file: whether they are text, and
/// where their lines end, is theirs to find out.
fn read(policy: &Policy, workload: &Workload, rounds: usize) -> Paired {
    let mut answerer = Answerer::new(policy);
    let mut before = None;
    let ours = || {
        let blocks = Blocks::new(&policy.vocabulary, Options::default(), Format::JsonLines, "facts", workload.text.as_bytes());
        let mut blocks = blocks.after(before.take());
        for block in &mut blocks {
            answerer.answer(block);
        }
        before = Some(blocks);
    };
    let (mut line, mut judgement) = (String::new(), Judgement::default());
    let by_hand = || {
        let mut file = BufReader::new(workload.text.as_bytes());
        while file.read_line(&mut line).unwrap_or_else(|error| panic!("{error}")) > 0 {
            let facts: Facts<'_> = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
            judge(&facts, now(&facts), &mut judgement);
            black_box(&judgement);
            line.clear();
        }
    };
    pairs(rounds, workload.len(), ours, by_hand)
}

fn transfer_decision(policy: &Policy) -> DecisionId {
    policy.decision(Some("transfer")).unwrap_or_else(|| panic!("no decision is called `transfer`"))
}
