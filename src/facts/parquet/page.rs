//! The next rows, each as a record. They are filled column by column, all of them at once.

use std::mem;
use std::ops::Range;

use super::super::filler::Filler;
use super::super::record::{Presence, Record, Row, Slot};
use super::fill::Sink;
use super::values::{Coded, Values};
use crate::model::vocabulary::{EntityId, FactId, Vocabulary};

/// Some rows. It is filled again and again, for the sake of its memory.
#[derive(Debug, Default)]
pub struct Page {
    records: Vec<Record>,
    /// the rows in which something does not fit
    broken: Rows,
    /// by entity: the rows that have it, and those that have it not
    given: Vec<Rows>,
    absent: Vec<Rows>,
}

/// A bit a row.
type Rows = u32;

impl Page {
    /// So many rows at most: they stay in the nearest cache, and the kind of a column is asked for once for all of them.
    pub const MOST: usize = 32;

    /// Forgets what was there, and begins so many rows of which nothing is known.
    pub fn begin(&mut self, count: usize, vocabulary: &Vocabulary) {
        self.records.resize_with(count.max(self.records.len()), Record::default);
        self.records.iter_mut().take(count).for_each(|record| record.clear(vocabulary));
        self.broken = 0;
        for rows in [&mut self.given, &mut self.absent] {
            rows.clear();
            rows.resize(vocabulary.entities.len(), 0);
        }
    }

    /// Fills in whether an entity is there; `absent` is whether it is none where nothing is.
    pub fn entity(&mut self, entity: EntityId, values: &Values, rows: Range<usize>, absent: Option<&Vocabulary>) {
        let (mut given, mut missing) = (0, 0);
        for ((place, record), row) in self.records.iter_mut().enumerate().zip(rows) {
            match absent {
                _ if !values.is_null(row) => given |= 1 << place,
                Some(vocabulary) => {
                    record.make_absent(vocabulary, entity);
                    missing |= 1 << place;
                }
                None => {}
            }
        }
        mark(&mut self.given, entity, given);
        mark(&mut self.absent, entity, missing);
    }

    /// Fills in the moments that records are judged at.
    pub fn now(&mut self, values: &Values, rows: Range<usize>, filler: &Filler<'_>) {
        let mut sink = Now { records: &mut self.records, broken: 0 };
        values.read(rows, filler, &mut sink);
        self.broken |= sink.broken;
    }

    /// Fills in a fact of an entity; `around` is what stands around its JSON, if it is written so.
    pub fn fact(
        &mut self,
        fact: (FactId, EntityId),
        values: &Values,
        rows: Range<usize>,
        (filler, around): (&mut Filler<'_>, &[String; 2]),
    ) {
        if !values.is_written() {
            return self.read(fact, values, (rows, 0), filler);
        }
        for (place, row) in rows.enumerate() {
            match (values.json(row).filter(|_| !values.is_null(row)), self.records.get_mut(place)) {
                (Some(json), Some(record)) => {
                    let fits = of(&self.absent, fact.1) >> place & 1 == 0 && filler.within(around, json, record).is_some();
                    self.broken |= Rows::from(!fits) << place;
                }
                _ => self.read(fact, values, (row..row + 1, place), filler),
            }
        }
    }

    /// The same of some rows, of which the first one is at a place of the page.
    fn read(&mut self, (id, owner): (FactId, EntityId), values: &Values, (rows, first): (Range<usize>, usize), filler: &Filler<'_>) {
        let records = self.records.get_mut(first..).unwrap_or_default();
        let mut sink = Facts { records, id, absent: of(&self.absent, owner) >> first, given: 0, broken: 0 };
        values.read(rows, filler, &mut sink);
        self.broken |= sink.broken << first;
        let given = sink.given << first;
        mark(&mut self.given, owner, given);
    }

    /// Fills in which entities are there: those of which something was said.
    pub fn finish(&mut self) {
        for (entity, given) in (0..).map(EntityId).zip(&self.given) {
            for (place, record) in self.records.iter_mut().enumerate().take(Self::MOST) {
                if given >> place & 1 == 1 {
                    record.set_presence(entity, Presence::Given);
                }
            }
        }
    }

    /// Hands out a row in exchange for a record that is not needed any more; says whether everything in it fits.
    pub fn take(&mut self, place: usize, record: &mut Record) -> bool {
        let Some(row) = self.records.get_mut(place).filter(|_| self.broken >> place & 1 == 0) else { return false };
        mem::swap(row, record);
        true
    }
}

fn of(entities: &[Rows], entity: EntityId) -> Rows {
    entities.get(entity.index()).copied().unwrap_or_default()
}

fn mark(entities: &mut [Rows], entity: EntityId, rows: Rows) {
    if let Some(marked) = entities.get_mut(entity.index()) {
        *marked |= rows;
    }
}

/// A fact of an entity.
struct Facts<'p> {
    records: &'p mut [Record],
    id: FactId,
    absent: Rows,
    given: Rows,
    broken: Rows,
}

impl Sink for Facts<'_> {
    #[inline]
    fn put(&mut self, place: usize, read: impl FnOnce(&mut Record) -> Option<Coded>) {
        let Some(record) = self.records.get_mut(place) else { return };
        match read(record) {
            Some((slot, code)) if self.absent >> place & 1 == 0 => {
                record.put(Row::FACTS, self.id.0, slot, code);
                self.given |= 1 << place;
            }
            _ => self.broken |= 1 << place,
        }
    }

    #[inline]
    fn copy(&mut self, place: usize, coded: Option<&Coded>) {
        match (coded, self.records.get_mut(place)) {
            (Some((slot, code)), Some(record)) if self.absent >> place & 1 == 0 => {
                record.put(Row::FACTS, self.id.0, *slot, *code);
                self.given |= 1 << place;
            }
            _ => self.broken |= 1 << place,
        }
    }

    #[inline]
    fn null(&mut self, place: usize, null: Slot) {
        if null == Slot::None && self.absent >> place & 1 == 0 {
            self.put(place, |_| Some((Slot::None, Record::EMPTY)));
        }
    }
}

/// The moment to judge at.
struct Now<'p> {
    records: &'p mut [Record],
    broken: Rows,
}

impl Sink for Now<'_> {
    fn put(&mut self, place: usize, read: impl FnOnce(&mut Record) -> Option<Coded>) {
        let Some(record) = self.records.get_mut(place) else { return };
        match read(record) {
            Some((Slot::Instant(seconds), _)) => record.now = Some(seconds),
            _ => self.broken |= 1 << place,
        }
    }

    fn copy(&mut self, place: usize, coded: Option<&Coded>) {
        self.put(place, |_| coded.copied());
    }

    fn null(&mut self, _: usize, _: Slot) {}
}
