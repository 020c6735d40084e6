//! A record's slots filled from its text: straight, or by way of nodes.

use crate::diagnostic::Diagnostic;
use crate::model::reads::Reads;
use crate::model::vocabulary::{Element, Scalar, Vocabulary};
#[cfg(feature = "parquet")]
use crate::model::vocabulary::{FieldId, RecordId};

use super::format::Options;
use super::json::cursor::Cursor;
use super::layout::{Layout, Marks};
use super::node::Node;
use super::places::Notes;
use super::plain;
use super::record::{Record, Slot};
use super::shared::SharedText;
use super::straight::Straight;
use super::walk;

/// What the facts are held against.
#[derive(Debug)]
pub struct Filler<'v> {
    vocabulary: &'v Vocabulary,
    layout: Layout,
    marks: Marks,
    ignore_unknown: bool,
    /// what is read of a record
    reads: Reads,
    /// the JSON that is made of a cell
    text: String,
    /// whether JSON may go straight into the slots
    pub straight: bool,
    /// where facts stand, if that is taken down
    pub notes: Option<Notes>,
    /// how many records did
    pub count: usize,
}

impl<'v> Filler<'v> {
    #[must_use]
    pub fn new(vocabulary: &'v Vocabulary, options: Options<'_>) -> Self {
        let reads = options.reads(vocabulary);
        Self {
            vocabulary,
            layout: Layout::new(vocabulary, &reads),
            marks: Marks::default(),
            ignore_unknown: options.ignore_unknown,
            reads,
            text: String::new(),
            straight: true,
            notes: None,
            count: 0,
        }
    }

    #[must_use]
    pub fn vocabulary(&self) -> &'v Vocabulary {
        self.vocabulary
    }

    #[must_use]
    #[cfg(feature = "parquet")]
    pub fn ignores_unknown(&self) -> bool {
        self.ignore_unknown
    }

    /// Whether a field of a list's members is read.
    #[must_use]
    #[cfg(feature = "parquet")]
    pub fn reads_field(&self, record: RecordId, field: FieldId) -> bool {
        self.reads.has_field(record, field)
    }

    /// Reads a record's JSON, and gives the place behind it; nothing where something is wrong. The record shares `text`, which is what the
    /// cursor reads.
    pub fn json<'t>(&mut self, cursor: Cursor<'t>, text: &SharedText, record: &mut Record) -> Option<Cursor<'t>> {
        if !self.straight {
            return None;
        }
        record.clear(self.vocabulary);
        self.straight(cursor, Some(text), record)
    }

    /// Reads a value as a record's JSON would have it between these two parts, into a record that has others already; nothing where
    /// something is wrong.
    pub fn within(&mut self, [before, behind]: &[String; 2], value: &str, record: &mut Record) -> Option<()> {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        text.extend([before, value, behind]);
        let end = self.straight(Cursor::new(&text), None, record);
        let is_whole = end.is_some_and(|mut end| end.peek().is_none());
        self.text = text;
        is_whole.then_some(())
    }

    fn straight<'t>(&mut self, cursor: Cursor<'t>, whole: Option<&SharedText>, record: &mut Record) -> Option<Cursor<'t>> {
        debug_assert!(whole.is_none_or(|whole| whole.as_ptr() == cursor.text().as_ptr()), "a record shares the text that it is read from");
        let is_shared = whole.is_some_and(|whole| record.share(whole));
        let Self { vocabulary, layout, marks, ignore_unknown, .. } = self;
        let mut reader = Straight { vocabulary, layout, marks, record, cursor, ignore_unknown: *ignore_unknown, is_shared };
        let end = reader.read().map(|()| reader.cursor);
        if end.is_some() {
            layout.learn(marks);
        } else {
            marks.forget();
        }
        end
    }

    /// Reads a text without quotes as a value of a type; nothing where it is none.
    pub fn plain(&self, scalar: Scalar, text: &str, record: &mut Record) -> Option<Slot> {
        plain::scalar(self.vocabulary, &self.layout, record, scalar, text)
    }

    /// Reads the members of a set, separated by `;`.
    pub fn members(&self, element: Element, text: &str, record: &mut Record) -> Option<Slot> {
        plain::set(self.vocabulary, &self.layout, record, element, text)
    }

    /// Reads a record's nodes, and gives all that is wrong with them.
    pub fn node(&mut self, node: &Node, record: &mut Record) -> Vec<Diagnostic> {
        record.clear(self.vocabulary);
        if let Some(notes) = &mut self.notes {
            notes.found.clear();
        }
        walk::fill((self.vocabulary, &self.reads, self.ignore_unknown), node, record, self.notes.as_mut())
    }

    /// Says where the text begins that the places of the next nodes are counted from.
    pub fn counted_from(&mut self, base: usize) {
        if let Some(notes) = &mut self.notes {
            notes.base = base;
        }
    }
}
