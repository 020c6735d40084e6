//! Points in time as whole seconds UTC: read from text, and moved by calendar months.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// Seconds of a day.
pub const DAY: i64 = 86_400;
/// Seconds of an hour.
pub const HOUR: i64 = 3_600;
/// How far the zone of the policy set, `+08:00`, is ahead of UTC.
pub const ZONE: i64 = 8 * HOUR;

/// A point in time, in seconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(pub i64);

impl Time {
    /// Reads RFC 3339 with an offset; seconds may be left out, and fractions of them are cut.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = Reader(text.as_bytes());
        let (year, month, day) = rest.date()?;
        rest.one_of(b"Tt")?;
        let seconds = rest.time_of_day()?;
        let offset = rest.offset()?;
        let known = rest.0.is_empty() && year >= 1 && (1..=12).contains(&month);
        (known && (1..=days_of_month(year, month)).contains(&day)).then(|| Self(days_from_civil(year, month, day) * DAY + seconds - offset))
    }

    /// The time so many calendar months later by the wall clock of `ZONE`, on the last day of
    /// the month where the day does not exist in it.
    #[must_use]
    pub fn plus_months(self, months: i64) -> Self {
        let wall = self.0 + ZONE;
        let (year, month, day) = civil_from_days(wall.div_euclid(DAY));
        let count = year * 12 + (month - 1) + months;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        let day = day.min(days_of_month(year, month));
        Self(days_from_civil(year, month, day) * DAY + wall.rem_euclid(DAY) - ZONE)
    }

    /// So many seconds later.
    #[must_use]
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0 + seconds)
    }
}

/// The number of days in a month of the Gregorian calendar.
#[must_use]
pub fn days_of_month(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01, counted in years that begin in March, so that a leap day comes last.
#[must_use]
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The year, month and day of so many days since 1970-01-01.
#[must_use]
pub fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = (from_march + 2) % 12 + 1;
    let year = days.div_euclid(146_097) * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

/// What is left of the text to be read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn date(&mut self) -> Option<(i64, i64, i64)> {
        let year = self.digits(4)?;
        self.one_of(b"-")?;
        let month = self.digits(2)?;
        self.one_of(b"-")?;
        Some((year, month, self.digits(2)?))
    }

    fn time_of_day(&mut self) -> Option<i64> {
        let minutes = self.clock(23)?;
        let seconds = match self.one_of(b":") {
            Some(_) => self.digits(2).filter(|seconds| *seconds <= 60)?,
            None => return Some(minutes * 60),
        };
        if self.one_of(b".").is_some() {
            self.one_of(b"0123456789")?;
            while self.one_of(b"0123456789").is_some() {}
        }
        // A leap second reads as the second before it.
        Some(minutes * 60 + seconds.min(59))
    }

    fn offset(&mut self) -> Option<i64> {
        match self.one_of(b"Zz+-")? {
            b'+' => Some(self.clock(23)? * 60),
            b'-' => Some(self.clock(23)? * -60),
            _ => Some(0),
        }
    }

    /// `HH:MM`, in minutes.
    fn clock(&mut self, last_hour: i64) -> Option<i64> {
        let hours = self.digits(2).filter(|hours| *hours <= last_hour)?;
        self.one_of(b":")?;
        let minutes = self.digits(2).filter(|minutes| *minutes <= 59)?;
        Some(hours * 60 + minutes)
    }

    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        digits.iter().try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0')))
    }

    fn one_of(&mut self, wanted: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        wanted.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }
}

struct TimeVisitor;

impl Visitor<'_> for TimeVisitor {
    type Value = Time;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a time with an offset, such as 2024-08-01T10:00:00Z")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Time, E> {
        Time::parse(text).ok_or_else(|| E::custom(format_args!("not a time: {text}")))
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TimeVisitor)
    }
}
