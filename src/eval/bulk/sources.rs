//! What is looked at once a record: single facts, each sorted into one of a few classes.
//!
//! A condition that asks one fact only has the same answer for all values of a class: for a member of an enum, for `none`, for the
//! numbers between two constants that the fact is compared with. So a block of records is sorted into classes, a bit a record, and the
//! answers to all these conditions are read off the classes, for all records of the block at once.

use std::cmp::Ordering;

use crate::facts::record::{Presence, Record, Slot};
use crate::model::vocabulary::{EntityId, FactId};
use crate::value::{Decimal, Short, State, Value};

use super::plan::Coded;

/// A fact, and how its values are told apart. The first two classes are unknown and none (of an entity: absent).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// a yes_no or an enum: then each value
    Choice(FactId),
    /// then: known
    Filled(FactId),
    /// a set or a list: unknown, empty, with members that there may be, with members
    Collection(FactId),
    /// whether it is given
    Entity(EntityId),
    /// a number: then the steps between the points that it is compared with
    Number(FactId),
    /// a time or a duration: then the steps
    Seconds(FactId),
    /// how long after `now` a time is: then the steps
    SinceNow(FactId),
    /// then each of the texts that it is compared with, and other
    Text(FactId),
}

/// What a fact is compared with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    Number(Decimal),
    Seconds(i64),
    Text(Box<str>),
}

/// The classes of a source.
#[derive(Debug)]
pub struct Look {
    pub source: Source,
    /// in order, each once
    pub points: Vec<Point>,
    steps: Steps,
    /// where its classes begin among those of all, behind a place that is always empty
    pub base: usize,
    pub classes: usize,
}

#[derive(Debug)]
enum Steps {
    None,
    /// in units of this decimal place
    Units(u8, Vec<i64>),
    Seconds(Vec<i64>),
}

/// Unknown and none.
pub const FIRST: usize = 2;
/// The class of a collection that has members for sure.
pub const WITH_MEMBERS: usize = 3;
/// Numbers are compared in units of this decimal place, or of a finer one where a constant has it.
const USUAL_SCALE: u8 = 4;

impl Look {
    /// `values`: how many values a choice has.
    pub fn new(source: Source, points: Vec<Point>, values: usize, base: usize) -> Self {
        let classes = FIRST
            + match source {
                Source::Choice(_) => values,
                Source::Filled(_) | Source::Entity(_) => 1,
                Source::Collection(_) => 2,
                Source::Number(_) | Source::Seconds(_) | Source::SinceNow(_) => 2 * points.len() + 1,
                Source::Text(_) => points.len() + 1,
            };
        let steps = steps(&points);
        Self { source, points, steps, base, classes }
    }

    /// Whether a class holds all texts that are none of the points.
    pub fn is_other_text(&self, class: usize) -> bool {
        matches!(self.source, Source::Text(_)) && class == FIRST + self.points.len()
    }

    /// The class of the point at this place, and of what lies below it.
    pub fn class_of_point(&self, place: usize) -> usize {
        match self.source {
            Source::Text(_) => FIRST + place,
            _ => FIRST + 2 * place + 1,
        }
    }

    /// The class of a record that is judged at `now`.
    pub fn class(&self, record: &Record, now: i64) -> usize {
        let mut found = 0;
        self.each(&[(record, now)], |_, class| found = class);
        found
    }

    /// The class of each of some records, by their places.
    #[inline]
    pub fn each(&self, records: &[(&Record, i64)], mut found: impl FnMut(usize, usize)) {
        match self.source {
            Source::Choice(fact) => each(records, &mut found, |record, _| choice(record.slot(fact))),
            Source::Filled(fact) | Source::Collection(fact) => each(records, &mut found, |record, _| usize::from(record.code(fact))),
            Source::Entity(entity) => each(records, &mut found, |record, _| match record.presence(entity) {
                Presence::Missing => 0,
                Presence::Absent => 1,
                Presence::Given => 2,
            }),
            Source::Number(fact) => each(records, &mut found, |record, _| self.number(record, record.slot(fact))),
            Source::Seconds(fact) => each(records, &mut found, |record, _| self.seconds(record.slot(fact), 0)),
            Source::SinceNow(fact) => each(records, &mut found, |record, now| self.seconds(record.slot(fact), now)),
            Source::Text(fact) => each(records, &mut found, |record, _| self.text(record, record.slot(fact))),
        }
    }

