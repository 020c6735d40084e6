//! A small language for who may do what, and when.
//!
//! ```text
//! text --parse--> ast --check--> model --eval--> answer + proof --explain--> text, JSON
//!                                  |               `--advise--> when it will hold
//!                                  |--analysis--> tables: gaps and overlaps
//!                                  |--lint-----> what is sound, but suspicious
//!                                  `--scenario--> passed, failed
//! ```
//!
//! The modules stand in reading order; none imports one that stands below it.
//!
//! Invariant: only `cli` touches files, the clock or a terminal.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod source;

pub mod nearest;

pub mod diagnostic;

pub mod value;

pub mod syntax;

pub mod model;

pub mod facts;

pub mod eval;

pub mod analysis;

pub mod advise;

pub mod explain;

pub mod scenario;

pub mod load;

pub mod lint;

pub mod defaults;

pub mod cli;
