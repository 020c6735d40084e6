//! A record's slots filled from its text: straight, or by way of nodes.

use crate::diagnostic::Diagnostic;
use crate::model::vocabulary::Vocabulary;

use super::json::cursor::Cursor;
use super::layout::Layout;
use super::node::Node;
use super::record::Record;
use super::straight::Straight;
use super::walk;

/// What the facts are held against.
#[derive(Debug)]
pub struct Filler<'v> {
    vocabulary: &'v Vocabulary,
    layout: Layout,
    ignore_unknown: bool,
    /// whether JSON may go straight into the slots
    pub straight: bool,
    /// how many records did
    pub count: usize,
}

impl<'v> Filler<'v> {
    #[must_use]
    pub fn new(vocabulary: &'v Vocabulary, ignore_unknown: bool) -> Self {
        Self { vocabulary, layout: Layout::new(vocabulary), ignore_unknown, straight: true, count: 0 }
    }

    #[must_use]
    pub fn vocabulary(&self) -> &'v Vocabulary {
        self.vocabulary
    }

    /// Reads a record's JSON, and gives the place behind it; nothing where something is wrong.
    pub fn json<'t>(&mut self, cursor: Cursor<'t>, record: &mut Record) -> Option<Cursor<'t>> {
        if !self.straight {
            return None;
        }
        record.clear(self.vocabulary);
        let ignore_unknown = self.ignore_unknown;
        let mut reader = Straight { vocabulary: self.vocabulary, layout: &mut self.layout, record, cursor, ignore_unknown };
        reader.read()?;
        self.count += 1;
        Some(reader.cursor)
    }

    /// Reads a record's nodes, and gives all that is wrong with them.
    pub fn node(&self, node: &Node, record: &mut Record) -> Vec<Diagnostic> {
        record.clear(self.vocabulary);
        walk::fill(self.vocabulary, self.ignore_unknown, node, record)
    }
}
