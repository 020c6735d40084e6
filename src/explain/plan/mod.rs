//! Plans in words: what would have to change, who has to do it, and from when on it holds.
//!
//! [`json`] is the contract, field for field as `plan.schema.json` promises it.

pub mod json;
