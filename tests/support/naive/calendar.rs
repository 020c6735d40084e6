//! Months on the calendar (§3), counted by hand.

pub const DAY: i64 = 86_400;

/// The wall clock of a zone: month + n, day = min(day, last of that month), time of day kept.
pub fn add_months(seconds: i64, months: i64, seconds_east: i64) -> i64 {
    let local = seconds + seconds_east;
    let (year, month, day) = date(local.div_euclid(DAY));
    let count = year * 12 + (month - 1) + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    days(year, month, day.min(last_day(year, month))) * DAY + local.rem_euclid(DAY) - seconds_east
}

fn last_day(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days since 1970-01-01.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // years that begin in March end with the leap day
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468
}

/// Year, month and day, found by trying.
fn date(wanted: i64) -> (i64, i64, i64) {
    let (longest, shortest) = (1970 + wanted.div_euclid(366), 1970 + wanted.div_euclid(365));
    let years = longest.min(shortest)..=longest.max(shortest);
    let year = years.take_while(|year| days(*year, 1, 1) <= wanted).last().expect("a year that began before");
    let month = (1..=12).take_while(|month| days(year, *month, 1) <= wanted).last().expect("a month that began before");
    (year, month, wanted - days(year, month, 1) + 1)
}
