//! A table of names that is asked for one name after the other: a perfect hash over the first and last bytes of each, so that a name is
//! found, or not, with one comparison. The names are the vocabulary's; nobody can choose them to collide.

use indexmap::IndexSet;

/// Names with their places, from 0.
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: Vec<Name>,
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

/// A text of up to sixteen bytes; of a longer one its first and last eight, with its length.
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
        let names = names.into_iter().map(|name| Name { words: Words::of(name), text: Box::from(name) }).collect::<Vec<_>>();
        let size = (names.len() * names.len() / 2).clamp(2, MOST_SLOTS).next_power_of_two();
        let tables = (1..=TRIES).map(|n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let found = tables.into_iter().find_map(|multiplier| Some((multiplier, slots(&names, multiplier, size)?)));
        match found {
            Some((multiplier, slots)) => Self { names, slots, multiplier, others: IndexSet::new() },
            None => Self { others: names.into_iter().map(|name| name.text).collect(), ..Self::default() },
        }
    }

    /// The place of a name.
    #[inline]
    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        let words = Words::of(name);
        let slot = self.slots.get(words.hash(self.multiplier, self.slots.len())).copied();
        let Some(slot) = slot else { return self.others.get_index_of(name) };
        let place = usize::from(slot).checked_sub(1)?;
        let found = self.names.get(place)?;
        (found.words == words && (words.length <= 16 || *found.text == *name)).then_some(place)
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
    #[inline]
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (first, last) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => (few(bytes), 0),
        };
        Self { first, last, length: bytes.len() }
    }

    /// A place in a table of a size that is a power of two.
    #[inline]
    fn hash(self, multiplier: u64, size: usize) -> usize {
        let mixed = (self.first ^ self.last.rotate_left(29) ^ self.length as u64).wrapping_mul(multiplier);
        (mixed >> 40) as usize & size.wrapping_sub(1)
    }
}

/// A text that is expected, to be compared a few words at a time.
#[derive(Debug, Clone)]
pub struct Literal {
    text: Box<[u8]>,
    outer: [[u8; 8]; 2],
    inner: [[u8; 8]; 2],
}

impl Literal {
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = text.as_bytes();
        let at = |place: Option<usize>| place.and_then(|place| text.get(place..)?.first_chunk::<8>().copied()).unwrap_or_default();
        let from_end = |back| at(text.len().checked_sub(back));
        Self { text: text.into(), outer: [at(Some(0)), from_end(8)], inner: [at(Some(8)), from_end(16)] }
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
        let Some(text) = text.get(..self.text.len()) else { return false };
        match (text.first_chunk::<8>(), text.last_chunk::<8>(), text.len()) {
            (Some(first), Some(last), length) => {
                [*first, *last] == self.outer
                    && match length {
                        ..=16 => true,
                        17..=32 => self.begins_within(text),
                        _ => *text == *self.text,
                    }
            }
            _ => *text == *self.text,
        }
    }

    /// The same of what lies between the first and the last eight bytes.
    #[inline]
    fn begins_within(&self, text: &[u8]) -> bool {
        let [second, last_but_one] = self.inner;
        let at = |place: usize| text.get(place..).and_then(<[u8]>::first_chunk::<8>);
        at(8) == Some(&second) && text.len().checked_sub(16).and_then(at) == Some(&last_but_one)
    }
}

/// Fewer than eight bytes as a word: two halves that may overlap.
#[inline]
fn few(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)),
        _ => match *bytes {
            [] => 0,
            [a] => u64::from(a),
            [a, b] => u64::from(a) << 8 | u64::from(b),
            [a, b, c, ..] => u64::from(a) << 16 | u64::from(b) << 8 | u64::from(c),
        },
    }
}
