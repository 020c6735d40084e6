//! Keys with scalars that are written plainly and in a few bytes, as nearly all are: each is read from the next bytes.
//!
//! Everything else is passed on to the cursor, which then says where to go on.
//!
//! A key can only be looked at when it is known where the value before it ends. So where a value ends is found on the shortest way, apart
//! from what the value is (by its closing quote); places are handed on and not kept in memory; and what is rare stands in functions of its
//! own, so that the loop has the registers to itself.
//!
//! What it comes to, in times of `serde_json` into structs and the same rules by hand (`cargo bench -- text`, `shuffled`; one core, 1,000
//! records of 2 KB with 86 values each, decisions included; both begin with the bytes of a file): 0.45, and 0.63 where each object has an
//! order of its own. Tried and left, since none was faster: 4 to 64 lines in step, key by key, so that none waits for the one before; all
//! commas and brackets found ahead, so that no value waits for the one before (a quarter slower); slots and codes handed to the loop by
//! themselves, so that it never looks at the record (a tenth slower: too many values for the registers); a key with its value compared with
//! those of the record before (a fifth slower: the processor guesses wrong); yes, no and null looked up like an enum's members, or told
//! apart without a jump; where a key that is looked up ends, by its closing quote. Machine code for newer processors is a twentieth faster,
//! and does not run on others. Two fifths of the time go into the loop of keys in order, a fifth of reading to wrong guesses of the
//! processor, a tenth to copying and counting lines.

use std::ops::Range;

use super::layout::{Form, Step, Table, Target};
use super::lookup::Literal;
use super::record::{Record, Row, Slot};
use super::straight::{Key, Order, Straight};
use crate::bytes;
use crate::model::vocabulary::Scalar;
use crate::value::{Short, calendar};

/// A key, a short value, and what stands behind it.
const WINDOW: usize = Literal::MOST + VALUE + 1;
/// A short value, with its quotes.
const VALUE: usize = 32;

/// So many keys that are expected may be missing one behind the other.
const AHEAD: usize = 8;

impl Straight<'_, '_> {
    /// Reads an object in the order of keys that is expected, from behind its brace on.
    #[inline(never)]
    pub fn in_order(&mut self, keys: &Table, start: usize, (row, levels): (Row, usize)) -> Option<Order> {
        let (text, mut at) = (self.cursor.text(), start);
        let mut steps = keys.steps.as_slice();
        loop {
            let Some(window) = window::<WINDOW>(text, at) else { return Some(Order::Ends) };
            let [step, rest @ ..] = steps else { return Some(Order::Other) };
            if !step.written.begins(window.first_chunk()?) {
                if is_blank(window) {
                    let Some(next) = self.behind_blanks(at) else { return Some(Order::Ends) };
                    at = next;
                } else {
                    match ahead(steps, window) {
                        Some(found) => steps = found,
                        None => return Some(Order::Other),
                    }
                }
                continue;
            }
            steps = rest;
            let value = window.get(step.written.length()..)?.first_chunk()?;
            match self.behind(text, (value, at + step.written.length()), (&step.target, row, levels))? {
                Next::Key(next) => at = next,
                Next::End(end) => return Some(Order::Expected(end)),
            }
        }
    }

    /// Reads an object, each key looked up; what was read of it before is replaced. Notes the order of the keys where it is to be learned.
    #[inline(never)]
    pub fn in_any_order(
        &mut self,
        keys: &Table,
        start: usize,
        (row, levels): (Row, usize),
        order: &mut Option<Vec<usize>>,
    ) -> Option<usize> {
        let round = self.marks.begin();
        let (text, mut at) = (self.cursor.text(), start);
        loop {
            let found = window::<WINDOW>(text, at).and_then(|window| {
                let (place, length) = keys.beginning(window.first_chunk()?)?;
                Some((place, at + length, window.get(length..)?.first_chunk()?))
            });
            let next = match found {
                Some((place, at, value)) => {
                    self.note(keys, (place, round), order)?;
                    self.behind(text, (value, at), (keys.behind(place)?, row, levels))?
                }
                None => match self.behind_blanks(at) {
                    Some(next) => Next::Key(next),
                    None => self.looked_up(at, (keys, round, order), (row, levels))?,
                },
            };
            match next {
                Next::Key(next) => at = next,
                Next::End(end) => return Some(end),
            }
        }
    }

