//! Why, and why not: the rules of a decision with their proofs.

pub mod told;
