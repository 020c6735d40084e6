//! The laws of interviews: whoever answers truthfully what is asked gets the verdict of the full record, and is asked less than by going
//! through the facts in the order of the vocabulary.

#[path = "support/shipped.rs"]
mod shipped;

#[path = "support/transfer/mod.rs"]
mod transfer;

#[path = "support/plans/small.rs"]
mod small;

#[path = "support/interview.rs"]
mod interview;

use caveat::facts::{Format, Options, Reader, Record};
use caveat::load::load;
use caveat::model::policy::Policy;
use caveat::source::{SourceFile, Sources};
use fastrand::Rng;
use interview::{Interview, Order};
use pretty_assertions::assert_eq;
use serde_json::{Value as Json, json};
use transfer::generate::{self, Completeness};

fn read(policy: &Policy, facts: &Json) -> Record {
    let mut record = Record::new(&policy.vocabulary);
    let text = facts.to_string();
    let mut reader = Reader::new(&policy.vocabulary, Options::default(), Format::JsonLines, "random", text.as_bytes());
    assert!(matches!(reader.next(&mut record), Some(Ok(_))), "{text}");
    record
}

/// What is left of the records that begin with more or less knowledge, and how many questions they take.
#[test]
fn truthful_answers_lead_to_the_verdict_of_the_full_record() {
    let policy = shipped::policy();
    let decision = policy.decision(Some("transfer")).unwrap();
    let mut rng = Rng::with_seed(47);
    let kinds = [
        (Some(Completeness::FewMissing), 7_000),
        (Some(Completeness::ManyMissing), 600),
        (Some(Completeness::EntitiesMissing), 400),
        (None, 150),
    ];
    for (kind, count) in kinds {
        let (mut ours, mut needed, mut in_order) = (0, 0, 0);
        for _ in 0..count {
            let full = generate::complete(&mut rng);
            let mut partial = full.clone();
            match kind {
                Some(kind) => generate::thin(&mut rng, &mut partial, kind),
                None => partial = json!({"now": full["now"]}),
            }
            let (full, partial) = (read(&policy, &full), read(&policy, &partial));
            let interview = Interview { policy: &policy, decision, full: &full, now: full.now.unwrap() };
            let asked = interview.asked(&partial, Order::Ranked);
            assert_eq!(asked.ruling, interview.ruling(), "{partial:?}");
            ours += asked.questions;
            needed += interview.asked(&partial, Order::Needed).questions;
            in_order += interview.asked(&partial, Order::Vocabulary).questions;
        }
        println!(
            "{kind:?}: {count} records, {ours} questions; what is needed, in the order of the vocabulary: {needed}; all, in that order: {in_order}"
        );
        assert!(100 * ours <= 102 * needed && needed <= in_order && 10 * ours < 9 * in_order, "{kind:?}: {ours} {needed} {in_order}");
    }
}

/// The same of small random policies, where nothing is known to begin with.
#[test]
fn it_holds_for_random_policies() {
    let mut rng = Rng::with_seed(53);
    let (mut tried, mut ours, mut in_order) = (0, 0, 0);
    while tried < 2_000 {
        let small = small::policy(&mut rng);
        let mut sources = Sources::default();
        sources.add(SourceFile::new("small.policy", small.text.as_str()));
        let (policy, found) = load(&mut sources, &[]);
        if found.iter().any(caveat::diagnostic::Diagnostic::is_error) {
            continue;
        }
        let full = read(&policy, &small::record(&mut rng, &small));
        let interview = Interview { policy: &policy, decision: policy.decision(None).unwrap(), full: &full, now: small::NOW };
        let empty = Record::new(&policy.vocabulary);
        let asked = interview.asked(&empty, Order::Ranked);
        assert_eq!(asked.ruling, interview.ruling(), "{}", small.text);
        tried += 1;
        ours += asked.questions;
        in_order += interview.asked(&empty, Order::Vocabulary).questions;
    }
    println!("{tried} records, {ours} questions; in the order of the vocabulary {in_order}");
    assert!(ours < in_order, "{ours} {in_order}");
}
