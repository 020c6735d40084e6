//! A record's JSON straight into its slots. Stops without a word at the first thing that is not as it should be: [`walk`] then reads the
//! same text again, and says what.
//!
//! [`walk`]: super::walk

use std::borrow::Cow;

use super::layout::{Form, Layout, Marks, Table, TableId, Target};
use super::node::LEVELS;
use super::record::{Presence, Record, Row, Slot};
use super::repeated::repeated;
use super::scalar::{self, Problem};
use crate::model::vocabulary::{Currency, EnumId, RecordId, Scalar, Vocabulary};
use crate::value::{Decimal, Short};

use super::json::cursor::{Cursor, Quoted};

/// Reads one record, and leaves the cursor behind it.
#[derive(Debug)]
pub struct Straight<'a, 't> {
    pub vocabulary: &'a Vocabulary,
    pub layout: &'a Layout,
    pub marks: &'a mut Marks,
    pub record: &'a mut Record,
    pub cursor: Cursor<'t>,
    pub ignore_unknown: bool,
    /// whether the record shares the text that the cursor reads
    pub is_shared: bool,
}

/// In which order the keys of an object stand.
pub enum Order {
    /// in the one that was expected, up to this place
    Expected(usize),
    Other,
    /// nobody has looked, since the text ends soon
    Ends,
}

