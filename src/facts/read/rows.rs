//! The rows of a table, straight into the slots; by way of nodes only where something is wrong.

use std::sync::Arc;

use super::super::filler::Filler;
use super::super::plain;
use super::super::record::{Presence, Record, Slot};
use super::super::table::cells::{Cell, Row};
use super::super::table::columns::{Column, Columns, Target};
use super::super::table::nodes;
use super::super::utf8::Body;
use super::{Read, moved};
use crate::model::vocabulary::Kind;

/// How far the rows have been read.
#[derive(Debug)]
pub struct Rows {
    columns: Arc<Columns>,
    at: usize,
    cells: Vec<Cell>,
}

impl Rows {
    #[must_use]
    pub fn new(columns: Arc<Columns>) -> Self {
        Self { columns, at: 0, cells: Vec::new() }
    }

    pub fn next(&mut self, body: &Body, filler: &mut Filler<'_>, record: &mut Record) -> Option<Read> {
        self.advance(body.text.as_bytes())?;
        let at = self.cells.first()?.at.start..self.cells.last()?.at.end;
        if let Some(problem) = body.fault(&at) {
            return Some((at.clone(), moved(vec![problem], at.start)));
        }
        let good = self.fill(&body.text, filler, record).is_some();
        let problems = if good { Vec::new() } else { nodes::problems(&self.columns, &self.cells, &body.text, (filler, record)) };
        Some((at, problems))
    }

    /// Goes to the next row that is not empty.
    fn advance(&mut self, bytes: &[u8]) -> Option<()> {
        while self.at < bytes.len() {
            let blank = matches!(bytes.get(self.at), Some(b'\r' | b'\n'));
            let mut row = Row::new(bytes, self.at, self.columns.delimiter);
            self.cells.clear();
            self.cells.extend(row.by_ref());
            self.at = row.at();
            if !(blank && matches!(self.cells.as_slice(), [only] if only.at.is_empty())) {
                return Some(());
            }
        }
        None
    }

    fn fill(&self, text: &str, filler: &mut Filler<'_>, record: &mut Record) -> Option<()> {
        if self.cells.len() != self.columns.all.len() || !filler.straight {
            return None;
        }
        record.clear(filler.vocabulary());
        for (column, cell) in self.columns.all.iter().zip(&self.cells) {
            if cell.fault.is_some() {
                return None;
            }
            if !cell.at.is_empty() && column.target != Target::Ignored {
                value(column, &cell.text(text), &self.columns.none, (filler, record))?;
            }
        }
        filler.count += 1;
        Some(())
    }
}

/// Reads a cell that is not empty.
fn value(column: &Column, text: &str, none: &str, (filler, record): (&mut Filler<'_>, &mut Record)) -> Option<()> {
    match column.target {
        Target::Ignored => {}
        Target::Now => record.now = Some(super::super::scalar::time(text).ok()?),
        Target::Entity(entity) if text != none || record.presence(entity) == Presence::Given => return None,
        Target::Entity(entity) => record.make_absent(filler.vocabulary(), entity),
        Target::Fact { owner, .. } if record.presence(owner) == Presence::Absent => return None,
        Target::Fact { id, owner, kind } => {
            record.set_presence(owner, Presence::Given);
            if plain::is_json(kind, text) {
                return filler.within(&column.around, text, record);
            }
            let slot = fact(kind, text, none, (filler, record))?;
            record.set_slot(id, slot);
        }
    }
    Some(())
}

fn fact(kind: Kind, text: &str, none: &str, (filler, record): (&Filler<'_>, &mut Record)) -> Option<Slot> {
    match kind {
        Kind::Scalar { optional, .. } if text == none => optional.then_some(Slot::None),
        Kind::Scalar { scalar, .. } => filler.plain(scalar, text, record),
        Kind::Set(element) if text != none => filler.members(element, text, record),
        Kind::Set(_) | Kind::List(_) => None,
    }
}
