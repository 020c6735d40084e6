//! What facts are made of: truth, decimals, times, and the values of terms.

pub mod calendar;
pub mod decimal;
pub mod ops;
pub mod truth;

pub use decimal::{Decimal, Short};
pub use truth::Truth;

/// A known value. Its type, unit and currency are known to `check`; here only like meets like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// `yes`, `no`
    Truth(bool),
    /// An enum's member, by its place in the enum.
    Member(u32),
    /// `"…"`
    Text(&'a str),
    /// A number, or an amount of money.
    Number(Decimal),
    /// A time or a date's first second, in seconds since 1970-01-01T00:00Z.
    Instant(i64),
    /// A duration in seconds.
    Duration(i64),
    /// A period in whole months.
    Months(i64),
}

/// The longest duration of a fact, in seconds: 10,000 years.
pub const LONGEST_DURATION: i64 = 3_652_425 * 86_400;
/// The longest period, in months: 10,000 years.
pub const LONGEST_PERIOD: i64 = 120_000;

impl Value<'_> {
    /// Whether a fact can have the value: a number is not too long, a time is in the calendar, a duration is no longer than that.
    #[must_use]
    pub fn is_within_limits(self) -> bool {
        match self {
            Self::Number(number) => number.is_within_limits(),
            Self::Instant(seconds) => calendar::in_calendar(seconds),
            Self::Duration(seconds) => (-LONGEST_DURATION..=LONGEST_DURATION).contains(&seconds),
            Self::Months(months) => (-LONGEST_PERIOD..=LONGEST_PERIOD).contains(&months),
            Self::Truth(_) | Self::Member(_) | Self::Text(_) => true,
        }
    }
}

/// What is known of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State<'a> {
    /// Nobody has said.
    Unknown,
    /// Known to be absent.
    None,
    Known(Value<'a>),
}

impl<'a> State<'a> {
    /// The value, if it is known and there is one.
    #[must_use]
    pub fn known(self) -> Option<Value<'a>> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown | Self::None => None,
        }
    }

    /// A condition's answer as a value.
    #[must_use]
    pub fn from_truth(truth: Truth) -> Self {
        match truth {
            Truth::Unknown => Self::Unknown,
            known => Self::Known(Value::Truth(known == Truth::Yes)),
        }
    }

    /// A `yes_no` state as a condition's answer; anything but yes and no is unknown.
    #[must_use]
    pub fn to_truth(self) -> Truth {
        match self {
            Self::Known(Value::Truth(yes)) => yes.into(),
            _ => Truth::Unknown,
        }
    }
}
