//! Names that are known in advance, found where they stand in quotes: which one comes next is told by one multiplication and one
//! comparison, and nobody looks for its end first. The names are the vocabulary's; nobody can choose them to collide.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use crate::bytes;

/// How many bytes are looked at.
pub const WINDOW: usize = Literal::MOST;

/// Names with their places, from 0.
///
/// A perfect hash over some of the first bytes of all; names that have those bytes in common have a table of their own.
#[derive(Debug, Clone)]
pub struct Names {
    table: Table,
    entries: Vec<Entry>,
    /// of names that have an entry of that one, or of another one of these, in common
    deeper: Vec<Table>,
    all: IndexSet<String>,
    /// what stands behind each in quotes
    behind: &'static str,
}

/// Where the names differ that a table tells apart, and how its entries are found.
#[derive(Debug, Clone, Copy, Default)]
struct Table {
    /// where the eight bytes begin that are looked at: not behind [`Table::MOST`]
    from: usize,
    /// those of them that the shortest text has as well
    mask: u64,
    multiplier: u64,
    shift: u32,
    first: usize,
}

#[derive(Debug, Clone)]
struct Entry {
    written: Literal,
    /// of the name; where several have this entry in common, that of their table
    place: u32,
    is_common: bool,
}

impl Table {
    /// A power of two less one, so that it costs nothing to know that it is kept.
    const MOST: usize = 15;
}

/// So many multipliers are tried for a table of one size; small tables stay close to the processor.
const TRIES: u64 = 64;
/// No table has more than two to this power of entries.
const MOST: u32 = 13;

impl Names {
    /// Names that are written in quotes, with what stands behind those. One that is longer than a window, or is told from another one only
    /// behind its first 23 bytes, is not found by its beginning; where there are very many, none is.
    #[must_use]
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>, behind: &'static str) -> Self {
        let all = names.into_iter().map(str::to_owned).collect::<IndexSet<String>>();
        let written = (0..).zip(&all).filter_map(|(place, name)| Some((Literal::new(&format!("\"{name}\"{behind}"))?, place)));
        let mut names = Self { table: Table::default(), entries: Vec::new(), deeper: Vec::new(), all: IndexSet::new(), behind };
        match names.add(&written.collect::<Vec<_>>().iter().collect::<Vec<_>>()) {
            Some(table) => names.table = table,
            None => names.entries.clear(),
        }
        Self { all, ..names }
    }

    /// The place of a name.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<u32> {
        match self.written(name).and_then(|(window, length)| self.beginning(&window).filter(|(_, found)| *found == length)) {
            Some((place, _)) => Some(place),
            None => u32::try_from(self.all.get_index_of(name)?).ok(),
        }
    }

    /// A name as it is written, and the length of that; nothing where it is too long.
    fn written(&self, name: &str) -> Option<([u8; WINDOW], usize)> {
        let (mut window, mut length) = ([0; WINDOW], 0);
        for part in ["\"", name, "\"", self.behind] {
            window.get_mut(length..length + part.len())?.copy_from_slice(part.as_bytes());
            length += part.len();
        }
        Some((window, length))
    }

    /// The place of the name that a window begins with, written as it should be, and the length of that.
    #[expect(clippy::inline_always, reason = "the loops that read keys and values ask nothing else as often")]
    #[inline(always)]
    #[must_use]
    pub fn beginning(&self, window: &[u8; WINDOW]) -> Option<(u32, usize)> {
        let entry = self.entry(&self.table, window)?;
        if entry.written.begins(window) {
            return Some((entry.place, entry.written.length()));
        }
        if entry.is_common { self.further(entry, window) } else { None }
    }

    #[inline]
    fn entry(&self, table: &Table, window: &[u8; WINDOW]) -> Option<&Entry> {
        let word = word(window, table.from)? & table.mask;
        self.entries.get(table.first + hash(word, table.multiplier, table.shift))
    }

    /// The same among the names that have an entry in common.
    #[inline(never)]
    fn further<'e>(&'e self, mut entry: &'e Entry, window: &[u8; WINDOW]) -> Option<(u32, usize)> {
        while entry.is_common {
            entry = self.entry(self.deeper.get(entry.place as usize)?, window)?;
        }
        entry.written.begins(window).then_some((entry.place, entry.written.length()))
    }

    /// Adds the entries of a table of these names.
    fn add(&mut self, texts: &[&(Literal, u32)]) -> Option<Table> {
        let shortest = texts.iter().map(|(text, _)| text.length()).min()?;
        let words =
            |from: usize| texts.iter().filter_map(move |(text, _)| word(&text.bytes, from)).map(move |word| word & mask(shortest - from));
        let kinds = |from: usize| words(from).collect::<BTreeSet<_>>();
        let from = (0..shortest.min(Table::MOST + 1)).rev().max_by_key(|from| kinds(*from).len())?;
        let kinds = kinds(from);
        if kinds.len() < 2 && texts.len() > 1 {
            return None;
        }
        let (multiplier, bits) = free_of_collisions(&kinds)?;
        let table = Table { from, mask: mask(shortest - from), multiplier, shift: 64 - bits, first: self.entries.len() };
        let nothing = Entry { written: Literal::NOWHERE, place: 0, is_common: false };
        self.entries.resize(self.entries.len() + (1 << bits), nothing);
        for kind in kinds {
            let alike = texts.iter().zip(words(from)).filter(|(_, word)| *word == kind).map(|(text, _)| *text).collect::<Vec<_>>();
            let entry = match alike.as_slice() {
                [(written, place)] => Entry { written: written.clone(), place: *place, is_common: false },
                many => {
                    let Some(deeper) = self.add(many) else { continue };
                    self.deeper.push(deeper);
                    Entry { written: Literal::NOWHERE, place: u32::try_from(self.deeper.len() - 1).ok()?, is_common: true }
                }
            };
            *self.entries.get_mut(table.first + hash(kind, multiplier, table.shift))? = entry;
        }
        Some(table)
    }
}

