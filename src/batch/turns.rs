//! What comes in any order goes out by number.

use std::collections::BTreeMap;

/// Things that wait for their turn.
#[derive(Debug)]
pub struct Turns<T> {
    waiting: BTreeMap<usize, T>,
    taken: usize,
}

impl<T> Default for Turns<T> {
    fn default() -> Self {
        Self { waiting: BTreeMap::new(), taken: 0 }
    }
}

impl<T> Turns<T> {
    /// Puts in what has a number, counted from 0.
    pub fn put(&mut self, number: usize, thing: T) {
        self.waiting.insert(number, thing);
    }

    /// Takes what is next, if it is there.
    pub fn next(&mut self) -> Option<T> {
        let next = self.waiting.remove(&self.taken)?;
        self.taken += 1;
        Some(next)
    }

    /// How many were taken.
    #[must_use]
    pub fn taken(&self) -> usize {
        self.taken
    }
}
