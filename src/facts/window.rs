//! Keys with scalars that are written plainly and in a few bytes, as nearly all are: many of them in one go, each from the next bytes.
//!
//! The functions are small and call hardly anything, so that what they need stays in registers; they stop where anything else comes.
//!
//! What it comes to, in times of `serde_json` into structs and the same rules by hand (`cargo bench -- text`, `shuffled`; one core, 1,000
//! records of 2 KB with 86 values each, decisions included): 0.6, and 0.8 where each object has an order of its own. A record takes about
//! 23,000 instructions, half of them here, which the processor does up to five at a time: fewer of them is what helps. Tried and left: 4 to
//! 64 lines in step, key by key, so that none waits for the one before (no faster than line by line); machine code for newer processors (a
//! twentieth).

use std::slice::Iter;

use super::layout::{Form, Marks, Step, Table, Target};
use super::lookup::{Literal, Names};
use super::record::{Record, Room, Slot};
use crate::bytes;
use crate::value::{Short, calendar};

/// A key, a short value, and what stands behind it.
const WINDOW: usize = Literal::MOST + VALUE + 1;
/// A short value, with its quotes.
const VALUE: usize = 32;

/// So many keys that are expected may be missing one behind the other.
const AHEAD: usize = 8;

/// What is read, and where it goes.
#[derive(Debug)]
pub struct Plain<'a> {
    pub text: &'a str,
    /// where a record that is a line ends
    pub end: usize,
    /// where the text begins that the record keeps as a whole, if it does
    pub kept: Option<usize>,
    /// the members of each enum
    pub members: &'a [Names],
    pub room: Room<'a>,
}

/// Why it stops.
#[derive(Debug, Clone, Copy)]
pub enum Stop<'k> {
    /// behind a value that no comma follows
    Value,
    /// behind a key, before a value that is not short or not plain
    Key(&'k Target),
    /// before a key that is not expected, or not plain
    Other,
    /// before a key with which the text may end
    Ends,
}

