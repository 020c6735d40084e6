//! The evaluator against tables worked out by hand from the formal definition, section by section. Every answer is given twice, silently
//! and with a proof, and has to be the same.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop where it finds something amiss")]

mod conditions;
mod decisions;
mod needs;
mod rules;
mod support;
mod tables;
mod timeline;
mod wait;
