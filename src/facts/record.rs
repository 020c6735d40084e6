//! One record's facts, in the slots that the vocabulary lays out. A record is cleared and filled again for the next one.

use std::ops::Range;

use crate::model::vocabulary::{Constant, EntityId, FactId, FieldId, Kind, RecordId, Vocabulary};
use crate::value::{Decimal, Short, State, Truth, Value};

use super::slot;

pub use super::slot::{Codes, ListFacts, MemberRef, Presence, Row, SetFacts, Slot, TextRange};

/// The facts of one record.
#[derive(Debug, Default)]
pub struct Record {
    /// The moment that the record itself says it is judged at.
    pub now: Option<i64>,
    presence: Vec<Presence>,
    slots: Vec<Slot>,
    /// what is told apart most often of each slot, close together: see [`Record::code`]
    codes: Vec<Codes>,
    member_slots: Vec<Slot>,
    /// the same of each member's slots
    member_codes: Vec<Codes>,
    lists: Vec<ListFacts>,
    sets: Vec<SetFacts>,
    /// how many of `sets` are in use; the others are kept for their memory
    sets_used: usize,
    numbers: Vec<Decimal>,
    text: String,
}

/// Where the facts of a record go, or the fields of a list's member; what stands behind those is of no concern.
#[derive(Debug)]
pub struct Room<'r> {
    pub slots: &'r mut [Slot],
    /// [`Record::code`] of each
    pub codes: &'r mut [u8],
    /// what slots of texts are stretches of
    pub text: &'r mut String,
}

impl Clone for Record {
    fn clone(&self) -> Self {
        let mut copy = Self::default();
        copy.clone_from(self);
        copy
    }

    /// Becomes a copy, in the memory that it has.
    fn clone_from(&mut self, other: &Self) {
        let Self { now, presence, slots, codes, member_slots, member_codes, lists, sets, sets_used, numbers, text } = other;
        (self.now, self.sets_used) = (*now, *sets_used);
        self.presence.clone_from(presence);
        self.slots.clone_from(slots);
        self.codes.clone_from(codes);
        self.member_slots.clone_from(member_slots);
        self.member_codes.clone_from(member_codes);
        self.lists.clone_from(lists);
        self.sets.clone_from(sets);
        self.numbers.clone_from(numbers);
        self.text.clone_from(text);
    }
}

