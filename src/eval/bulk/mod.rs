//! Records decided in bulk.
//!
//! ```text
//! decider: policy --compile--> plan --run--> found
//!                   | asks     | sources     | sorted, columns   records by class
//!                   | trial    `- truths     | only              a single record by class
//!                   | bodies                 | members           members of lists by class
//!                   | heads                  `- conditions, tables
//!                   `- assemble
//! ```
//!
//! Records are judged in blocks of 64, a bit each. Conditions that ask one fact only, which most do, are read off the classes that a
//! record's facts fall into: sorting a fact into its class is all that is done once a record, and facts of few values are sorted sixteen
//! at a time, by the codes that reading has left. A rule's body begins with such conditions, its head, which are bit arithmetic on whole
//! blocks, whatever the number of rules; what asks several facts is asked only of the records that they leave open, and what is rare is
//! left to the evaluator. The members of lists are sorted like the records, all of a block together. A single record needs no rows of
//! bits: what a class says of all heads, a bit each, was found out when the plan was made, so that a record takes together one line of
//! bits for each of its facts and has all conditions on single facts answered. Nothing here knows what an operator means: the classes
//! were found out by asking the evaluator.
//!
//! What was tried for the transfer policies, in times of the same rules written by hand in Rust (`cargo bench`, one core, facts ready; 100
//! and 1,000 records): the evaluator over slots, with guards of single facts, 8.7 and 4.8; by classes, a block at a time, 3.3 and 2.9; with
//! members by class, codes turned round by vectors, and months and sets without the evaluator 2.4 and 2.1; with whole months counted in the
//! column and short definitions in heads 2.1 and 2.1; with texts compared without a guess at what they say 2.0 and 1.85. A record at a time
//! took 8 and 4.3 by the same rows of bits, and takes 4.2 and 3.7 by lines of bits for all heads. A hundred times the rules, all different,
//! take about 6 times as long; it was 19 before bodies began with flat lists of classes.

mod asks;
mod assemble;
mod bodies;
mod columns;
mod compile;
mod conditions;
mod decider;
mod found;
mod heads;
mod members;
mod only;
mod plan;
mod run;
mod sorted;
mod sources;
mod tables;
mod trial;
mod truths;

pub use decider::Decider;
