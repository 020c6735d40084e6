//! Many records, in order, in bounded memory.
//!
//! ```text
//! summary   what a whole run looks like
//! ```

pub mod summary;
