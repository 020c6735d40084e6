//! A table of names that is asked for one name after the other: a perfect hash over the first and last bytes of each, so that a name is
//! found, or not, with one comparison. The names are the vocabulary's; nobody can choose them to collide.

use std::ops::Range;

use indexmap::IndexSet;

use crate::bytes;

/// Names with their places, from 0.
#[derive(Debug, Clone, Default)]
pub struct Names {
    known: Vec<Name>,
    /// places of names, from 1, by hash; 0 is nobody's
    slots: Vec<u16>,
    multiplier: u64,
    /// instead, where no such table was found
    others: IndexSet<Box<str>>,
}

#[derive(Debug, Clone)]
struct Name {
    words: Words,
    text: Box<str>,
}

/// How many bytes a text may take that is looked up where it stands.
const IN_PLACE: usize = 31;

/// A text of up to sixteen bytes, zeros behind it; of a longer one its first and last eight. With its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Words {
    first: u64,
    last: u64,
    length: usize,
}

/// A table has no more slots: more than a hundred names or so are looked up in another way.
const MOST_SLOTS: usize = 1 << 13;
/// So many multipliers are tried.
const TRIES: u64 = 256;

impl Names {
    #[must_use]
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let names = names.into_iter().map(|name| Name { words: Words::of(name.as_bytes()), text: Box::from(name) }).collect::<Vec<_>>();
        let size = (names.len() * names.len() / 2).clamp(2, MOST_SLOTS).next_power_of_two();
        let tables = (1..=TRIES).map(|n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let found = tables.into_iter().find_map(|multiplier| Some((multiplier, slots(&names, multiplier, size)?)));
        match found {
            Some((multiplier, slots)) => Self { known: names, slots, multiplier, others: IndexSet::new() },
            None => Self { others: names.into_iter().map(|name| name.text).collect(), ..Self::default() },
        }
    }

    /// The place of a name that stands somewhere in a text.
    #[inline]
    #[must_use]
    pub fn place(&self, text: &[u8], at: Range<usize>) -> Option<usize> {
        let name = text.get(at.clone())?;
        let words = text.get(at.start..).and_then(|text| Words::before(text.first_chunk()?, name.len())).unwrap_or_else(|| Words::of(name));
        self.find(words, name)
    }

    /// The place of the name that so many bytes of a text begin with; nothing as well where it is longer than they are.
    #[expect(clippy::inline_always, reason = "the loops that read keys and values ask nothing else as often")]
    #[inline(always)]
    #[must_use]
    pub fn beginning(&self, text: &[u8; IN_PLACE], length: usize) -> Option<usize> {
        let words = match Words::before(text.first_chunk()?, length) {
            Some(words) => words,
            None => Words::of(text.get(..length)?),
        };
        self.find(words, text.get(..length)?)
    }

    #[expect(clippy::inline_always, reason = "see above")]
    #[inline(always)]
    fn find(&self, words: Words, name: &[u8]) -> Option<usize> {
        let slot = self.slots.get(words.hash(self.multiplier, self.slots.len())).copied();
        let Some(slot) = slot else { return self.others.get_index_of(std::str::from_utf8(name).ok()?) };
        let place = usize::from(slot).checked_sub(1)?;
        let found = self.known.get(place)?;
        (found.words == words && (words.length <= 16 || *found.text.as_bytes() == *name)).then_some(place)
    }
}

/// A table in which every name has a slot of its own.
fn slots(names: &[Name], multiplier: u64, size: usize) -> Option<Vec<u16>> {
    let mut slots = vec![0; size];
    for (place, name) in (1..).zip(names) {
        let slot = slots.get_mut(name.words.hash(multiplier, size))?;
        if std::mem::replace(slot, place) != 0 || place == u16::MAX {
            return None;
        }
    }
    Some(slots)
}

impl Words {
    fn of(bytes: &[u8]) -> Self {
        match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) if bytes.len() > 16 => {
                Self { first: u64::from_le_bytes(*first), last: u64::from_le_bytes(*last), length: bytes.len() }
            }
            _ => {
                let mut padded = [0; 16];
                padded.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
                Self::halves(u128::from_le_bytes(padded), bytes.len())
            }
        }
    }

    /// The same of the beginning of a text, if it is so long.
    #[inline]
    fn before(text: &[u8; 16], length: usize) -> Option<Self> {
        #[allow(clippy::indexing_slicing, reason = "found out when it is compiled")]
        const MASKS: [u128; 17] = {
            let (mut masks, mut length) = ([u128::MAX; 17], 0);
            while length < 16 {
                masks[length] = (1 << (8 * length)) - 1;
                length += 1;
            }
            masks
        };
        Some(Self::halves(u128::from_le_bytes(*text) & MASKS.get(length)?, length))
    }

    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "both halves are taken")]
    fn halves(bytes: u128, length: usize) -> Self {
        Self { first: bytes as u64, last: (bytes >> 64) as u64, length }
    }

    /// A place in a table of a size that is a power of two.
    #[inline]
    fn hash(self, multiplier: u64, size: usize) -> usize {
        let mixed = (self.first ^ self.last.rotate_left(29) ^ self.length as u64).wrapping_mul(multiplier);
        (mixed >> 40) as usize & size.wrapping_sub(1)
    }
}

/// A text that is expected, to be compared in one step if it is no longer than [`WIDE`].
#[derive(Debug, Clone)]
pub struct Literal {
    text: Box<[u8]>,
    /// its first bytes
    bytes: [u8; WIDE],
    /// the bytes that do not count, a bit each
    behind: u32,
}

/// Two vectors.
const WIDE: usize = 2 * bytes::WIDE;

impl Literal {
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut bytes = [0; WIDE];
        bytes.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
        let behind = u32::MAX.checked_shl(u32::try_from(text.len()).unwrap_or(u32::MAX)).unwrap_or(0);
        Self { text: text.as_bytes().into(), bytes, behind }
    }

    #[inline]
    #[must_use]
    pub fn length(&self) -> usize {
        self.text.len()
    }

    /// Whether a text begins with it.
    #[inline]
    #[must_use]
    pub fn begins(&self, text: &[u8]) -> bool {
        match text.first_chunk::<WIDE>() {
            Some(chunk) => bytes::same(chunk, &self.bytes) | self.behind == u32::MAX && (self.behind != 0 || text.starts_with(&self.text)),
            None => text.starts_with(&self.text),
        }
    }
}
