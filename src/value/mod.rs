//! What facts are made of: truth, decimals, times, and the values of terms.

pub mod calendar;
pub mod decimal;
pub mod ops;
pub mod truth;

pub use decimal::Decimal;
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

/// What is known of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State<'a> {
    /// Nobody has said.
    Unknown,
    /// Known to be absent.
    None,
    Known(Value<'a>),
}

impl State<'_> {
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
