//! What follows from an answer: when it will be another one.
//!
//! ```text
//! edges     the stretch over which one proof stays as it is      wait       until when a rule applies
//! hinges    what a decision says about time, on `lines`          timeline   what a decision comes to at every instant
//! forecast  timelines, windows and next permissions, record after record
//! ```

pub mod cause;
pub mod edges;
pub mod forecast;
mod hinges;
pub mod interview;
mod lines;
pub mod plan;
mod survey;
pub mod timeline;
pub mod wait;
