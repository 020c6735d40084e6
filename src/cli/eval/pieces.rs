//! What workers get of the fact files: the blocks of one file after the other, and small files together, which they open themselves.

use std::io::{self, Read};
use std::iter::Peekable;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::vec;

use crate::facts::{BadRecord, Block, Limits, Options};
use crate::model::reads::Reads;
use crate::model::vocabulary::Vocabulary;

use super::super::inputs::{Input, Open, Raw, Reading};
use super::interrupt::Interrupt;
use super::progress::Weight;

/// What a worker gets.
pub enum Piece {
    Block(Block),
    /// in place of records that cannot be read
    Bad(Box<BadRecord>),
    /// files that are to be opened, which together hold no more than a block
    Small(Vec<Input>),
}

/// All pieces of a run, up to an interrupt.
pub struct Pieces {
    inputs: Peekable<vec::IntoIter<Input>>,
    vocabulary: Vocabulary,
    /// what is read of a record, if not everything
    reads: Option<Reads>,
    reading: Reading,
    interrupt: Interrupt,
    /// how many bytes of the files were read
    read: Arc<AtomicU64>,
    open: Open,
}

impl Pieces {
    pub fn new(
        inputs: Vec<Input>,
        (vocabulary, reads): (&Vocabulary, Option<&Reads>),
        reading: &Reading,
        (interrupt, read): (Interrupt, Arc<AtomicU64>),
    ) -> Self {
        let (vocabulary, reads) = (vocabulary.clone(), reads.cloned());
        let inputs = inputs.into_iter().peekable();
        Self { inputs, vocabulary, reads, reading: reading.clone(), interrupt, read, open: Open::default() }
    }

    /// Takes as many of the next files as hold no more than a block together. To open such a file takes longer than to answer what it
    /// holds, so that each worker opens its own.
    fn small(&mut self) -> Vec<Input> {
        let mut room = BLOCK;
        let mut fits = |input: &Input| {
            // what seems to hold nothing may be about to be written, and nobody knows how much
            let bytes = input.plain_bytes().filter(|bytes| *bytes > 0);
            let left = bytes.and_then(|bytes| room.checked_sub(counted_as(bytes)));
            left.inspect(|left| room = *left).is_some()
        };
        std::iter::from_fn(|| self.inputs.next_if(&mut fits)).collect()
    }
}

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if self.interrupt.came() {
            return None;
        }
        let mut next = self.open.next();
        if next.is_none() {
            let small = self.small();
            if !small.is_empty() {
                return Some(Piece::Small(small));
            }
            let options = Options { reads: self.reads.as_ref(), ..self.reading.options() };
            next = self.open.next_of(&mut self.inputs, (&self.vocabulary, options), || counted(&self.read));
        }
        next.map(|next| next.map_or_else(|bad| Piece::Bad(Box::new(bad)), Piece::Block))
    }
}

/// As much as is handed to a worker at a time.
const BLOCK: u64 = Limits::USUAL.block as u64;

/// How many bytes a file counts for: to open it takes as long as to read some.
fn counted_as(bytes: u64) -> u64 {
    const LEAST: u64 = 1 << 10;
    bytes.max(LEAST)
}

/// How many blocks all inputs make up, or some more; unknown where one is no file.
pub fn blocks(inputs: &[Input]) -> Option<u64> {
    inputs.iter().map(|input| input.bytes().map(counted_as)).sum::<Option<u64>>().map(|bytes| bytes / BLOCK + 1)
}

/// A file that counts what is read of it.
pub struct Counted {
    file: Raw,
    read: Arc<AtomicU64>,
}

pub fn counted(read: &Arc<AtomicU64>) -> impl FnOnce(Raw) -> Counted {
    let read = Arc::clone(read);
    |file| Counted { file, read }
}

impl Read for Counted {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(bytes)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// What all inputs weigh together; unknown where one is no file.
pub fn weight(inputs: &[Input]) -> Weight {
    Weight { total: inputs.iter().map(Input::bytes).sum(), read: Arc::default() }
}
