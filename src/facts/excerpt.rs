//! The part of a fact file that a bad record is shown with: the lines it stands on.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::source::{Position, SourceFile, Span};

/// A record that could not be read.
#[derive(Debug, Clone)]
pub struct BadRecord {
    /// Its place in the file, from 1. A file that breaks off gives its last bad record the place of the one that would have come.
    pub index: usize,
    /// The lines of the file on which it stands, called by the file's name and numbers.
    pub source: SourceFile,
    /// The column at which `source` begins: 1 but for a record that stands far to the right on a long line.
    pub first_column: usize,
    /// What is wrong with it; the spans are places in `source`.
    pub diagnostics: Vec<Diagnostic>,
}

impl BadRecord {
    /// Where a span of its diagnostics begins in the file.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        let position = self.source.position(span.start as usize);
        let on_first_line = self.source.line_index(span.start as usize) == 0;
        let before = if on_first_line { self.first_column - 1 } else { 0 };
        Position { column: position.column + before, ..position }
    }
}

/// The text of a whole file.
#[derive(Debug, Clone)]
pub struct Text {
    name: String,
    whole: Arc<str>,
    /// a place that was asked for, with its line
    counted: (usize, usize),
}

/// More text than this on the same line before or behind a record is not shown.
const BESIDE: usize = 200;

impl Text {
    /// A text whose first line has this number.
    #[must_use]
    pub fn new(name: &str, whole: Arc<str>, line: usize) -> Self {
        Self { name: name.to_owned(), whole, counted: (0, line) }
    }

    /// The line of a place; cheapest where the places ascend.
    pub fn line(&mut self, at: usize) -> usize {
        let (from, line) = self.counted;
        let newlines = |range: Range<usize>| self.whole.get(range).map_or(0, |part| part.matches('\n').count());
        let line = if from <= at { line + newlines(from..at) } else { line - newlines(at..from) };
        self.counted = (at, line);
        line
    }

    /// A bad record that stands at a place.
    pub fn bad(&mut self, index: usize, at: Range<usize>, mut diagnostics: Vec<Diagnostic>) -> BadRecord {
        let at = diagnostics.iter().flat_map(|problem| &problem.labels).fold(at, |at, label| {
            let span = label.span.range();
            at.start.min(span.start)..at.end.max(span.end)
        });
        let shown = self.shown(&at);
        let source = SourceFile::new(&self.name, self.whole.get(shown.clone()).unwrap_or("")).starting_at_line(self.line(shown.start));
        let line_start = self.line_start(shown.start);
        let first_column = self.whole.get(line_start..shown.start).unwrap_or("").chars().count() + 1;
        for label in diagnostics.iter_mut().flat_map(|problem| &mut problem.labels) {
            label.span = within(&source.text, label.span, shown.start);
        }
        BadRecord { index, source, first_column, diagnostics }
    }

    fn line_start(&self, at: usize) -> usize {
        self.whole.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
    }

    /// The lines of a place, as far as they are not very long.
    fn shown(&self, at: &Range<usize>) -> Range<usize> {
        let start = self.whole.floor_char_boundary(at.start);
        let end = self.whole.floor_char_boundary(at.end).max(start);
        let end = start + self.whole.get(start..end).unwrap_or("").trim_end().len();
        let line_start = self.line_start(start);
        let line_end = self.whole.get(end..).and_then(|rest| rest.find('\n')).map_or(self.whole.len(), |newline| end + newline);
        let start = if start - line_start > BESIDE { start } else { line_start };
        let end = if line_end - end > BESIDE { end } else { line_end };
        start..end
    }
}

/// A span of a file within a text that begins at a byte of it: on one line, and between characters.
fn within(text: &str, span: Span, start: usize) -> Span {
    let from = text.floor_char_boundary(span.range().start.saturating_sub(start));
    let to = text.ceil_char_boundary(span.range().end.saturating_sub(start)).max(from);
    let first_line = text.get(from..to).and_then(|covered| covered.lines().next()).map_or(0, str::len);
    Span::new(span.file, from..from + first_line)
}
