//! The answers to one condition for up to 64 records at once, a bit each.

use std::ops::Not;

use crate::value::Truth;

/// Where a condition is yes and where it is no; of the records that were asked about, the others are unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Truths {
    pub yes: u64,
    pub no: u64,
}

impl Truths {
    /// The same answer for some records.
    #[must_use]
    pub fn all(truth: Truth, records: u64) -> Self {
        match truth {
            Truth::Yes => Self { yes: records, no: 0 },
            Truth::No => Self { yes: 0, no: records },
            Truth::Unknown => Self::default(),
        }
    }

    /// The answers for some of the records.
    #[must_use]
    pub fn of(self, records: u64) -> Self {
        Self { yes: self.yes & records, no: self.no & records }
    }

    /// The answers of two that were asked about different records.
    #[must_use]
    pub fn beside(self, other: Self) -> Self {
        Self { yes: self.yes | other.yes, no: self.no | other.no }
    }

    /// The answer for one record, by its place.
    #[must_use]
    pub fn at(self, place: usize) -> Truth {
        match (self.yes >> place & 1, self.no >> place & 1) {
            (1, _) => Truth::Yes,
            (_, 1) => Truth::No,
            _ => Truth::Unknown,
        }
    }

    /// Which of the records that were asked about have an answer.
    #[must_use]
    pub fn known(self) -> u64 {
        self.yes | self.no
    }

    /// Adds the answer for one record, without a jump: which it is, the processor could only guess.
    pub fn add(&mut self, record: u64, truth: Truth) {
        let when = |wanted: Truth| if truth == wanted { record } else { 0 };
        *self = Self { yes: self.yes | when(Truth::Yes), no: self.no | when(Truth::No) };
    }

    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { yes: self.yes & other.yes, no: self.no | other.no }
    }

    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { yes: self.yes | other.yes, no: self.no & other.no }
    }
}

impl Not for Truths {
    type Output = Self;

    fn not(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }
}

/// The places of the bits of a word, from the lowest on.
pub fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        (place < 64).then_some(place as usize)
    })
}