impl Record {
    /// The code of a set or a list that is known to have no members.
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

    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self, vocabulary: &Vocabulary) {
        self.now = None;
        self.presence.clear();
        self.presence.resize(vocabulary.entities.len(), Presence::Missing);
        self.slots.clear();
        self.slots.resize(vocabulary.facts.len(), Slot::Unknown);
        self.codes.clear();
        self.codes.resize(vocabulary.facts.len().div_ceil(size_of::<Codes>()), Codes::default());
        self.member_slots.clear();
        self.member_codes.clear();
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
        for (index, owner) in vocabulary.owners.iter().enumerate() {
            if *owner != entity {
                continue;
            }
            let Some(fact) = vocabulary.facts.get(index) else { continue };
            let empty = match fact.kind {
                Kind::Scalar { .. } => Slot::None,
                Kind::Set(_) => self.new_set(false),
                Kind::List(record) => self.new_list(vocabulary, record, false),
            };
            self.fill(index, empty);
        }
    }

    #[inline]
    #[must_use]
    pub fn slot(&self, fact: FactId) -> Slot {
        self.slots.get(fact.index()).copied().unwrap_or_default()
    }

    /// The same of a scalar whose code is known: [`Record::code`].
    #[inline]
    pub fn set_coded(&mut self, fact: FactId, slot: Slot, code: u8) {
        let index = fact.index();
        if let (Some(place), Some(found)) = (self.slots.get_mut(index), self.codes.as_flattened_mut().get_mut(index)) {
            *place = slot;
            *found = code;
        }
    }

    /// Puts a value into a slot; a set or a list when it is complete.
    #[inline]
    pub fn set_slot(&mut self, fact: FactId, slot: Slot) {
        self.fill(fact.index(), slot);
    }

    #[inline]
    fn fill(&mut self, index: usize, slot: Slot) {
        let told = self.code_of(slot);
        if let (Some(place), Some(code)) = (self.slots.get_mut(index), self.codes.as_flattened_mut().get_mut(index)) {
            *place = slot;
            *code = told;
        }
    }

    #[inline]
    pub(super) fn code_of(&self, slot: Slot) -> u8 {
        match slot {
            Slot::Unknown => 0,
            Slot::None => 1,
            Slot::Truth(yes) => Slot::code_of_truth(yes),
            Slot::Member(member) => Slot::code_of_member(member),
            Slot::Set(_) => self.set(slot).map_or(0, |set| Slot::code_of_members(!set.yes.is_empty(), set.open)),
            Slot::List(_) => self.list(slot).map_or(0, |list| Slot::code_of_members(list.count > 0, list.open)),
            _ => 2,
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
        &self.codes
    }

    #[inline]
    #[must_use]
    pub fn member_slot(&self, member: MemberRef, field: FieldId) -> Slot {
        match member {
            MemberRef::Rest => Slot::Unknown,
            MemberRef::Known { list, index } => {
                let place = list.first + index * list.width + field.0;
                self.member_slots.get(place as usize).copied().unwrap_or_default()
            }
        }
    }

    #[inline]
    pub fn set_member_slot(&mut self, list: Slot, index: u32, field: FieldId, slot: Slot) {
        if let Some(row) = self.row(list, index) {
            self.set_row(row, field, slot);
        }
    }

    /// Where a member of a list stands.
    #[inline]
    #[must_use]
    pub fn row(&self, list: Slot, index: u32) -> Option<Row> {
        Some(self.list(list)?.row(index))
    }

    /// Puts a value into a slot of a list's member.
    pub fn set_row(&mut self, row: Row, field: FieldId, slot: Slot) {
        let code = self.code_of(slot);
        self.set_member_coded(row, field, slot, code);
    }

    /// The same of a scalar whose code is known: [`Record::code`].
    #[inline]
    pub fn set_member_coded(&mut self, row: Row, field: FieldId, slot: Slot, code: u8) {
        if let (Some(place), Some(found)) =
            (self.member_slots.get_mut(row.slots + field.index()), self.member_codes.as_flattened_mut().get_mut(row.codes + field.index()))
        {
            *place = slot;
            *found = code;
        }
    }

    /// Where the fields of a list's member go, or the record's facts where none is named.
    #[inline]
    pub fn room(&mut self, row: Option<Row>) -> Room<'_> {
        let Self { slots, codes, member_slots, member_codes, text, .. } = self;
        match row {
            None => Room { slots, codes: codes.as_flattened_mut(), text },
            Some(row) => Room {
                slots: member_slots.get_mut(row.slots..).unwrap_or_default(),
                codes: member_codes.as_flattened_mut().get_mut(row.codes..).unwrap_or_default(),
                text,
            },
        }
    }

    /// As [`Record::code`], of each field of a list's member.
    #[inline]
    #[must_use]
    pub fn member_codes(&self, list: ListFacts, index: u32) -> &[Codes] {
        self.member_codes.get(list.codes_of(index)).unwrap_or_default()
    }

    /// Keeps a text and gives the slot that stands for it.
    pub fn keep_text(&mut self, text: &str) -> Slot {
        let start = self.text.len();
        self.text.push_str(text);
        Self::text_slot(start..self.text.len())
    }

    /// Keeps a whole text, of which [`Record::text_slot`] gives slots.
    pub fn keep_line(&mut self, text: &str) {
        self.text.clear();
        self.text.push_str(text);
    }

    /// Gives the slot that stands for a stretch of the text that was kept.
    #[inline]
    #[must_use]
    pub fn text_slot(at: Range<usize>) -> Slot {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Slot::Text(TextRange { start: offset(at.start), end: offset(at.end) })
    }

    /// The same of a place and a length; nothing where the text is too long.
    #[inline]
    #[must_use]
    pub fn text_at(start: usize, length: usize) -> Option<Slot> {
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(start + length).ok()?);
        Some(Slot::Text(TextRange { start, end }))
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

    /// Begins a set without members; open if anything may be in it.
    pub fn new_set(&mut self, open: bool) -> Slot {
        let index = self.sets_used;
        if self.sets.len() == index {
            self.sets.push(SetFacts::default());
        }
        if let Some(set) = self.sets.get_mut(index) {
            set.yes.clear();
            set.no.clear();
            set.open = open;
        }
        self.sets_used += 1;
        Slot::Set(u32::try_from(index).unwrap_or(u32::MAX))
    }

    #[inline]
    #[must_use]
    pub fn set(&self, slot: Slot) -> Option<&SetFacts> {
        match slot {
            Slot::Set(index) => self.sets.get(index as usize),
            _ => None,
        }
    }

    pub fn set_mut(&mut self, slot: Slot) -> Option<&mut SetFacts> {
        match slot {
            Slot::Set(index) => self.sets.get_mut(index as usize),
            _ => None,
        }
    }

    /// Begins a list without members; open if there may be more of them.
    pub fn new_list(&mut self, vocabulary: &Vocabulary, record: RecordId, open: bool) -> Slot {
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let width = vocabulary.record(record).map_or(0, |of| offset(of.fields.len()));
        let list = ListFacts {
            record,
            first: offset(self.member_slots.len()),
            first_codes: offset(self.member_codes.len()),
            count: 0,
            width,
            open,
        };
        self.lists.push(list);
        Slot::List(offset(self.lists.len() - 1))
    }

    /// Adds a member of which nothing is known to the list that was begun last, and gives its place.
    pub fn push_member(&mut self, list: Slot) -> u32 {
        let Slot::List(index) = list else { return 0 };
        let Some(facts) = self.lists.get_mut(index as usize) else { return 0 };
        let width = facts.width as usize;
        facts.count += 1;
        let place = facts.count - 1;
        self.member_slots.resize(self.member_slots.len() + width, Slot::Unknown);
        self.member_codes.resize(self.member_codes.len() + width.div_ceil(size_of::<Codes>()), Codes::default());
        place
    }

    #[inline]
    #[must_use]
    pub fn list(&self, slot: Slot) -> Option<ListFacts> {
        match slot {
            Slot::List(index) => self.lists.get(index as usize).copied(),
            _ => None,
        }
    }

    /// Says that a list may have more members, or has no others.
    pub fn set_list_open(&mut self, slot: Slot, open: bool) {
        if let Slot::List(index) = slot
            && let Some(list) = self.lists.get_mut(index as usize)
        {
            list.open = open;
        }
    }

    /// The slots that name a list's members, one a member; none at all where no field does.
    #[must_use]
    pub fn identities(&self, vocabulary: &Vocabulary, list: Slot) -> impl ExactSizeIterator<Item = Slot> + Clone {
        let list = self.list(list);
        let by = list.and_then(|list| Some((list, vocabulary.record(list.record)?.by?)));
        let count = by.map_or(0, |(list, _)| list.count);
        (0..count).map(move |index| by.map_or(Slot::Unknown, |(list, by)| self.member_slot(MemberRef::Known { list, index }, by)))
    }

    #[inline]
    #[must_use]
    pub fn text(&self, range: TextRange) -> &str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or("")
    }

    /// Whether two texts are the same.
    #[inline]
    #[must_use]
    pub fn same_text(&self, left: TextRange, right: TextRange) -> bool {
        let bytes = |range: TextRange| self.text.as_bytes().get(range.start as usize..range.end as usize).unwrap_or_default();
        let (left, right) = (bytes(left), bytes(right));
        left.len() == right.len() && slot::same_bytes(left, right)
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

    /// Whether a value is in the set of a slot.
    #[must_use]
    pub fn contains(&self, slot: Slot, value: Value<'_>) -> Truth {
        let Some(set) = self.set(slot) else { return Truth::Unknown };
        let among = |members: &[Slot]| members.iter().any(|member| self.state(*member) == State::Known(value));
        if among(&set.yes) {
            Truth::Yes
        } else if set.open && !among(&set.no) {
            Truth::Unknown
        } else {
            Truth::No
        }
    }
}
