//! The transfer policy set once more, written by hand in Rust straight from its documents: the
//! oracle that the policies are held against, and what their speed is measured by.
//!
//! It shares no code with the crate under test. `truth` and `table` are the logic, `calendar` and
//! `scalar` the values, `facts` a record, `rules` with `accounts` the decision `transfer`, `orders`
//! the other decisions, and `generate` makes random records.

#![allow(dead_code, unused_imports, reason = "each test and each benchmark uses a part of it")]

mod accounts;
mod calendar;
pub mod facts;
pub mod generate;
mod judgement;
mod orders;
mod rules;
mod scalar;
mod table;
mod truth;

pub use calendar::Time;
pub use facts::Facts;
pub use judgement::{Finding, Judgement, Member, Name, Verdict};
pub use orders::{TableAnswer, next_state, operation, order_action, refund};
pub use rules::{TRANSFER_RULES, judge};
pub use scalar::{Money, Text};
pub use truth::{State, Truth};
