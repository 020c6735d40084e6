//! A JSON file: one record, or an array of them.

use std::ops::Range;
use std::sync::Arc;

use super::filler::Filler;
use super::record::Record;
use crate::diagnostic::Diagnostic;

use super::json::cursor::{Cursor, Fault};
use super::json::{broken, tree};

/// A file that is being read.
#[derive(Debug)]
pub struct JsonFile {
    text: Arc<str>,
    at: usize,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    /// behind an element of the array
    Behind,
    /// behind the only record
    Last,
    Ended,
}

/// A record that was read, with what is wrong about it.
pub type Read = (Range<usize>, Vec<Diagnostic>);

impl JsonFile {
    #[must_use]
    pub fn new(text: &Arc<str>) -> Self {
        Self { text: Arc::clone(text), at: 0, state: State::Start }
    }

    /// The next record.
    ///
    /// # Errors
    /// Where the text is no JSON; nothing comes after that.
    pub fn next(&mut self, filler: &mut Filler<'_>, record: &mut Record) -> Result<Option<Read>, Diagnostic> {
        let text = Arc::clone(&self.text);
        let mut cursor = Cursor::new(&text).moved_to(self.at);
        let read = match self.advance(&mut cursor) {
            Ok(true) => element(&text, &mut cursor, filler, record).map(Some),
            Ok(false) => Ok(None),
            Err(fault) => Err(fault),
        };
        self.at = cursor.at();
        read.map_err(|fault| {
            self.state = State::Ended;
            broken(&text, fault)
        })
    }

    /// Goes to the next record; says whether there is one.
    fn advance(&mut self, cursor: &mut Cursor<'_>) -> Result<bool, Fault> {
        let more = match self.state {
            State::Start if cursor.eat(b'[') => {
                self.state = State::Behind;
                !cursor.eat(b']')
            }
            State::Start => {
                self.state = State::Last;
                return Ok(true);
            }
            State::Behind if cursor.eat(b',') => true,
            State::Behind => cursor.close(b']').map(|()| false)?,
            State::Last => false,
            State::Ended => return Ok(false),
        };
        if !more {
            self.state = State::Ended;
            cursor.end("the end of the file; records of their own lines are JSON Lines (`.jsonl`)")?;
        }
        Ok(more)
    }
}

/// Reads a record, and everything that is wrong about it where something is.
fn element(text: &str, cursor: &mut Cursor<'_>, filler: &mut Filler<'_>, record: &mut Record) -> Result<Read, Fault> {
    cursor.peek();
    let start = *cursor;
    if let Some(end) = filler.json(start, record) {
        *cursor = end;
        return Ok((start.at()..end.at(), Vec::new()));
    }
    cursor.skip(usize::MAX)?;
    let problems = match tree::read(&mut start.clone()) {
        Ok(node) => filler.node(&node, record),
        Err(fault) => vec![broken(text, fault)],
    };
    Ok((start.at()..cursor.at(), problems))
}
