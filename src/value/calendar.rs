//! Instants, dates and months. The only file that names chrono.
//!
//! A time is whole seconds since 1970-01-01T00:00Z. A set of policies has one fixed offset, in which dates begin and months are counted.

use chrono::{DateTime, Datelike, FixedOffset, Months, NaiveDate, NaiveDateTime, TimeDelta};

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
        if text == "Z" {
            return Some(Self::default());
        }
        let (sign, rest) = match text.as_bytes().first()? {
            b'+' => (1, text.get(1..)?),
            b'-' => (-1, text.get(1..)?),
            _ => return None,
        };
        let (hours, minutes) = rest.split_once(':')?;
        let two = |part: &str| (part.len() == 2).then(|| part.parse::<i32>().ok()).flatten();
        let (hours, minutes) = (two(hours)?, two(minutes)?);
        (hours <= 18 && minutes < 60).then_some(Self { seconds_east: sign * (hours * 3600 + minutes * 60) })
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
    let date = text.get(..10).ok_or(TimeError::NotATime)?;
    let shape = date.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if !shape {
        return Err(TimeError::NotATime);
    }
    let day = NaiveDate::parse_from_str(date, "%Y-%m-%d").map_err(|_| TimeError::OutOfRange)?;
    if day.year() < 1 {
        return Err(TimeError::OutOfRange);
    }
    let rest = text.get(10..).unwrap_or("");
    if rest.is_empty() {
        return Ok(Moment::Date { days: day.num_days_from_ce() - EPOCH_FROM_CE });
    }
    let clock = rest.strip_prefix(['T', 't', ' ']).ok_or(TimeError::NotATime)?;
    let split = clock.find(['Z', 'z', '+', '-']).ok_or_else(|| missing_offset(clock))?;
    let (clock, offset) = clock.split_at(split);
    let seconds = i64::from(day.num_days_from_ce() - EPOCH_FROM_CE) * DAY + clock_seconds(clock)? - offset_seconds(offset)?;
    in_calendar(seconds).then_some(Moment::Instant { seconds }).ok_or(TimeError::OutOfRange)
}

const EPOCH_FROM_CE: i32 = 719_163;
const FIRST_SECOND: i64 = -62_135_596_800;
const LAST_SECOND: i64 = 253_402_300_799;

/// Whether an instant lies in the years 0001 to 9999 (UTC).
#[must_use]
pub fn in_calendar(seconds: i64) -> bool {
    (FIRST_SECOND..=LAST_SECOND).contains(&seconds)
}

fn missing_offset(clock: &str) -> TimeError {
    if clock_seconds(clock).is_ok() { TimeError::NoOffset } else { TimeError::NotATime }
}

/// `10:00`, `10:00:30`, `10:00:30.25`
fn clock_seconds(clock: &str) -> Result<i64, TimeError> {
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut parts = clock.split(':').map(|part| {
        let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<i64>().ok()).flatten().ok_or(TimeError::NotATime)
    });
    let hour = parts.next().ok_or(TimeError::NotATime)??;
    let minute = parts.next().ok_or(TimeError::NotATime)??;
    let second = parts.next().unwrap_or(Ok(0))?;
    if parts.next().is_some() || fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(TimeError::NotATime);
    }
    if hour > 23 || minute > 59 || second > 60 {
        return Err(TimeError::OutOfRange);
    }
    Ok(hour * 3600 + minute * 60 + second.min(59))
}

fn offset_seconds(offset: &str) -> Result<i64, TimeError> {
    let text = match offset {
        "z" => "Z".to_owned(),
        _ if offset.len() == 5 && !offset.contains(':') && offset.is_ascii() => format!("{}:{}", &offset[..3], &offset[3..]),
        _ => offset.to_owned(),
    };
    Zone::parse(&text).map(|zone| i64::from(zone.seconds_east)).ok_or(TimeError::NotATime)
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
    use super::{Moment, TimeError, Zone, add_months, parse, rfc3339};

    fn instant(text: &str) -> i64 {
        match parse(text) {
            Ok(Moment::Instant { seconds }) => seconds,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn reads_what_services_write() {
        for text in ["2017-12-10T04:04Z", "2017-12-10T04:04:00Z", "2017-12-10T12:04+08:00", "2017-12-10T12:04:00.999+0800"] {
            assert_eq!(instant(text), 1_512_878_640, "{text}");
        }
        assert_eq!(instant("2016-12-31T23:59:60Z"), instant("2016-12-31T23:59:59Z"));
        assert_eq!(parse("2024-02-30"), Err(TimeError::OutOfRange));
        assert_eq!(parse("2024-02-01T10:00"), Err(TimeError::NoOffset));
        assert_eq!(parse("2024-02-01T24:00Z"), Err(TimeError::OutOfRange));
        assert_eq!(parse("2024-02-01T1:00Z"), Err(TimeError::NotATime));
        assert_eq!(parse("0000-02-01"), Err(TimeError::OutOfRange));
        assert_eq!(parse("August"), Err(TimeError::NotATime));
        assert_eq!(parse("２０２４-02"), Err(TimeError::NotATime));
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
            assert_eq!(rfc3339(add_months(instant(from), months, zone), zone), to);
        }
    }

    #[test]
    fn a_date_begins_in_the_zone() {
        let zone = Zone { seconds_east: 8 * 3600 };
        assert_eq!(parse("2024-08-01").map(|m| m.seconds(zone)), Ok(instant("2024-08-01T00:00+08:00")));
    }
}
