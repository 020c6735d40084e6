//! Texts read as values of a type, the same for every format. A number never passes through binary floating point.

use std::borrow::Cow;

use crate::model::vocabulary::Currency;
use crate::value::calendar::{self, DAY, Moment, TimeError, Zone};
use crate::value::decimal::DecimalError;
use crate::value::{Decimal, LONGEST_DURATION};

/// Why a text is no value of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It looks like nothing of the kind.
    Unlike,
    /// More digits than a number may have.
    TooManyDigits,
    NotWhole,
    /// `007`: a number to some readers of YAML, a text to others.
    LeadingZero,
    /// There is no such day or hour.
    OutOfRange,
    /// A time without an offset.
    NoOffset,
    /// A date where a time is wanted.
    DateOnly,
    /// A time where a date is wanted.
    TimeOfDay,
    /// Money in another currency.
    OtherCurrency,
    /// Months and years are no exact durations.
    Months,
    /// A duration of more than 10,000 years.
    TooLong,
}

impl From<DecimalError> for Problem {
    fn from(error: DecimalError) -> Self {
        match error {
            DecimalError::NotANumber => Self::Unlike,
            DecimalError::TooManyDigits => Self::TooManyDigits,
        }
    }
}

impl From<TimeError> for Problem {
    fn from(error: TimeError) -> Self {
        match error {
            TimeError::NotATime => Self::Unlike,
            TimeError::OutOfRange => Self::OutOfRange,
            TimeError::NoOffset => Self::NoOffset,
        }
    }
}

/// Reads `12`; also `12.0` and `1e3`, which are whole.
///
/// # Errors
/// Where it is no number, not whole, or has more than 15 digits.
pub fn integer(text: &str) -> Result<Decimal, Problem> {
    let number = number(text)?;
    if number.is_whole() { Ok(number) } else { Err(Problem::NotWhole) }
}

/// Reads `0.50`, exactly.
///
/// # Errors
/// Where it is no number, or has more than 15 digits before or 20 after the point.
pub fn number(text: &str) -> Result<Decimal, Problem> {
    Ok(Decimal::parse(&shortened(text))?)
}

/// The same number without the zeros that close its fraction: nobody is asked to store a thousand of them.
fn shortened(text: &str) -> Cow<'_, str> {
    const LONG: usize = 36;
    if text.len() <= LONG {
        return Cow::Borrowed(text);
    }
    let (mantissa, exponent) = text.split_at(text.find(['e', 'E']).unwrap_or(text.len()));
    match mantissa.split_once('.') {
        Some((whole, fraction)) if fraction.len() > LONG => match fraction.trim_end_matches('0') {
            "" => Cow::Owned(format!("{whole}{exponent}")),
            fraction => Cow::Owned(format!("{whole}.{fraction}{exponent}")),
        },
        _ => Cow::Borrowed(text),
    }
}

/// Whether a number is written with zeros in front: `007`.
#[must_use]
pub fn has_leading_zero(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.strip_prefix('0').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Reads `99.50 CNY`, or `99.50`.
///
/// # Errors
/// Where it is no amount, has too many digits, or is in another currency.
pub fn money(text: &str, currency: Currency) -> Result<Decimal, Problem> {
    let Some((amount, code)) = text.split_once(' ') else { return number(text) };
    let amount = number(amount)?;
    match Currency::parse(code) {
        Some(found) if found == currency => Ok(amount),
        Some(_) => Err(Problem::OtherCurrency),
        None => Err(Problem::Unlike),
    }
}

/// Reads `2024-08-01T10:00+08:00`, as seconds.
///
/// # Errors
/// Where it is no time, or has no offset.
pub fn time(text: &str) -> Result<i64, Problem> {
    match calendar::parse(text)? {
        Moment::Instant { seconds } => Ok(seconds),
        Moment::Date { .. } => Err(Problem::DateOnly),
    }
}

/// Reads `2024-08-01`, as the date's first second in the zone.
///
/// # Errors
/// Where it is no date, or has a time of day.
pub fn date(text: &str, zone: Zone) -> Result<i64, Problem> {
    let moment = calendar::parse(text).map_err(|error| match error {
        TimeError::NoOffset => Problem::TimeOfDay,
        other => other.into(),
    })?;
    match moment {
        Moment::Date { .. } => Some(moment.seconds(zone)).filter(|seconds| calendar::in_calendar(*seconds)).ok_or(Problem::OutOfRange),
        Moment::Instant { .. } => Err(Problem::TimeOfDay),
    }
}

/// Reads `5 days`, `1 day 2 hours`, `PT72H`, as seconds; a `-` before it turns it round.
///
/// # Errors
/// Where it is no duration, is not exact (months, years), or is longer than 10,000 years.
pub fn duration(text: &str) -> Result<i64, Problem> {
    let (sign, unsigned) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let seconds = match unsigned.strip_prefix('P') {
        Some(iso) => iso_duration(iso)?,
        None => worded_duration(unsigned)?,
    };
    Ok(sign * seconds)
}

/// `1 day 2 hours`
fn worded_duration(text: &str) -> Result<i64, Problem> {
    let mut words = text.split_whitespace();
    let mut total = 0;
    while let Some(count) = words.next() {
        let unit = unit(words.next().ok_or(Problem::Unlike)?)?;
        total = add(total, count, unit)?;
    }
    if text.trim().is_empty() { Err(Problem::Unlike) } else { Ok(total) }
}

fn unit(word: &str) -> Result<i64, Problem> {
    Ok(match word {
        "second" | "seconds" => 1,
        "minute" | "minutes" => 60,
        "hour" | "hours" => 3_600,
        "day" | "days" => DAY,
        "week" | "weeks" => 7 * DAY,
        "month" | "months" | "year" | "years" => return Err(Problem::Months),
        _ => return Err(Problem::Unlike),
    })
}

/// What follows the `P` of `P1DT2H`.
fn iso_duration(text: &str) -> Result<i64, Problem> {
    let (date, clock) = match text.split_once('T') {
        Some((_, "")) => return Err(Problem::Unlike),
        Some((date, clock)) => (date, clock),
        None if text.is_empty() => return Err(Problem::Unlike),
        None => (text, ""),
    };
    let days = iso_parts(date, &[('Y', None), ('M', None), ('W', Some(7 * DAY)), ('D', Some(DAY))])?;
    let seconds = iso_parts(clock, &[('H', Some(3_600)), ('M', Some(60)), ('S', Some(1))])?;
    bounded(days.checked_add(seconds))
}

/// The sum of `2H30M`: each designator at most once, and in this order. One without seconds is no exact duration.
fn iso_parts(text: &str, designators: &[(char, Option<i64>)]) -> Result<i64, Problem> {
    let (mut rest, mut total) = (text, 0);
    for (designator, seconds) in designators {
        if let Some((count, after)) = rest.split_once(*designator) {
            total = add(total, count, seconds.ok_or(Problem::Months)?)?;
            rest = after;
        }
    }
    if rest.is_empty() { Ok(total) } else { Err(Problem::Unlike) }
}

/// Adds so many units.
fn add(total: i64, count: &str, unit: i64) -> Result<i64, Problem> {
    if count.is_empty() || !count.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::Unlike);
    }
    let count = count.parse::<i64>().map_err(|_| Problem::TooLong)?;
    bounded(count.checked_mul(unit).and_then(|seconds| total.checked_add(seconds)))
}

fn bounded(seconds: Option<i64>) -> Result<i64, Problem> {
    seconds.filter(|seconds| *seconds <= LONGEST_DURATION).ok_or(Problem::TooLong)
}
