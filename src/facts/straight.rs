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
use crate::model::vocabulary::{Currency, EntityId, EnumId, RecordId, Vocabulary};
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
    /// where the text begins that the record keeps as a whole, if it does
    pub kept: Option<usize>,
}

/// In which order the keys of an object stand.
pub enum Order {
    Expected,
    Other,
    /// nobody has looked, since the text ends soon
    Ends,
}

impl<'t> Straight<'_, 't> {
    /// Reads the record; nothing where something is wrong with it.
    pub fn read(&mut self) -> Option<()> {
        self.cursor.peek();
        self.object(self.layout.top(), Row::FACTS, LEVELS)
    }

    /// An object that may have so many levels of brackets.
    fn object(&mut self, table: TableId, row: Row, levels: usize) -> Option<()> {
        if levels == 0 || !self.cursor.eat(b'{') {
            return None;
        }
        if self.cursor.eat(b'}') {
            return Some(());
        }
        // what stands on the next line is no part of it
        self.cursor.peek()?;
        let keys = self.layout.table(table)?;
        let expected = self.marks.expects(table);
        if expected {
            let start = self.cursor.at();
            match self.in_order(keys, row, levels)? {
                Order::Expected => return Some(()),
                Order::Other => self.marks.missed(table),
                Order::Ends => {}
            }
            self.cursor.go_to(start);
        }
        let mut order = (expected && keys.is_to_learn()).then(Vec::new);
        self.in_any_order(keys, (row, levels), &mut order)?;
        if let Some(order) = order {
            self.marks.keep(table, order);
        }
        Some(())
    }

    /// Passes a key and its colon.
    pub fn key(&mut self, table: &Table) -> Option<Key> {
        let key = self.string()?;
        self.cursor.eat(b':').then(|| table.place(&key).map_or(Key::Unknown, Key::Known))
    }

    /// Passes what stands behind a key, whatever it is.
    pub fn target(&mut self, target: &Target, row: Row, levels: usize) -> Option<()> {
        match *target {
            Target::Now => self.record.now = Some(scalar::time(&self.string()?).ok()?),
            Target::Entity { entity, optional, table } => self.entity(entity, optional, table, levels)?,
            Target::Object(table) => self.object(table, row, levels)?,
            Target::Unread => self.cursor.skip(levels).ok()?,
            Target::Value { slot, form, optional } => {
                let value = if optional && self.cursor.null() { Slot::None } else { self.value(form, levels)? };
                self.record.set_row(row, slot, value);
            }
        }
        Some(())
    }

    fn entity(&mut self, entity: EntityId, optional: bool, table: TableId, levels: usize) -> Option<()> {
        if optional && self.cursor.null() {
            self.record.make_absent(self.vocabulary, entity);
            return Some(());
        }
        self.record.set_presence(entity, Presence::Given);
        self.object(table, Row::FACTS, levels)
    }

    #[inline]
    fn value(&mut self, form: Form, levels: usize) -> Option<Slot> {
        Some(match form {
            Form::YesNo => Slot::Truth(self.cursor.truth()?),
            Form::Member(of) => self.member(of)?,
            Form::Text => self.text()?,
            Form::Integer => {
                let text = self.number()?;
                self.amount(text, Short::is_whole, scalar::integer)?
            }
            Form::Number => {
                let text = self.number()?;
                self.amount(text, |_| true, scalar::number)?
            }
            Form::Money(currency) => self.money(currency)?,
            Form::Time => Slot::Instant(scalar::time(&self.string()?).ok()?),
            Form::Date => Slot::Instant(scalar::date(&self.string()?, self.vocabulary.zone).ok()?),
            Form::Duration => Slot::Duration(scalar::duration(&self.string()?).ok()?),
            Form::Texts => self.set(levels, Self::text)?,
            Form::Members(of) => self.set(levels, |reader| reader.member(of))?,
            Form::List(record) => self.list(record, levels)?,
        })
    }

    fn member(&mut self, of: EnumId) -> Option<Slot> {
        self.layout.member(of, &self.string()?).map(Slot::Member)
    }

    #[inline]
    fn text(&mut self) -> Option<Slot> {
        if let Some(kept) = self.kept
            && let Some(at) = self.cursor.plain_range()
        {
            return Record::text_at(at.start - kept, at.len());
        }
        let text = self.string()?;
        Some(self.record.keep_text(&text))
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

    fn set(&mut self, levels: usize, mut member: impl FnMut(&mut Self) -> Option<Slot>) -> Option<Slot> {
        let set = self.record.new_set(false);
        self.array(levels, |reader| {
            if reader.rest() {
                reader.record.set_mut(set)?.open = true;
                return Some(false);
            }
            let member = member(reader)?;
            reader.record.set_mut(set)?.yes.push(member);
            Some(true)
        })?;
        let members = &self.record.set(set)?.yes;
        repeated(self.record, members.iter().copied()).is_empty().then_some(set)
    }

    fn list(&mut self, record: RecordId, levels: usize) -> Option<Slot> {
        let table = self.layout.record(record)?;
        let list = self.record.new_list(self.vocabulary, record, false);
        self.array(levels, |reader| {
            if reader.rest() {
                reader.record.set_list_open(list, true);
                return Some(false);
            }
            let index = reader.record.push_member(list);
            let row = reader.record.row(list, index)?;
            reader.object(table, row, levels - 1)?;
            Some(true)
        })?;
        let names = self.record.identities(self.vocabulary, list);
        repeated(self.record, names).is_empty().then_some(list)
    }

    /// Reads the elements of an array until `element` says that one was the last.
    fn array(&mut self, levels: usize, mut element: impl FnMut(&mut Self) -> Option<bool>) -> Option<()> {
        if levels == 0 || !self.cursor.eat(b'[') {
            return None;
        }
        if self.cursor.eat(b']') {
            return Some(());
        }
        while element(self)? && self.cursor.eat(b',') {}
        self.cursor.eat(b']').then_some(())
    }

    /// Passes the `"..."` that ends what is known of a set or a list.
    fn rest(&mut self) -> bool {
        if self.cursor.peek() != Some(b'"') || !self.cursor.may_be_dots() {
            return false;
        }
        let start = self.cursor.at();
        let found = self.cursor.string().is_ok_and(|text| text.text() == "...");
        if !found {
            self.cursor.go_to(start);
        }
        found
    }
}

/// A key of an object.
pub enum Key {
    /// by its place in the table
    Known(usize),
    Unknown,
}
