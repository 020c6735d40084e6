//! The policy's own tests: facts blocks, scenarios and outlines.
//!
//! ```text
//! ast --case--> one scenario, or one row --read--> a record, an instant, expectations --run--> passed, or what differs
//!                                                    `--check--> what is wrong with it, without running it
//! ```
//!
//! ```text
//! blocks, bases, sheet   facts blocks, and the facts put together     values, places  what literals and paths mean
//! expected, refer        expectations, and the names in them          judged, differ  an answer, and what differs
//! names, shown           how answers and rows are called              coverage        which rules are shown at work
//! ```
//!
//! A scenario without `at` is judged on the first day of 2000, and fails if its answer depends on the time.

mod bases;
mod blocks;
mod case;
mod coverage;
mod differ;
mod expected;
mod judged;
mod names;
mod places;
mod read;
mod refer;
mod run;
mod sheet;
mod shown;
mod values;

pub use coverage::{Covered, Hidden, covered, hidden};
pub use read::check;
pub use run::{Mismatch, Moved, Outcome, Reason, run};
