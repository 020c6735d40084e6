//! The blocks of all fact files, one file after the other, each opened when its turn comes.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::vec;

use crate::facts::{BadRecord, Block, Blocks, Options};
use crate::model::reads::Reads;
use crate::model::vocabulary::Vocabulary;

use super::super::inputs::{Input, Raw, Reading, unreadable};
use super::interrupt::Interrupt;
use super::progress::Weight;

/// What a worker gets.
pub enum Piece {
    Block(Block),
    /// in place of records that cannot be read
    Bad(Box<BadRecord>),
}

/// All pieces of a run, up to an interrupt.
pub struct Pieces {
    inputs: vec::IntoIter<Input>,
    vocabulary: Vocabulary,
    /// what is read of a record, if not everything
    reads: Option<Reads>,
    reading: Reading,
    interrupt: Interrupt,
    /// how many bytes of the files were read
    read: Arc<AtomicU64>,
    /// the file that is being read
    open: Option<Blocks<Raw>>,
}

impl Pieces {
    pub fn new(
        inputs: Vec<Input>,
        (vocabulary, reads): (&Vocabulary, Option<&Reads>),
        reading: &Reading,
        (interrupt, read): (Interrupt, Arc<AtomicU64>),
    ) -> Self {
        let (vocabulary, reads) = (vocabulary.clone(), reads.cloned());
        Self { inputs: inputs.into_iter(), vocabulary, reads, reading: reading.clone(), interrupt, read, open: None }
    }

    /// The next piece of the file that is open, if it has one.
    fn next_open(&mut self) -> Option<Piece> {
        let next = self.open.as_mut()?.next()?;
        Some(next.map_or_else(|bad| Piece::Bad(Box::new(bad)), Piece::Block))
    }
}

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        while !self.interrupt.came() {
            if let Some(piece) = self.next_open() {
                return Some(piece);
            }
            let input = self.inputs.next()?;
            let counted = |file| Counted { file, read: Arc::clone(&self.read) };
            let options = Options { reads: self.reads.as_ref(), ..self.reading.options() };
            match input.blocks(&self.vocabulary, options, counted) {
                Ok(blocks) => self.open = Some(blocks.after(self.open.take())),
                Err(error) => return Some(Piece::Bad(Box::new(unreadable(input.title(), &error)))),
            }
        }
        None
    }
}

/// A file that counts what is read of it.
pub struct Counted {
    file: Raw,
    read: Arc<AtomicU64>,
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