impl<'t> Straight<'_, 't> {
    /// Reads the record; nothing where something is wrong with it.
    pub fn read(&mut self) -> Option<()> {
        let end = self.object(self.layout.top(), self.cursor.at(), Row::FACTS, LEVELS)?;
        self.cursor.go_to(end);
        Some(())
    }

    /// Reads an object that may have so many levels of brackets, and gives the place behind it. Places are handed on rather than kept: the
    /// next byte would wait for the memory otherwise.
    fn object(&mut self, table: TableId, at: usize, row: Row, levels: usize) -> Option<usize> {
        if levels == 0 {
            return None;
        }
        let (start, first) = self.cursor.next_at(self.cursor.behind_byte(at, b'{')?)?;
        if first == b'}' {
            return Some(start + 1);
        }
        let keys = self.layout.table(table)?;
        let expected = self.marks.expects(table);
        if expected {
            match self.in_order(keys, start, (row, levels))? {
                Order::Expected(end) => return Some(end),
                Order::Other => self.marks.missed(table),
                Order::Ends => {}
            }
        }
        let mut order = (expected && keys.is_to_learn()).then(Vec::new);
        let end = self.in_any_order(keys, start, (row, levels), &mut order)?;
        if let Some(order) = order {
            self.marks.keep(table, order);
        }
        Some(end)
    }

    /// Passes a key and its colon, where the cursor is.
    pub fn key(&mut self, table: &Table) -> Option<Key> {
        let key = self.string()?;
        self.cursor.eat(b':').then(|| table.place(&key).map_or(Key::Unknown, Key::Known))
    }

    /// Reads what stands behind a key, whatever it is, and gives the place behind that.
    #[inline(never)]
    pub fn target(&mut self, at: usize, target: &Target, row: Row, levels: usize) -> Option<usize> {
        let (value, end) = match target.form {
            Form::Entity { entity, table, optional } => {
                if optional && let Some(end) = self.null(at) {
                    self.record.make_absent(self.vocabulary, entity);
                    return Some(end);
                }
                self.record.set_presence(entity, Presence::Given);
                return self.object(table, at, Row::FACTS, levels);
            }
            Form::Object(table) => return self.object(table, at, row, levels),
            Form::List(record) => self.list(record, at, levels)?,
            Form::Texts => self.set(at, levels, Self::text)?,
            Form::Members(of) => self.set(at, levels, |reader| reader.member(of))?,
            Form::Scalar(scalar) => {
                self.cursor.go_to(at);
                let value = if target.optional && self.cursor.null() { Slot::None } else { self.value(scalar)? };
                (value, self.cursor.at())
            }
            Form::Now => {
                self.cursor.go_to(at);
                self.record.now = Some(scalar::time(&self.string()?).ok()?);
                return Some(self.cursor.at());
            }
            Form::Unread => {
                self.cursor.go_to(at);
                self.cursor.skip(levels).ok()?;
                return Some(self.cursor.at());
            }
        };
        self.record.set_row(row, target.slot, value);
        Some(end)
    }

    /// The place behind a `null`, if that comes next.
    fn null(&mut self, at: usize) -> Option<usize> {
        self.cursor.go_to(at);
        self.cursor.null().then_some(self.cursor.at())
    }

    /// A scalar, where the cursor is.
    #[inline]
    fn value(&mut self, of: Scalar) -> Option<Slot> {
        Some(match of {
            Scalar::YesNo => Slot::Truth(self.cursor.truth()?),
            Scalar::Enum(of) => self.member(of)?,
            Scalar::Text => self.text()?,
            Scalar::Integer => {
                let text = self.number()?;
                self.amount(text, Short::is_whole, scalar::integer)?
            }
            Scalar::Number => {
                let text = self.number()?;
                self.amount(text, |_| true, scalar::number)?
            }
            Scalar::Money(currency) => self.money(currency)?,
            Scalar::Time => Slot::Instant(scalar::time(&self.string()?).ok()?),
            Scalar::Date => Slot::Instant(scalar::date(&self.string()?, self.vocabulary.zone).ok()?),
            Scalar::Duration => Slot::Duration(scalar::duration(&self.string()?).ok()?),
        })
    }

    fn member(&mut self, of: EnumId) -> Option<Slot> {
        self.layout.member(of, &self.string()?).map(Slot::Member)
    }

    fn text(&mut self) -> Option<Slot> {
        if self.is_shared
            && let Some(text) = self.cursor.plain_string()
        {
            return Record::shared_text(self.cursor.at() - 1 - text.len(), text.len());
        }
        self.record.keep_written(|own| self.cursor.string_onto(own))
    }

    fn money(&mut self, currency: Currency) -> Option<Slot> {
        let text = match self.cursor.peek()? {
            b'"' => self.string()?,
            _ => Cow::Borrowed(self.number()?),
        };
        let plain = text.strip_suffix(currency.code()).and_then(|text| text.strip_suffix(' ')).unwrap_or(&text);
        self.amount(plain, |_| true, |_| scalar::money(&text, currency))
    }

    /// A number of few digits, or what `long` makes of it.
    fn amount(
        &mut self,
        text: &str,
        fits: impl FnOnce(Short) -> bool,
        long: impl FnOnce(&str) -> Result<Decimal, Problem>,
    ) -> Option<Slot> {
        match Short::parse(text) {
            Some(short) => fits(short).then(|| Record::short(short)),
            None => long(text).ok().map(|number| self.record.keep_number(number)),
        }
    }

    #[inline]
    fn string(&mut self) -> Option<Cow<'t, str>> {
        match self.cursor.plain_string() {
            Some(text) => Some(Cow::Borrowed(text)),
            None => self.cursor.string().ok().map(Quoted::text),
        }
    }

    fn number(&mut self) -> Option<&'t str> {
        self.cursor.peek();
        self.cursor.number().ok()
    }

    fn set(&mut self, at: usize, levels: usize, mut member: impl FnMut(&mut Self) -> Option<Slot>) -> Option<(Slot, usize)> {
        let set = self.record.new_set(false);
        let end = self.array(at, levels, |reader, at| {
            if let Some(end) = reader.rest(at) {
                reader.record.set_mut(set)?.open = true;
                return Some((end, false));
            }
            reader.cursor.go_to(at);
            let member = member(reader)?;
            reader.record.set_mut(set)?.yes.push(member);
            Some((reader.cursor.at(), true))
        })?;
        let members = &self.record.set(set)?.yes;
        repeated(self.record, members.iter().copied()).is_empty().then_some((set, end))
    }

    fn list(&mut self, record: RecordId, at: usize, levels: usize) -> Option<(Slot, usize)> {
        let table = self.layout.record(record)?;
        let list = self.record.new_list(self.vocabulary, record, false);
        let end = self.array(at, levels, |reader, at| {
            if let Some(end) = reader.rest(at) {
                reader.record.set_list_open(list, true);
                return Some((end, false));
            }
            let index = reader.record.push_member(list);
            let row = reader.record.row(list, index)?;
            Some((reader.object(table, at, row, levels - 1)?, true))
        })?;
        let names = self.record.identities(self.vocabulary, list);
        repeated(self.record, names).is_empty().then_some((list, end))
    }

    /// Reads the elements of an array, and gives the place behind it. `element` reads one, and says where it ends and whether another one
    /// may follow.
    fn array(&mut self, at: usize, levels: usize, mut element: impl FnMut(&mut Self, usize) -> Option<(usize, bool)>) -> Option<usize> {
        if levels == 0 {
            return None;
        }
        let (mut at, first) = self.cursor.next_at(self.cursor.behind_byte(at, b'[')?)?;
        if first == b']' {
            return Some(at + 1);
        }
        loop {
            let (end, more) = element(self, at)?;
            match self.cursor.next_at(end)? {
                (end, b',') if more => at = end + 1,
                (end, b']') => return Some(end + 1),
                _ => return None,
            }
        }
    }

    /// The place behind the `"..."` that ends what is known of a set or a list, if that comes next.
    fn rest(&mut self, at: usize) -> Option<usize> {
        let (at, first) = self.cursor.next_at(at)?;
        if first != b'"' {
            return None;
        }
        self.cursor.go_to(at);
        (self.cursor.may_be_dots() && self.cursor.string().is_ok_and(|text| text.text() == "...")).then_some(self.cursor.at())
    }
}

/// A key of an object.
pub enum Key {
    /// by its place in the table
    Known(usize),
    Unknown,
}
