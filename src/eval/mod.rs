//! The one evaluator, generic over what it records.

pub mod answer;
pub mod proof;
