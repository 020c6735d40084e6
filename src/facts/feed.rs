//! What has been read of an input and not been taken yet.

use std::io::{self, Read};
use std::sync::Arc;

use super::packed::Packing;
use super::spare::{Filled, Spare};
use super::utf8;

/// An input that is read bit by bit, as it comes: a pipe's records do not wait for those that are not written yet.
#[derive(Debug)]
pub struct Feed<R> {
    input: R,
    step: usize,
    /// what was read, and room behind it
    bytes: Vec<u8>,
    spare: Arc<Spare>,
    filled: usize,
    ended: bool,
    /// whether something has been read
    begun: bool,
}

impl<R: Read> Feed<R> {
    /// Reads at most so many bytes at a time.
    #[must_use]
    pub fn new(input: R, step: usize) -> Self {
        Self { input, step, bytes: Vec::new(), spare: Arc::new(Spare::new(4 * step)), filled: 0, ended: false, begun: false }
    }

    /// Reads into the memory of another input.
    #[must_use]
    pub fn after<O>(self, other: Feed<O>) -> Self {
        other.spare.give(other.bytes);
        Self { spare: other.spare, ..self }
    }

    /// Where the memory is wanted of what was taken.
    #[must_use]
    pub fn spare(&self) -> Arc<Spare> {
        Arc::clone(&self.spare)
    }

    /// What was read, once it is known what the input begins with.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.filled).filter(|_| self.begun).unwrap_or_default()
    }

    /// Whether nothing follows the bytes that there are.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Reads on. Where much is there already, it doubles it, so that looking at it again each time costs no more than reading it did.
    ///
    /// # Errors
    /// Where the input cannot be read.
    pub fn more(&mut self) -> io::Result<()> {
        const MUCH: usize = 1 << 20;
        let wanted = if self.filled < MUCH { self.filled + 1 } else { 2 * self.filled };
        while !self.ended && self.filled < wanted {
            self.step()?;
        }
        Ok(())
    }

    fn step(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            self.bytes = self.spare.take();
        }
        let room = self.filled..self.filled + self.step;
        self.bytes.resize(self.bytes.len().max(room.end), 0);
        let read = match self.input.read(self.bytes.get_mut(room).unwrap_or_default()) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
            read => read?,
        };
        self.filled += read;
        self.ended = read == 0;
        if !self.begun && self.bytes.get(..self.filled).and_then(Packing::of_bytes).is_some() {
            return Err(io::Error::other(
                "they are packed, and nothing told so: unpack them first, or let the file's name end in `.gz` or `.zst`",
            ));
        }
        self.skip_mark();
        Ok(())
    }

    /// Takes away the byte order mark that some editors put before a text.
    fn skip_mark(&mut self) {
        if self.begun || (self.filled < utf8::MARK.len() && !self.ended) {
            return;
        }
        self.begun = true;
        if self.bytes().starts_with(utf8::MARK) {
            self.bytes.drain(..utf8::MARK.len());
            self.filled -= utf8::MARK.len();
        }
    }

    /// Takes away so many bytes from the beginning.
    pub fn take(&mut self, length: usize) -> Filled {
        let rest = self.bytes.get(length..self.filled).unwrap_or_default();
        let mut next = self.spare.take();
        next.resize(next.len().max(rest.len()), 0);
        next.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        self.filled = rest.len();
        Filled::new(std::mem::replace(&mut self.bytes, next), length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_serves_one_input_after_the_other() {
        let mut before = Feed::new(&b""[..], 1_000);
        let spare = before.spare();
        for text in (0..100).map(|n| ["a longer text", "short", ""][n % 3]) {
            let mut feed = Feed::new(text.as_bytes(), 1_000).after(before);
            assert!(feed.more().is_ok());
            let taken = feed.take(feed.bytes().len());
            assert_eq!(&*taken, text.as_bytes());
            assert!(feed.more().is_ok());
            assert_eq!((feed.bytes(), feed.ended()), (&b""[..], true));
            let memory = taken.into_memory();
            assert_eq!(memory.len(), 1_000, "what was written once need not be again");
            assert!(Arc::ptr_eq(&feed.spare(), &spare));
            spare.give(memory);
            before = feed;
        }
        drop(before);
        let left = std::iter::repeat_with(|| spare.take()).take_while(|memory| !memory.is_empty()).count();
        assert_eq!(left, 1, "one is read into while the other one is read");
    }
}
