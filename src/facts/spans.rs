//! The values of a record, found first and read later: all yes_nos in turn, then all members of enums, and so on. So the processor does
//! the same thing many times, and guesses right what comes next.

use std::borrow::Cow;

use crate::model::vocabulary::{FactId, Vocabulary};
use crate::value::{Decimal, Short};

use super::json::cursor::Cursor;
use super::layout::{Form, Layout};
use super::record::{Record, Slot};
use super::scalar::{self, Problem};

/// A scalar that was found.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// where its text begins, without quotes
    pub start: usize,
    pub end: usize,
    pub quoted: bool,
    /// whether the quoted text has escapes
    pub escaped: bool,
}

/// A slot of a record.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    Fact(FactId),
    /// of a list's member, by its place among the slots of all members
    Member(usize),
}

/// Scalars that were found, by what they look like.
#[derive(Debug, Default)]
pub struct Spans {
    yes_nos: Vec<Found>,
    members: Vec<Found>,
    texts: Vec<Found>,
    integers: Vec<Found>,
    times: Vec<Found>,
    others: Vec<Found>,
    /// lists of which no two members may have one name
    pub lists: Vec<Slot>,
}

#[derive(Debug, Clone, Copy)]
struct Found {
    span: Span,
    place: Place,
    form: Form,
    optional: bool,
}

/// What spans are read by.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    pub vocabulary: &'a Vocabulary,
    pub layout: &'a Layout,
    /// the text that the spans are places of
    pub text: &'a str,
    /// where the text that the record keeps begins in it, if it keeps one
    pub kept: Option<usize>,
}

impl Spans {
    pub fn clear(&mut self) {
        for spans in [&mut self.yes_nos, &mut self.members, &mut self.texts, &mut self.integers, &mut self.times, &mut self.others] {
            spans.clear();
        }
        self.lists.clear();
    }

    #[inline]
    pub fn push(&mut self, span: Span, place: Place, form: Form, optional: bool) {
        let spans = match form {
            _ if span.escaped => &mut self.others,
            Form::YesNo => &mut self.yes_nos,
            Form::Member(_) => &mut self.members,
            Form::Text => &mut self.texts,
            Form::Integer => &mut self.integers,
            Form::Time => &mut self.times,
            _ => &mut self.others,
        };
        spans.push(Found { span, place, form, optional });
    }

    /// Reads them into a record; nothing where one is not as it should be.
    pub fn read(&self, held: Held<'_>, record: &mut Record) -> Option<()> {
        let bytes = held.text.as_bytes();
        let none = |found: &Found| (found.optional && !found.span.quoted && held.value(found)? == "null").then_some(Slot::None);
        for found in &self.yes_nos {
            let slot = match bytes.get(found.span.start..found.span.end)? {
                b"true" if !found.span.quoted => Slot::Truth(true),
                b"false" if !found.span.quoted => Slot::Truth(false),
                _ => none(found)?,
            };
            record.put(found.place, slot);
        }
        for found in &self.members {
            let slot = if found.span.quoted { held.member(found)? } else { none(found)? };
            record.put(found.place, slot);
        }
        for found in &self.texts {
            let slot = if found.span.quoted { held.kept_text(found, record)? } else { none(found)? };
            record.put(found.place, slot);
        }
        for found in &self.integers {
            let slot = if found.span.quoted { return None } else { held.integer(found, record).or_else(|| none(found))? };
            record.put(found.place, slot);
        }
        for found in &self.times {
            let slot = if found.span.quoted { Slot::Instant(scalar::time(held.value(found)?).ok()?) } else { none(found)? };
            record.put(found.place, slot);
        }
        for found in &self.others {
            let slot = none(found).or_else(|| held.other(found, record))?;
            record.put(found.place, slot);
        }
        Some(())
    }
}

impl Held<'_> {
    #[inline]
    fn value(&self, found: &Found) -> Option<&str> {
        self.text.get(found.span.start..found.span.end)
    }

    #[inline]
    fn member(&self, found: &Found) -> Option<Slot> {
        let Form::Member(of) = found.form else { return None };
        let name = self.text.as_bytes().get(found.span.start..found.span.end)?;
        self.layout.member(of, name).map(Slot::Member)
    }

    #[inline]
    fn kept_text(&self, found: &Found, record: &mut Record) -> Option<Slot> {
        Some(match self.kept {
            Some(kept) => Record::text_slot(found.span.start - kept..found.span.end - kept),
            None => record.keep_text(self.value(found)?),
        })
    }

    #[inline]
    fn integer(&self, found: &Found, record: &mut Record) -> Option<Slot> {
        let text = self.value(found)?;
        match text.as_bytes() {
            [b'1'..=b'9', rest @ ..] if rest.len() < 15 && rest.iter().all(u8::is_ascii_digit) => {}
            [b'0'] => {}
            _ => is_number(text)?,
        }
        amount(text, Short::is_whole, scalar::integer, record)
    }

    /// A scalar of a rarer kind, or one with escapes.
    fn other(&self, found: &Found, record: &mut Record) -> Option<Slot> {
        let text = self.value(found)?;
        let text = if found.span.escaped {
            Cursor::new(self.text).moved_to(found.span.start - 1).string().ok()?.text()
        } else {
            Cow::Borrowed(text)
        };
        if !found.span.quoted {
            is_number(&text)?;
        }
        match found.form {
            Form::Number if !found.span.quoted => amount(&text, |_| true, scalar::number, record),
            Form::Money(currency) => {
                let plain = text.strip_suffix(currency.code()).and_then(|text| text.strip_suffix(' ')).unwrap_or(&text);
                amount(plain, |_| true, |_| scalar::money(&text, currency), record)
            }
            _ if !found.span.quoted => None,
            Form::Member(of) => self.layout.member(of, text.as_bytes()).map(Slot::Member),
            Form::Text => Some(record.keep_text(&text)),
            Form::Time => scalar::time(&text).ok().map(Slot::Instant),
            Form::Date => scalar::date(&text, self.vocabulary.zone).ok().map(Slot::Instant),
            Form::Duration => scalar::duration(&text).ok().map(Slot::Duration),
            _ => None,
        }
    }
}

/// Whether a text is a number as JSON has it.
fn is_number(text: &str) -> Option<()> {
    let mut cursor = Cursor::new(text);
    cursor.number().ok()?;
    cursor.peek().is_none().then_some(())
}

/// A number of few digits, or what `long` makes of it.
#[inline]
fn amount(
    text: &str,
    fits: impl FnOnce(Short) -> bool,
    long: impl FnOnce(&str) -> Result<Decimal, Problem>,
    record: &mut Record,
) -> Option<Slot> {
    match Short::parse(text) {
        Some(short) => fits(short).then(|| Record::short(short)),
        None => long(text).ok().map(|number| record.keep_number(number)),
    }
}
