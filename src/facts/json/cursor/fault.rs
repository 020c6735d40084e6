//! Why a text is no JSON.

use std::ops::Range;

/// Why a text is no JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub at: Range<usize>,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// something else should stand there
    Expected(&'static str),
    /// what stands there is not allowed
    Refused(&'static str),
    /// too many brackets are open
    TooDeep,
}
