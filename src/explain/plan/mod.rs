//! Plans in words: what would have to change, who has to do it, and from when on it holds.
//!
//! ```text
//! json  the types, as `plan.schema.json` promises them     tell    from changes and steps to words
//! text  checklists for people, in `words`                  change  one fact that is set
//! rulings  what forbids a copy of the record, by name
//! ```

mod change;
pub mod json;
pub mod rulings;
pub mod tell;
pub mod text;
pub mod words;

/// The contract of [`json`].
pub const SCHEMA_TEXT: &str = include_str!("plan.schema.json");
