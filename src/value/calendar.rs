//! Instants, dates and months. The only file that names chrono.
//!
//! A time is whole seconds since 1970-01-01T00:00Z. A set of policies has one fixed offset, in which dates begin and months are counted.

use chrono::{DateTime, Datelike, FixedOffset, Months, NaiveDate, NaiveDateTime, TimeDelta};

use crate::bytes;

/// Seconds in a day.
pub const DAY: i64 = 86_400;

/// A fixed offset from UTC, in seconds to the east.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Zone {
    pub seconds_east: i32,
}

/// Why a text is no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeError {
    /// It does not look like a time.
    NotATime,
    /// There is no such day or hour, or the year is not within 0001 to 9999.
    OutOfRange,
    /// It says no offset: `Z` or `+08:00`.
    NoOffset,
}

/// A date or a time as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// `2024-08-01`: its first second depends on the zone.
    Date { days: i32 },
    /// `2024-08-01T10:00+08:00`
    Instant { seconds: i64 },
}

impl Moment {
    /// The first second.
    #[must_use]
    pub fn seconds(self, zone: Zone) -> i64 {
        match self {
            Self::Date { days } => i64::from(days) * DAY - i64::from(zone.seconds_east),
            Self::Instant { seconds } => seconds,
        }
    }
}

