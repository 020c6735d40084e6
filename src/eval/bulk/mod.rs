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
//!
//! What was tried for the transfer policies, in times of the same rules written by hand in Rust (`cargo bench`, two cores, facts ready;
//! 100 and 1,000 records): the evaluator over slots, with guards of single facts, 8.7 and 4.8; by classes, a block at a time, 3.3 and 2.9;
//! a record at a time 9.3 and 5.0, since nothing is shared. A hundred times the rules, all different, take 19 times as long: a block of 64
//! is too short for thousands of bodies. Reading the scalars of a record in two passes, the places first and then kind by kind, was slower
//! than one pass (0.93 to 0.80 of `serde_json` and the function written by hand).

mod asks;
mod bodies;
mod columns;
mod compile;
mod conditions;
mod decider;
mod found;
mod members;
mod plan;
mod run;
mod sorted;
mod sources;
mod tables;
mod trial;
mod truths;

pub use decider::Decider;
