//! One record's facts, in the slots that the vocabulary lays out. A record is cleared and filled again for the next one.

mod members;

use crate::bytes;
use crate::model::vocabulary::{Constant, EntityId, FactId, Kind, Vocabulary};
use crate::value::{Decimal, Short, State, Value};

use super::shared::SharedText;
use super::slot::TextPlace;

pub use super::slot::{Codes, ListFacts, MemberRef, Presence, Row, SetFacts, Slot, TextRange};

/// The facts of one record.
#[derive(Debug, Default)]
pub struct Record {
    /// The moment that the record itself says it is judged at.
    pub now: Option<i64>,
    presence: Vec<Presence>,
    /// of the facts, and of each list's members behind them
    slots: Vec<Slot>,
    /// what is told apart most often of each slot, close together: see [`Record::code`]
    codes: Vec<Codes>,
    /// how many of `codes` are those of the facts
    codes_of_facts: usize,
    lists: Vec<ListFacts>,
    sets: Vec<SetFacts>,
    /// how many of `sets` are in use; the others are kept for their memory
    sets_used: usize,
    numbers: Vec<Decimal>,
    /// texts of its own
    text: String,
    /// where its other texts stand
    shared: Option<SharedText>,
}

impl Clone for Record {
    fn clone(&self) -> Self {
        let mut copy = Self::default();
        copy.clone_from(self);
        copy
    }

    /// Becomes a copy, in the memory that it has.
    fn clone_from(&mut self, other: &Self) {
        let Self { now, presence, slots, codes, codes_of_facts, lists, sets, sets_used, numbers, text, shared } = other;
        (self.now, self.codes_of_facts, self.sets_used) = (*now, *codes_of_facts, *sets_used);
        self.presence.clone_from(presence);
        self.slots.clone_from(slots);
        self.codes.clone_from(codes);
        self.lists.clone_from(lists);
        self.sets.clone_from(sets);
        self.numbers.clone_from(numbers);
        self.text.clone_from(text);
        self.shared.clone_from(shared);
    }
}

impl Record {
    /// The code of none, and of a set or a list that is known to have no members.
    pub const EMPTY: u8 = 1;
    /// The code of whatever is known and has no code of its own.
    pub const KNOWN: u8 = 2;

