//! Counts by key in bounded memory. What is kept does not depend on the order in which keys come: those that rank first.

use std::cmp::Ordering;
use std::hash::Hash;
use std::ops::AddAssign;

use indexmap::IndexMap;

/// Counts of the keys that rank first, and one count for all others.
///
/// A key that is kept was never let go before: it is let go only when as many others rank before it as may be kept at all. So its count
/// is whole, and two of these that are added come to what one would have come to.
pub(super) struct Bounded<Q: ?Sized, V> {
    limit: usize,
    kept: IndexMap<Box<Q>, V>,
    /// what ranks behind this is let go; none while nothing was
    last: Option<Box<Q>>,
    others: V,
}

/// The order in which keys are kept.
pub(super) trait Rank {
    fn rank(&self, other: &Self) -> Ordering;
}

/// By its letters.
impl Rank for str {
    fn rank(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

/// Short ones first: the commonest combinations are those of few rules.
impl Rank for [u32] {
    fn rank(&self, other: &Self) -> Ordering {
        self.len().cmp(&other.len()).then_with(|| self.cmp(other))
    }
}

impl<Q, V> Bounded<Q, V>
where
    Q: ?Sized + Rank + Hash + Eq,
    Box<Q>: for<'q> From<&'q Q>,
    V: Copy + Default + AddAssign,
{
    pub fn new(limit: usize) -> Self {
        Self { limit, kept: IndexMap::new(), last: None, others: V::default() }
    }

    /// Adds to the count of a key.
    pub fn add(&mut self, key: &Q, more: V) {
        match self.kept.get_mut(key) {
            Some(count) => *count += more,
            None => self.add_new(key, more),
        }
    }

    #[inline(never)]
    fn add_new(&mut self, key: &Q, more: V) {
        if self.kept.len() >= self.limit.saturating_mul(2) {
            self.prune();
        }
        if self.last.as_ref().is_some_and(|last| key.rank(last).is_gt()) {
            self.others += more;
        } else {
            self.kept.insert(key.into(), more);
        }
    }

    /// Lets go of what ranks behind the limit.
    fn prune(&mut self) {
        if self.kept.len() <= self.limit {
            return;
        }
        self.kept.sort_unstable_by(|a, _, b, _| a.rank(b));
        for (_, count) in self.kept.drain(self.limit..) {
            self.others += count;
        }
        self.last = self.kept.last().map(|(key, _)| Box::from(&**key));
    }

    pub fn merge(&mut self, other: Self) {
        self.others += other.others;
        for (key, count) in other.kept {
            match self.kept.get_mut(&key) {
                Some(own) => *own += count,
                None => _ = self.kept.insert(key, count),
            }
        }
        // what either has let go ranks behind the limit of both together
        self.last = match (self.last.take(), other.last) {
            (Some(own), Some(other)) => Some(if own.rank(&other).is_le() { own } else { other }),
            (own, other) => own.or(other),
        };
        self.prune();
    }

    /// The counts in the order in which their keys rank, and the count of all others if some were let go.
    pub fn told(&mut self) -> (impl ExactSizeIterator<Item = (&Q, V)>, Option<V>) {
        self.prune();
        self.kept.sort_unstable_by(|a, _, b, _| a.rank(b));
        let others = self.last.is_some().then_some(self.others);
        (self.kept.iter().map(|(key, count)| (&**key, *count)), others)
    }
}
