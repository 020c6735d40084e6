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
use crate::model::vocabulary::{Currency, Element, EntityId, EnumId, FactId, FieldId, RecordId, Vocabulary};
use crate::value::{Decimal, Short};

use super::json::cursor::{Cursor, Quoted};
use super::window::{Plain, Stop};

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
enum Order {
    Expected,
    Other,
    /// nobody has looked, since the text ends soon
    Ends,
}

/// The list's member whose facts are read; nothing for those of the record.
type Place = Option<Row>;

impl<'t> Straight<'_, 't> {
    /// Reads the record; nothing where something is wrong with it.
    pub fn read(&mut self) -> Option<()> {
        self.cursor.peek();
        self.object(self.layout.top(), None, LEVELS)
    }

    /// An object that may have so many levels of brackets.
    fn object(&mut self, table: TableId, place: Place, levels: usize) -> Option<()> {
        if levels == 0 || !self.cursor.eat(b'{') {
            return None;
        }
        if self.cursor.eat(b'}') {
            return Some(());
        }
        let expected = self.marks.expects(table);
        if expected {
            let start = self.cursor.at();
            match self.in_order(table, place, levels)? {
                Order::Expected => return Some(()),
                Order::Other => self.marks.missed(table),
                Order::Ends => {}
            }
            self.cursor.go_to(start);
        }
        let keys = self.layout.table(table)?;
        let mut order = (expected && keys.is_to_learn()).then(Vec::new);
        self.in_any_order(keys, (place, levels), &mut order)?;
        if let Some(order) = order {
            self.marks.keep(table, order);
        }
        Some(())
    }

    /// The keys of an object in the order that is expected.
    fn in_order(&mut self, table: TableId, place: Place, levels: usize) -> Option<Order> {
        let mut steps = self.layout.table(table)?.steps.iter();
        loop {
            match self.plain(place, |plain, at, _| plain.in_order(at, &mut steps)) {
                Stop::Value => {}
                Stop::Key(target) => self.target(target, place, levels - 1)?,
                Stop::Other => return Some(Order::Other),
                Stop::Ends => return Some(Order::Ends),
            }
            if !self.cursor.eat(b',') {
                return self.cursor.eat(b'}').then_some(Order::Expected);
            }
        }
    }

    /// The keys of an object, each looked up; what was read of them before is replaced. Notes their order where it is to be learned.
    fn in_any_order(&mut self, keys: &Table, (place, levels): (Place, usize), order: &mut Option<Vec<usize>>) -> Option<()> {
        let round = self.marks.begin();
        loop {
            match self.plain(place, |plain, at, marks| plain.in_any_order(at, keys, (marks, round), order)) {
                Stop::Value => {}
                Stop::Key(target) => self.target(target, place, levels - 1)?,
                Stop::Other | Stop::Ends => match self.key(keys)? {
                    Key::Known(key, target) if self.marks.note(keys, key, round) => {
                        if let Some(order) = order {
                            order.push(key);
                        }
                        self.target(target, place, levels - 1)?;
                    }
                    Key::Unknown if self.ignore_unknown => self.cursor.skip(levels - 1).ok()?,
                    _ => return None,
                },
            }
            if !self.cursor.eat(b',') {
                return self.cursor.eat(b'}').then_some(());
            }
        }
    }

    /// Reads on as far as everything is plain, unless the text ends here: what stands behind a line is another record.
    #[inline]
    fn plain<'k>(&mut self, place: Place, read: impl FnOnce(Plain<'_>, usize, &mut Marks) -> (Stop<'k>, usize)) -> Stop<'k> {
        if self.cursor.peek().is_none() {
            return Stop::Ends;
        }
        let (text, end, at) = (self.cursor.text(), self.cursor.end_of_text(), self.cursor.at());
        let plain = Plain { text, end, kept: self.kept, members: self.layout.members(), room: self.record.room(place) };
        let (stop, at) = read(plain, at, self.marks);
        self.cursor.go_to(at);
        stop
    }

    /// Passes a key and its colon.
    fn key<'k>(&mut self, table: &'k Table) -> Option<Key<'k>> {
        let target = if let Some(key) = self.cursor.plain_range() {
            table.target(self.cursor.text(), key)
        } else {
            let key = self.cursor.string().ok()?.text();
            table.target(&key, 0..key.len())
        };
        self.cursor.eat(b':').then(|| target.map_or(Key::Unknown, |(place, target)| Key::Known(place, target)))
    }

    fn target(&mut self, target: &Target, place: Place, levels: usize) -> Option<()> {
        match *target {
            Target::Now => self.record.now = Some(scalar::time(&self.string()?).ok()?),
            Target::Entity { entity, optional, table } => self.entity(entity, optional, table, levels)?,
            Target::Object(table) => self.object(table, place, levels)?,
            Target::Value { slot, form, optional } => {
                let value = if optional && self.cursor.null() { Slot::None } else { self.value(form, levels)? };
                match place {
                    None => self.record.set_slot(FactId(slot), value),
                    Some(row) => self.record.set_row(row, FieldId(slot), value),
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
        self.object(table, None, levels)
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
            Form::Texts => self.set(Element::Text, levels)?,
            Form::Members(of) => self.set(Element::Enum(of), levels)?,
            Form::List(record) => self.list(record, levels)?,
        })
    }

    #[inline]
    fn member(&mut self, id: EnumId) -> Option<Slot> {
        let member = if let Some(name) = self.cursor.plain_range() {
            self.layout.member(id, self.cursor.text(), name)
        } else {
            let name = self.cursor.string().ok()?.text();
            self.layout.member(id, &name, 0..name.len())
        };
        member.map(Slot::Member)
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

    fn set(&mut self, element: Element, levels: usize) -> Option<Slot> {
        let set = self.record.new_set(false);
        self.array(levels, |reader| {
            if reader.rest() {
                reader.record.set_mut(set)?.open = true;
                return Some(false);
            }
            let member = match element {
                Element::Enum(id) => reader.member(id)?,
                Element::Text => reader.text()?,
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
            let row = reader.record.row(list, index)?;
            reader.object(table, Some(row), levels - 1)?;
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
enum Key<'k> {
    /// with its place in the table, and what stands behind it
    Known(usize, &'k Target),
    Unknown,
}