    /// How it is told by a fact's code, if that tells it.
    pub fn coded(&self) -> Option<Coded> {
        let (Source::Choice(fact) | Source::Filled(fact) | Source::Collection(fact)) = self.source else { return None };
        let classes = u8::try_from(self.classes).ok().filter(|classes| *classes < Slot::MOST)?;
        Some(Coded { fact, first: self.base + 1, classes })
    }

    /// Whether its classes are added up: there may be many, and conditions ask runs of them.
    pub fn is_summed(&self) -> bool {
        matches!(self.source, Source::Number(_) | Source::Seconds(_) | Source::SinceNow(_))
    }

    #[inline]
    fn number(&self, record: &Record, slot: Slot) -> usize {
        let short = match slot {
            Slot::None => return 1,
            Slot::Short { units, scale } => Short { units, scale },
            Slot::Number(_) => return self.long_number(record.state(slot)),
            _ => return 0,
        };
        match &self.steps {
            Steps::Units(scale, steps) => match short.in_units(*scale) {
                Some(units) => step_of(steps, units),
                None => self.long_number(record.state(slot)),
            },
            _ => self.long_number(record.state(slot)),
        }
    }

    #[inline(never)]
    fn long_number(&self, state: State<'_>) -> usize {
        let State::Known(Value::Number(number)) = state else { return 0 };
        step(&self.points, |point| match point {
            Point::Number(point) => point.cmp(&number),
            _ => Ordering::Less,
        })
    }

    #[inline]
    fn seconds(&self, slot: Slot, since: i64) -> usize {
        let (Slot::Instant(seconds) | Slot::Duration(seconds)) = slot else { return usize::from(slot == Slot::None) };
        let seconds = seconds.saturating_sub(since);
        match &self.steps {
            Steps::Seconds(steps) => step_of(steps, seconds),
            _ => FIRST,
        }
    }

    #[inline(never)]
    fn text(&self, record: &Record, slot: Slot) -> usize {
        let Slot::Text(range) = slot else { return usize::from(slot == Slot::None) };
        let text = record.text(range);
        let found = self.points.binary_search_by(|point| match point {
            Point::Text(point) => (**point).cmp(text),
            _ => Ordering::Less,
        });
        FIRST + found.unwrap_or(self.points.len())
    }
}

/// The class of a yes_no or of an enum's member.
#[inline]
pub fn choice(slot: Slot) -> usize {
    match slot {
        Slot::None => 1,
        Slot::Truth(yes) => FIRST + usize::from(yes),
        Slot::Member(member) => FIRST + member as usize,
        _ => 0,
    }
}

/// The class of each of some records, by their places.
#[inline]
fn each(records: &[(&Record, i64)], found: &mut impl FnMut(usize, usize), class: impl Fn(&Record, i64) -> usize) {
    for (place, (record, now)) in records.iter().enumerate() {
        found(place, class(record, *now));
    }
}

/// As [`step`]; among few points all are compared, which takes no jumps.
#[inline]
fn step_of(points: &[i64], value: i64) -> usize {
    const FEW: usize = 8;
    if points.len() > FEW {
        return step(points, |point| point.cmp(&value));
    }
    points.iter().fold(FIRST, |class, point| class + usize::from(*point < value) + usize::from(*point <= value))
}

/// Below the first point, on it, between it and the second, …
#[inline]
fn step<T>(points: &[T], compare: impl Fn(&T) -> Ordering) -> usize {
    let place = points.partition_point(|point| compare(point).is_lt());
    let on = points.get(place).is_some_and(|point| compare(point).is_eq());
    FIRST + 2 * place + usize::from(on)
}

fn steps(points: &[Point]) -> Steps {
    let seconds = points.iter().map(|point| match point {
        Point::Seconds(seconds) => Some(*seconds),
        _ => None,
    });
    let numbers = points.iter().map(|point| match point {
        Point::Number(number) => number.to_short(),
        _ => None,
    });
    if let Some(seconds) = seconds.collect::<Option<Vec<_>>>()
        && !seconds.is_empty()
    {
        return Steps::Seconds(seconds);
    }
    let Some(numbers) = numbers.collect::<Option<Vec<Short>>>() else { return Steps::None };
    let scale = numbers.iter().map(|number| number.scale).max().unwrap_or(0).max(USUAL_SCALE);
    numbers.iter().map(|number| number.in_units(scale)).collect::<Option<_>>().map_or(Steps::None, |units| Steps::Units(scale, units))
}
