//! What has been read of an input and not been taken yet.

use std::io::{self, BufRead, BufReader, Read};

use super::utf8;

/// An input that is read bit by bit, as it comes: a pipe's records do not wait for those that are not written yet.
#[derive(Debug)]
pub struct Feed<R> {
    input: BufReader<R>,
    bytes: Vec<u8>,
    ended: bool,
    /// whether something has been read
    begun: bool,
}

impl<R: Read> Feed<R> {
    /// Reads at most so many bytes at a time.
    #[must_use]
    pub fn new(input: R, step: usize) -> Self {
        Self { input: BufReader::with_capacity(step, input), bytes: Vec::new(), ended: false, begun: false }
    }

    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
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
        let wanted = if self.bytes.len() < MUCH { self.bytes.len() + 1 } else { 2 * self.bytes.len() };
        while !self.ended && self.bytes.len() < wanted {
            self.step()?;
        }
        Ok(())
    }

    fn step(&mut self) -> io::Result<()> {
        let read = match self.input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
            read => read?,
        };
        let length = read.len();
        self.bytes.extend_from_slice(read);
        self.input.consume(length);
        self.ended = length == 0;
        self.skip_mark();
        Ok(())
    }

    /// Takes away the byte order mark that some editors put before a text.
    fn skip_mark(&mut self) {
        if self.begun || (self.bytes.len() < utf8::MARK.len() && !self.ended) {
            return;
        }
        self.begun = true;
        if self.bytes.starts_with(utf8::MARK) {
            self.bytes.drain(..utf8::MARK.len());
        }
    }

    /// Takes away so many bytes from the beginning.
    pub fn take(&mut self, length: usize) -> Vec<u8> {
        let rest = self.bytes.get(length..).unwrap_or_default();
        let mut next = Vec::with_capacity(rest.len() + self.input.capacity());
        next.extend_from_slice(rest);
        self.bytes.truncate(length);
        std::mem::replace(&mut self.bytes, next)
    }
}
