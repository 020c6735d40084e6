//! A JSON file: its only record, or some elements of an array.

use super::super::block::Point;
use super::super::cut::elements::{self, End};
use super::super::filler::Filler;
use super::super::json::cursor::{Cursor, Fault};
use super::super::json::{broken, tree};
use super::super::record::Record;
use super::super::utf8::Body;
use super::{Read, alone, moved};
use crate::diagnostic::Diagnostic;

/// How far a block has been read.
#[derive(Debug)]
pub struct Json {
    at: usize,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    At(Point),
    /// behind an element
    Element,
    Ended,
}

impl Json {
    #[must_use]
    pub fn new(point: Point) -> Self {
        Self { at: 0, state: State::At(point) }
    }

    /// The next record.
    pub fn next(&mut self, body: &Body, filler: &mut Filler<'_>, record: &mut Record) -> Option<Read> {
        let mut cursor = Cursor::new(&body.text).moved_to(self.at);
        let read = match self.advance(&mut cursor) {
            Ok(None) => return None,
            Ok(Some(only)) => element(body, &mut cursor, only, (filler, record)),
            Err(fault) => Err(fault),
        };
        self.at = cursor.at();
        Some(read.unwrap_or_else(|fault| {
            self.state = State::Ended;
            alone(broken(&body.text, fault))
        }))
    }

    /// Goes to the next record; says whether it is the only one of its file. Nothing where the block ends.
    fn advance(&mut self, cursor: &mut Cursor<'_>) -> Result<Option<bool>, Fault> {
        let state = std::mem::replace(&mut self.state, State::Element);
        let more = match state {
            State::At(Point::Only) => {
                self.state = State::At(Point::Behind);
                return Ok(Some(true));
            }
            State::At(Point::First) => !cursor.eat(b']'),
            State::At(Point::Further) => true,
            State::At(Point::Behind) => {
                self.state = State::Ended;
                return cursor.end("the end of the file; records of their own lines are JSON Lines (`.jsonl`)").map(|()| None);
            }
            // What follows a comma that ends the block is in the next one.
            State::Element if cursor.eat(b',') => cursor.peek().is_some(),
            State::Element => cursor.close(b']').map(|()| false)?,
            State::Ended => false,
        };
        if !more {
            self.state = State::Ended;
        }
        Ok(more.then_some(false))
    }
}

/// Reads a record, and everything that is wrong about it where something is.
fn element<'t>(
    body: &'t Body,
    cursor: &mut Cursor<'t>,
    only: bool,
    (filler, record): (&mut Filler<'_>, &mut Record),
) -> Result<Read, Fault> {
    cursor.peek();
    let start = *cursor;
    let straight = filler.json(start, &body.text, record);
    *cursor = match straight {
        Some(end) => end,
        None => pass(&body.text, start, only)?,
    };
    let at = start.at()..cursor.at();
    let problems = match body.fault(&at) {
        Some(problem) => moved(vec![problem], at.start),
        None if straight.is_some() => {
            filler.count += 1;
            Vec::new()
        }
        None => problems(&body.text, (start, at.end), filler, record),
    };
    Ok((at, problems))
}

/// Passes a record in which something is wrong: by its brackets, so that others may follow even if it is no JSON.
fn pass<'t>(text: &'t str, start: Cursor<'t>, only: bool) -> Result<Cursor<'t>, Fault> {
    let bytes = text.as_bytes();
    let end = match bytes.get(start.at()) {
        Some(b'{') if only => elements::value_end(bytes, start.at()),
        _ if only => End::Open,
        _ => elements::end(bytes, start.at()),
    };
    let mut cursor = start;
    match end {
        End::At(end) => return Ok(cursor.moved_to(text.get(..end).map_or(end, |before| before.trim_ascii_end().len()).max(start.at()))),
        End::Open | End::Broken => cursor.skip(usize::MAX)?,
    }
    Ok(cursor)
}

/// What is wrong about a record that ends at a place.
fn problems(text: &str, (start, end): (Cursor<'_>, usize), filler: &mut Filler<'_>, record: &mut Record) -> Vec<Diagnostic> {
    let mut cursor = start;
    let read = tree::read(&mut cursor).and_then(|node| {
        cursor.peek();
        if cursor.at() < end { Err(cursor.expected("`,` or `]`")) } else { Ok(node) }
    });
    match read {
        Ok(node) => filler.node(&node, record),
        Err(fault) => vec![broken(text, fault)],
    }
}
