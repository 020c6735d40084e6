//! The cells of CSV (RFC 4180): separated by commas or tabs, in quotes where they hold such a separator, a quote (doubled) or the end of a
//! line. Rows end with a line feed, or a carriage return before it.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2, memrchr};

/// A cell of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// its text, without the quotes around it
    pub at: Range<usize>,
    /// whether quotes are doubled in it
    pub doubled: bool,
    /// why it cannot be read
    pub fault: Option<&'static str>,
}

impl Cell {
    /// Its text.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let raw = text.get(self.at.clone()).unwrap_or("");
        if self.doubled { Cow::Owned(raw.replace("\"\"", "\"")) } else { Cow::Borrowed(raw) }
    }
}

/// Goes over the cells of a row.
#[derive(Debug, Clone)]
pub struct Row<'t> {
    bytes: &'t [u8],
    delimiter: u8,
    at: usize,
    ended: bool,
}

impl<'t> Row<'t> {
    /// The row that begins at a place.
    #[must_use]
    pub fn new(bytes: &'t [u8], at: usize, delimiter: u8) -> Self {
        Self { bytes, delimiter, at, ended: false }
    }

    /// The place behind what has been read: once there are no more cells, that behind the row.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// Why a cell cannot be read whose quote nobody closes.
    pub const OPEN: &'static str = "the quote is not closed";

    /// A cell in quotes. Where they are not closed it ends with its line, so that the rows behind it can be read.
    fn quoted(&mut self) -> Cell {
        let start = self.at + 1;
        let (end, doubled) = quoted_end(self.bytes, start);
        if end == self.bytes.len() {
            let line = memchr(b'\n', self.bytes.get(start..).unwrap_or_default()).map_or(end, |newline| start + newline);
            self.at = line - usize::from(line < end && self.bytes.get(start..line).is_some_and(|line| line.ends_with(b"\r")));
            return Cell { at: start..self.at, doubled, fault: Some(Self::OPEN) };
        }
        let rest = self.unquoted_end(end + 1);
        self.at = rest.end;
        Cell { at: start..end, doubled, fault: (!rest.is_empty()).then_some("something stands behind the closing quote") }
    }

    /// What stands at a place before the next separator or the end of the row.
    fn unquoted_end(&self, from: usize) -> Range<usize> {
        let rest = self.bytes.get(from..).unwrap_or_default();
        let length = memchr2(self.delimiter, b'\n', rest).unwrap_or(rest.len());
        let return_ends = matches!(rest.get(length), None | Some(b'\n')) && rest.get(..length).is_some_and(|cell| cell.ends_with(b"\r"));
        from..from + length - usize::from(return_ends)
    }

    /// Passes what stands between two cells, or behind the last one.
    fn separator(&mut self) {
        self.at += usize::from(self.bytes.get(self.at) == Some(&b'\r'));
        self.ended = self.bytes.get(self.at) != Some(&self.delimiter);
        self.at += usize::from(self.at < self.bytes.len());
    }
}

impl Iterator for Row<'_> {
    type Item = Cell;

    #[inline]
    fn next(&mut self) -> Option<Cell> {
        if self.ended {
            return None;
        }
        let cell = if self.bytes.get(self.at) == Some(&b'"') {
            self.quoted()
        } else {
            let at = self.unquoted_end(self.at);
            self.at = at.end;
            Cell { at, doubled: false, fault: None }
        };
        self.separator();
        Some(cell)
    }
}

/// The place of the quote that closes a cell, or the end of the text; and whether quotes are doubled before it.
fn quoted_end(bytes: &[u8], from: usize) -> (usize, bool) {
    let (mut at, mut doubled) = (from, false);
    loop {
        let Some(quote) = memchr(b'"', bytes.get(at..).unwrap_or_default()).map(|quote| at + quote) else { return (bytes.len(), doubled) };
        if bytes.get(quote + 1) != Some(&b'"') {
            return (quote, doubled);
        }
        doubled = true;
        at = quote + 2;
    }
}

/// The place behind the last whole row of a text that begins with a row; nothing where there is none.
#[must_use]
pub fn last_row_end(bytes: &[u8], delimiter: u8) -> Option<usize> {
    let (mut at, mut last) = (0, None);
    loop {
        let opening = opening(bytes, at, delimiter);
        let plain = bytes.get(at..opening.unwrap_or(bytes.len())).unwrap_or_default();
        last = memrchr(b'\n', plain).map(|newline| at + newline + 1).or(last);
        let Some(opening) = opening else { return last };
        at = quoted_end(bytes, opening + 1).0 + 1;
    }
}

/// The next quote that opens a cell.
fn opening(bytes: &[u8], from: usize, delimiter: u8) -> Option<usize> {
    let mut at = from;
    loop {
        let quote = at + memchr(b'"', bytes.get(at..)?)?;
        let before = quote.checked_sub(1).and_then(|before| bytes.get(before));
        if before.is_none_or(|byte| *byte == delimiter || *byte == b'\n') {
            return Some(quote);
        }
        at = quote + 1;
    }
}