impl<'a> Plain<'a> {
    /// Reads the keys that are expected, in their order, from a place behind a brace or a comma on; gives the place where it stops.
    #[inline(never)]
    pub fn in_order<'k>(mut self, at: usize, steps: &mut Iter<'k, Step>) -> (Stop<'k>, usize) {
        self.read(at, |window| {
            for step in steps.by_ref().take(AHEAD) {
                if step.written.begins(window) {
                    return Some((&step.target, step.written.length()));
                }
            }
            None
        })
    }

    /// The same of keys that are looked up, each of which may come once; notes the order in which they do where it is to be learned.
    #[inline(never)]
    pub fn in_any_order<'k>(
        mut self,
        at: usize,
        keys: &'k Table,
        (marks, round): (&mut Marks, u64),
        order: &mut Option<Vec<usize>>,
    ) -> (Stop<'k>, usize) {
        self.read(at, |window| {
            let length = quoted(window.first_chunk()?)?;
            let (place, target) = keys.beginning(window.get(1..)?.first_chunk()?, length)?;
            if window.get(length + 2) != Some(&b':') || !marks.note(keys, place, round) {
                return None;
            }
            if let Some(order) = order {
                order.push(place);
            }
            Some((target, length + 3))
        })
    }

    /// Reads keys, of which `find` says what stands behind them, and how long they are with their colons.
    #[expect(clippy::inline_always, reason = "once in each of the two above")]
    #[inline(always)]
    fn read<'k>(&mut self, mut at: usize, mut find: impl FnMut(&[u8; WINDOW]) -> Option<(&'k Target, usize)>) -> (Stop<'k>, usize) {
        loop {
            let Some(window) = self.window::<WINDOW>(at) else { return (Stop::Ends, at) };
            if is_blank(window) {
                match self.behind_blanks(at) {
                    next if next == at || next >= self.end => return (Stop::Other, at),
                    next => at = next,
                }
                continue;
            }
            let Some((target, length)) = find(window) else { return (Stop::Other, at) };
            at += length;
            let mut value = window.get(length..).and_then(<[u8]>::first_chunk);
            if value.is_some_and(is_blank) {
                at = self.behind_blanks(at);
                value = self.window(at).filter(|_| at < self.end);
            }
            let Some(length) = value.and_then(|value| self.scalar(value, at, target)) else { return (Stop::Key(target), at) };
            at += length;
            if self.text.as_bytes().get(at) != Some(&b',') {
                return (Stop::Value, at);
            }
            at += 1;
        }
    }

    #[inline]
    fn window<const LENGTH: usize>(&self, at: usize) -> Option<&'a [u8; LENGTH]> {
        self.text.as_bytes().get(at..)?.first_chunk()
    }

    /// Where the blanks end that stand here.
    #[cold]
    fn behind_blanks(&self, at: usize) -> usize {
        at + bytes::blanks(self.text.as_bytes().get(at..self.end).unwrap_or_default())
    }

    /// Fills a slot with the scalar that stands in the window, and gives its length.
    #[expect(clippy::inline_always, reason = "see above")]
    #[inline(always)]
    fn scalar(&mut self, window: &[u8; VALUE], at: usize, target: &Target) -> Option<usize> {
        let Target::Value { slot, form, optional } = *target else { return None };
        let slot = slot as usize;
        let length = self.value((window, at), form, slot);
        if length.is_none() && optional && window.starts_with(b"null") {
            self.put(slot, Slot::None, Record::EMPTY)?;
            return Some(4);
        }
        length
    }

    /// The same of a value that is not none. Each kind writes its own slot, since one that is handed on would be written twice.
    #[expect(clippy::inline_always, reason = "see above")]
    #[inline(always)]
    fn value(&mut self, (window, at): (&[u8; VALUE], usize), form: Form, slot: usize) -> Option<usize> {
        match form {
            Form::YesNo => {
                let word = u64::from_le_bytes(*window.first_chunk::<8>()?);
                let (yes, no) = (word << 32 == YES << 32, word << 24 == NO << 24);
                (yes | no).then_some(())?;
                self.put(slot, Slot::Truth(yes), Slot::code_of_truth(yes))?;
                Some(4 + usize::from(no))
            }
            Form::Member(of) => {
                let length = quoted(window)?;
                let member = self.members.get(of.index())?.beginning(window.last_chunk()?, length)?;
                self.put(slot, Slot::Member(member), Slot::code_of_member(member))?;
                Some(length + 2)
            }
            Form::Text => {
                let length = quoted(window)?;
                match self.kept {
                    Some(kept) => self.put(slot, Record::text_at(at + 1 - kept, length)?, Record::KNOWN)?,
                    None => self.keep(slot, at + 1, length)?,
                }
                Some(length + 2)
            }
            Form::Integer | Form::Number | Form::Money(_) => {
                let quote = usize::from(matches!(form, Form::Money(_)) && window.first() == Some(&b'"'));
                let (number, length) = Short::leading(window.get(quote..)?)?;
                (number.scale == 0 || !matches!(form, Form::Integer)).then_some(())?;
                self.put(slot, Record::short(number), Record::KNOWN)?;
                match form {
                    Form::Money(currency) if quote == 1 => {
                        let rest = window.get(length + 1..)?;
                        let rest = rest.strip_prefix(b" ").and_then(|rest| rest.strip_prefix(&currency.0)).unwrap_or(rest);
                        (rest.first() == Some(&b'"')).then_some(VALUE + 1 - rest.len())
                    }
                    _ => Some(length),
                }
            }
            Form::Time => {
                let (seconds, length) = calendar::leading(window.last_chunk()?)?;
                self.put(slot, Slot::Instant(seconds), Record::KNOWN)?;
                (window.first() == Some(&b'"') && window.get(length + 1) == Some(&b'"')).then_some(length + 2)
            }
            Form::Date | Form::Duration | Form::Texts | Form::Members(_) | Form::List(_) => None,
        }
    }

    #[expect(clippy::inline_always, reason = "see above")]
    #[inline(always)]
    fn put(&mut self, slot: usize, value: Slot, code: u8) -> Option<()> {
        *self.room.slots.get_mut(slot)? = value;
        *self.room.codes.get_mut(slot)? = code;
        Some(())
    }

    /// Keeps a text, where the record does not keep all that it is read from.
    fn keep(&mut self, slot: usize, at: usize, length: usize) -> Option<()> {
        let text = Room::keep(self.room.text, self.text.get(at..at + length)?);
        self.put(slot, text, Record::KNOWN)
    }
}

/// `true` and `false`, as the first of eight bytes.
const YES: u64 = u64::from_le_bytes(*b"true\0\0\0\0");
const NO: u64 = u64::from_le_bytes(*b"false\0\0\0");

#[inline]
fn is_blank<const LENGTH: usize>(window: &[u8; LENGTH]) -> bool {
    window.first().is_some_and(|byte| *byte <= b' ')
}

/// The length of the text in quotes that stands here, if nothing in it needs a second look and it is short.
#[expect(clippy::inline_always, reason = "see above")]
#[inline(always)]
fn quoted(window: &[u8; VALUE]) -> Option<usize> {
    let found = bytes::special(window.first_chunk()?) >> 1;
    let length = if found != 0 { found.trailing_zeros() } else { 15 + bytes::special(window.last_chunk()?).trailing_zeros() } as usize;
    (window.first() == Some(&b'"') && window.get(length + 1) == Some(&b'"')).then_some(length)
}
