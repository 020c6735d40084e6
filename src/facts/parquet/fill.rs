//! Values put where they belong, column by column: what kind of column it is is asked once for many rows, not at each of them.

use std::ops::Range;

use arrow_array::{Array, StringArray};
use arrow_buffer::{BooleanBuffer, OffsetBuffer};

use super::super::filler::Filler;
use super::super::record::{ListFacts, Record, Slot};
use super::super::repeated::repeated;
use super::texts;
use super::values::{Coded, Content, Members, Number, Values, members};
use crate::model::vocabulary::{FieldId, Kind};
use crate::value::Short;
use crate::value::calendar;

/// Where the values of some rows go; their places are counted from 0.
pub trait Sink {
    /// Puts in what `read` gives, which is nothing where the value does not fit; it may keep things beside the slots of the record.
    fn put(&mut self, place: usize, read: impl FnOnce(&mut Record) -> Option<Coded>);
    /// Puts in a slot that stands ready; as a whole, since one that is handed on in parts and then read whole makes the processor wait.
    fn copy(&mut self, place: usize, coded: Option<&Coded>);
    /// Puts in what null stands for.
    fn null(&mut self, place: usize, null: Slot);
}

/// Integers below this have no more digits than a number may have.
const END_OF_WHOLE: u64 = 1_000_000_000_000_000;

impl Values {
    /// Puts the values of some rows where they belong.
    pub fn read(&self, rows: Range<usize>, filler: &Filler<'_>, sink: &mut impl Sink) {
        match &self.content {
            Content::Keyed(keys, of) => self.scalars(of, rows, sink, |row| usize::try_from(*keys.get(row)?).ok()),
            Content::Set(offsets, of) => self.put(rows, sink, |row, record| set((offsets, row), of, filler, record)),
            Content::List(list) => self.put(rows, sink, |row, record| list_of(list, row, filler, record)),
            Content::Written(array, kind) => {
                self.put(rows, sink, |row, record| written(texts::text(array.as_ref(), row)?, *kind, filler, record));
            }
            plain => self.scalars(plain, rows, sink, Some),
        }
    }

    /// The same of values that stand at other places than the rows.
    fn scalars(&self, content: &Content, rows: Range<usize>, sink: &mut impl Sink, at: impl Fn(usize) -> Option<usize>) {
        match content {
            Content::Coded(slots) => {
                self.each(rows, sink, |sink, place, row| sink.copy(place, at(row).and_then(|at| slots.get(at)?.as_ref())));
            }
            Content::Truths(truths) => self.put(rows, sink, |row, _| truth(truths, at(row)?)),
            Content::Instants(seconds) => self.put(rows, sink, |row, _| instant(*seconds.get(at(row)?)?)),
            Content::Whole(numbers) => self.put(rows, sink, |row, _| whole(*numbers.get(at(row)?)?)),
            Content::Numbers(numbers) => self.put(rows, sink, |row, record| Some(number(numbers.get(at(row)?).copied()??, record))),
            Content::Texts(texts) => self.put(rows, sink, |row, record| text(texts, at(row)?, record)),
            _ => self.put(rows, sink, |_, _| None),
        }
    }

    #[inline]
    fn put(&self, rows: Range<usize>, sink: &mut impl Sink, read: impl Fn(usize, &mut Record) -> Option<Coded>) {
        self.each(rows, sink, |sink, place, row| sink.put(place, |record| read(row, record)));
    }

    /// Goes over the rows that are not null.
    #[inline]
    fn each<S: Sink>(&self, rows: Range<usize>, sink: &mut S, fill: impl Fn(&mut S, usize, usize)) {
        for (place, row) in rows.enumerate() {
            if self.is_null(row) {
                sink.null(place, self.null);
            } else {
                fill(sink, place, row);
            }
        }
    }
}

#[inline]
fn truth(truths: &BooleanBuffer, at: usize) -> Option<Coded> {
    let yes = (at < truths.len()).then(|| truths.value(at))?;
    Some((Slot::Truth(yes), Slot::code_of_truth(yes)))
}

#[inline]
fn instant(seconds: i64) -> Option<Coded> {
    calendar::in_calendar(seconds).then_some((Slot::Instant(seconds), Record::KNOWN))
}

