//! Times and amounts.

use super::Rule;
use super::build::{Builder, Built, Pair, Parts};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{Expression, ExpressionKind, TimeLiteral, Unit};
use crate::syntax::wording::quoted;
use crate::value::Decimal;
use crate::value::calendar::{self, TimeError};
use crate::value::decimal::{self, DecimalError};

/// The units, and how many seconds or months one is.
pub const UNITS: &[(&str, Unit)] = &[
    ("second", Unit::Seconds(1)),
    ("minute", Unit::Seconds(60)),
    ("hour", Unit::Seconds(3600)),
    ("day", Unit::Seconds(calendar::DAY)),
    ("week", Unit::Seconds(7 * calendar::DAY)),
    ("month", Unit::Months(1)),
    ("year", Unit::Months(12)),
];

/// What a message repeats of a time, at most: `2024-08-01T10:00:00.123456789`.
const LONGEST_TIME: usize = 29;

impl<'t> Builder<'t> {
    pub fn time(&mut self, pair: &Pair<'t>) -> Built<TimeLiteral> {
        let span = self.span(pair);
        match calendar::parse(pair.as_str()) {
            Ok(moment) => Ok(TimeLiteral { moment, span }),
            Err(error) => self.fail(bad_time(Diagnostic::error(Code::BadLiteral, span, ""), pair.as_str(), error)),
        }
    }

    /// The time of a clause that has nothing else.
    pub fn clause_time(&mut self, clause: Pair<'t>) -> Built<TimeLiteral> {
        let pair = Parts::of(clause).need()?;
        self.time(&pair)
    }

    /// `5`, `5 days`, `100 CNY`
    pub fn amount(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let number = self.number(&parts.need()?)?;
        let unit = match parts.next() {
            None => Unit::One,
            Some(pair) if pair.as_rule() == Rule::currency => Unit::Currency(pair.as_str().to_owned()),
            Some(pair) => unit(pair.as_str()),
        };
        if let Some(reason) = not_whole(number, &unit) {
            return self.error(Code::BadLiteral, span, reason);
        }
        Ok(Expression { kind: ExpressionKind::Amount(number, unit), span })
    }

    fn number(&mut self, pair: &Pair<'t>) -> Built<Decimal> {
        let span = self.span(pair);
        Decimal::parse(pair.as_str()).or_else(|error| match error {
            DecimalError::NotANumber => self.error(Code::BadLiteral, span, format!("{} is not a number", quoted(pair.as_str()))),
            DecimalError::TooManyDigits => {
                let (whole, fraction) = (decimal::WHOLE_DIGITS, decimal::FRACTION_DIGITS);
                let found = Diagnostic::error(Code::BadLiteral, span, format!("{} has too many digits", quoted(pair.as_str())));
                self.fail(found.help(format!("a number has at most {whole} digits before and {fraction} behind the point")))
            }
        })
    }
}

/// `days` as so many seconds.
fn unit(word: &str) -> Unit {
    let singular = word.strip_suffix('s').unwrap_or(word);
    UNITS.iter().find(|(name, _)| *name == singular).map_or(Unit::One, |(_, unit)| unit.clone())
}

/// Why so many of a unit are no duration.
fn not_whole(number: Decimal, unit: &Unit) -> Option<&'static str> {
    let (size, reason) = match unit {
        Unit::One | Unit::Currency(_) => return None,
        Unit::Seconds(size) => (*size, "a duration is a whole number of seconds"),
        Unit::Months(size) => (*size, "months and years are counted whole"),
    };
    let product = number * Decimal::from(size);
    match product.to_integer() {
        Some(_) => None,
        None if product.is_whole() => Some("the duration is too long"),
        None => Some(reason),
    }
}

/// Says what is wrong with a time, and how it is written.
fn bad_time(found: Diagnostic, written: &str, error: TimeError) -> Diagnostic {
    let right = respell(written);
    let message = match error {
        TimeError::NoOffset => format!("the time {} does not say in which offset", quoted(written)),
        TimeError::NotATime => format!("{} is not a date or a time", quoted(written)),
        TimeError::OutOfRange => format!("there is no {} in the calendar", quoted(written)),
    };
    let found = Diagnostic { message, ..found };
    match (error, right) {
        (TimeError::OutOfRange, _) => found,
        (TimeError::NoOffset, _) if written.len() <= LONGEST_TIME => {
            found.help(format!("write `{written}Z`, or the offset as in `{written}+08:00`"))
        }
        (TimeError::NoOffset, _) => found.help("write `Z` or an offset behind it: `2024-08-01T10:00+08:00`"),
        (TimeError::NotATime, Some(right)) => found.help(format!("write `{right}`")),
        (TimeError::NotATime, None) => found.help("write a date as `2024-08-01` and a time as `2024-08-01T10:00+08:00`"),
    }
}

/// `2024-8-1T9:00Z` as `2024-08-01T09:00Z`; none where that is no time either.
fn respell(written: &str) -> Option<String> {
    let (date, clock) = written.split_once('T').map_or((written, None), |(date, clock)| (date, Some(clock)));
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let mut right = format!("{year}-{:0>2}-{:0>2}", month.trim_start_matches('0'), day.trim_start_matches('0'));
    if let Some(clock) = clock {
        let (hour, rest) = clock.split_once(':').unwrap_or((clock, "00"));
        right = format!("{right}T{hour:0>2}:{rest}");
    }
    match calendar::parse(&right) {
        Ok(_) => Some(right),
        Err(TimeError::NoOffset) => Some(format!("{right}Z")),
        Err(_) => None,
    }
}
