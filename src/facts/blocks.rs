//! A fact file cut into blocks of whole records: cheap, in turn, and in bounded memory. The reading is left to [`BlockReader`]s, of which
//! each thread has its own.
//!
//! [`BlockReader`]: super::BlockReader

use std::io::Read;
use std::sync::Arc;

use super::block::Block;
use super::cut::{Cut, Cutter};
use super::excerpt::{BadRecord, Mark, Start, Text};
use super::feed::Feed;
use super::format::{Format, Options};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::Vocabulary;
use crate::source::Span;

/// How much is read at a time, and how much a record may take; in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Read at a time: a block is not much larger, unless it holds a single record that is.
    pub block: usize,
    /// The longest record: a line, an element of an array, a row.
    pub record: usize,
    /// The longest text that cannot be cut: a YAML document, a TOML file.
    pub whole: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { block: 256 << 10, record: 64 << 20, whole: (4 << 30) - 1 }
    }
}

/// The blocks of a file, one after the other. An error stands for the record that would have come, where the input cannot be read or a
/// record is too large; others may follow.
#[derive(Debug)]
pub struct Blocks<R> {
    name: Arc<str>,
    feed: Feed<R>,
    cutter: Cutter,
    /// where the bytes of the feed begin
    start: Start,
    limits: Limits,
}

impl<R: Read> Blocks<R> {
    /// Begins to cut a file; `name` is what its bad records call it.
    pub fn new(vocabulary: &Vocabulary, options: Options<'_>, format: Format, name: &str, input: R) -> Self {
        Self::limited(vocabulary, options, format, name, (input, Limits::default()))
    }

    /// With other limits than usual.
    pub fn limited(_: &Vocabulary, _: Options<'_>, format: Format, name: &str, (input, limits): (R, Limits)) -> Self {
        let start = Start { line: 1, column: 1 };
        Self { name: Arc::from(name), feed: Feed::new(input, limits.block), cutter: Cutter::new(format), start, limits }
    }

    fn more(&mut self) -> Result<(), BadRecord> {
        let (limit, what) = match self.cutter {
            Cutter::Documents | Cutter::Whole => (self.limits.whole, "text"),
            _ => (self.limits.record, "record"),
        };
        if self.feed.bytes().len() > limit {
            self.cutter.give_up();
            return Err(self.bad(format!("the {what} is larger than {}", size(limit))));
        }
        self.feed.more().map_err(|error| {
            self.cutter = Cutter::Ended;
            self.bad(format!("the facts cannot be read: {error}"))
        })
    }

    fn bad(&self, message: String) -> BadRecord {
        let problem = Diagnostic::error(Code::FactSyntax, Span::default(), message);
        Text { name: &self.name, whole: "" }.bad(&mut Mark::new(self.start), 1, 0..0, vec![problem])
    }
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = Result<Block, BadRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.cutter.cut(self.feed.bytes(), self.feed.ended()) {
                Cut::End => return None,
                Cut::Pass(length) => {
                    self.start.pass(self.feed.bytes().get(..length).unwrap_or_default());
                    self.feed.pass(length);
                }
                Cut::Block(length, kind) => {
                    let start = self.start;
                    let bytes = self.feed.take(length);
                    self.start.pass(&bytes);
                    return Some(Ok(Block { name: Arc::clone(&self.name), start, kind, bytes }));
                }
                Cut::More => {
                    if let Err(bad) = self.more() {
                        return Some(Err(bad));
                    }
                }
            }
        }
    }
}

/// `64 MB`
fn size(bytes: usize) -> String {
    match bytes.div_ceil(1 << 20) {
        _ if bytes < 1 << 20 => format!("{bytes} bytes"),
        megabytes @ ..1024 => format!("{megabytes} MB"),
        megabytes => format!("{} GB", megabytes.div_ceil(1024)),
    }
}