#[inline]
fn whole(number: i64) -> Option<Coded> {
    (number.unsigned_abs() < END_OF_WHOLE).then(|| (Record::short(Short { units: number, scale: 0 }), Record::KNOWN))
}

#[inline]
fn number(number: Number, record: &mut Record) -> Coded {
    let slot = match number {
        Number::Short(short) => Record::short(short),
        Number::Long(number) => record.keep_number(number),
    };
    (slot, Record::KNOWN)
}

#[inline]
fn text(texts: &StringArray, at: usize, record: &mut Record) -> Option<Coded> {
    (at < texts.len()).then(|| (record.keep_text(texts.value(at)), Record::KNOWN))
}

fn set((offsets, row): (&OffsetBuffer<i32>, usize), of: &Values, filler: &Filler<'_>, record: &mut Record) -> Option<Coded> {
    let rows = members(offsets, row)?;
    let set = record.new_set(false);
    let code = Slot::code_of_members(!rows.is_empty(), false);
    if rows.is_empty() {
        return Some((set, code));
    }
    let mut sink = SetMembers { record, set, fits: true };
    of.read(rows, filler, &mut sink);
    let fits = sink.fits;
    let members = &record.set(set)?.yes;
    (fits && repeated(record, members.iter().copied()).is_empty()).then_some((set, code))
}

fn list_of(list: &Members, row: usize, filler: &Filler<'_>, record: &mut Record) -> Option<Coded> {
    let rows = members(&list.offsets, row)?;
    if rows.clone().any(|row| list.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row))) {
        return None;
    }
    let slot = record.new_list(filler.vocabulary(), list.record, false);
    let code = Slot::code_of_members(!rows.is_empty(), false);
    rows.clone().for_each(|_| _ = record.push_member(slot));
    let mut sink = ListMembers { list: record.list(slot)?, record, field: FieldId(0), fits: true };
    for (field, values) in &list.fields {
        sink.field = *field;
        values.read(rows.clone(), filler, &mut sink);
    }
    let fits = sink.fits;
    let names = record.identities(filler.vocabulary(), slot);
    (fits && repeated(record, names).is_empty()).then_some((slot, code))
}

/// A set that is written as members with `;` between them; JSON is not read here.
fn written(text: &str, kind: Kind, filler: &Filler<'_>, record: &mut Record) -> Option<Coded> {
    let Kind::Set(element) = kind else { return None };
    let set = filler.members(element, text, record)?;
    Some((set, record.code_of(set)))
}

/// The members of a set.
struct SetMembers<'r> {
    record: &'r mut Record,
    set: Slot,
    fits: bool,
}

impl Sink for SetMembers<'_> {
    fn put(&mut self, _: usize, read: impl FnOnce(&mut Record) -> Option<Coded>) {
        match (read(self.record), self.record.set_mut(self.set)) {
            (Some((member, _)), Some(set)) => set.yes.push(member),
            _ => self.fits = false,
        }
    }

    fn copy(&mut self, _: usize, coded: Option<&Coded>) {
        match (coded, self.record.set_mut(self.set)) {
            (Some((member, _)), Some(set)) => set.yes.push(*member),
            _ => self.fits = false,
        }
    }

    fn null(&mut self, _: usize, _: Slot) {
        self.fits = false;
    }
}

/// A field of a list's members.
struct ListMembers<'r> {
    record: &'r mut Record,
    list: ListFacts,
    field: FieldId,
    fits: bool,
}

impl Sink for ListMembers<'_> {
    fn put(&mut self, place: usize, read: impl FnOnce(&mut Record) -> Option<Coded>) {
        match (read(self.record), u32::try_from(place)) {
            (Some((slot, code)), Ok(place)) => self.fits &= self.record.put(self.list.row(place), self.field.0, slot, code).is_some(),
            _ => self.fits = false,
        }
    }

    fn copy(&mut self, place: usize, coded: Option<&Coded>) {
        match (coded, u32::try_from(place)) {
            (Some(coded), Ok(place)) => self.fits &= self.record.put(self.list.row(place), self.field.0, coded.0, coded.1).is_some(),
            _ => self.fits = false,
        }
    }

    fn null(&mut self, place: usize, null: Slot) {
        if null == Slot::None {
            self.put(place, |_| Some((Slot::None, Record::EMPTY)));
        }
    }
}
