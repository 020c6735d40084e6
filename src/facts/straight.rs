//! A record's JSON straight into its slots. Stops without a word at the first thing that is not as it should be: [`walk`] then reads the
//! same text again, and says what.
//!
//! [`walk`]: super::walk

use std::borrow::Cow;

use super::layout::{Form, Layout, Marks, TableId, Target};
use super::node::LEVELS;
use super::record::{Presence, Record, Slot};
use super::repeated::repeated;
use super::scalar;
use super::spans::{self, Held, Spans};
use crate::model::vocabulary::{Element, EntityId, FactId, FieldId, RecordId, Vocabulary};

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
    /// the scalars that were found
    pub spans: &'a mut Spans,
    /// where the text begins that the record keeps, if it keeps any
    pub kept: Option<usize>,
}

/// So many keys that are expected may be missing one behind the other.
const AHEAD: usize = 8;

/// Whose fact is read.
#[derive(Debug, Clone, Copy)]
enum Place {
    Entity,
    Member { list: Slot, index: u32 },
}

impl<'t> Straight<'_, 't> {
    /// Reads the record; nothing where something is wrong with it.
    pub fn read(&mut self) -> Option<()> {
        self.spans.clear();
        self.cursor.peek();
        self.object(self.layout.top(), Place::Entity, LEVELS)?;
        let held = Held { vocabulary: self.vocabulary, layout: self.layout, text: self.cursor.whole(), kept: self.kept };
        self.spans.read(held, self.record)?;
        let named_once = |list: &Slot| repeated(self.record, self.record.identities(self.vocabulary, *list)).is_empty();
        self.spans.lists.iter().all(named_once).then_some(())
    }

    /// An object that may have so many levels of brackets.
    fn object(&mut self, table: TableId, place: Place, levels: usize) -> Option<()> {
        if levels == 0 || !self.cursor.eat(b'{') {
            return None;
        }
        if self.cursor.eat(b'}') {
            return Some(());
        }
        let start = self.cursor;
        if self.in_order(table, place, levels)? {
            return Some(());
        }
        self.cursor = start;
        self.in_any_order(table, place, levels)
    }

    /// The keys of an object in the order that is expected; not so if another one comes.
    fn in_order(&mut self, table: TableId, place: Place, levels: usize) -> Option<bool> {
        let layout = self.layout;
        let mut steps = layout.table(table)?.steps.iter();
        loop {
            self.cursor.peek();
            let Some(step) = steps.by_ref().take(AHEAD).find(|step| self.cursor.eat_literal(&step.written)) else { return Some(false) };
            self.target(&step.target, place, levels - 1)?;
            if !self.cursor.eat(b',') {
                return self.cursor.eat(b'}').then_some(true);
            }
        }
    }

    /// The keys of an object, each looked up. What was read of them before is replaced.
    #[inline(never)]
    fn in_any_order(&mut self, table: TableId, place: Place, levels: usize) -> Option<()> {
        let keys = self.layout.table(table)?;
        let (round, mut order) = (self.marks.begin(), Vec::new());
        loop {
            match keys.target(&self.cursor.key_text()?) {
                Some((key, target)) if self.marks.note(table, key, round) => {
                    order.push(key);
                    self.target(&target, place, levels - 1)?;
                }
                None if self.ignore_unknown => self.cursor.skip(levels - 1).ok()?,
                _ => return None,
            }
            if !self.cursor.eat(b',') {
                self.marks.keep(table, order);
                return self.cursor.eat(b'}').then_some(());
            }
        }
    }

    #[inline]
    fn target(&mut self, target: &Target, place: Place, levels: usize) -> Option<()> {
        match *target {
            Target::Now => self.record.now = Some(scalar::time(&self.string()?).ok()?),
            Target::Entity { entity, optional, table } => self.entity(entity, optional, table, levels)?,
            Target::Object(table) => self.object(table, place, levels)?,
            Target::Value { slot, form, optional } => {
                let place = match place {
                    Place::Entity => spans::Place::Fact(FactId(slot)),
                    Place::Member { list, index } => spans::Place::Member(self.record.member_place(list, index, FieldId(slot))?),
                };
                match form {
                    Form::Set(element) => {
                        let set = self.set(element, levels)?;
                        self.record.put(place, set);
                    }
                    Form::List(record) => {
                        let list = self.list(record, levels)?;
                        self.record.put(place, list);
                    }
                    _ => {
                        let span = self.cursor.span()?;
                        self.spans.push(span, place, form, optional);
                    }
                }
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
        self.object(table, Place::Entity, levels)
    }

    #[inline]
    fn string(&mut self) -> Option<Cow<'t, str>> {
        match self.cursor.plain_string() {
            Some(text) => Some(Cow::Borrowed(text)),
            None => self.cursor.string().ok().map(Quoted::text),
        }
    }

    fn set(&mut self, element: Element, levels: usize) -> Option<Slot> {
        let set = self.record.new_set(false);
        self.array(levels, |reader| {
            if reader.rest() {
                reader.record.set_mut(set)?.open = true;
                return Some(false);
            }
            let member = match element {
                Element::Enum(of) => Slot::Member(reader.layout.member(of, reader.string()?.as_bytes())?),
                Element::Text => {
                    let text = reader.string()?;
                    reader.record.keep_text(&text)
                }
            };
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
            reader.object(table, Place::Member { list, index }, levels - 1)?;
            Some(true)
        })?;
        self.spans.lists.push(list);
        Some(list)
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
        let mut ahead = self.cursor;
        let found = ahead.peek() == Some(b'"') && ahead.may_be_dots() && ahead.string().is_ok_and(|text| text.text() == "...");
        if found {
            self.cursor = ahead;
        }
        found
    }
}
