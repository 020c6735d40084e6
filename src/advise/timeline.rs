//! The timeline of a decision for one record: what it comes to at every instant, the facts held fixed (§10 of the formal definition).

use crate::eval::answer::{Decided, Ruling, Verdict};

use super::edges::Stretch;

/// The intervals of a decision, from the first second of the calendar to its last, one after the other without a hole.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline<'r> {
    pub intervals: Vec<Interval<'r>>,
}

/// A stretch of time over which the decision and the instances that decide it stay the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval<'r> {
    pub during: Stretch,
    pub ruling: Ruling<'r>,
    /// what forbids or permits, certainly or perhaps
    pub deciding: Vec<Decided<'r>>,
}

/// What is different in an interval from the one before it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Change<'r> {
    /// instances as they stood before, and stand no longer
    pub ended: Vec<Decided<'r>>,
    /// instances that stand so from here on
    pub begun: Vec<Decided<'r>>,
}

impl<'r> Timeline<'r> {
    /// The interval of an instant.
    #[must_use]
    pub fn at(&self, instant: i64) -> Option<&Interval<'r>> {
        self.intervals.get(self.place(instant))
    }

    /// The intervals of which some part lies between two instants (the second not included), with their places among all.
    pub fn between(&self, from: i64, until: i64) -> impl Iterator<Item = (usize, &Interval<'r>)> {
        let end = if until > from { self.place(until - 1) + 1 } else { 0 };
        self.intervals.iter().enumerate().take(end).skip(self.place(from))
    }

    /// What changed at the beginning of an interval, by its place among `intervals`; nothing for the first.
    #[must_use]
    pub fn change(&self, place: usize) -> Change<'r> {
        let interval = |place: usize| self.intervals.get(place).map(|interval| interval.deciding.as_slice());
        match (place.checked_sub(1).and_then(interval), interval(place)) {
            (Some(before), Some(after)) => Change { ended: missing(before, after), begun: missing(after, before) },
            _ => Change::default(),
        }
    }

    /// Since when and until when the verdict, or the value, is what it is at an instant.
    #[must_use]
    pub fn window(&self, instant: i64) -> Stretch {
        self.window_of(self.place(instant))
    }

    /// The stretch in which it is permitted: the one around an instant, or else the next one behind it.
    #[must_use]
    pub fn next_permitted(&self, instant: i64) -> Option<Stretch> {
        let behind = self.intervals.iter().enumerate().skip(self.place(instant));
        let (place, _) = behind.into_iter().find(|(_, interval)| interval.ruling == Ruling::Verdict(Verdict::Permitted))?;
        Some(self.window_of(place))
    }

    /// After how many seconds it is permitted: 0 where it is already; none where waiting does not help.
    #[must_use]
    pub fn retry_after(&self, instant: i64) -> Option<i64> {
        self.next_permitted(instant).map(|window| window.since.map_or(0, |since| since.saturating_sub(instant).max(0)))
    }

    /// Which interval an instant lies in.
    fn place(&self, instant: i64) -> usize {
        self.intervals.partition_point(|interval| interval.during.since.is_none_or(|since| since <= instant)).saturating_sub(1)
    }

    /// The neighbours of an interval that come to the same, as one stretch.
    fn window_of(&self, place: usize) -> Stretch {
        let (before, rest) = self.intervals.split_at(place.min(self.intervals.len()));
        let Some(interval) = rest.first() else { return Stretch::default() };
        let same = |other: &&Interval<'_>| other.ruling == interval.ruling;
        let first = before.iter().rev().take_while(same).last().unwrap_or(interval);
        let last = rest.iter().take_while(same).last().unwrap_or(interval);
        Stretch { since: first.during.since, until: last.during.until }
    }
}

/// Those of some that are not among others.
fn missing<'r>(some: &[Decided<'r>], others: &[Decided<'r>]) -> Vec<Decided<'r>> {
    some.iter().filter(|one| !others.contains(one)).copied().collect()
}
