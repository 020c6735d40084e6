//! What was written: text into an [`ast`], with every mistake at its place.

pub mod ast;