    /// Passes a key that is not plain or not short, with its value.
    #[inline(never)]
    fn looked_up(
        &mut self,
        at: usize,
        (keys, round, order): (&Table, u64, &mut Option<Vec<usize>>),
        (row, levels): (Row, usize),
    ) -> Option<Next> {
        self.cursor.go_to(at);
        let end = match self.key(keys)? {
            Key::Known(place) => {
                self.note(keys, (place, round), order)?;
                self.target(self.cursor.at(), keys.behind(place)?, row, levels - 1)?
            }
            Key::Unknown if self.ignore_unknown => {
                self.cursor.skip(levels - 1).ok()?;
                self.cursor.at()
            }
            Key::Unknown => return None,
        };
        self.next(end)
    }

    /// Notes a key, which may come once, and its place where the order is to be learned.
    #[inline]
    fn note(&mut self, keys: &Table, (place, round): (usize, u64), order: &mut Option<Vec<usize>>) -> Option<()> {
        if let Some(order) = order {
            order.push(place);
        }
        self.marks.note(keys, place, round).then_some(())
    }

    /// Passes what stands behind a key, and the comma or the brace behind that.
    #[expect(clippy::inline_always, reason = "once in each of the two above")]
    #[inline(always)]
    fn behind(&mut self, text: &str, (value, at): (&[u8; VALUE], usize), (target, row, levels): (&Target, Row, usize)) -> Option<Next> {
        let (value, at) = if is_blank(value) {
            let at = self.behind_blanks(at)?;
            // near the end of the text the old window stays: nothing begins with a blank, so that `target` reads it
            (window(text, at).unwrap_or(value), at)
        } else {
            (value, at)
        };
        let end = match self.scalar((value, at), target, row) {
            Some(length) => at + length,
            None => self.target(at, target, row, levels - 1)?,
        };
        match text.as_bytes().get(end) {
            Some(b',') => Some(Next::Key(end + 1)),
            Some(b'}') => Some(Next::End(end + 1)),
            _ => self.next(end),
        }
    }

    /// Passes the comma or the brace behind a value.
    #[cold]
    fn next(&self, end: usize) -> Option<Next> {
        match self.cursor.next_at(end)? {
            (at, b',') => Some(Next::Key(at + 1)),
            (at, b'}') => Some(Next::End(at + 1)),
            _ => None,
        }
    }

    /// Where the blanks end that stand here; nothing where none do, or nothing comes behind them.
    #[cold]
    fn behind_blanks(&self, at: usize) -> Option<usize> {
        if let Some([b' ', next]) = window(self.cursor.text(), at)
            && *next > b' '
        {
            return Some(at + 1);
        }
        let (next, _) = self.cursor.next_at(at)?;
        (next > at).then_some(next)
    }

    /// Fills a slot with the scalar that stands in the window, and gives its length; nothing where it is not short or not plain.
    #[expect(clippy::inline_always, reason = "see above")]
    #[inline(always)]
    fn scalar(&mut self, (window, at): (&[u8; VALUE], usize), target: &Target, row: Row) -> Option<usize> {
        let slot = target.slot;
        if target.optional && window.starts_with(b"null") {
            self.record.put(row, slot, Slot::None, Record::EMPTY)?;
            return Some(4);
        }
        let scalar = match &target.form {
            Form::Scalar(scalar) => scalar,
            Form::Unread => return plain(window),
            _ => return None,
        };
        match scalar {
            Scalar::Enum(of) => {
                let (member, _) = self.layout.members().get(of.index())?.beginning(window)?;
                self.record.put(row, slot, Slot::Member(member), Slot::code_of_member(member))?;
                Some(closing_quote(window) + 1)
            }
            Scalar::YesNo => {
                let word = u64::from_le_bytes(*window.first_chunk::<8>()?);
                let (yes, no) = (word << 32 == YES << 32, word << 24 == NO << 24);
                (yes | no).then_some(())?;
                self.record.put(row, slot, Slot::Truth(yes), Slot::code_of_truth(yes))?;
                Some(4 + usize::from(no))
            }
            Scalar::Text => {
                let length = quoted(window)?;
                if !self.is_shared {
                    return self.own_text(at + 1..at + 1 + length, slot, row);
                }
                self.record.put(row, slot, Record::shared_text(at + 1, length)?, Record::KNOWN)?;
                Some(length + 2)
            }
            Scalar::Integer | Scalar::Number | Scalar::Money(_) => self.short_number(window, (*scalar, slot), row),
            Scalar::Time => self.short_time(window, slot, row),
            Scalar::Date | Scalar::Duration => None,
        }
    }

