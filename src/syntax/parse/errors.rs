//! Where the grammar gave up, as a message.

use std::ops::Range;

use pest::error::{Error, ErrorVariant, InputLocation};

use super::{Rule, classes, slips};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use crate::syntax::scan;

/// Where and why a stretch of text could not be read.
pub struct Failure<'t> {
    pub file: FileId,
    /// What was to be read.
    pub whole: Rule,
    /// The stretch up to where it could be read.
    pub before: &'t str,
    /// What follows, up to the end of the stretch.
    pub after: &'t str,
    /// Where in the file `after` begins.
    pub at: usize,
    pub expected: Vec<Rule>,
}

/// What to say about a stretch of text that the grammar did not read.
pub fn explain(file: FileId, text: &str, whole: Rule, range: Range<usize>, error: Error<Rule>) -> Diagnostic {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => (range.start + at).min(range.end),
    };
    let ErrorVariant::ParsingError { positives, .. } = error.variant else {
        return scan::nested_too_deeply(file, range.start);
    };
    let (before, after) = (text.get(range.start..at).unwrap_or(""), text.get(at..range.end).unwrap_or(""));
    let failure = Failure { file, whole, before, after, at, expected: positives };
    slips::find(&failure).unwrap_or_else(|| failure.plain())
}

impl<'t> Failure<'t> {
    /// A finding about the next so many bytes.
    pub fn error(&self, length: usize, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(Code::Syntax, Span::new(self.file, self.at..self.at + length), message)
    }

    /// A finding about the last word before the place.
    pub fn error_before(&self, word: &str, message: impl Into<String>) -> Diagnostic {
        let blanks = self.before.len() - self.before.trim_ascii_end().len();
        let end = self.at - blanks;
        Diagnostic::error(Code::Syntax, Span::new(self.file, end.saturating_sub(word.len())..end), message)
    }

    /// The word, the number, the text or the mark that does not fit.
    pub fn token(&self) -> &'t str {
        let token = scan::Lexer::new(self.after, 0).next(&mut Vec::new());
        token.filter(|token| token.start == 0).and_then(|token| self.after.get(..token.end)).unwrap_or("")
    }

    pub fn expects(&self, kinds: &[Rule]) -> bool {
        self.expected.iter().any(|kind| kinds.contains(kind))
    }

    /// What was expected.
    pub fn plain(&self) -> Diagnostic {
        let expected = classes::expected(&self.expected, self.whole);
        let message = if expected.is_empty() { "this cannot be read".to_owned() } else { format!("expected {expected}") };
        self.error(self.token().len(), message)
    }
}
