//! Exact decimal numbers of at most 38 digits. `check` bounds every expression, so that no operation here rounds.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use fastnum::decimal::{Context, Sign};
use fastnum::{D128, U128};

/// How many digits a number may have before its point.
pub const WHOLE_DIGITS: usize = 15;
/// How many digits a number may have after its point.
pub const FRACTION_DIGITS: usize = 20;

/// A number: `10`, `0.01`.
#[derive(Clone, Copy)]
pub struct Decimal(D128);

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalError {
    /// It has other characters than a sign, digits and a point.
    NotANumber,
    /// It has more than 15 digits before or 20 after the point.
    TooManyDigits,
}

impl Decimal {
    pub const ZERO: Self = Self(D128::ZERO);

    /// Reads `-12.50`, also `1_000`, and `1e3` as JSON has it.
    ///
    /// # Errors
    /// Where the text is no number, or has too many digits.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        Short::parse(text).map_or_else(|| Self::parse_long(text), |short| Ok(short.into()))
    }

    /// The same number in few digits, if it has few.
    #[must_use]
    pub fn to_short(self) -> Option<Short> {
        Short::parse(&self.to_string())
    }

    /// Whether a fact can have it: no more digits than [`WHOLE_DIGITS`] and [`FRACTION_DIGITS`].
    #[must_use]
    pub fn is_within_limits(self) -> bool {
        Self::parse(&self.to_string()).is_ok()
    }

    fn parse_long(text: &str) -> Result<Self, DecimalError> {
        let digits: String = text.chars().filter(|c| *c != '_').collect();
        let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| DecimalError::NotANumber)?),
            None => (digits.as_str(), 0),
        };
        let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || unsigned.ends_with('.') {
            return Err(DecimalError::NotANumber);
        }
        if exponent == 0 {
            count_digits(whole, fraction)?;
        } else {
            return Self::parse_long(&expand(mantissa, exponent)?);
        }
        D128::from_str(&digits, Context::default()).map(Self).map_err(|_| DecimalError::NotANumber)
    }

    /// The number as a whole one, if it is whole.
    #[must_use]
    pub fn to_integer(self) -> Option<i64> {
        self.to_string().parse().ok()
    }

    #[must_use]
    pub fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0.fractional_digits_count() <= 0 || !self.to_string().contains('.')
    }
}

/// A number of few digits: so many units of the last of its `scale` decimal places. Cheap to read, to keep and to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Short {
    pub units: i64,
    pub scale: u8,
}

impl Short {
    /// Reads a number of at most 18 characters that is written plainly: what nearly all are.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        const FEW: usize = 18;
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mut digits, mut point) = (0_u64, None);
        for (place, byte) in unsigned.bytes().enumerate().take(FEW + 1) {
            match byte {
                b'0'..=b'9' => digits = digits * 10 + u64::from(byte - b'0'),
                b'.' if point.is_none() => point = Some(place),
                _ => return None,
            }
        }
        let whole = point.unwrap_or(unsigned.len());
        let fraction = point.map_or(0, |point| unsigned.len() - point - 1);
        if whole == 0 || whole > WHOLE_DIGITS || unsigned.len() > FEW || (point.is_some() && fraction == 0) {
            return None;
        }
        let digits = i64::try_from(digits).ok()?;
        let units = if text.len() > unsigned.len() { -digits } else { digits };
        Some(Self { units, scale: u8::try_from(fraction).ok()? })
    }

    /// Reads the number that a text begins with, as JSON has it, and tells how many bytes it takes. Nothing where it has an exponent, or
    /// more than seven digits before or behind the point, or where the text ends soon.
    #[expect(clippy::inline_always, reason = "called in the loops that read values")]
    #[inline(always)]
    #[must_use]
    pub fn leading(text: &[u8]) -> Option<(Self, usize)> {
        let sign = usize::from(text.first() == Some(&b'-'));
        let unsigned = text.get(sign..)?;
        let (whole, count) = digits(unsigned)?;
        if count > 1 && unsigned.first() == Some(&b'0') {
            return None;
        }
        let (units, scale, end) = match unsigned.get(count) {
            Some(b'.') => {
                let (fraction, places) = digits(unsigned.get(count + 1..)?)?;
                let scale = u8::try_from(places).ok()?;
                (whole * power_of_ten(scale)? + fraction, scale, count + 1 + places)
            }
            _ => (whole, 0, count),
        };
        let units = if sign == 1 { -units } else { units };
        (!matches!(unsigned.get(end), Some(b'e' | b'E'))).then_some((Self { units, scale }, sign + end))
    }

    #[must_use]
    pub fn is_whole(self) -> bool {
        self.scale == 0 || self.in_units(0).is_some()
    }

    /// The number in units of another decimal place, if it is a whole number of them that fits.
    #[inline]
    #[must_use]
    pub fn in_units(self, scale: u8) -> Option<i64> {
        match scale.cmp(&self.scale) {
            Ordering::Equal => Some(self.units),
            Ordering::Greater => self.units.checked_mul(power_of_ten(scale - self.scale)?),
            Ordering::Less => {
                let unit = power_of_ten(self.scale - scale)?;
                (self.units % unit == 0).then_some(self.units / unit)
            }
        }
    }
}

