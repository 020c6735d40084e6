//! What was written: text into an [`ast`], with every mistake at its place.

pub mod ast;

mod walk;

mod findings;
mod scan;
mod wording;

pub mod parse;

pub use parse::parse;
