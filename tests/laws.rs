//! The laws of the formal definition (§12), tried on random policies and random records, partial and complete.
//!
//! `CASES=1000 cargo test --test laws` tries more policies; `SEED=17 cargo test --test laws` tries the policy of a failure again.

mod support {
    pub mod answer;
    pub mod generate;
    pub mod naive;
    pub mod names;
    pub mod trial;
}

use pretty_assertions::assert_eq;
use support::trial::trials;

/// eval = naive
#[test]
fn the_evaluator_agrees_with_the_reference() {
    for question in trials().iter().flat_map(|trial| trial.questions(8)) {
        assert_eq!(question.answer(), question.reference(), "{question}");
    }
}
