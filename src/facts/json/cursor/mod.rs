//! Reads JSON (RFC 8259) from a text, one token after the other. Nothing is built that nobody asked for, and nothing recurs: a
//! hundred thousand brackets are passed over like any other text.

mod fault;
mod quoted;
mod tokens;
mod values;

use std::ops::Range;

use crate::bytes::blanks;

pub use fault::{Fault, What};
pub use quoted::Quoted;

/// A place in a JSON text.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'t> {
    text: &'t str,
    at: usize,
    /// the text up to where it is read
    read: &'t [u8],
}

impl<'t> Cursor<'t> {
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, read: text.as_bytes() }
    }

    /// A line of a text.
    #[must_use]
    pub fn of_line(text: &'t str, line: &Range<usize>) -> Self {
        Self { text, at: line.start, read: text.as_bytes().get(..line.end).unwrap_or_default() }
    }

    /// The text that it reads.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The same text, from another place on.
    #[must_use]
    pub fn moved_to(self, at: usize) -> Self {
        Self { at, ..self }
    }

    /// Goes to another place.
    #[inline]
    pub fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The next byte that is not blank, without passing it.
    #[inline]
    pub fn peek(&mut self) -> Option<u8> {
        let (at, byte) = self.seen_from(self.at);
        self.at = at;
        byte
    }

    /// The next byte that is not blank from a place on, and its place.
    #[inline]
    #[must_use]
    pub fn next_at(&self, at: usize) -> Option<(usize, u8)> {
        let (at, byte) = self.seen_from(at);
        Some((at, byte?))
    }

    /// The place behind the blanks that stand from a place on, and the byte there.
    #[inline]
    fn seen_from(&self, at: usize) -> (usize, Option<u8>) {
        match self.read.get(at) {
            Some(byte) if *byte > b' ' => (at, Some(*byte)),
            _ => {
                let at = self.moved_to(at).behind_blanks();
                (at, self.read.get(at).copied())
            }
        }
    }

    /// Where the blanks end that stand here; of a copy, so that the cursor itself can stay in a register.
    #[cold]
    fn behind_blanks(self) -> usize {
        self.at + blanks(self.read.get(self.at..).unwrap_or_default())
    }

    /// The place behind a byte if it comes next from a place on, after blanks.
    #[inline]
    #[must_use]
    pub fn behind_byte(&self, at: usize, byte: u8) -> Option<usize> {
        let (at, found) = self.next_at(at)?;
        (found == byte).then_some(at + 1)
    }

    /// Passes a byte if it comes next, after blanks.
    #[inline]
    pub fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Passes a byte that has to come next, after blanks.
    ///
    /// # Errors
    /// Where another one comes.
    pub fn expect(&mut self, byte: u8, what: &'static str) -> Result<(), Fault> {
        if self.eat(byte) { Ok(()) } else { Err(self.expected(what)) }
    }

    /// That something else should stand here.
    #[must_use]
    pub fn expected(&self, what: &'static str) -> Fault {
        Fault { at: self.at..self.token_end(), what: What::Expected(what) }
    }

    /// Passes these bytes if they come next, without blanks before.
    #[inline]
    pub fn eat_all(&mut self, bytes: &[u8]) -> bool {
        let found = self.read.get(self.at..).is_some_and(|rest| rest.starts_with(bytes));
        if found {
            self.at += bytes.len();
        }
        found
    }

    /// Makes sure that nothing follows.
    ///
    /// # Errors
    /// Where something does.
    pub fn end(&mut self, what: &'static str) -> Result<(), Fault> {
        if self.peek().is_none() { Ok(()) } else { Err(self.expected(what)) }
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.read.get(self.at).copied()
    }

    fn next_if(&mut self, any_of: &[u8]) -> bool {
        let found = self.byte().is_some_and(|byte| any_of.contains(&byte));
        self.at += usize::from(found);
        found
    }

    /// That the next characters are not allowed.
    fn refused(&self, characters: usize, what: &'static str) -> Fault {
        let length = self.text.get(self.at..).unwrap_or("").chars().take(characters).map(char::len_utf8).sum::<usize>();
        Fault { at: self.at..self.at + length, what: What::Refused(what) }
    }

    /// Where the word, or the single character, ends that stands here.
    fn token_end(&self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or("");
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        self.at + word.max(rest.chars().next().map_or(0, char::len_utf8))
    }
}
