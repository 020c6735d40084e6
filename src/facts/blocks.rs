//! A fact file cut into blocks of whole records: cheap, in turn, and in bounded memory. The reading is left to [`BlockReader`]s, of which
//! each thread has its own.
//!
//! [`BlockReader`]: super::BlockReader

use std::io::Read;
use std::iter::FusedIterator;
use std::sync::Arc;

use super::block::{Block, Kind};
use super::cut::{Cut, Cutter, rows};
use super::excerpt::{BadRecord, Mark, Start, Text};
use super::feed::Feed;
use super::format::{Format, Options};
use super::node::span;
use super::spare::Filled;
use super::table::cells::Row;
use super::table::columns::Known;
use super::toml;
use super::utf8::Body;
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
    /// The longest text that cannot be cut: a YAML document or an element of one, a record in TOML.
    pub whole: usize,
}

impl Limits {
    pub const USUAL: Self = Self { block: 256 << 10, record: 64 << 20, whole: (2 << 30) - 1 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::USUAL
    }
}

/// The blocks of a file, one after the other. An error stands for the record that would have come, where the input cannot be read or a
/// record is too large; others may follow.
pub struct Blocks<R> {
    /// what the header of a table is held against
    known: Option<Box<Known>>,
    name: Arc<str>,
    feed: Feed<R>,
    cutter: Cutter,
    /// where the bytes of the feed begin
    start: Start,
    limits: Limits,
    /// a file that is not read in turn
    #[cfg(feature = "parquet")]
    batches: Option<super::parquet::Batches>,
    /// what was wrong with its columns
    #[cfg(feature = "parquet")]
    refused: Option<Box<BadRecord>>,
}

impl<R: Read> Blocks<R> {
    /// Begins to cut a file; `name` is what its bad records call it.
    pub fn new(vocabulary: &Vocabulary, options: Options<'_>, format: Format, name: &str, input: R) -> Self {
        Self::limited(vocabulary, options, format, name, (input, Limits::default()))
    }

    /// With other limits than usual.
    pub fn limited(vocabulary: &Vocabulary, options: Options<'_>, format: Format, name: &str, (input, limits): (R, Limits)) -> Self {
        let start = Start { line: 1, column: 1 };
        let feed = Feed::new(input, limits.block);
        let known = format.is_table().then(|| Box::new(Known::new(vocabulary, options)));
        Self {
            known,
            name: Arc::from(name),
            feed,
            cutter: Cutter::new(format, toml::has_many(vocabulary)),
            start,
            limits,
            #[cfg(feature = "parquet")]
            batches: None,
            #[cfg(feature = "parquet")]
            refused: None,
        }
    }

    /// Reads into the memory that another file's blocks have left, and keeps as much of it: to get fresh memory takes longer than to read
    /// a small file.
    #[must_use]
    pub fn after<O>(self, other: Option<Blocks<O>>) -> Self {
        match other {
            Some(other) => Self { feed: self.feed.after(other.feed), ..self },
            None => self,
        }
    }

    /// The next batch of a Parquet file.
    #[cfg(feature = "parquet")]
    fn batch(&mut self) -> Option<Result<Block, BadRecord>> {
        if let Some(bad) = self.refused.take() {
            return Some(Err(*bad));
        }
        let next = self.batches.as_mut()?.next(&self.name)?;
        Some(next.map(|(row, batch)| {
            let start = Start { line: row, column: 1 };
            self.block(start, Kind::Batch(batch), Filled::default())
        }))
    }

    fn block(&self, start: Start, kind: Kind, bytes: Filled) -> Block {
        Block { name: Arc::clone(&self.name), start, kind, bytes, spare: self.feed.spare() }
    }

    fn take(&mut self, length: usize) -> Filled {
        let bytes = self.feed.take(length);
        self.start.pass(&bytes);
        bytes
    }

    /// Reads the header of a table; without a good one nothing can be said of its rows.
    fn header(&mut self, length: usize, delimiter: u8) -> Result<(), BadRecord> {
        let start = self.start;
        let body = Body::new(self.take(length), &self.feed.spare());
        let cells: Vec<_> = Row::new(body.text.as_bytes(), 0, delimiter).collect();
        let broken = cells.iter().find_map(|cell| {
            let message = format!("the header cannot be read: {}", cell.fault?);
            Some(Diagnostic::error(Code::FactSyntax, span(&cell.at), message))
        });
        let names: Vec<_> = cells.into_iter().map(|cell| (cell.text(&body.text).into_owned(), cell.at)).collect();
        let columns = match (body.fault(&(0..body.text.len())).or(broken), &self.known) {
            (Some(problem), _) => Err(vec![problem]),
            _ if names.iter().all(|(name, _)| name.is_empty()) => {
                let problem = Diagnostic::error(Code::FactSyntax, Span::default(), "the table has no header");
                Err(vec![problem.help("its first line names the facts by their paths")])
            }
            (None, Some(known)) => known.columns(delimiter, &names),
            (None, None) => Err(Vec::new()),
        };
        match columns {
            Ok(columns) => self.cutter = Cutter::Table(rows::State::Rows(Arc::new(columns))),
            Err(problems) => {
                self.cutter = Cutter::Ended;
                return Err(Text { name: &self.name, whole: &body.text }.bad(&mut Mark::new(start), 1, 0..0, problems));
            }
        }
        Ok(())
    }

    fn more(&mut self) -> Result<(), BadRecord> {
        let (limit, what) = match self.cutter {
            Cutter::Documents { .. } => (self.limits.whole, "text"),
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

#[cfg(feature = "parquet")]
impl Blocks<Box<dyn Read + Send>> {
    /// Begins to read a Parquet file.
    pub fn parquet<F>(vocabulary: &Vocabulary, options: Options<'_>, name: &str, file: F) -> Self
    where
        F: super::parquet::ChunkReader + 'static,
    {
        let nothing: Box<dyn Read + Send> = Box::new(std::io::empty());
        let mut blocks = Self::new(vocabulary, options, Format::Parquet, name, nothing);
        match super::parquet::Batches::open(&Known::new(vocabulary, options), options.null_is_none, name, file) {
            Ok(batches) => blocks.batches = Some(batches),
            Err(bad) => blocks.refused = Some(Box::new(bad)),
        }
        blocks
    }
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = Result<Block, BadRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        #[cfg(feature = "parquet")]
        if let Some(batch) = self.batch() {
            return Some(batch);
        }
        loop {
            match self.cutter.cut(self.feed.bytes(), self.feed.ended()) {
                Cut::End => return None,
                Cut::Pass(length) => _ = self.take(length),
                Cut::Block(length, kind) => {
                    let start = self.start;
                    let bytes = self.take(length);
                    return Some(Ok(self.block(start, kind, bytes)));
                }
                Cut::Header(length, delimiter) => {
                    if let Err(bad) = self.header(length, delimiter) {
                        return Some(Err(bad));
                    }
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

/// Behind the last one comes none.
impl<R: Read> FusedIterator for Blocks<R> {}

/// `64 MB`
fn size(bytes: usize) -> String {
    match bytes.div_ceil(1 << 20) {
        _ if bytes < 1 << 20 => format!("{bytes} bytes"),
        megabytes @ ..1024 => format!("{megabytes} MB"),
        megabytes => format!("{} GB", megabytes.div_ceil(1024)),
    }
}
