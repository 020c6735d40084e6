//! JSON Lines: a record on each line. Only one line is kept at a time, and what is wrong with it does not touch the others.

use std::io::{self, BufRead};
use std::sync::Arc;

use super::excerpt::{BadRecord, Text};
use super::filler::Filler;
use super::record::Record;
use super::utf8;
use crate::diagnostic::Diagnostic;

use super::json::cursor::Cursor;
use super::json::{broken, tree};

/// A stream that is being read.
#[derive(Debug)]
pub struct JsonLines<R> {
    input: R,
    buffer: Vec<u8>,
    line: usize,
}

impl<R: BufRead> JsonLines<R> {
    #[must_use]
    pub fn new(input: R) -> Self {
        Self { input, buffer: Vec::new(), line: 0 }
    }

    /// Goes to the next line that is not blank, and gives its number.
    ///
    /// # Errors
    /// Where the stream cannot be read.
    pub fn advance(&mut self) -> io::Result<Option<usize>> {
        loop {
            self.buffer.clear();
            if self.input.read_until(b'\n', &mut self.buffer)? == 0 {
                return Ok(None);
            }
            self.line += 1;
            if self.line == 1 {
                utf8::skip_mark(&mut self.buffer);
            }
            if !self.buffer.trim_ascii().is_empty() {
                return Ok(Some(self.line));
            }
        }
    }

    /// Reads the record of this line, the one with this index.
    ///
    /// # Errors
    /// Where something is wrong with it.
    pub fn read(&self, filler: &mut Filler<'_>, record: &mut Record, index: usize, name: &str) -> Result<(), BadRecord> {
        let problems = match std::str::from_utf8(&self.buffer) {
            Ok(text) => problems(text, filler, record),
            Err(error) => vec![utf8::not_text(error)],
        };
        if problems.is_empty() {
            return Ok(());
        }
        let text: Arc<str> = Arc::from(String::from_utf8_lossy(&self.buffer));
        let whole = 0..text.len();
        Err(Text::new(name, text, self.line).bad(index, whole, problems))
    }
}

fn problems(text: &str, filler: &mut Filler<'_>, record: &mut Record) -> Vec<Diagnostic> {
    let mut cursor = Cursor::new(text);
    if filler.json(cursor, record).is_some_and(|mut end| end.peek().is_none()) {
        return Vec::new();
    }
    let read = tree::read(&mut cursor).and_then(|node| cursor.end("the end of the line").map(|()| node));
    match read {
        Ok(node) => filler.node(&node, record),
        Err(fault) => vec![broken(text, fault)],
    }
}
