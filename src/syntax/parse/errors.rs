//! Where the grammar gave up, as a message.

use std::ops::Range;

use pest::error::{Error, InputLocation};

use super::Rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

pub fn explain(file: FileId, _text: &str, range: Range<usize>, error: &Error<Rule>) -> Diagnostic {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => range.start + at,
    };
    Diagnostic::error(Code::Syntax, Span::new(file, at..at), format!("{:?}", error.variant))
}
