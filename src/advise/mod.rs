//! What follows from an answer: when it will be another one.

pub mod edges;
pub mod wait;
