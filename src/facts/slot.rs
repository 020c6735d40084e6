//! What a record's slots hold, and what stands beside them.

use std::ops::Range;

use super::record::Record;
use crate::model::vocabulary::RecordId;

/// Whether an entity was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// Nobody has said.
    #[default]
    Missing,
    /// `null`: known to be absent; its facts are none, its sets and lists empty.
    Absent,
    Given,
}

/// What a slot holds, in 16 bytes. Texts, long numbers, sets and lists stand beside the slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Slot {
    /// Unknown; for a set every member, for a list all of it.
    #[default]
    Unknown,
    None,
    Truth(bool),
    Member(u32),
    /// a stretch of one of the record's texts
    Text(TextRange),
    /// a number of few digits: the fields of [`crate::value::Short`]
    Short {
        units: i64,
        scale: u8,
    },
    /// a longer number, by its place among those of the record
    Number(u32),
    Instant(i64),
    Duration(i64),
    /// by its place among the record's sets
    Set(u32),
    /// by its place among the record's lists
    List(u32),
}

/// A stretch of one of the record's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextRange {
    start: u32,
    end: u32,
}

/// In which text it stands, and where.
pub(super) enum TextPlace {
    Own(Range<usize>),
    Shared(Range<usize>),
}

impl TextRange {
    /// From here on the record's own text is counted.
    const OWN: u32 = 1 << 31;

    /// Whether all of a text can be told from the record's own by its places.
    pub(super) fn may_share(text: &str) -> bool {
        text.len() < Self::OWN as usize
    }

    /// Of the record's own text; nothing where that has grown too long.
    pub(super) fn own(range: Range<usize>) -> Option<Self> {
        let at = |place: usize| u32::try_from(place).ok()?.checked_add(Self::OWN);
        Some(Self { start: at(range.start)?, end: at(range.end)? })
    }

    /// Of the text that the record shares with others.
    #[inline]
    pub(super) fn shared(start: usize, length: usize) -> Option<Self> {
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(start + length).ok()?);
        (end < Self::OWN).then_some(Self { start, end })
    }

    /// In bytes.
    #[inline]
    pub(super) fn length(self) -> u32 {
        self.end - self.start
    }

    /// The bytes of the text that is shared, from the beginning of this stretch on; nothing where that text ends sooner, or the stretch is
    /// one of the record's own text.
    #[inline]
    pub(super) fn window(self, shared: &[u8]) -> Option<&[u8; Self::WINDOW as usize]> {
        shared.get(self.start as usize..)?.first_chunk()
    }

    /// So many bytes are compared in one step.
    pub(super) const WINDOW: u32 = 32;

    #[inline]
    pub(super) fn place(self) -> TextPlace {
        match self.start.checked_sub(Self::OWN) {
            Some(start) => TextPlace::Own(start as usize..(self.end - Self::OWN) as usize),
            None => TextPlace::Shared(self.start as usize..self.end as usize),
        }
    }
}

/// What is known of a set.
#[derive(Debug, Clone, Default)]
pub struct SetFacts {
    /// members known to be in it, in the order of the file
    pub yes: Vec<Slot>,
    /// members known not to be in it
    pub no: Vec<Slot>,
    /// whether anything else may be in it
    pub open: bool,
}

/// What is known of a list: its members' slots stand one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListFacts {
    pub record: RecordId,
    /// the first slot of the first member among `Record::slots`
    pub(super) first: u32,
    /// the same among `Record::codes`
    pub(super) first_codes: u32,
    pub count: u32,
    /// slots a member
    pub(super) width: u32,
    /// there may be more members
    pub open: bool,
}

/// The codes of sixteen facts, or fields of a list's member: [`Record::code`]. What would stand behind the last one is 0.
pub type Codes = [u8; 16];

/// Where the slots and the codes of the facts begin, or those of a list's member.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub(super) slots: usize,
    pub(super) codes: usize,
}

impl Row {
    pub const FACTS: Self = Self { slots: 0, codes: 0 };
}

/// A list's member while a condition about it is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberRef {
    /// a member that is known, by its place from 0
    Known { list: ListFacts, index: u32 },
    /// the member of which nothing is known
    Rest,
}

impl ListFacts {
    /// Where a member stands.
    #[inline]
    pub(super) fn row(&self, index: u32) -> Row {
        let codes = self.first_codes as usize + index as usize * self.codes_each();
        Row { slots: (self.first + index * self.width) as usize, codes: codes * size_of::<Codes>() }
    }

    /// Where each member stands.
    #[inline]
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        let list = *self;
        (0..list.count).map(move |index| list.row(index))
    }

    /// How many [`Codes`] a member takes, at least one.
    #[inline]
    pub(super) fn codes_each(&self) -> usize {
        (self.width as usize).div_ceil(size_of::<Codes>()).max(1)
    }
}

impl Slot {
    /// [`Record::code`] of a scalar.
    #[inline]
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::None => Record::EMPTY,
            Self::Truth(yes) => Self::code_of_truth(yes),
            Self::Member(member) => Self::code_of_member(member),
            _ => Record::KNOWN,
        }
    }

    /// The code of the members of an enum that has very many.
    pub const MOST: u8 = u8::MAX;

    /// The code of a yes or a no.
    #[inline]
    #[must_use]
    pub fn code_of_truth(yes: bool) -> u8 {
        2 + u8::from(yes)
    }

    /// The code of an enum's member.
    #[inline]
    #[must_use]
    pub fn code_of_member(member: u32) -> u8 {
        u8::try_from(member.min(u32::from(Self::MOST) - 2)).map_or(Self::MOST, |member| member + 2)
    }

    /// The code of a set or a list that is known.
    #[must_use]
    pub fn code_of_members(some: bool, open: bool) -> u8 {
        match (some, open) {
            (true, _) => 3,
            (false, true) => 2,
            (false, false) => Record::EMPTY,
        }
    }
}
