//! A worker: reads the pieces that it gets, and answers their records.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use crate::batch::clerk::Clerk;
use crate::batch::form::Order;
use crate::batch::judge::Judge;
use crate::batch::sheet::{Pen, Sheet};
use crate::facts::{Block, BlockReader, Options};
use crate::model::vocabulary::Vocabulary;

use super::super::inputs::{Input, Open};
use super::pieces::{Piece, counted};
use super::summary::Counts;

pub struct Worker<'a> {
    clerk: Clerk<'a>,
    /// what facts are held against, and how they are read
    facts: (&'a Vocabulary, Options<'a>),
    reader: BlockReader<'a>,
    /// the last of the files that it has opened
    open: Open,
    /// how many bytes of all files were read
    read: Arc<AtomicU64>,
    counts: &'a Counts<'a>,
}

impl<'a> Worker<'a> {
    pub fn new(judge: Judge<'a>, order: &'a Order, (options, read): (Options<'a>, &Arc<AtomicU64>), counts: &'a Counts<'a>) -> Self {
        let clerk = Clerk::new(judge, order);
        let clerk = match counts.wanted() {
            Some(groups) => clerk.counting(groups),
            None => clerk,
        };
        let vocabulary = &judge.policy.vocabulary;
        let (facts, reader) = ((vocabulary, options), BlockReader::new(vocabulary, options));
        Self { clerk, facts, reader, open: Open::default(), read: Arc::clone(read), counts }
    }

    pub fn sheet(&mut self, piece: Piece) -> Sheet {
        let mut pen = self.clerk.pen();
        match piece {
            Piece::Block(block) => self.block(block, &mut pen),
            Piece::Bad(bad) => self.clerk.bad(*bad, &mut pen),
            Piece::Small(files) => self.files(files, &mut pen),
        }
        pen.finish()
    }

    fn block(&mut self, block: Block, pen: &mut Pen<'a>) {
        let file = block.name().to_owned();
        self.reader.begin(block);
        self.clerk.answer(&file, &mut |record| self.reader.next(record), pen);
    }

    /// Answers the records of some files, until nothing may follow.
    fn files(&mut self, files: Vec<Input>, pen: &mut Pen<'a>) {
        let mut files = files.into_iter();
        while !pen.ends()
            && let Some(next) = self.open.next_of(&mut files, self.facts, || counted(&self.read))
        {
            match next {
                Ok(block) => self.block(block, pen),
                Err(bad) => self.clerk.bad(bad, pen),
            }
        }
    }
}

/// What it has counted is added up with what the others have.
impl Drop for Worker<'_> {
    fn drop(&mut self) {
        if let Some(summary) = self.clerk.counted() {
            self.counts.add(summary);
        }
    }
}
