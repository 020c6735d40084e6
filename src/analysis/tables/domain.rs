//! The values of a column, cut into those that its cells can tell apart: one value stands for each part.

use crate::model::policy::{Column, TermType};
use crate::model::vocabulary::{Constant, Scalar, Vocabulary};
use crate::value::Decimal;
use crate::value::calendar::{DAY, in_calendar};

/// A value for each part of a column's domain, given the constants that its cells name.
#[must_use]
pub fn parts(vocabulary: &Vocabulary, column: &Column, named: &[Constant]) -> Vec<Constant> {
    let mut parts = match column.ty {
        TermType::Scalar(Scalar::YesNo) => vec![Constant::Truth(true), Constant::Truth(false)],
        TermType::Scalar(Scalar::Enum(id)) => {
            let members = vocabulary.enumeration(id).map_or(0, |of| of.members.len());
            (0..members).filter_map(|member| u32::try_from(member).ok()).map(Constant::Member).collect()
        }
        TermType::Scalar(Scalar::Text) => texts(named),
        TermType::Scalar(scalar @ (Scalar::Integer | Scalar::Number | Scalar::Money(_))) => {
            let numbers = named.iter().filter_map(|constant| if let Constant::Number(n) = constant { Some(*n) } else { None });
            let whole = scalar == Scalar::Integer;
            cut(numbers, |n| !whole || n.is_whole(), |low, high| number_between(low, high, whole))
                .into_iter()
                .map(Constant::Number)
                .collect()
        }
        TermType::Scalar(Scalar::Time) => instants(named, Grid { start: 0, step: 1 }),
        TermType::Scalar(Scalar::Date) => instants(named, Grid { start: -i64::from(vocabulary.zone.seconds_east), step: DAY }),
        TermType::Scalar(Scalar::Duration) => {
            let seconds = named.iter().filter_map(|constant| if let Constant::Duration(n) = constant { Some(*n) } else { None });
            cut(seconds, |_| true, seconds_between).into_iter().map(Constant::Duration).collect()
        }
        TermType::Period => {
            let months = named.iter().filter_map(|constant| if let Constant::Months(n) = constant { Some(*n) } else { None });
            cut(months, |_| true, seconds_between).into_iter().map(Constant::Months).collect()
        }
    };
    if column.optional {
        parts.push(Constant::None);
    }
    parts
}

/// Each text that is named, and one that is not.
fn texts(named: &[Constant]) -> Vec<Constant> {
    let mut parts: Vec<Constant> = Vec::new();
    for constant in named.iter().filter(|constant| matches!(constant, Constant::Text(_))) {
        if !parts.contains(constant) {
            parts.push(constant.clone());
        }
    }
    let other = |n: usize| Constant::Text(if n == 0 { "other".into() } else { format!("other {n}").into() });
    let unnamed = (0..=parts.len()).map(other).find(|text| !parts.contains(text));
    parts.extend(unnamed);
    parts
}

/// Cuts a line at points: each point that lies in the domain, and a value between each two of them, below the first and above the last.
fn cut<T: Copy + Ord>(
    points: impl Iterator<Item = T>,
    lies: impl Fn(T) -> bool,
    between: impl Fn(Option<T>, Option<T>) -> Option<T>,
) -> Vec<T> {
    let points: std::collections::BTreeSet<T> = points.collect();
    let mut parts = Vec::new();
    let mut low = None;
    for point in points {
        parts.extend(between(low, Some(point)));
        parts.extend(lies(point).then_some(point));
        low = Some(point);
    }
    parts.extend(between(low, None));
    parts
}

/// A number strictly between two, a short one if there is one.
pub fn number_between(low: Option<Decimal>, high: Option<Decimal>, whole: bool) -> Option<Decimal> {
    let one = Decimal::from(1);
    let below = |n: Decimal| high.is_none_or(|high| n < high);
    match (low, high) {
        (None, None) => Some(Decimal::ZERO),
        (None, Some(high)) if whole => floor(high).map(|n| if n < high { n } else { n - one }),
        (None, Some(high)) => Some(high - one),
        (Some(low), _) if whole => floor(low).map(|n| n + one).filter(|n| below(*n)),
        (Some(low), None) => Some(low + one),
        (Some(low), Some(high)) => {
            let steps = ["1", "0.1", "0.01"].into_iter().filter_map(|step| Decimal::parse(step).ok()).map(|step| low + step);
            let middle = Decimal::parse("0.5").ok().map(|half| (low + high) * half);
            steps.chain(middle).find(|n| low < *n && *n < high)
        }
    }
}

/// The largest whole number that is not larger.
fn floor(number: Decimal) -> Option<Decimal> {
    let text = number.to_string();
    let whole = text.split_once('.').map_or(text.as_str(), |(whole, _)| whole);
    let cut: Decimal = whole.parse::<i64>().ok()?.into();
    Some(if cut > number { cut - Decimal::from(1) } else { cut })
}

/// The instants that a type knows: every second, or the first second of every day.
#[derive(Clone, Copy)]
struct Grid {
    start: i64,
    step: i64,
}

impl Grid {
    fn has(self, seconds: i64) -> bool {
        in_calendar(seconds) && (seconds - self.start) % self.step == 0
    }

    /// An instant strictly between two, a day or an hour from one of them if there is room.
    fn between(self, low: Option<i64>, high: Option<i64>) -> Option<i64> {
        let inside = |n: &i64| self.has(*n) && low.is_none_or(|low| low < *n) && high.is_none_or(|high| *n < high);
        let (from, sign) = match (low, high) {
            (None, None) => return Some(self.start),
            (None, Some(high)) => (high, -1),
            (Some(low), _) => (low, 1),
        };
        let near = STRIDES.into_iter().map(|stride| from.saturating_add(sign * stride));
        let place = (from - self.start).div_euclid(self.step);
        let next = [place, place + 1].into_iter().map(|place| self.start + place * self.step);
        near.chain(next).find(inside)
    }
}

/// A day, an hour, a minute, a second.
const STRIDES: [i64; 4] = [DAY, 3600, 60, 1];

fn instants(named: &[Constant], grid: Grid) -> Vec<Constant> {
    let seconds = named.iter().filter_map(|constant| if let Constant::Instant(n) = constant { Some(*n) } else { None });
    cut(seconds, |n| grid.has(n), |low, high| grid.between(low, high)).into_iter().map(Constant::Instant).collect()
}

/// A whole number strictly between two, for what is counted in seconds or months.
fn seconds_between(low: Option<i64>, high: Option<i64>) -> Option<i64> {
    let inside = |n: &i64| low.is_none_or(|low| low < *n) && high.is_none_or(|high| *n < high);
    let (from, sign) = match (low, high) {
        (None, None) => return Some(0),
        (None, Some(high)) => (high, -1),
        (Some(low), _) => (low, 1),
    };
    STRIDES.into_iter().filter_map(|stride| from.checked_add(sign * stride)).find(inside)
}
