//! The part of a fact file that a bad record is shown with: the lines it stands on.

use std::ops::Range;

use memchr::{memchr_iter, memrchr};

use crate::diagnostic::Diagnostic;
use crate::source::{Position, SourceFile, Span};

/// A record that could not be read.
#[derive(Debug, Clone)]
pub struct BadRecord {
    /// Its place in the file (of a [`BlockReader`]: in the block), from 1. A file that breaks off gives its last bad record the place of
    /// the one that would have come.
    ///
    /// [`BlockReader`]: super::BlockReader
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

/// A text that holds records, and where in its file it begins.
#[derive(Debug, Clone, Copy)]
pub struct Text<'t> {
    pub name: &'t str,
    pub whole: &'t str,
}

/// A place in a text with its line and column, kept so that the next one is not counted from the beginning.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    at: usize,
    line: usize,
    column: usize,
    line_start: usize,
    /// the column of `line_start`: a text may begin in the middle of a line
    start_column: usize,
    /// line and column of the text's beginning
    first: Start,
}

/// Where a text begins in its file, from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    pub line: usize,
    pub column: usize,
}

impl Start {
    /// Goes over bytes.
    pub fn pass(&mut self, bytes: &[u8]) {
        let last_line = match memrchr(b'\n', bytes) {
            None => bytes,
            Some(newline) => {
                self.line += memchr_iter(b'\n', bytes).count();
                self.column = 1;
                bytes.get(newline + 1..).unwrap_or_default()
            }
        };
        self.column += last_line.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    }
}

/// More text than this on the same line before or behind a record is not shown.
const BESIDE: usize = 200;

impl Mark {
    /// The beginning of a text.
    #[must_use]
    pub fn new(first: Start) -> Self {
        Self { at: 0, line: first.line, column: first.column, line_start: 0, start_column: first.column, first }
    }

    /// The line of a place.
    pub fn line(&mut self, whole: &str, at: usize) -> usize {
        self.go(whole, at);
        self.line
    }

    /// Line and column of a place.
    pub fn position(&mut self, whole: &str, at: usize) -> Position {
        self.go(whole, at);
        Position { line: self.line, column: self.column }
    }

    /// Counts lines and columns up to a place; cheapest where the places ascend.
    fn go(&mut self, whole: &str, at: usize) {
        let at = whole.floor_char_boundary(at);
        if at < self.at {
            *self = Self::new(self.first);
        }
        let passed = whole.as_bytes().get(self.at..at).unwrap_or_default();
        if let Some(newline) = memrchr(b'\n', passed) {
            self.line += memchr_iter(b'\n', passed).count();
            self.line_start = self.at + newline + 1;
            (self.column, self.start_column) = (1, 1);
        }
        let on_line = whole.get(self.line_start.max(self.at)..at).unwrap_or("");
        self.column += on_line.chars().count();
        self.at = at;
    }
}

impl Text<'_> {
    /// A bad record that stands at a place.
    #[must_use]
    pub fn bad(self, mark: &mut Mark, index: usize, at: Range<usize>, mut diagnostics: Vec<Diagnostic>) -> BadRecord {
        let at = diagnostics.iter().flat_map(|problem| &problem.labels).fold(at, |at, label| {
            let span = label.span.range();
            at.start.min(span.start)..at.end.max(span.end)
        });
        mark.go(self.whole, at.start);
        let far = mark.at - mark.line_start > BESIDE;
        let (start, first_column) = if far { (mark.at, mark.column) } else { (mark.line_start, mark.start_column) };
        let shown = self.whole.get(start..self.shown_end(mark.at, at.end)).unwrap_or("");
        let source = SourceFile::new(self.name, shown).starting_at_line(mark.line);
        for label in diagnostics.iter_mut().flat_map(|problem| &mut problem.labels) {
            label.span = within(&source.text, label.span, start);
        }
        BadRecord { index, source, first_column, diagnostics }
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
