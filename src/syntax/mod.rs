//! What was written: text into an [`ast`], with every mistake at its place.

pub mod ast;

mod walk;

mod unplaced;

mod findings;
mod scan;
mod wording;

pub mod parse;

pub mod format;

pub use format::format;
pub use parse::parse;
