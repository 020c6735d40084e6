//! JSON Lines: a record on each line. What is wrong with one does not touch the others.

use std::ops::Range;

use memchr::memchr;

use super::super::filler::Filler;
use super::super::json::cursor::Cursor;
use super::super::json::{broken, tree};
use super::super::record::Record;
use super::super::utf8::Body;
use super::{Read, moved};
use crate::diagnostic::Diagnostic;

/// How far the lines have been read.
#[derive(Debug, Default)]
pub struct Lines {
    at: usize,
    /// how many lines that is
    passed: usize,
}

impl Lines {
    pub fn next(&mut self, body: &Body, filler: &mut Filler<'_>, record: &mut Record) -> Option<Read> {
        let at = self.advance(&body.text)?;
        let fault = body.fault(&at);
        if fault.is_none() {
            let end = filler.json(Cursor::of_line(&body.text, &at), &body.text, record);
            if end.is_some_and(|mut end| end.peek().is_none()) {
                filler.count += 1;
                return Some((at, Vec::new()));
            }
        }
        let line = body.text.get(at.clone())?;
        filler.counted_from(at.start);
        let problems = fault.map_or_else(|| problems(line, filler, record), |problem| vec![problem]);
        Some((at.clone(), if problems.is_empty() { problems } else { moved(problems, at.start) }))
    }

    /// How many lines there were before the one that was read last.
    pub fn before(&self) -> usize {
        self.passed.saturating_sub(1)
    }

    /// The next line that is not blank.
    fn advance(&mut self, text: &str) -> Option<Range<usize>> {
        loop {
            let rest = text.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
            let start = self.at;
            let length = memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1);
            self.at += length;
            self.passed += 1;
            if rest.get(..length).is_some_and(|line| !line.trim_ascii().is_empty()) {
                return Some(start..self.at);
            }
        }
    }
}

fn problems(text: &str, filler: &mut Filler<'_>, record: &mut Record) -> Vec<Diagnostic> {
    let mut cursor = Cursor::new(text);
    let read = tree::read(&mut cursor).and_then(|node| cursor.end("the end of the line").map(|()| node));
    match read {
        Ok(node) => filler.node(&node, record),
        Err(fault) => vec![broken(text, fault)],
    }
}
