//! A table of names that is asked for a name at a time, much faster than by a hash that withstands attacks: the names are the
//! vocabulary's, so nobody can choose them to collide.

use std::hash::{BuildHasherDefault, Hasher};

use indexmap::IndexSet;

/// Names with their places, from 0.
#[derive(Debug, Clone, Default)]
pub struct Names(IndexSet<Box<str>, BuildHasherDefault<Quick>>);

impl Names {
    #[must_use]
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self(names.into_iter().map(Box::from).collect())
    }

    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        if self.0.len() <= FEW { self.0.iter().position(|known| **known == *name) } else { self.0.get_index_of(name) }
    }
}

/// Up to so many names are looked at one by one.
const FEW: usize = 8;

/// Multiplies and folds, eight bytes at a time.
#[derive(Debug, Clone, Copy, Default)]
struct Quick(u64);

impl Quick {
    fn mix(&mut self, word: u64) {
        let product = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = product ^ (product >> 29);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        self.mix(u64::from_le_bytes(last) ^ (bytes.len() as u64).rotate_left(56));
    }

    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0
    }
}
