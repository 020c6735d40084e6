//! Sets and lists, and the fields of a list's members.

use crate::model::vocabulary::{FieldId, RecordId, Vocabulary};
use crate::value::{State, Truth, Value};

use super::{Codes, ListFacts, MemberRef, Record, Row, SetFacts, Slot};

impl Record {
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
        let list = ListFacts { record, first: offset(self.slots.len()), first_codes: offset(self.codes.len()), count: 0, width, open };
        self.lists.push(list);
        Slot::List(offset(self.lists.len() - 1))
    }

    /// Adds a member of which nothing is known to the list that was begun last, and gives its place.
    pub fn push_member(&mut self, list: Slot) -> u32 {
        let Slot::List(index) = list else { return 0 };
        let Some(facts) = self.lists.get_mut(index as usize) else { return 0 };
        let (width, each) = (facts.width as usize, facts.codes_each());
        facts.count += 1;
        let place = facts.count - 1;
        self.slots.resize(self.slots.len() + width, Slot::Unknown);
        self.codes.resize(self.codes.len() + each, Codes::default());
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

    #[inline]
    #[must_use]
    pub fn member_slot(&self, member: MemberRef, field: FieldId) -> Slot {
        match member {
            MemberRef::Rest => Slot::Unknown,
            MemberRef::Known { list, index } => self.field_slot(list.row(index), field),
        }
    }

    #[inline]
    pub fn set_member_slot(&mut self, list: Slot, index: u32, field: FieldId, slot: Slot) {
        if let Some(row) = self.row(list, index) {
            self.set_row(row, field.0, slot);
        }
    }

    /// Where a member of a list stands.
    #[inline]
    #[must_use]
    pub fn row(&self, list: Slot, index: u32) -> Option<Row> {
        Some(self.list(list)?.row(index))
    }

    /// The slot of a member's field, by where the member stands.
    #[inline]
    #[must_use]
    pub fn field_slot(&self, member: Row, field: FieldId) -> Slot {
        self.slots.get(member.slots + field.index()).copied().unwrap_or_default()
    }

    /// As [`Record::code`], of a member's field.
    #[inline]
    #[must_use]
    pub fn field_code(&self, member: Row, field: FieldId) -> u8 {
        self.codes.as_flattened().get(member.codes + field.index()).copied().unwrap_or_default()
    }
}
