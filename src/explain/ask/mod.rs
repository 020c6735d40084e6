//! Questions in words: what is asked, what may be answered, and which rules hang on it.
//!
//! ```text
//! json  the types, as `ask.schema.json` promises them     tell  from candidates to words
//! text  for people                                        words the fixed words of an interview
//! ```

pub mod json;
pub mod tell;
pub mod text;
pub mod words;

/// The contract of [`json`].
pub const SCHEMA_TEXT: &str = include_str!("ask.schema.json");
