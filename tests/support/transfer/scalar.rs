//! Money as an exact decimal, and text that borrows from its line where it can.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// Digits that are kept after the point.
const PLACES: usize = 20;
/// Digits that an amount may have before the point.
const WHOLE_DIGITS: usize = 15;
/// How many of its smallest parts make one yuan.
const PER_YUAN: i128 = 10_i128.pow(20);

/// An amount in CNY, in units of its twentieth place after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub i128);

impl Money {
    /// A whole number of yuan.
    #[must_use]
    pub const fn yuan(count: i64) -> Self {
        Self(count as i128 * PER_YUAN)
    }

    /// A whole number of hundredths.
    #[must_use]
    pub const fn fen(count: i64) -> Self {
        Self(count as i128 * (PER_YUAN / 100))
    }

    /// Reads `99.50 CNY` or `99.50`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_suffix(" CNY").unwrap_or(text);
        let (negative, digits) = match digits.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, digits),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (digits, ""),
        };
        let significant = whole.trim_start_matches('0').len();
        if whole.is_empty() || significant > WHOLE_DIGITS || fraction.len() > PLACES {
            return None;
        }
        let zeros = u32::try_from(PLACES - fraction.len()).ok()?;
        let whole = append(0, whole)?;
        let amount = append(whole, fraction)? * 10_i128.pow(zeros);
        Some(Self(if negative { -amount } else { amount }))
    }

    /// The decimal that a binary number was written as: the shortest one that reads back as it.
    fn from_float(number: f64) -> Option<Self> {
        let hundredths = (number * 100.0).round();
        // Up to 15 digits, a quotient that gives the number again is that decimal.
        if hundredths.abs() < 1e15 && (hundredths / 100.0).to_bits() == number.to_bits() {
            #[expect(clippy::cast_possible_truncation, reason = "it is whole and below 1e15")]
            return Some(Self::fen(hundredths as i64));
        }
        Self::parse(&number.to_string())
    }
}

/// The number that stands there when the digits are written behind it.
fn append(number: i128, digits: &str) -> Option<i128> {
    digits.bytes().try_fold(number, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i128::from(byte - b'0')))
}

impl fmt::Display for Money {
    /// Writes as many places as there are, and at least two.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let whole = self.0.unsigned_abs() / PER_YUAN.unsigned_abs();
        let places = self.0.unsigned_abs() % PER_YUAN.unsigned_abs();
        let places = format!("{places:020}");
        let places = places.trim_end_matches('0');
        write!(out, "{sign}{whole}.{places:0<2} CNY")
    }
}

struct MoneyVisitor;

impl<'de> Visitor<'de> for MoneyVisitor {
    type Value = Money;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an amount in CNY")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Money, E> {
        Money::parse(text).ok_or_else(|| E::custom(format_args!("not an amount in CNY: {text}")))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Money, E> {
        self.visit_i64(i64::try_from(number).map_err(E::custom)?)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Money, E> {
        Ok(Money::yuan(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Money, E> {
        Money::from_float(number).ok_or_else(|| E::custom("an amount with too many digits"))
    }

    /// A number that `serde_json` keeps as its text, with its feature `arbitrary_precision`.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Money, A::Error> {
        match map.next_entry::<Cow<'_, str>, String>()? {
            Some((key, text)) if key == "$serde_json::private::Number" => match Money::parse(&text) {
                Some(amount) => Ok(amount),
                // It is written with an exponent.
                None => self.visit_f64(text.parse().map_err(A::Error::custom)?),
            },
            _ => Err(A::Error::custom("an amount is no object")),
        }
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MoneyVisitor)
    }
}

/// Text, equal to another one where all characters are; copied only where its line escapes some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'a>(Cow<'a, str>);

impl Text<'_> {
    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}
