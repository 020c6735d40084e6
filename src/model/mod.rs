//! What is meant: names resolved, types checked, every fact given its slot.

pub mod check;
pub mod constant;
pub mod expression;
pub mod policy;
pub mod types;
pub mod vocabulary;
pub mod walk;
pub mod written;
