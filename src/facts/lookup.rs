//! A table of names that is asked for one name after the other: a perfect hash over the first and last bytes of each, so that a name is
//! found, or not, with one comparison. The names are the vocabulary's; nobody can choose them to collide.

use std::ops::Range;

use indexmap::IndexSet;

use crate::bytes;

/// Names with their places, from 0.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// by hash; no two names have one place
    entries: Vec<Entry>,
    multiplier: u64,
    texts: Vec<Box<str>>,
    /// instead, where no such table was found
    others: IndexSet<Box<str>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    words: Words,
    place: u32,
}

/// How many bytes a text may take that is looked up where it stands.
const IN_PLACE: usize = 31;

/// A text of up to sixteen bytes, zeros behind it; of a longer one its first and last eight. With its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Words {
    first: u64,
    last: u64,
    length: u32,
}

/// A table has no more entries: more than a hundred names or so are looked up in another way.
const MOST_ENTRIES: usize = 1 << 13;
/// So many multipliers are tried for a table of one size; small tables stay close to the processor.
const TRIES: u64 = 64;

impl Names {
    #[must_use]
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let texts = names.into_iter().map(Box::from).collect::<Vec<Box<str>>>();
        let names = texts.iter().map(|name| Words::of(name.as_bytes())).collect::<Vec<_>>();
        let sizes = std::iter::successors(Some((2 * names.len()).next_power_of_two()), |size| Some(2 * size));
        let multiplier = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let tables = sizes.take_while(|size| *size <= MOST_ENTRIES).flat_map(|size| (1..=TRIES).map(move |n| (size, multiplier(n))));
        let found = tables.into_iter().find_map(|(size, multiplier)| Some((multiplier, entries(&names, multiplier, size)?)));
        match found {
            Some((multiplier, entries)) => Self { entries, multiplier, texts, others: IndexSet::new() },
            None => Self { others: texts.into_iter().collect(), ..Self::default() },
        }
    }

    /// The place of a name that stands somewhere in a text.
    #[inline]
    #[must_use]
    pub fn place(&self, text: &[u8], at: Range<usize>) -> Option<usize> {
        let name = text.get(at.clone())?;
        let words = text.get(at.start..).and_then(|text| Words::before(text.first_chunk()?, name.len())).unwrap_or_else(|| Words::of(name));
        self.find(words, name).map(|place| place as usize)
    }

    /// The place of the name that so many bytes of a text begin with; nothing as well where it is longer than they are.
    #[expect(clippy::inline_always, reason = "the loops that read keys and values ask nothing else as often")]
    #[inline(always)]
    #[must_use]
    pub fn beginning(&self, text: &[u8; IN_PLACE], length: usize) -> Option<u32> {
        let words = match Words::before(text.first_chunk()?, length) {
            Some(words) => words,
            None => Words::of(text.get(..length)?),
        };
        self.find(words, text.get(..length)?)
    }

    #[expect(clippy::inline_always, reason = "see above")]
    #[inline(always)]
    fn find(&self, words: Words, name: &[u8]) -> Option<u32> {
        let entry = self.entries.get(words.hash(self.multiplier, self.entries.len()));
        let Some(entry) = entry else { return self.find_other(name) };
        (entry.words == words && (words.length <= 16 || self.texts.get(entry.place as usize)?.as_bytes() == name)).then_some(entry.place)
    }

    #[cold]
    fn find_other(&self, name: &[u8]) -> Option<u32> {
        u32::try_from(self.others.get_index_of(std::str::from_utf8(name).ok()?)?).ok()
    }
}

/// A table in which every name has an entry of its own.
fn entries(names: &[Words], multiplier: u64, size: usize) -> Option<Vec<Entry>> {
    let nobody = Entry { words: Words { first: 0, last: 0, length: u32::MAX }, place: 0 };
    let mut entries = vec![nobody; size];
    for (place, name) in (0..).zip(names) {
        let entry = entries.get_mut(name.hash(multiplier, size))?;
        if std::mem::replace(entry, Entry { words: *name, place }) != nobody {
            return None;
        }
    }
    Some(entries)
}

#[allow(clippy::cast_possible_truncation, reason = "no text takes 4 GB; of halves both are taken")]
impl Words {
    fn of(bytes: &[u8]) -> Self {
        match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) if bytes.len() > 16 => {
                Self { first: u64::from_le_bytes(*first), last: u64::from_le_bytes(*last), length: bytes.len() as u32 }
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
    fn halves(bytes: u128, length: usize) -> Self {
        Self { first: bytes as u64, last: (bytes >> 64) as u64, length: length as u32 }
    }

    /// A place in a table of a size that is a power of two.
    #[inline]
    fn hash(self, multiplier: u64, size: usize) -> usize {
        let mixed = (self.first ^ self.last.rotate_left(29) ^ u64::from(self.length)).wrapping_mul(multiplier);
        (mixed >> 40) as usize & size.wrapping_sub(1)
    }
}

/// A text that is expected, to be compared in one step.
#[derive(Debug, Clone)]
pub struct Literal {
    bytes: [u8; Literal::MOST],
    /// the bytes that do not count, a bit each
    behind: u32,
    length: usize,
}

impl Literal {
    /// The longest one, in bytes: two vectors.
    pub const MOST: usize = 2 * bytes::WIDE;

    /// Nothing where it is too long.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; Self::MOST];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        let behind = u32::MAX.checked_shl(u32::try_from(text.len()).ok()?).unwrap_or(0);
        Some(Self { bytes, behind, length: text.len() })
    }

    #[inline]
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    /// Whether a text begins with it.
    #[inline]
    #[must_use]
    pub fn begins<const LENGTH: usize>(&self, text: &[u8; LENGTH]) -> bool {
        text.first_chunk().is_some_and(|text| bytes::same(text, &self.bytes) | self.behind == u32::MAX)
    }
}
