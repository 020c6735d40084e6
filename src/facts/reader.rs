//! The records of a fact file, one after the other, whatever its format: its blocks, read in turn.

use std::io::Read;

use super::blocks::Blocks;
use super::excerpt::BadRecord;
use super::format::{Format, Options, Place};
use super::read::BlockReader;
use super::record::Record;
use crate::model::vocabulary::Vocabulary;

/// Reads the records of a file. A bad one does not stop the others; where nobody can say where the next one begins, the file ends.
pub struct Reader<'v, R> {
    blocks: Blocks<R>,
    inner: BlockReader<'v>,
    /// how many records there were in all, and before this block
    count: usize,
    before: usize,
}

impl<'v, R: Read> Reader<'v, R> {
    /// Begins to read a file; `name` is what its bad records call it.
    pub fn new(vocabulary: &'v Vocabulary, options: Options<'_>, format: Format, name: &str, input: R) -> Self {
        Self::of(Blocks::new(vocabulary, options, format, name, input), BlockReader::new(vocabulary, options))
    }

    /// Reads blocks in turn.
    pub fn of(blocks: Blocks<R>, inner: BlockReader<'v>) -> Self {
        Self { blocks, inner, count: 0, before: 0 }
    }

    /// Reads JSON by way of nodes as well, as the other formats are: slower, and with the same outcome.
    #[must_use]
    pub fn by_nodes(mut self) -> Self {
        self.inner = self.inner.by_nodes();
        self
    }

    /// How many records went straight into the slots.
    #[must_use]
    pub fn went_straight(&self) -> usize {
        self.inner.went_straight()
    }

    /// Reads the next record into `record`, whatever that held before.
    ///
    /// # Errors
    /// Where the record cannot be read, with everything that is wrong about it. Others may follow.
    pub fn next(&mut self, record: &mut Record) -> Option<Result<Place, BadRecord>> {
        loop {
            if let Some(next) = self.inner.next(record) {
                self.count += 1;
                return Some(self.numbered(next));
            }
            self.before = self.count;
            match self.blocks.next()? {
                Ok(block) => self.inner.begin(block),
                Err(bad) => {
                    self.count += 1;
                    return Some(self.numbered(Err(bad)));
                }
            }
        }
    }

    /// With its place in the file, not in the block.
    fn numbered(&self, next: Result<Place, BadRecord>) -> Result<Place, BadRecord> {
        let before = self.before;
        next.map(|place| Place { index: place.index + before, ..place }).map_err(|bad| BadRecord { index: bad.index + before, ..bad })
    }
}