impl Zone {
    /// Reads `+08:00`, `-03:30`, `Z`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match *text.as_bytes() {
            [b'Z'] => Some(Self::default()),
            [sign, a, b, b':', c, d] => Self::of(sign, [a, b], [c, d]),
            _ => None,
        }
    }

    fn of(sign: u8, hours: [u8; 2], minutes: [u8; 2]) -> Option<Self> {
        let (hours, minutes) = (number(&hours).ok()?, number(&minutes).ok()?);
        let east = hours * 3600 + minutes * 60;
        let seconds_east = match sign {
            b'+' => east,
            b'-' => -east,
            _ => return None,
        };
        (hours <= 18 && minutes < 60).then_some(Self { seconds_east })
    }

    fn offset(self) -> FixedOffset {
        FixedOffset::east_opt(self.seconds_east).unwrap_or(chrono::Utc.fix_offset())
    }

    /// `+08:00`
    #[must_use]
    pub fn display(self) -> String {
        let minutes = self.seconds_east.abs() / 60;
        let sign = if self.seconds_east < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

trait FixOffset {
    fn fix_offset(&self) -> FixedOffset;
}

impl FixOffset for chrono::Utc {
    fn fix_offset(&self) -> FixedOffset {
        use chrono::Offset;
        self.fix()
    }
}

/// Reads a date or a time with its offset: RFC 3339, also without seconds, also `+0800`; finer parts of a second are cut,
/// `:60` reads as `:59`.
///
/// # Errors
/// Where the text is no time, has no offset, or lies outside the calendar.
pub fn parse(text: &str) -> Result<Moment, TimeError> {
    let mut beginning = [0; 31];
    beginning.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
    if let Some((seconds, length)) = leading(&beginning)
        && length == text.len()
    {
        return Ok(Moment::Instant { seconds });
    }
    let (date, rest) = text.split_at_checked(10).ok_or(TimeError::NotATime)?;
    let days = days(date)?;
    if rest.is_empty() {
        return Ok(Moment::Date { days });
    }
    let clock = rest.strip_prefix(['T', 't', ' ']).ok_or(TimeError::NotATime)?;
    let split = clock.find(['Z', 'z', '+', '-']).ok_or_else(|| missing_offset(clock))?;
    let (clock, offset) = clock.split_at(split);
    let seconds = i64::from(days) * DAY + clock_seconds(clock)? - offset_seconds(offset)?;
    in_calendar(seconds).then_some(Moment::Instant { seconds }).ok_or(TimeError::OutOfRange)
}

/// Reads the time that a text begins with if it is written as nearly all are, and tells how many bytes it takes: `2024-08-01T10:00Z`, with or
/// without seconds, with `Z` or an offset such as `+08:00`. As seconds.
#[inline]
#[must_use]
pub fn leading(text: &[u8; 31]) -> Option<(i64, usize)> {
    let digits = bytes::digits(text.first_chunk()?, b"0000-00-00T00:00")?;
    let [y1, y2, y3, y4, _, m1, m2, _, d1, d2, _, h1, h2, _, n1, n2] = digits.map(u32::from);
    let days = days_from_ce(1000 * y1 + 100 * y2 + 10 * y3 + y4, 10 * m1 + m2, 10 * d1 + d2)?;
    let (hour, minute) = (10 * h1 + h2, 10 * n1 + n2);
    let (second, clock) = match text.get(16..)? {
        [b':', tens, ones, ..] => (two(*tens, *ones)?, 19),
        _ => (0, 16),
    };
    let (east, end) = match text.get(clock..)? {
        [b'Z', ..] => (0, clock + 1),
        [sign @ (b'+' | b'-'), h1, h2, b':', n1, n2, ..] => {
            let (hours, minutes) = (two(*h1, *h2)?, two(*n1, *n2)?);
            let seconds = i64::from(3600 * hours + 60 * minutes);
            (hours <= 18 && minutes < 60).then_some((if *sign == b'+' { seconds } else { -seconds }, clock + 6))?
        }
        _ => return None,
    };
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let of_day = 3600 * hour + 60 * minute + second.min(59);
    let seconds = i64::from(days - EPOCH_FROM_CE) * DAY + i64::from(of_day) - east;
    in_calendar(seconds).then_some((seconds, end))
}

/// The days of the common era up to a date, that day among them, if there is such a day: as chrono has it, but where it is read, so that
/// it costs no call.
#[inline]
fn days_from_ce(year: u32, month: u32, day: u32) -> Option<i32> {
    /// the days before each month, and before the next year
    const BEFORE: [u32; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
    let index = month.wrapping_sub(1) as usize;
    let (before, next) = (*BEFORE.get(index)?, *BEFORE.get(index + 1)?);
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = next - before + u32::from(is_leap && month == 2);
    if year == 0 || !(1..=length).contains(&day) {
        return None;
    }
    let years = year - 1;
    let days = 365 * years + years / 4 - years / 100 + years / 400 + before + u32::from(is_leap && month > 2) + day;
    i32::try_from(days).ok()
}

#[inline]
fn two(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u32::from(10 * tens + ones))
}

const EPOCH_FROM_CE: i32 = 719_163;
/// The first second of the year 1, from 1970 on.
pub const FIRST_SECOND: i64 = -62_135_596_800;
/// The last second of the year 9999.
pub const LAST_SECOND: i64 = 253_402_300_799;

/// Whether an instant lies in the years 0001 to 9999 (UTC).
#[must_use]
pub fn in_calendar(seconds: i64) -> bool {
    (FIRST_SECOND..=LAST_SECOND).contains(&seconds)
}

/// `2024-08-01` as days since 1970-01-01.
fn days(date: &str) -> Result<i32, TimeError> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = date.as_bytes() else { return Err(TimeError::NotATime) };
    let (year, month, day) = (number(&[a, b, c, d])?, number(&[e, f])?, number(&[g, h])?);
    let day = NaiveDate::from_ymd_opt(year, month.unsigned_abs(), day.unsigned_abs()).filter(|_| year >= 1);
    day.map(|day| day.num_days_from_ce() - EPOCH_FROM_CE).ok_or(TimeError::OutOfRange)
}

/// The number of some digits.
fn number(digits: &[u8]) -> Result<i32, TimeError> {
    let add = |number: i32, byte: &u8| byte.is_ascii_digit().then(|| number * 10 + i32::from(byte - b'0'));
    digits.iter().try_fold(0, add).ok_or(TimeError::NotATime)
}

