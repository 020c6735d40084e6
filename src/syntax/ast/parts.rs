//! What all declarations are made of: names, paths, times, and texts in several languages.

use crate::source::Span;
use crate::value::calendar::Moment;

use super::expressions::Expression;

/// A name or a word, where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    pub span: Span,
}

/// `instance.created_at`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    pub segments: Vec<Name>,
    pub span: Span,
}

impl Path {
    /// The path as it was written.
    #[must_use]
    pub fn text(&self) -> String {
        let segments: Vec<&str> = self.segments.iter().map(|segment| segment.text.as_str()).collect();
        segments.join(".")
    }
}

/// A date or a time, where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLiteral {
    pub moment: Moment,
    pub span: Span,
}

/// `"…"`: neighbouring quotes are joined and escapes resolved, so that words hold braces as they are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    pub pieces: Vec<Piece>,
    pub span: Span,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// words
    Words(String),
    /// `{instance.status}`
    Hole(Expression),
}

/// `en "…" zh "…"`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Texts {
    pub by_language: Vec<(Name, Text)>,
}