/// The number that up to seven digits make at the beginning of a text, and how many they are; all are read in one step.
#[inline]
fn digits(text: &[u8]) -> Option<(i64, usize)> {
    const ONES: u64 = u64::MAX / 255;
    let word = u64::from_le_bytes(*text.first_chunk::<8>()?) ^ (ONES * u64::from(b'0'));
    let others = (((word & (ONES * 0x7F)) + ONES * 0x76) | word) & (ONES * 0x80);
    if others == 0 {
        return None;
    }
    let count = others.trailing_zeros() / 8;
    if count == 0 {
        return None;
    }
    // zeros in front make eight of them; then twos, fours and eight are joined
    let ones = word << (64 - 8 * count);
    let twos = (ones.wrapping_mul(10) + (ones >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (twos.wrapping_mul(100) + (twos >> 16)) & 0x0000_FFFF_0000_FFFF;
    let eight = (fours.wrapping_mul(10_000) + (fours >> 32)) & 0xFFFF_FFFF;
    Some((i64::try_from(eight).ok()?, count as usize))
}

#[inline]
fn power_of_ten(exponent: u8) -> Option<i64> {
    #[allow(clippy::indexing_slicing, reason = "found out when it is compiled")]
    const POWERS: [i64; 19] = {
        let (mut powers, mut place) = ([1; 19], 1);
        while place < powers.len() {
            powers[place] = 10 * powers[place - 1];
            place += 1;
        }
        powers
    };
    POWERS.get(usize::from(exponent)).copied()
}

impl From<Short> for Decimal {
    fn from(short: Short) -> Self {
        let sign = if short.units < 0 { Sign::Minus } else { Sign::Plus };
        let digits = U128::from_u64(short.units.unsigned_abs());
        Self(D128::from_parts(digits, -i32::from(short.scale), sign, Context::default()))
    }
}

/// Checks the digits, leading and closing zeros left aside.
fn count_digits(whole: &str, fraction: &str) -> Result<(), DecimalError> {
    let fits = whole.trim_start_matches('0').len() <= WHOLE_DIGITS && fraction.trim_end_matches('0').len() <= FRACTION_DIGITS;
    if fits { Ok(()) } else { Err(DecimalError::TooManyDigits) }
}

/// `1.25` and `1` as `12.5`: the point moved by the exponent.
fn expand(mantissa: &str, exponent: i32) -> Result<String, DecimalError> {
    if exponent.unsigned_abs() > 64 {
        return Err(DecimalError::TooManyDigits);
    }
    let (sign, unsigned) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let shift = i64::from(exponent) + i64::try_from(whole.len()).unwrap_or(0);
    let mut digits = format!("{whole}{fraction}");
    let point = usize::try_from(shift).unwrap_or(0);
    let zeros = usize::try_from(-shift).unwrap_or(0);
    digits.insert_str(0, &"0".repeat(zeros));
    while digits.len() < point {
        digits.push('0');
    }
    let (whole, fraction) = digits.split_at(point);
    let whole = if whole.is_empty() { "0" } else { whole };
    Ok(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

impl fmt::Display for Decimal {
    /// Plain digits, without an exponent and without zeros at the end: `0.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string();
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse().unwrap_or(0)),
            None => (text.as_str(), 0),
        };
        let plain = if exponent == 0 { mantissa.to_owned() } else { expand(mantissa, exponent).unwrap_or(text.clone()) };
        let plain = if plain.contains('.') { plain.trim_end_matches('0').trim_end_matches('.') } else { &plain };
        f.write_str(if plain == "-0" { "0" } else { plain })
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<i64> for Decimal {
    fn from(whole: i64) -> Self {
        Self(D128::from(whole))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    /// A zero may have a sign, and is nevertheless zero.
    fn cmp(&self, other: &Self) -> Ordering {
        if self.0.is_zero() && other.0.is_zero() { Ordering::Equal } else { self.0.cmp(&other.0) }
    }
}

impl Add for Decimal {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Decimal {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul for Decimal {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl Neg for Decimal {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, DecimalError};

    #[test]
    fn reads_and_prints() {
        for (text, printed) in [
            ("10", "10"),
            ("1_000", "1000"),
            ("0.50", "0.5"),
            ("-0.0", "0"),
            ("-12.50", "-12.5"),
            ("0.000000000000000001", "0.000000000000000001"),
            ("999999999999999.99", "999999999999999.99"),
            ("00012", "12"),
            ("1e3", "1000"),
            ("12.5e-3", "0.0125"),
            ("0.00000000000000000001", "0.00000000000000000001"),
            ("123456789012345.12345678901234567890", "123456789012345.1234567890123456789"),
        ] {
            assert_eq!(Decimal::parse(text).map(|d| d.to_string()), Ok(printed.to_owned()), "{text}");
        }
    }

    #[test]
    fn refuses() {
        for text in ["", "-", ".", "1.", ".5", "1,5", "0x10", "NaN", "1e", "five", "１"] {
            assert_eq!(Decimal::parse(text), Err(DecimalError::NotANumber), "{text}");
        }
        for text in ["1234567890123456", "0.000000000000000000001", "1e99", "1e16"] {
            assert_eq!(Decimal::parse(text), Err(DecimalError::TooManyDigits), "{text}");
        }
    }

    #[test]
    fn zero_has_no_sign() {
        let zeros = ["0", "-0", "-0.0", "-0.00000000000000000000", "0e5"].map(Decimal::parse);
        let minus = Decimal::from(-1);
        for zero in zeros.into_iter().flatten().flat_map(|zero| [zero, -zero, zero * minus]) {
            assert!(zero == Decimal::ZERO && zero.cmp(&Decimal::ZERO).is_eq() && !zero.is_negative(), "{zero}");
        }
    }

    #[test]
    fn is_exact() {
        let sum = Decimal::parse("0.1").and_then(|a| Decimal::parse("0.2").map(|b| a + b));
        assert_eq!(sum, Decimal::parse("0.30"));
        let large = Decimal::parse("999999999999999.99999999999999999999").map(|a| (a + a - a) == a);
        assert_eq!(large, Ok(true));
    }
}
