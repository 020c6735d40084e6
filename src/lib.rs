//! A small language for who may do what, and when.
//!
//! ```text
//! text --parse--> ast --check--> model --eval--> answer + proof --explain--> text, JSON, pages
//!                  |               |               `--advise--> when it will hold
//!               format             |--analysis--> gaps and overlaps of tables, conditions that never hold
//!                                  |--lint-----> what is sound, but suspicious
//!                                  |--scenario--> passed, failed
//!                                  `--batch-----> an answer a record, for millions of them
//! ```
//!
//! The modules stand in reading order; none imports one that stands below it.
//!
//! Invariant: only `cli` touches files, the clock or a terminal; only `batch::pipeline` starts threads.
//!
//! ```
//! use caveat::eval::{answer, answer::Verdict};
//! use caveat::facts::{Format, Options, Reader, Record};
//! use caveat::source::{SourceFile, Sources};
//!
//! let text = r#"
//!     policy desk { time_zone "Z"  languages en }
//!     entity reader { loans integer }
//!     decision lend { default permit }
//!     rule too_many { forbid lend when reader.loans >= 10 because en "{reader.loans} books are out." }
//! "#;
//! let mut sources = Sources::default();
//! sources.add(SourceFile::new("desk.policy", text));
//! let (policy, found) = caveat::load::load(&mut sources, &[]);
//! assert!(found.is_empty());
//!
//! let mut record = Record::default();
//! let facts = r#"{"reader": {"loans": 12}}"#;
//! let mut reader = Reader::new(&policy.vocabulary, Options::default(), Format::Json, "reader.json", facts.as_bytes());
//! assert!(matches!(reader.next(&mut record), Some(Ok(_))));
//!
//! let answer = policy.decision(Some("lend")).map(|lend| answer(&policy, lend, &record, 0));
//! assert_eq!(answer.as_ref().and_then(|answer| answer.verdict), Some(Verdict::Forbidden));
//! assert_eq!(answer.map(|answer| answer.forbidden_by.len()), Some(1));
//! ```

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

// files and places in them
pub mod source;

// "did you mean"
pub mod nearest;

// many bytes in one step
pub mod bytes;

// what went wrong, as data
pub mod diagnostic;

// truth, numbers, times
pub mod value;

// what was written
pub mod syntax;

// what is meant, checked
pub mod model;

// fact files, straight into the slots of a record
pub mod facts;

// answers, and their proofs
pub mod eval;

// questions about the policy itself
pub mod analysis;

// when it will hold, what would have to change, what to ask
pub mod advise;

// answers in words
pub mod explain;

// many records, in order, in bounded memory
pub mod batch;

// tests that authors write
pub mod scenario;

// from texts to a policy that may be evaluated
pub mod load;

// what is sound, but suspicious
pub mod lint;

// mechanical changes that do no harm
pub mod mend;

// the policies that the program carries
pub mod defaults;

// the commands
pub mod cli;
