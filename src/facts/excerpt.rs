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
    mark: Mark,
}

/// A place with its line and column, kept so that the next one is not counted from the beginning.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    line: usize,
    line_start: usize,
    column: usize,
}

/// More text than this on the same line before or behind a record is not shown.
const BESIDE: usize = 200;

impl Text {
    /// A text whose first line has this number.
    #[must_use]
    pub fn new(name: &str, whole: Arc<str>, line: usize) -> Self {
        let mark = Mark { at: 0, line, line_start: 0, column: 1 };
        Self { name: name.to_owned(), whole, mark }
    }

    /// The line of a place.
    pub fn line(&mut self, at: usize) -> usize {
        self.mark(at).line
    }

    /// A bad record that stands at a place.
    pub fn bad(&mut self, index: usize, at: Range<usize>, mut diagnostics: Vec<Diagnostic>) -> BadRecord {
        let at = diagnostics.iter().flat_map(|problem| &problem.labels).fold(at, |at, label| {
            let span = label.span.range();
            at.start.min(span.start)..at.end.max(span.end)
        });
        let mark = self.mark(at.start);
        let (start, first_column) = if mark.at - mark.line_start > BESIDE { (mark.at, mark.column) } else { (mark.line_start, 1) };
        let shown = self.whole.get(start..self.shown_end(mark.at, at.end)).unwrap_or("");
        let source = SourceFile::new(&self.name, shown).starting_at_line(mark.line);
        for label in diagnostics.iter_mut().flat_map(|problem| &mut problem.labels) {
            label.span = within(&source.text, label.span, start);
        }
        BadRecord { index, source, first_column, diagnostics }
    }

    /// Counts lines and columns up to a place; cheapest where the places ascend.
    fn mark(&mut self, at: usize) -> Mark {
        let at = self.whole.floor_char_boundary(at);
        if at < self.mark.at {
            let line = self.mark.line - self.whole.get(..self.mark.at).map_or(0, |before| before.matches('\n').count());
            self.mark = Mark { at: 0, line, line_start: 0, column: 1 };
        }
        let passed = self.whole.get(self.mark.at..at).unwrap_or("");
        if let Some(newline) = passed.rfind('\n') {
            self.mark.line += passed.matches('\n').count();
            self.mark.line_start = self.mark.at + newline + 1;
            self.mark.column = 1;
        }
        let on_line = self.whole.get(self.mark.line_start.max(self.mark.at)..at).unwrap_or("");
        self.mark.column += on_line.chars().count();
        self.mark.at = at;
        self.mark
    }

    /// The end of the line on which a record ends, unless that is far off.
    fn shown_end(&self, start: usize, end: usize) -> usize {
        let end = self.whole.floor_char_boundary(end).max(start);
        let end = start + self.whole.get(start..end).unwrap_or("").trim_end().len();
        let far = self.whole.ceil_char_boundary(end + BESIDE);
        let beside = self.whole.get(end..far).unwrap_or("");
        match beside.find('\n') {
            Some(newline) => end + newline,
            None if far == self.whole.len() => far,
            None => end,
        }
    }
}

/// A span of a file within a text that begins at a byte of it: on one line, and between characters.
fn within(text: &str, span: Span, start: usize) -> Span {
    let from = text.floor_char_boundary(span.range().start.saturating_sub(start));
    let to = text.ceil_char_boundary(span.range().end.saturating_sub(start)).max(from);
    let first_line = text.get(from..to).and_then(|covered| covered.lines().next()).map_or(0, str::len);
    Span::new(span.file, from..from + first_line)
}
