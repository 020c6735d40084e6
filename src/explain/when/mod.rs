//! When it will be permitted: the timeline of a decision in words.

pub mod tell;
pub mod told;
