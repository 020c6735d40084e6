//! What is drawn: choices with some trouble in them, points in time, and amounts.

use fastrand::Rng;
use serde_json::{Value, json};

use super::super::calendar::{DAY, ZONE, civil_from_days, days_from_civil, days_of_month};

/// A source of choices for one record, which has more or less trouble in it.
pub struct Dice<'a> {
    rng: &'a mut Rng,
    trouble: f64,
}

impl<'a> Dice<'a> {
    /// Draws how much trouble there is: mostly little, so that a single rule is seen at work.
    pub fn new(rng: &'a mut Rng) -> Self {
        let trouble = match rng.u8(..10) {
            0..4 => 0.01,
            4..8 => 0.05,
            _ => 0.2,
        };
        Self { rng, trouble }
    }

    /// Yes with this chance.
    pub fn chance(&mut self, chance: f64) -> bool {
        self.rng.f64() < chance
    }

    /// Whether something is wrong here.
    pub fn trouble(&mut self) -> bool {
        self.chance(self.trouble)
    }

    /// One of these.
    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.rng.usize(..from.len())].clone()
    }

    /// One of the values that clear a rule, or, where there is trouble, one that does not.
    pub fn weigh<T: Clone>(&mut self, good: &[T], bad: &[T]) -> T {
        if self.trouble() { self.pick(bad) } else { self.pick(good) }
    }

    /// A whole number in a range.
    pub fn number(&mut self, range: std::ops::RangeInclusive<i64>) -> i64 {
        self.rng.i64(range)
    }

    /// Some of these, in any order.
    pub fn some_of(&mut self, from: &[&str]) -> Value {
        let mut chosen: Vec<_> = from.iter().filter(|_| self.rng.bool()).collect();
        self.rng.shuffle(&mut chosen);
        json!(chosen)
    }

    /// The moment to be judged at: often on a full minute, often around the turn of a month.
    pub fn now(&mut self) -> i64 {
        let (year, month) = (self.number(2023..=2026), self.number(1..=12));
        let day = if self.chance(0.4) { self.pick(&[1, days_of_month(year, month)]) } else { self.number(1..=days_of_month(year, month)) };
        let drawn = self.number(0..=DAY - 1);
        let second = self.pick(&[0, DAY - 1, 12 * 3_600, drawn / 60 * 60, drawn]);
        days_from_civil(year, month, day) * DAY + second - ZONE
    }

    /// A time that is at most a second off the one which half a year later is `now`, on any of
    /// the days for which that is the last day of their month.
    pub fn half_a_year_before(&mut self, now: i64) -> i64 {
        let wall = now + ZONE;
        let (year, month, day) = civil_from_days(wall.div_euclid(DAY));
        let count = year * 12 + month - 7;
        let (then_year, then_month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        let last = days_of_month(then_year, then_month);
        let then_day = if day == days_of_month(year, month) && day < last { self.number(day..=last) } else { day.min(last) };
        let date = days_from_civil(then_year, then_month, then_day);
        let off = self.weigh(&[-1, 0], &[1]);
        date * DAY + wall.rem_euclid(DAY) - ZONE + off
    }

    /// The text of a time, in one of the ways to write it.
    pub fn time(&mut self, time: i64) -> Value {
        if time % 60 == 0 && self.chance(0.5) {
            return json!(format!("{}Z", minute(time)));
        }
        let seconds = match time.rem_euclid(60) {
            59 if self.chance(0.1) => "60".to_owned(),
            seconds => format!("{seconds:02}"),
        };
        if self.chance(0.8) {
            let fraction = if self.chance(0.03) { ".999" } else { "" };
            return json!(format!("{}:{seconds}{fraction}Z", minute(time)));
        }
        let (name, minutes) = self.pick(&[("+08:00", 480), ("-05:30", -330), ("+00:00", 0)]);
        json!(format!("{}:{seconds}{name}", minute(time + minutes * 60)))
    }

    /// An amount of so many hundredths, in one of the ways to write it.
    pub fn money(&mut self, fen: i64) -> Value {
        let sign = if fen < 0 { "-" } else { "" };
        let (yuan, rest) = (fen.unsigned_abs() / 100, fen.unsigned_abs() % 100);
        let text = format!("{sign}{yuan}.{rest:02}");
        let short = text.trim_end_matches('0').trim_end_matches('.');
        match self.number(0..=5) {
            0 => json!(text),
            1 => json!(short),
            2 => json!(format!("{short} CNY")),
            3 => short.parse::<f64>().map_or(Value::Null, Value::from),
            4 if rest == 0 => json!(fen / 100),
            _ => json!(format!("{text} CNY")),
        }
    }

    /// One of these, or none.
    pub fn or_none(&mut self, chance_of_none: f64, text: &str) -> Value {
        if self.chance(chance_of_none) { Value::Null } else { json!(text) }
    }
}

/// A time up to its minute, without an offset.
fn minute(time: i64) -> String {
    let (year, month, day) = civil_from_days(time.div_euclid(DAY));
    let minutes = time.rem_euclid(DAY) / 60;
    let (hour, minute) = (minutes / 60, minutes % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")
}
