//! When it will be permitted: the timeline of a decision in words.
//!
//! ```text
//! json  the types, as `when.schema.json` promises them     tell     from numbers to words
//! text  for people                                         changes  what begins and ends at an edge, and why
//! bar   the picture of it
//! ```

pub mod bar;
mod changes;
pub mod json;
pub mod tell;
pub mod text;

/// Months that one looks ahead where nobody says how far.
pub const USUAL_MONTHS: i64 = 24;