fn missing_offset(clock: &str) -> TimeError {
    if clock_seconds(clock).is_ok() { TimeError::NoOffset } else { TimeError::NotATime }
}

/// `10:00`, `10:00:30`, `10:00:30.25`
fn clock_seconds(clock: &str) -> Result<i64, TimeError> {
    let &[a, b, b':', c, d, ref rest @ ..] = clock.as_bytes() else { return Err(TimeError::NotATime) };
    let (seconds, rest) = match rest {
        [b':', e, f, rest @ ..] => ([*e, *f], rest),
        rest => ([b'0'; 2], rest),
    };
    let (hour, minute, second) = (number(&[a, b])?, number(&[c, d])?, number(&seconds)?);
    let fraction = rest.strip_prefix(b".");
    if !rest.is_empty() && fraction.is_none_or(|digits| digits.is_empty() || !digits.iter().all(u8::is_ascii_digit)) {
        return Err(TimeError::NotATime);
    }
    if hour > 23 || minute > 59 || second > 60 {
        return Err(TimeError::OutOfRange);
    }
    Ok(i64::from(hour * 3600 + minute * 60 + second.min(59)))
}

fn offset_seconds(offset: &str) -> Result<i64, TimeError> {
    let zone = match *offset.as_bytes() {
        [b'z'] => Some(Zone::default()),
        [sign, a, b, c, d] => Zone::of(sign, [a, b], [c, d]),
        _ => Zone::parse(offset),
    };
    zone.map(|zone| i64::from(zone.seconds_east)).ok_or(TimeError::NotATime)
}

/// Adds months by the wall clock of a zone: the day is the same, or the month's last.
#[must_use]
pub fn add_months(seconds: i64, months: i64, zone: Zone) -> i64 {
    let shift = |local: NaiveDateTime| {
        let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
        if months < 0 { local.checked_sub_months(count) } else { local.checked_add_months(count) }
    };
    local(seconds, zone).and_then(shift).map_or(seconds, |moved| moved.and_utc().timestamp() - i64::from(zone.seconds_east))
}

fn local(seconds: i64, zone: Zone) -> Option<NaiveDateTime> {
    let utc = DateTime::from_timestamp(seconds, 0)?.naive_utc();
    utc.checked_add_signed(TimeDelta::seconds(i64::from(zone.seconds_east)))
}

