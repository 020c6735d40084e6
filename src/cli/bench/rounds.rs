//! What a piece of work takes, done again and again.
//!
//! All figures take turns: a round of each, then the next round of each, so that whatever else the machine does falls on all of them. A
//! round repeats its work until it is long enough for the clock. Finding out how often that is warms the work up and counts in no figure.

use std::time::{Duration, Instant};

use super::sheet::Spread;

/// So many rounds take place however long they take; fewer have no middle.
const FEWEST: usize = 3;

/// A round is not shorter than this: the clock and the call do not show in it.
const ROUND: Duration = Duration::from_millis(1);

/// When it is enough.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub rounds: usize,
    /// of all rounds of one figure together
    pub time: Duration,
}

/// A piece of work with its rounds so far.
pub struct Work<'a> {
    /// how many items it works on at each time
    items: usize,
    run: Box<dyn FnMut() + 'a>,
    repeats: u32,
    spent: Duration,
    /// nanoseconds an item
    rounds: Vec<f64>,
}

impl<'a> Work<'a> {
    pub fn new(items: usize, run: impl FnMut() + 'a) -> Self {
        Self { items, run: Box::new(run), repeats: 1, spent: Duration::ZERO, rounds: Vec::new() }
    }

    pub fn items(&self) -> usize {
        self.items
    }

    pub fn spread(&self) -> Spread {
        Spread::of(self.rounds.clone())
    }

    /// Does it until a round is long enough.
    fn warm_up(&mut self, round: Duration) {
        while self.repeat() < round {
            match self.repeats.checked_mul(2) {
                Some(more) => self.repeats = more,
                None => break,
            }
        }
    }

    fn repeat(&mut self) -> Duration {
        let start = Instant::now();
        for _ in 0..self.repeats {
            (self.run)();
        }
        start.elapsed()
    }

    /// One round; nanoseconds an item.
    fn round(&mut self) -> f64 {
        let took = self.repeat();
        self.spent += took;
        let items = f64::from(self.repeats) * u32::try_from(self.items).map_or(f64::from(u32::MAX), f64::from);
        took.as_secs_f64() * 1e9 / items.max(1.0)
    }

    fn goes_on(&self, limits: Limits) -> bool {
        self.rounds.len() < limits.rounds && (self.rounds.len() < FEWEST || self.spent < limits.time)
    }
}

/// Measures several pieces of work in turn.
pub fn measure(works: &mut [Work<'_>], limits: Limits) {
    for work in works.iter_mut() {
        work.warm_up(ROUND);
    }
    for _ in 0..limits.rounds {
        for work in works.iter_mut().filter(|work| work.goes_on(limits)) {
            let took = work.round();
            work.rounds.push(took);
        }
    }
}

/// Measures what one piece of work takes more than another one, side by side.
pub fn difference(more: Work<'_>, less: Work<'_>, limits: Limits) -> Spread {
    let (mut more, mut less) = (more, less);
    // many of these are measured: short rounds, each beside its own base
    more.warm_up(ROUND / 5);
    less.warm_up(ROUND / 5);
    while more.goes_on(limits) {
        let base = less.round();
        let took = more.round();
        more.rounds.push(took - base);
    }
    more.spread()
}
