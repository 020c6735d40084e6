//! When it will be permitted: the timeline of a decision in words.
//!
//! ```text
//! told  the types, as `when.schema.json` promises them     tell  from numbers to words
//! text  for people                                         bar   the picture of it
//! ```

mod bar;
pub mod tell;
pub mod text;
pub mod told;