/// RFC 3339 in a zone: `2024-09-01T10:00:00+08:00`.
#[must_use]
pub fn rfc3339(seconds: i64, zone: Zone) -> String {
    DateTime::from_timestamp(seconds, 0)
        .map_or_else(|| format!("{seconds} s"), |time| time.with_timezone(&zone.offset()).format("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// For people: `2024-09-01 10:00 +08:00`, with seconds where there are some.
#[must_use]
pub fn readable(seconds: i64, zone: Zone) -> String {
    let format = if seconds.rem_euclid(60) == 0 { "%Y-%m-%d %H:%M %:z" } else { "%Y-%m-%d %H:%M:%S %:z" };
    DateTime::from_timestamp(seconds, 0)
        .map_or_else(|| format!("{seconds} s"), |time| time.with_timezone(&zone.offset()).format(format).to_string())
}

/// The day of an instant: `2024-09-01`.
#[must_use]
pub fn date(seconds: i64, zone: Zone) -> String {
    local(seconds, zone).map_or_else(|| format!("{seconds} s"), |time| time.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate};

    use super::{Moment, TimeError, Zone, add_months, days_from_ce, leading, parse, rfc3339};

    fn instant(text: &str) -> Option<i64> {
        match parse(text) {
            Ok(Moment::Instant { seconds }) => Some(seconds),
            _ => None,
        }
    }

    #[test]
    fn reads_what_services_write() {
        for text in ["2017-12-10T04:04Z", "2017-12-10T04:04:00Z", "2017-12-10T12:04+08:00", "2017-12-10T12:04:00.999+0800"] {
            assert_eq!(instant(text), Some(1_512_878_640), "{text}");
        }
        assert_eq!(instant("2016-12-31T23:59:59Z"), Some(1_483_228_799));
        assert_eq!(instant("2016-12-31T23:59:60Z"), Some(1_483_228_799));
        assert_eq!(parse("2024-02-30"), Err(TimeError::OutOfRange));
        assert_eq!(parse("2024-02-01T10:00"), Err(TimeError::NoOffset));
        assert_eq!(parse("2024-02-01T24:00Z"), Err(TimeError::OutOfRange));
        assert_eq!(parse("2024-02-01T1:00Z"), Err(TimeError::NotATime));
        assert_eq!(parse("0000-02-01"), Err(TimeError::OutOfRange));
        assert_eq!(parse("August"), Err(TimeError::NotATime));
        assert_eq!(parse("２０２４-02"), Err(TimeError::NotATime));
    }

    #[test]
    fn days_as_chrono_counts_them() {
        for (year, month) in (0_u32..=9999).flat_map(|year| (0..=13).map(move |month| (year, month))) {
            for day in 0..=32 {
                let date = NaiveDate::from_ymd_opt(year.cast_signed(), month, day).filter(|_| year > 0);
                assert_eq!(days_from_ce(year, month, day), date.map(|date| date.num_days_from_ce()), "{year}-{month}-{day}");
            }
        }
    }

    #[test]
    fn a_time_at_the_beginning_of_a_text() {
        let window = |text: &str| std::array::from_fn(|place| text.as_bytes().get(place).copied().unwrap_or(b'x'));
        for (text, length) in
            [("2017-12-10T04:04Z", 17), ("2017-12-10T04:04:00Z", 20), ("2017-12-10T12:04+08:00", 22), ("2017-12-09T10:34:00-17:30", 25)]
        {
            assert_eq!(leading(&window(text)), Some((1_512_878_640, length)), "{text}");
            assert_eq!(instant(text), Some(1_512_878_640), "{text}");
        }
        for text in
            ["2017-12-10T04:04", "2017-12-10t04:04Z", "2017-12-10T24:00Z", "2017-12-10T04:61Z", "2017-12-10T04:04:61Z", "0000-12-10T04:04Z"]
        {
            assert_eq!(leading(&window(text)), None, "{text}");
        }
        for text in ["2017-12-10T04:04+18:60", "2017-12-10T04:04+19:00", "2017-12-10T04:04+0800", "0001-01-01T00:00+00:01"] {
            assert_eq!(leading(&window(text)), None, "{text}");
        }
    }

    #[test]
    fn months_end_with_the_month() {
        let zone = Zone { seconds_east: 8 * 3600 };
        for (from, months, to) in [
            ("2023-08-31T12:00+08:00", 6, "2024-02-29T12:00:00+08:00"),
            ("2024-08-31T12:00+08:00", 6, "2025-02-28T12:00:00+08:00"),
            ("2024-02-29T00:00+08:00", 12, "2025-02-28T00:00:00+08:00"),
            ("2024-01-31T17:00Z", 1, "2024-03-01T01:00:00+08:00"),
            ("2024-03-31T00:00+08:00", -1, "2024-02-29T00:00:00+08:00"),
        ] {
            let moved = instant(from).map(|from| rfc3339(add_months(from, months, zone), zone));
            assert_eq!(moved.as_deref(), Some(to));
        }
    }

    #[test]
    fn a_date_begins_in_the_zone() {
        let zone = Zone { seconds_east: 8 * 3600 };
        assert_eq!(parse("2024-08-01").map(|m| m.seconds(zone)).ok(), instant("2024-08-01T00:00+08:00"));
        assert!(instant("2024-08-01T00:00+08:00").is_some());
    }
}