    /// Fills a slot with a text that the record has to keep, and gives its length with its quotes.
    #[inline(never)]
    fn own_text(&mut self, at: Range<usize>, slot: u32, row: Row) -> Option<usize> {
        let length = at.len() + 2;
        let text = self.record.keep_text(self.cursor.text().get(at)?);
        self.record.put(row, slot, text, Record::KNOWN)?;
        Some(length)
    }

    /// The same with a number, or an amount of money. Like a time, it is put there before the rest is looked at: where that is not as it
    /// should be, it is read once more.
    #[inline(never)]
    fn short_number(&mut self, window: &[u8; VALUE], (scalar, slot): (Scalar, u32), row: Row) -> Option<usize> {
        let currency = match scalar {
            Scalar::Money(currency) if window.first() == Some(&b'"') => Some(currency),
            _ => None,
        };
        let start = usize::from(currency.is_some());
        let (number, length) = Short::leading(window.get(start..)?)?;
        (number.scale == 0 || !matches!(scalar, Scalar::Integer)).then_some(())?;
        self.record.put(row, slot, Record::short(number), Record::KNOWN)?;
        let Some(currency) = currency else { return Some(length) };
        let closing = closing_quote(window);
        let is_good = match window.get(start + length..closing)? {
            [] => true,
            [b' ', code @ ..] => *code == currency.0,
            _ => false,
        };
        is_good.then_some(closing + 1)
    }

    /// The same with a time.
    #[inline(never)]
    fn short_time(&mut self, window: &[u8; VALUE], slot: u32, row: Row) -> Option<usize> {
        let (seconds, length) = calendar::leading(window.last_chunk()?)?;
        self.record.put(row, slot, Slot::Instant(seconds), Record::KNOWN)?;
        let closing = closing_quote(window);
        (window.first() == Some(&b'"') && closing == 1 + length).then_some(closing + 1)
    }
}

/// What comes behind a value.
pub enum Next {
    /// a key from this place on, or blanks before it
    Key(usize),
    /// nothing: the object ends before this place
    End(usize),
}

/// `true` and `false`, as the first of eight bytes.
const YES: u64 = u64::from_le_bytes(*b"true\0\0\0\0");
const NO: u64 = u64::from_le_bytes(*b"false\0\0\0");

/// The steps from that on whose key a window begins with: some may be missing before it.
#[inline(never)]
fn ahead<'k>(steps: &'k [Step], window: &[u8; WINDOW]) -> Option<&'k [Step]> {
    let key = window.first_chunk()?;
    let missing = steps.iter().take(AHEAD).position(|step| step.written.begins(key))?;
    steps.get(missing..)
}

#[inline]
fn is_blank<const LENGTH: usize>(window: &[u8; LENGTH]) -> bool {
    window.first().is_some_and(|byte| *byte <= b' ')
}

#[inline]
fn window<const LENGTH: usize>(text: &str, at: usize) -> Option<&[u8; LENGTH]> {
    text.as_bytes().get(at..)?.first_chunk()
}

/// The length of a text, a number or a word that is short and plain.
#[inline(never)]
fn plain(window: &[u8; VALUE]) -> Option<usize> {
    match window {
        [b'"', ..] => Some(quoted(window)? + 2),
        [b't', b'r', b'u', b'e', ..] | [b'n', b'u', b'l', b'l', ..] => Some(4),
        [b'f', b'a', b'l', b's', b'e', ..] => Some(5),
        _ => Short::leading(window).map(|(_, length)| length),
    }
}

/// The length of the text in quotes that stands here, if nothing in it needs a second look and it is short.
#[expect(clippy::inline_always, reason = "see above")]
#[inline(always)]
fn quoted(window: &[u8; VALUE]) -> Option<usize> {
    let quotes = bytes::quotes(window) & !1;
    let before = !quotes & quotes.wrapping_sub(1);
    let is_plain = window.first() == Some(&b'"') && quotes != 0 && bytes::not_plain(window) & before == 0;
    is_plain.then_some(quotes.trailing_zeros() as usize - 1)
}

/// The place of the first quote behind the first byte; the length of the window where there is none. To find it apart from what the value
/// is lets the processor go on with the next key meanwhile.
#[expect(clippy::inline_always, reason = "see above")]
#[inline(always)]
fn closing_quote(window: &[u8; VALUE]) -> usize {
    (bytes::quotes(window) & !1).trailing_zeros() as usize
}
