//! Records decided in bulk.
//!
//! ```text
//! policy --compile--> plan --run--> found
//!          | asks     | sources     | truths
//!          | trial    `- classes of single facts
//!          `- bodies
//! ```
//!
//! Records are judged in blocks of 64, a bit each. Conditions that ask one fact only, which most do, are read off the classes that a
//! record's facts fall into: sorting a fact into its class is all that is done once a record. The rest of a rule is bit arithmetic on
//! whole blocks, whatever the number of rules; what asks several facts is asked only of the records that the cheap parts leave open, and
//! what is rare is left to the evaluator. Nothing here knows what an operator means: the classes were found out by asking the evaluator.

mod asks;
mod bodies;
mod compile;
mod decider;
mod found;
mod plan;
mod run;
mod sorted;
mod sources;
mod trial;
mod truths;

pub use decider::Decider;
