//! What follows from an answer: when it will be another one, what would have to change, and what to ask next.
//!
//! ```text
//! edges     the stretch over which one proof stays as it is      wait       until when a rule applies
//! hinges    what a decision says about time, on `lines`          standing   since and until when a rule has its status
//! forecast  timelines, windows and next permissions              timeline   what a decision comes to at every instant
//! cause     what changed a proof at an edge
//! plan      what would have to change                            interview  what is to be asked next
//! ```

pub mod cause;
pub mod edges;
pub mod forecast;
mod hinges;
pub mod interview;
mod lines;
pub mod plan;
pub mod standing;
mod survey;
pub mod timeline;
pub mod wait;
