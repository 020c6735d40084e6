//! A table of names that is asked for one name after the other: a perfect hash over the first and last bytes of each, so that a name is
//! found, or not, with one comparison. The names are the vocabulary's; nobody can choose them to collide.

use indexmap::IndexSet;

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
        let names = names.into_iter().map(|name| Name { words: Words::of(name.as_bytes()), text: Box::from(name) }).collect::<Vec<_>>();
        let size = (names.len() * names.len() / 2).clamp(2, MOST_SLOTS).next_power_of_two();
        let tables = (1..=TRIES).map(|n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let found = tables.into_iter().find_map(|multiplier| Some((multiplier, slots(&names, multiplier, size)?)));
        match found {
            Some((multiplier, slots)) => Self { known: names, slots, multiplier, others: IndexSet::new() },
            None => Self { others: names.into_iter().map(|name| name.text).collect(), ..Self::default() },
        }
    }

    /// The place of a name.
    #[inline]
    #[must_use]
    pub fn place(&self, name: &[u8]) -> Option<usize> {
        let words = Words::of(name);
        let slot = self.slots.get(words.hash(self.multiplier, self.slots.len())).copied();
        let Some(slot) = slot else { return self.others.get_index_of(std::str::from_utf8(name).ok()?) };
        let place = usize::from(slot).checked_sub(1)?;
        let found = self.known.get(place)?;
        (found.words == words && (words.length <= 16 || found.text.as_bytes() == name)).then_some(place)
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
    fn of(bytes: &[u8]) -> Self {
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

/// A text that is expected, to be compared in one step if it is no longer than [`WIDE`].
#[derive(Debug, Clone)]
pub struct Literal {
    text: Box<[u8]>,
    words: [u64; 4],
    /// which bytes of the words count
    masks: [u64; 4],
}

/// Four words.
const WIDE: usize = 32;

impl Literal {
    #[must_use]
    pub fn new(text: &str) -> Self {
        let (mut words, mut masks) = ([0; WIDE], [0; WIDE]);
        for ((byte, mask), from) in words.iter_mut().zip(&mut masks).zip(text.bytes()) {
            (*byte, *mask) = (from, u8::MAX);
        }
        Self { text: text.as_bytes().into(), words: wide(&words), masks: wide(&masks) }
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
            Some(chunk) if self.text.len() <= WIDE => {
                let ([a, b, c, d], [e, f, g, h], [i, j, k, l]) = (wide(chunk), self.words, self.masks);
                ((a ^ e) & i) | ((b ^ f) & j) | ((c ^ g) & k) | ((d ^ h) & l) == 0
            }
            _ => text.starts_with(&self.text),
        }
    }
}

#[inline]
fn wide(bytes: &[u8; WIDE]) -> [u64; 4] {
    let &[a, b, c, d] = bytes.as_chunks::<8>().0 else { return [0; 4] };
    [a, b, c, d].map(u64::from_le_bytes)
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
