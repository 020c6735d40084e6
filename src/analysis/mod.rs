//! Questions about the policy itself, answered exactly, each with a witness.

pub mod tables;