    /// A record of which nothing is known.
    #[must_use]
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut record = Self::default();
        record.clear(vocabulary);
        record
    }

    /// Forgets everything and keeps the memory, its part in a text among it.
    pub fn clear(&mut self, vocabulary: &Vocabulary) {
        self.now = None;
        self.presence.clear();
        self.presence.resize(vocabulary.entities.len(), Presence::Missing);
        self.slots.clear();
        self.slots.resize(vocabulary.facts.len(), Slot::Unknown);
        self.codes_of_facts = vocabulary.facts.len().div_ceil(size_of::<Codes>());
        self.codes.clear();
        self.codes.resize(self.codes_of_facts, Codes::default());
        self.lists.clear();
        self.sets_used = 0;
        self.numbers.clear();
        self.text.clear();
    }

    #[inline]
    #[must_use]
    pub fn presence(&self, entity: EntityId) -> Presence {
        self.presence.get(entity.index()).copied().unwrap_or_default()
    }

    pub fn set_presence(&mut self, entity: EntityId, presence: Presence) {
        if let Some(place) = self.presence.get_mut(entity.index()) {
            *place = presence;
        }
    }

    /// Makes an entity absent: its scalars are none, its sets and lists empty.
    pub fn make_absent(&mut self, vocabulary: &Vocabulary, entity: EntityId) {
        self.set_presence(entity, Presence::Absent);
        for (id, fact) in vocabulary.facts_of(entity) {
            let empty = match fact.kind {
                Kind::Scalar { .. } => Slot::None,
                Kind::Set(_) => self.new_set(false),
                Kind::List(record) => self.new_list(vocabulary, record, false),
            };
            self.set_slot(id, empty);
        }
    }

    #[inline]
    #[must_use]
    pub fn slot(&self, fact: FactId) -> Slot {
        self.slots.get(fact.index()).copied().unwrap_or_default()
    }

    /// Puts a scalar into a slot of the facts, or of a list's member, with its [`Record::code`].
    #[inline]
    pub fn put(&mut self, row: Row, place: u32, slot: Slot, code: u8) -> Option<()> {
        *self.slots.get_mut(row.slots + place as usize)? = slot;
        *self.codes.as_flattened_mut().get_mut(row.codes + place as usize)? = code;
        Some(())
    }

    /// Puts a value into a slot; a set or a list when it is complete.
    #[inline]
    pub fn set_slot(&mut self, fact: FactId, slot: Slot) {
        self.set_row(Row::FACTS, fact.0, slot);
    }

    /// Puts a value into a slot of the facts, or of a list's member; a set or a list when it is complete.
    pub fn set_row(&mut self, row: Row, place: u32, slot: Slot) {
        self.put(row, place, slot, self.code_of(slot));
    }

    #[inline]
    pub(super) fn code_of(&self, slot: Slot) -> u8 {
        match slot {
            Slot::Set(_) => self.set(slot).map_or(0, |set| Slot::code_of_members(!set.yes.is_empty(), set.open)),
            Slot::List(_) => self.list(slot).map_or(0, |list| Slot::code_of_members(list.count > 0, list.open)),
            scalar => scalar.code(),
        }
    }

    /// Unknown 0, none or known to be empty 1, no and yes 2 and 3, an enum's members from 2 on up to [`Slot::MOST`], which all further ones
    /// have; a set or a list with members 3, one that may have some 2; whatever else is known 2.
    #[inline]
    #[must_use]
    pub fn code(&self, fact: FactId) -> u8 {
        self.codes.as_flattened().get(fact.index()).copied().unwrap_or_default()
    }

    /// [`Record::code`] of every fact.
    #[inline]
    #[must_use]
    pub fn codes(&self) -> &[Codes] {
        self.codes.get(..self.codes_of_facts).unwrap_or_default()
    }

    /// Keeps a text and gives the slot that stands for it.
    pub fn keep_text(&mut self, text: &str) -> Slot {
        self.keep_written(|own| {
            own.push_str(text);
            Some(())
        })
        .unwrap_or_default()
    }

    /// Keeps a text that `write` adds to another one, and gives the slot that stands for it; nothing where `write` does, or there is no
    /// room for it.
    pub fn keep_written(&mut self, write: impl FnOnce(&mut String) -> Option<()>) -> Option<Slot> {
        let start = self.text.len();
        write(&mut self.text)?;
        TextRange::own(start..self.text.len()).map(Slot::Text)
    }

    /// Takes a part in a text, of which [`Record::shared_text`] gives slots; says whether it does, which it does not in a very long one.
    pub fn share(&mut self, text: &SharedText) -> bool {
        let is_short = TextRange::may_share(text);
        if is_short && !self.shared.as_ref().is_some_and(|shared| shared.is(text)) {
            self.shared = Some(text.clone());
        }
        is_short
    }

    /// Gives the slot that stands for a stretch of the text that is shared, by its place and its length; nothing where it stands too far
    /// behind.
    #[inline]
    #[must_use]
    pub fn shared_text(start: usize, length: usize) -> Option<Slot> {
        TextRange::shared(start, length).map(Slot::Text)
    }

    /// Keeps a number and gives the slot that stands for it.
    pub fn keep_number(&mut self, number: Decimal) -> Slot {
        self.numbers.push(number);
        Slot::Number(u32::try_from(self.numbers.len() - 1).unwrap_or(u32::MAX))
    }

    /// Gives the slot that stands for a number of few digits.
    #[must_use]
    pub fn short(number: Short) -> Slot {
        Slot::Short { units: number.units, scale: number.scale }
    }

    /// Gives the slot that stands for a constant.
    pub fn keep_constant(&mut self, constant: &Constant) -> Slot {
        match constant {
            Constant::None | Constant::Months(_) => Slot::None,
            Constant::Truth(yes) => Slot::Truth(*yes),
            Constant::Member(member) => Slot::Member(*member),
            Constant::Text(text) => self.keep_text(text),
            Constant::Number(number) => self.keep_number(*number),
            Constant::Instant(seconds) => Slot::Instant(*seconds),
            Constant::Duration(seconds) => Slot::Duration(*seconds),
        }
    }

    #[inline]
    #[must_use]
    pub fn text(&self, range: TextRange) -> &str {
        let (text, range) = match range.place() {
            TextPlace::Own(range) => (&*self.text, range),
            TextPlace::Shared(range) => (self.shared.as_deref().unwrap_or(""), range),
        };
        text.get(range).unwrap_or("")
    }

    /// Whether two texts are the same. Short ones, which most are, are compared without a guess at what they say: the processor goes on
    /// with the next records meanwhile.
    #[expect(clippy::inline_always, reason = "asked several times a record")]
    #[inline(always)]
    #[must_use]
    pub fn same_text(&self, left: TextRange, right: TextRange) -> bool {
        let text = self.shared.as_deref().unwrap_or("").as_bytes();
        match (left.window(text), right.window(text)) {
            (Some(one), Some(other)) if left.length() <= TextRange::WINDOW => {
                (left.length() == right.length()) & bytes::same_but(one, other, bytes::behind(left.length()))
            }
            _ => left.length() == right.length() && self.same_other_text(left, right),
        }
    }

    #[inline(never)]
    fn same_other_text(&self, left: TextRange, right: TextRange) -> bool {
        self.text(left) == self.text(right)
    }

    /// What a slot says of a scalar.
    #[inline]
    #[must_use]
    pub fn state(&self, slot: Slot) -> State<'_> {
        State::Known(match slot {
            Slot::Unknown | Slot::Set(_) | Slot::List(_) => return State::Unknown,
            Slot::None => return State::None,
            Slot::Truth(yes) => Value::Truth(yes),
            Slot::Member(member) => Value::Member(member),
            Slot::Text(range) => Value::Text(self.text(range)),
            Slot::Short { units, scale } => Value::Number(Short { units, scale }.into()),
            Slot::Number(place) => Value::Number(self.numbers.get(place as usize).copied().unwrap_or(Decimal::ZERO)),
            Slot::Instant(seconds) => Value::Instant(seconds),
            Slot::Duration(seconds) => Value::Duration(seconds),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::facts::spare::Spare;

    #[test]
    fn texts_are_the_same_by_what_they_say() {
        let spare = Arc::new(Spare::new(1_000));
        let long = "Of its eighty-six letters this text shows the first ones, few or many, as you will see";
        for length in [0, 1, 4, 15, 16, 17, 30, 31, 32, 33, 36, 64] {
            let one = &long[..length];
            let mut others = vec![one.to_owned(), format!("{one}-"), long[..length + 1].to_owned()];
            if length > 0 {
                others.extend([format!("-{}", &one[1..]), format!("{}-", &one[..length - 1]), one[1..].to_owned()]);
            }
            for (other, behind) in others.iter().flat_map(|other| [0, 1, 31, 32, 33, 70].map(|behind| (other, behind))) {
                let whole = format!("{one}|{other}{}", "-".repeat(behind));
                let mut record = Record::default();
                assert!(record.share(&SharedText::new(whole.into_bytes().into(), &spare).unwrap_or_default()));
                let mine = [Record::shared_text(0, length), Some(record.keep_text(one))];
                let theirs = [Record::shared_text(length + 1, other.len()), Some(record.keep_text(other))];
                for slots in mine.into_iter().flat_map(|left| theirs.map(|right| [left, right])) {
                    let [Some(Slot::Text(left)), Some(Slot::Text(right))] = slots else {
                        assert!(slots.is_empty(), "these are no texts: {slots:?}");
                        continue;
                    };
                    assert_eq!(record.same_text(left, right), one == other, "{one:?} and {other:?}, {behind} behind it");
                    assert_eq!(record.same_text(right, left), one == other, "{other:?} and {one:?}, {behind} behind it");
                }
            }
        }
    }
}
