//! Keys with scalars that are written plainly and in a few bytes, as nearly all are: each is read from the next bytes.
//!
//! Everything else is passed on to the cursor, which then says where to go on.
//!
//! What it comes to, in times of `serde_json` into structs and the same rules by hand (`cargo bench -- text`, `shuffled`; one core, 1,000
//! records of 2 KB with 86 values each, decisions included): 0.55, and 0.74 where each object has an order of its own. Tried and left, since
//! none was faster: 4 to 64 lines in step, key by key, so that none waits for the one before; all commas and brackets found ahead, so that
//! no value waits for the one before (a quarter slower); slots and codes handed to the loop by themselves, so that it never looks at the
//! record (a tenth slower: too many values for the registers); yes and no looked up like an enum's members, or told apart without a jump.
//! Machine code for newer processors is a twentieth faster, and does not run on others. Three fifths of the instructions are those of the two
//! loops below; an eighth of the time goes to wrong guesses of the processor, a sixth to copying and counting lines.

use super::layout::{Form, Step, Table, Target};
use super::lookup::Literal;
use super::record::{Record, Row, Slot};
use super::straight::{Key, Order, Straight};
use crate::bytes;
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
    pub fn in_order(&mut self, keys: &Table, row: Row, levels: usize) -> Option<Order> {
        let (text, mut at) = (self.cursor.text(), self.cursor.at());
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
                Next::End => return Some(Order::Expected),
            }
        }
    }

    /// Reads an object, each key looked up; what was read of it before is replaced. Notes the order of the keys where it is to be learned.
    #[inline(never)]
    pub fn in_any_order(&mut self, keys: &Table, (row, levels): (Row, usize), order: &mut Option<Vec<usize>>) -> Option<()> {
        let round = self.marks.begin();
        let (text, mut at) = (self.cursor.text(), self.cursor.at());
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
                Next::End => return Some(()),
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
        match self.key(keys)? {
            Key::Known(place) => {
                self.note(keys, (place, round), order)?;
                self.target(keys.behind(place)?, row, levels - 1)?;
            }
            Key::Unknown if self.ignore_unknown => self.cursor.skip(levels - 1).ok()?,
            Key::Unknown => return None,
        }
        self.next()
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
            // near the end of the text the old window stays: nothing begins with a blank, so that `other` reads it
            (window(text, at).unwrap_or(value), at)
        } else {
            (value, at)
        };
        let end = match self.scalar((value, at), target, row) {
            Some(length) => at + length,
            None => self.other(at, target, (row, levels))?,
        };
        match text.as_bytes().get(end) {
            Some(b',') => Some(Next::Key(end + 1)),
            Some(b'}') => {
                self.cursor.go_to(end + 1);
                Some(Next::End)
            }
            _ => {
                self.cursor.go_to(end);
                self.next()
            }
        }
    }

    /// Passes a value that is not short or not plain, and gives the place behind it.
    #[inline(never)]
    fn other(&mut self, at: usize, target: &Target, (row, levels): (Row, usize)) -> Option<usize> {
        self.cursor.go_to(at);
        self.target(target, row, levels - 1)?;
        Some(self.cursor.at())
    }

    /// Passes the comma or the brace behind a value.
    #[inline(never)]
    fn next(&mut self) -> Option<Next> {
        if self.cursor.eat(b',') { Some(Next::Key(self.cursor.at())) } else { self.cursor.eat(b'}').then_some(Next::End) }
    }

    /// Where the blanks end that stand here; nothing where none do, or nothing comes behind them.
    #[cold]
    fn behind_blanks(&self, at: usize) -> Option<usize> {
        if let Some([b' ', next]) = window(self.cursor.text(), at)
            && *next > b' '
        {
            return Some(at + 1);
        }
        let mut cursor = self.cursor.moved_to(at);
        cursor.peek()?;
        (cursor.at() > at).then_some(cursor.at())
    }

    /// Fills a slot with the scalar that stands in the window, and gives its length; nothing where it is not short or not plain.
    #[expect(clippy::inline_always, reason = "see above")]
    #[inline(always)]
    fn scalar(&mut self, (window, at): (&[u8; VALUE], usize), target: &Target, row: Row) -> Option<usize> {
        let Target::Value { slot, form, optional } = target else {
            return matches!(target, Target::Unread).then(|| plain(window)).flatten();
        };
        match form {
            _ if *optional && window.starts_with(b"null") => {
                self.record.put(row, *slot, Slot::None, Record::EMPTY)?;
                Some(4)
            }
            Form::Member(of) => {
                let (member, length) = self.layout.members().get(of.index())?.beginning(window)?;
                self.record.put(row, *slot, Slot::Member(member), Slot::code_of_member(member))?;
                Some(length)
            }
            Form::YesNo => {
                let word = u64::from_le_bytes(*window.first_chunk::<8>()?);
                let (yes, no) = (word << 32 == YES << 32, word << 24 == NO << 24);
                (yes | no).then_some(())?;
                self.record.put(row, *slot, Slot::Truth(yes), Slot::code_of_truth(yes))?;
                Some(4 + usize::from(no))
            }
            Form::Text => {
                let length = quoted(window)?;
                // each puts it there itself: handed on, it would be written twice
                if let Some(kept) = self.kept {
                    self.record.put(row, *slot, Record::text_at(at + 1 - kept, length)?, Record::KNOWN)?;
                } else {
                    let text = self.record.keep_text(self.cursor.text().get(at + 1..at + 1 + length)?);
                    self.record.put(row, *slot, text, Record::KNOWN)?;
                }
                Some(length + 2)
            }
            Form::Integer | Form::Number | Form::Money(_) => {
                let quote = usize::from(matches!(form, Form::Money(_)) && window.first() == Some(&b'"'));
                let (number, length) = Short::leading(window.get(quote..)?)?;
                (number.scale == 0 || !matches!(form, Form::Integer)).then_some(())?;
                self.record.put(row, *slot, Record::short(number), Record::KNOWN)?;
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
                self.record.put(row, *slot, Slot::Instant(seconds), Record::KNOWN)?;
                (window.first() == Some(&b'"') && window.get(length + 1) == Some(&b'"')).then_some(length + 2)
            }
            Form::Date | Form::Duration | Form::Texts | Form::Members(_) | Form::List(_) => None,
        }
    }
}

/// What comes behind a value.
pub enum Next {
    /// a key, or blanks before it
    Key(usize),
    End,
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
#[inline]
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
    let found = bytes::special(window.first_chunk()?) >> 1;
    let length = if found != 0 { found.trailing_zeros() } else { 15 + bytes::special(window.last_chunk()?).trailing_zeros() } as usize;
    (window.first() == Some(&b'"') && window.get(length + 1) == Some(&b'"')).then_some(length)
}
