//! Values of every type from small pools, so that a policy and its facts often name the same one: as a policy writes them, and as a
//! fact file does.

use serde_json::{Value, json};

use super::dice::Dice;
use super::vocabulary::{Scalar, Vocabulary};

pub const CURRENCIES: &[&str] = &["CNY", "USD"];

pub const TEXTS: &[&str] = &["a", "b", "c", "x y", "京", "p|q", "q\"{"];
const NUMBERS: &[&str] = &["-1", "0", "0.5", "1", "1.50", "2", "2.5", "3", "10"];
const AMOUNTS: &[&str] = &["0", "0.01", "99.99", "100", "100.50", "200"];
const DATES: &[&str] = &["2023-08-31", "2023-12-31", "2024-01-31", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-31", "2025-02-28"];
const CLOCKS: &[&str] = &["T00:00", "T00:00:01", "T12:30", "T23:59:59", "T16:00:00"];
/// Times as other programs write them, and the ends of the calendar.
const ODD_TIMES: &[&str] =
    &["2024-02-29T12:30:00.999Z", "2023-12-31T23:59:60Z", "2024-02-29T20:30+0800", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"];
const OFFSETS: &[&str] = &["Z", "+08:00", "-03:30"];
const DURATIONS: &[&str] = &["1 second", "90 minutes", "1 day", "36 hours", "5 days", "30 days", "1 week", "0 days"];
const PERIODS: &[&str] = &["1 month", "6 months", "1 year", "2 months"];

/// A value as a policy writes it.
pub fn literal(vocabulary: &Vocabulary, dice: &mut Dice, scalar: Scalar) -> String {
    match scalar {
        Scalar::YesNo => dice.pick(&["yes", "no"]).to_owned(),
        Scalar::Integer => dice.integer(-1, 5).to_string(),
        Scalar::Number => dice.pick(NUMBERS).to_owned(),
        Scalar::Money(currency) => format!("{} {}", dice.pick(AMOUNTS), CURRENCIES[currency]),
        Scalar::Text => quoted(dice.pick(TEXTS)),
        Scalar::Time => time(dice),
        Scalar::Date => dice.pick(DATES).to_owned(),
        Scalar::Duration => dice.pick(DURATIONS).to_owned(),
        Scalar::Enum(place) => dice.pick(&vocabulary.enums[place].members),
    }
}

/// The same value as a fact file writes it, in one of its ways.
pub fn fact(vocabulary: &Vocabulary, dice: &mut Dice, scalar: Scalar) -> Value {
    match scalar {
        Scalar::YesNo => json!(dice.percent(50)),
        Scalar::Integer => json!(dice.integer(-1, 5)),
        Scalar::Number => number(dice.pick(NUMBERS)),
        Scalar::Money(currency) if dice.percent(40) => json!(format!("{} {}", dice.pick(AMOUNTS), CURRENCIES[currency])),
        Scalar::Money(_) if dice.percent(40) => json!(dice.pick(AMOUNTS)),
        Scalar::Money(_) => number(dice.pick(AMOUNTS)),
        Scalar::Text => json!(dice.pick(TEXTS)),
        Scalar::Time if dice.percent(10) => json!(dice.pick(ODD_TIMES)),
        Scalar::Duration if dice.percent(10) => json!(format!("-{}", dice.pick(DURATIONS))),
        Scalar::Time | Scalar::Date | Scalar::Duration | Scalar::Enum(_) => json!(literal(vocabulary, dice, scalar)),
    }
}

fn number(text: &str) -> Value {
    text.parse::<f64>().map_or(Value::Null, Value::from)
}

/// `{slb, ha_vip}`
pub fn set(vocabulary: &Vocabulary, dice: &mut Dice, scalar: Scalar) -> String {
    let members: Vec<String> = (0..dice.number(1, 3)).map(|_| literal(vocabulary, dice, scalar)).collect();
    braced(members)
}

/// Members in braces, each of them once.
pub fn braced(mut members: Vec<String>) -> String {
    members.sort();
    members.dedup();
    format!("{{{}}}", members.join(", "))
}

/// `2024-02-29T12:30+08:00`
pub fn time(dice: &mut Dice) -> String {
    format!("{}{}{}", dice.pick(DATES), dice.pick(CLOCKS), dice.pick(OFFSETS))
}

pub fn period(dice: &mut Dice) -> String {
    dice.pick(PERIODS).to_owned()
}

/// So many different values in their order: what a column of a table is cut at.
pub fn thresholds(dice: &mut Dice, scalar: Scalar, count: usize) -> Vec<String> {
    let pool: Vec<String> = match scalar {
        Scalar::Integer => ["0", "2", "4"].map(str::to_owned).to_vec(),
        Scalar::Number => ["0", "1", "1.50", "3"].map(str::to_owned).to_vec(),
        Scalar::Money(currency) => ["0", "99.99", "100", "200"].map(|amount| format!("{amount} {}", CURRENCIES[currency])).to_vec(),
        Scalar::Time | Scalar::Date => DATES.iter().map(|date| (*date).to_owned()).collect(),
        Scalar::Duration => ["1 second", "90 minutes", "1 day", "5 days", "30 days"].map(str::to_owned).to_vec(),
        Scalar::YesNo | Scalar::Text | Scalar::Enum(_) => Vec::new(),
    };
    let places: Vec<usize> = (0..pool.len()).collect();
    let mut chosen = dice.some(&places, count, count);
    chosen.sort_unstable();
    chosen.into_iter().map(|place| pool[place].clone()).collect()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('{', "\\{"))
}

/// Texts that differ.
pub fn texts(dice: &mut Dice, count: usize) -> Vec<String> {
    dice.some(TEXTS, count, count).into_iter().map(quoted).collect()
}
