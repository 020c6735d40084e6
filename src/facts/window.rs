//! Scalars that are written plainly and in a few bytes, as nearly all are: read in one step from the next 32 bytes.

use super::json::cursor::Cursor;
use super::layout::{Form, Target};
use super::record::{Record, Slot};
use super::straight::{Place, Straight};
use crate::bytes;
use crate::model::vocabulary::{FactId, FieldId};
use crate::value::{Short, calendar};

impl<'t> Straight<'_, 't> {
    /// Reads a scalar that is written plainly and in a few bytes, as nearly all are; says whether it is one.
    #[expect(clippy::inline_always, reason = "called in two loops, in each of which the cursor shall stay in a register")]
    #[inline(always)]
    pub(super) fn plain(&mut self, cursor: &mut Cursor<'t>, target: &Target, place: Place) -> bool {
        let Target::Value { slot, form, optional } = *target else { return false };
        let Some(window) = cursor.window() else { return false };
        let Some(length) = self.scalar((window, cursor.at()), (form, optional), (place, slot)) else { return false };
        cursor.pass(length);
        true
    }

    /// Fills a slot with the value that stands in the window, and gives its length.
    #[expect(clippy::inline_always, reason = "called in two loops, in each of which the cursor shall stay in a register")]
    #[inline(always)]
    fn scalar(&mut self, (window, at): (&[u8; 32], usize), (form, optional): (Form, bool), slot: (Place, u32)) -> Option<usize> {
        let length = self.value_of((window, at), form, slot);
        if length.is_none() && optional && window.starts_with(b"null") {
            self.put(slot, Slot::None, Record::EMPTY);
            return Some(4);
        }
        length
    }

    /// The same of a value that is not none. Each kind writes its own slot, since one that is handed on would be written twice.
    #[expect(clippy::inline_always, reason = "called in two loops, in each of which the cursor shall stay in a register")]
    #[inline(always)]
    fn value_of(&mut self, (window, at): (&[u8; 32], usize), form: Form, slot: (Place, u32)) -> Option<usize> {
        match form {
            Form::YesNo => {
                let word = u64::from_le_bytes(*window.first_chunk::<8>()?);
                let (yes, no) = (word << 32 == YES << 32, word << 24 == NO << 24);
                (yes | no).then_some(())?;
                self.put(slot, Slot::Truth(yes), 2 + u8::from(yes));
                Some(4 + usize::from(no))
            }
            Form::Member(of) => {
                let length = quoted(window)?;
                let member = self.layout.member_at(of, window.last_chunk()?, length)?;
                self.put(slot, Slot::Member(member), Slot::code_of_member(member));
                Some(length + 2)
            }
            Form::Text => {
                let (length, start) = (quoted(window)?, at + 1 - self.kept?);
                self.put(slot, Record::text_slot(start..start + length), Record::KNOWN);
                Some(length + 2)
            }
            Form::Integer | Form::Number | Form::Money(_) => {
                let quote = usize::from(matches!(form, Form::Money(_)) && window.first() == Some(&b'"'));
                let (number, length) = Short::leading(window.get(quote..)?)?;
                (number.scale == 0 || !matches!(form, Form::Integer)).then_some(())?;
                self.put(slot, Record::short(number), Record::KNOWN);
                match form {
                    Form::Money(currency) if quote == 1 => {
                        let rest = window.get(length + 1..)?;
                        let rest = rest.strip_prefix(b" ").and_then(|rest| rest.strip_prefix(&currency.0)).unwrap_or(rest);
                        (rest.first() == Some(&b'"')).then_some(33 - rest.len())
                    }
                    _ => Some(length),
                }
            }
            Form::Time => {
                let (seconds, length) = calendar::leading(window.last_chunk()?)?;
                self.put(slot, Slot::Instant(seconds), Record::KNOWN);
                (window.first() == Some(&b'"') && window.get(length + 1) == Some(&b'"')).then_some(length + 2)
            }
            _ => None,
        }
    }

    #[expect(clippy::inline_always, reason = "called in two loops, in each of which the cursor shall stay in a register")]
    #[inline(always)]
    fn put(&mut self, (place, slot): (Place, u32), value: Slot, code: u8) {
        match place {
            Place::Entity => self.record.set_coded(FactId(slot), value, code),
            Place::Member(row) => self.record.set_member_coded(row, FieldId(slot), value, code),
        }
    }
}

/// `true` and `false`, as the first of eight bytes.
const YES: u64 = u64::from_le_bytes(*b"true\0\0\0\0");
const NO: u64 = u64::from_le_bytes(*b"false\0\0\0");

/// The length of the text in quotes that stands here, if nothing in it needs a second look and it is short.
#[expect(clippy::inline_always, reason = "see above")]
#[inline(always)]
pub(super) fn quoted(window: &[u8; 32]) -> Option<usize> {
    let length = (bytes::special(window) >> 1).trailing_zeros() as usize;
    (window.first() == Some(&b'"') && window.get(length + 1) == Some(&b'"')).then_some(length)
}
