//! The source of all choices: one seed gives one policy and one series of records.

use fastrand::Rng;

/// A seeded source of choices, which also gives out names that nothing else bears.
pub struct Dice {
    rng: Rng,
    names: u32,
}

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self { rng: Rng::with_seed(seed), names: 0 }
    }

    /// Yes so many times in a hundred.
    pub fn percent(&mut self, chance: u8) -> bool {
        self.rng.u8(..100) < chance
    }

    /// One of these.
    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.rng.usize(..from.len())].clone()
    }

    /// One of these, or nothing if there are none.
    pub fn find<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        (!from.is_empty()).then(|| self.pick(from))
    }

    /// A number from the first to the last, both included.
    pub fn number(&mut self, first: usize, last: usize) -> usize {
        self.rng.usize(first..=last)
    }

    /// A whole number from the first to the last, both included.
    pub fn integer(&mut self, first: i64, last: i64) -> i64 {
        self.rng.i64(first..=last)
    }

    /// One of these by weight.
    pub fn weigh<T: Copy>(&mut self, from: &[(u32, T)]) -> T {
        let total: u32 = from.iter().map(|(weight, _)| weight).sum();
        let mut drawn = self.rng.u32(..total);
        for (weight, item) in from {
            if drawn < *weight {
                return *item;
            }
            drawn -= weight;
        }
        unreachable!("what is drawn is less than all weights together")
    }

    /// Some of these, in any order: at least and at most so many, as far as there are so many.
    pub fn some<T: Clone>(&mut self, from: &[T], least: usize, most: usize) -> Vec<T> {
        let mut shuffled = self.shuffled(from);
        let count = self.number(least, most);
        shuffled.truncate(count);
        shuffled
    }

    pub fn shuffled<T: Clone>(&mut self, from: &[T]) -> Vec<T> {
        let mut all = from.to_vec();
        self.rng.shuffle(&mut all);
        all
    }

    /// A name with this beginning that nothing else bears.
    pub fn name(&mut self, beginning: &str) -> String {
        self.names += 1;
        format!("{beginning}{}", self.names)
    }
}
