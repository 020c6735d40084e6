//! A worker: reads the blocks that it gets, and answers their records.

use crate::batch::clerk::Clerk;
use crate::batch::form::Order;
use crate::batch::judge::Judge;
use crate::batch::sheet::Sheet;
use crate::facts::{BlockReader, Options};

use super::pieces::Piece;
use super::summary::Counts;

pub struct Worker<'a> {
    clerk: Clerk<'a>,
    reader: BlockReader<'a>,
    counts: &'a Counts<'a>,
}

impl<'a> Worker<'a> {
    pub fn new(judge: Judge<'a>, order: &'a Order, options: Options<'_>, counts: &'a Counts<'a>) -> Self {
        let clerk = Clerk::new(judge, order);
        let clerk = match counts.wanted() {
            Some(groups) => clerk.counting(groups),
            None => clerk,
        };
        Self { clerk, reader: BlockReader::new(&judge.policy.vocabulary, options), counts }
    }

    pub fn sheet(&mut self, piece: Piece) -> Sheet {
        match piece {
            Piece::Block(block) => {
                let file = block.name().to_owned();
                self.reader.begin(block);
                self.clerk.sheet(&file, &mut |record| self.reader.next(record))
            }
            Piece::Bad(bad) => {
                let mut bad = Some(*bad);
                self.clerk.sheet("", &mut |_| bad.take().map(Err))
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
