//! The records of a block, one after the other.

mod documents;
mod json;
mod lines;
mod rows;

use std::ops::Range;
use std::sync::Arc;

use super::block::{Block, Kind};
use super::excerpt::{BadRecord, Mark, Text};
use super::filler::Filler;
use super::format::{Options, Place};
use super::node::Found;
use super::places::{Notes, Places};
use super::record::Record;
use super::utf8::Body;
use crate::diagnostic::Diagnostic;
use crate::model::vocabulary::Vocabulary;

use documents::Documents;
use json::Json;
use lines::Lines;
use rows::Rows;

/// Reads blocks, of one file or of many; keeps what it has learned of how their records are written.
pub struct BlockReader<'v> {
    filler: Filler<'v>,
    open: Option<Open>,
    #[cfg(feature = "parquet")]
    page: super::parquet::Page,
}

/// A block that is being read.
struct Open {
    name: Arc<str>,
    body: Body,
    mark: Mark,
    /// the line or row of the file that it begins with
    line: usize,
    stage: Stage,
    /// how many records there were
    count: usize,
}

enum Stage {
    Lines(Lines),
    Json(Json),
    Documents(Documents),
    Rows(Rows),
    #[cfg(feature = "parquet")]
    Batch(super::parquet::Rows),
}

/// A record that was found: where it stands, and what is wrong about it.
type Read = (Range<usize>, Vec<Diagnostic>);

impl<'v> BlockReader<'v> {
    #[must_use]
    pub fn new(vocabulary: &'v Vocabulary, options: Options<'_>) -> Self {
        Self {
            filler: Filler::new(vocabulary, options),
            open: None,
            #[cfg(feature = "parquet")]
            page: super::parquet::Page::default(),
        }
    }

    /// Reads JSON by way of nodes as well, as the other formats are: slower, and with the same outcome. It is what the straight way is
    /// tested against.
    #[must_use]
    pub fn by_nodes(mut self) -> Self {
        self.filler.straight = false;
        self
    }

    /// Takes down where each fact stands; JSON is then read by way of nodes.
    #[must_use]
    pub fn with_places(mut self) -> Self {
        self.filler.notes = Some(Notes::default());
        self.by_nodes()
    }

    /// Where the facts of the record that was read last stand; nothing of what is no text.
    pub fn places(&mut self) -> Places {
        let (Some(open), Some(notes)) = (&mut self.open, &mut self.filler.notes) else { return Places::default() };
        if open.body.text.is_empty() {
            return Places::default();
        }
        notes.found.sort_by_key(|(_, at)| *at);
        let positions = notes.found.iter().map(|(told, at)| (*told, open.mark.position(&open.body.text, *at)));
        Places { found: positions.collect() }
    }

    /// How many records went straight into the slots.
    #[must_use]
    pub fn went_straight(&self) -> usize {
        self.filler.count
    }

    /// Turns to a block; what was left of another one is forgotten.
    pub fn begin(&mut self, block: Block) {
        self.open = None;
        let body = Body::new(block.bytes, &block.spare);
        let stage = match block.kind {
            Kind::Lines => Stage::Lines(Lines::default()),
            Kind::Json(point) => Stage::Json(Json::new(point)),
            Kind::Documents(markup) => Stage::Documents(Documents::new(markup)),
            Kind::Rows(columns) => Stage::Rows(Rows::new(columns)),
            #[cfg(feature = "parquet")]
            Kind::Batch(batch) => Stage::Batch(super::parquet::Rows::new(&batch, &self.filler)),
        };
        self.open = Some(Open { name: block.name, body, mark: Mark::new(block.start), line: block.start.line, stage, count: 0 });
    }

    /// Reads the next record of the block into `record`, whatever that held before; nothing where the block has no more. A record of a JSON
    /// file keeps the text of its whole block until it is read into again.
    ///
    /// # Errors
    /// Where the record cannot be read, with everything that is wrong about it. Others may follow.
    pub fn next(&mut self, record: &mut Record) -> Option<Result<Place, BadRecord>> {
        let open = self.open.as_mut()?;
        #[cfg(feature = "parquet")]
        if let Stage::Batch(rows) = &mut open.stage {
            return rows.next((&open.name, open.line), (&mut self.filler, &mut self.page), record);
        }
        let (at, problems) = open.stage.next(&open.body, &mut self.filler, record)?;
        open.count += 1;
        let (whole, index) = (&*open.body.text, open.count);
        if problems.is_empty() {
            let line = match &open.stage {
                Stage::Lines(lines) => open.line + lines.before(),
                _ => open.mark.line(whole, at.start),
            };
            return Some(Ok(Place { index, line }));
        }
        Some(Err(Text { name: &open.name, whole }.bad(&mut open.mark, index, at, problems)))
    }
}

impl Stage {
    fn next(&mut self, body: &Body, filler: &mut Filler<'_>, record: &mut Record) -> Option<Read> {
        match self {
            Self::Lines(lines) => lines.next(body, filler, record),
            Self::Json(json) => json.next(body, filler, record),
            Self::Rows(rows) => rows.next(body, filler, record),
            Self::Documents(documents) => documents.next(body, filler, record),
            #[cfg(feature = "parquet")]
            Self::Batch(_) => None,
        }
    }
}

/// A problem that is all there is to say.
fn alone(problem: Diagnostic) -> Read {
    (problem.span().range(), vec![problem])
}

/// Fills a record from nodes, if there are any.
fn take(filler: &mut Filler<'_>, found: Found, record: &mut Record) -> Read {
    let problems = match found.node {
        Ok(node) => filler.node(&node, record),
        Err(problem) => vec![problem],
    };
    (found.at, problems)
}

/// Problems whose places are counted from a stretch's beginning, counted from the beginning of the whole.
fn moved(mut problems: Vec<Diagnostic>, by: usize) -> Vec<Diagnostic> {
    let by = u32::try_from(by).unwrap_or(u32::MAX);
    for label in problems.iter_mut().flat_map(|problem| &mut problem.labels) {
        label.span.start = label.span.start.saturating_add(by);
        label.span.end = label.span.end.saturating_add(by);
    }
    problems
}