/// A multiplier that gives each word a place of its own in a table of so many bits.
fn free_of_collisions(words: &BTreeSet<u64>) -> Option<(u64, u32)> {
    let least = (2 * words.len()).next_power_of_two().ilog2();
    let multiplier = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut tables = (least..=MOST).flat_map(|bits| (1..=TRIES).map(move |n| (multiplier(n), bits)));
    tables.find(|(multiplier, bits)| {
        let mut taken = vec![false; 1 << bits];
        words.iter().all(|word| taken.get_mut(hash(*word, *multiplier, 64 - bits)).is_some_and(|taken| !std::mem::replace(taken, true)))
    })
}

#[inline]
#[allow(clippy::cast_possible_truncation, reason = "few bits are left")]
fn hash(word: u64, multiplier: u64, shift: u32) -> usize {
    (word.wrapping_mul(multiplier) >> shift) as usize
}

/// Eight bytes.
#[inline]
fn word(window: &[u8; WINDOW], from: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*window.get(from & Table::MOST..)?.first_chunk()?))
}

/// The first so many of eight bytes.
fn mask(bytes: usize) -> u64 {
    u64::MAX >> (64 - 8 * bytes.clamp(1, 8))
}

/// A text that is expected, to be compared in one step.
#[derive(Debug, Clone)]
pub struct Literal {
    bytes: [u8; Literal::MOST],
    /// the bytes that do not count, a bit each
    behind: u32,
    length: u32,
}

impl Literal {
    /// The longest one, in bytes: two vectors.
    pub const MOST: usize = 2 * bytes::WIDE;

    /// What no text begins with.
    const NOWHERE: Self = Self { bytes: [u8::MAX; Self::MOST], behind: 0, length: 0 };

    /// Nothing where it is too long.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; Self::MOST];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        let length = u32::try_from(text.len()).ok()?;
        Some(Self { bytes, behind: bytes::behind(length), length })
    }

    #[inline]
    #[must_use]
    pub fn length(&self) -> usize {
        self.length as usize
    }

    /// Whether a text begins with it.
    #[inline]
    #[must_use]
    pub fn begins(&self, text: &[u8; Self::MOST]) -> bool {
        bytes::same_but(text, &self.bytes, self.behind)
    }
}
