//! What was written: text into an [`ast`], with every mistake at its place.

pub mod ast;

mod nearest;
mod scan;

pub mod parse;

pub use parse::parse;
