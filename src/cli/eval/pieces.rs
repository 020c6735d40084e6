//! The blocks of all fact files, one file after the other, each opened when its turn comes.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::batch::pipeline::Give;
use crate::facts::{BadRecord, Block};
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

/// Where the pieces of a run come from.
pub struct Pieces {
    inputs: Vec<Input>,
    vocabulary: Vocabulary,
    reading: Reading,
    interrupt: Interrupt,
    /// how many bytes of the files were read
    read: Arc<AtomicU64>,
}

impl Pieces {
    pub fn new(inputs: Vec<Input>, vocabulary: &Vocabulary, reading: &Reading, (interrupt, read): (Interrupt, Arc<AtomicU64>)) -> Self {
        Self { inputs, vocabulary: vocabulary.clone(), reading: reading.clone(), interrupt, read }
    }

    /// Gives all pieces, up to an interrupt.
    pub fn all(&self, give: Give<'_, Piece>) {
        for input in &self.inputs {
            if self.of(input, give).is_break() {
                break;
            }
        }
    }

    fn of(&self, input: &Input, give: Give<'_, Piece>) -> ControlFlow<()> {
        let counted = |file| Counted { file, read: Arc::clone(&self.read) };
        let blocks = match input.blocks(&self.vocabulary, self.reading.options(), counted) {
            Ok(blocks) => blocks,
            Err(error) => return give(Piece::Bad(Box::new(unreadable(input.title(), &error)))),
        };
        for block in blocks {
            if self.interrupt.came() {
                return ControlFlow::Break(());
            }
            give(block.map_or_else(|bad| Piece::Bad(Box::new(bad)), Piece::Block))?;
        }
        ControlFlow::Continue(())
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
