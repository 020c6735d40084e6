//! Questions about the policy itself, answered exactly, each with a witness.

pub mod conditions;
pub mod tables;
