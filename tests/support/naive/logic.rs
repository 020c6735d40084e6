//! Truths, states and comparisons, row by row as the formal definition has them (§1 to §4).

use std::fmt;

use caveat::value::Decimal;

/// §2
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    No,
    Unknown,
    Yes,
}

pub use Truth::{No, Unknown, Yes};

impl Truth {
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().min().unwrap_or(Yes)
    }

    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().max().unwrap_or(No)
    }

    pub fn not(self) -> Self {
        match self {
            No => Yes,
            Unknown => Unknown,
            Yes => No,
        }
    }

    pub fn not_if(self, negated: bool) -> Self {
        if negated { self.not() } else { self }
    }
}

impl From<bool> for Truth {
    fn from(yes: bool) -> Self {
        if yes { Yes } else { No }
    }
}

/// A known value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Truth(bool),
    /// an enum's member
    Word(String),
    Text(String),
    Number(Decimal),
    Time(i64),
    /// a date, as its first second
    Date(i64),
    Duration(i64),
    Months(i64),
    /// `undetermined`, as the output of a table
    Undetermined,
}

/// §1: `?`, `none` or a value, with the number of times that `now` is added in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    Missing,
    None,
    Known(Value, i64),
}

impl State {
    pub fn known(value: Value) -> Self {
        Self::Known(value, 0)
    }

    pub fn truth(&self) -> Truth {
        match self {
            Self::Known(Value::Truth(yes), _) => (*yes).into(),
            _ => Unknown,
        }
    }

    /// The same answer, whichever way it came about.
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(a, _), Self::Known(b, _)) => equal(a, b),
            (Self::None, Self::None) => true,
            _ => false,
        }
    }
}

impl From<Truth> for State {
    fn from(truth: Truth) -> Self {
        match truth {
            Unknown => Self::Missing,
            known => Self::known(Value::Truth(known == Yes)),
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = match self {
            Self::Missing => return f.write_str("?"),
            Self::None => return f.write_str("none"),
            Self::Known(value, _) => value,
        };
        match value {
            Value::Truth(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            Value::Word(word) => f.write_str(word),
            Value::Text(text) => write!(f, "{text:?}"),
            Value::Number(number) => write!(f, "{number}"),
            Value::Time(seconds) | Value::Date(seconds) => write!(f, "@{seconds}"),
            Value::Duration(seconds) => write!(f, "{seconds} s"),
            Value::Months(months) => write!(f, "{months} months"),
            Value::Undetermined => f.write_str("undetermined"),
        }
    }
}

fn equal(a: &Value, b: &Value) -> bool {
    match (a.seconds(), b.seconds()) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

impl Value {
    /// Of a time, a date or a duration.
    pub fn seconds(&self) -> Option<i64> {
        match self {
            Self::Time(seconds) | Self::Date(seconds) | Self::Duration(seconds) => Some(*seconds),
            _ => None,
        }
    }
}

/// §4, `a is b`
pub fn is(a: &State, b: &State) -> Truth {
    match (a, b) {
        (State::Known(a, _), State::Known(b, _)) => equal(a, b).into(),
        (State::None, State::Known(..)) | (State::Known(..), State::None) => No,
        (State::None, State::None) => Yes,
        _ => Unknown,
    }
}

/// §4, `a < b` and its like
pub fn order(symbol: &str, a: &State, b: &State) -> Truth {
    match (a, b) {
        (State::Known(a, _), State::Known(b, _)) => {
            let ordering = match (a, b) {
                (Value::Number(a), Value::Number(b)) => a.cmp(b),
                _ => a.seconds().expect("ordered values").cmp(&b.seconds().expect("ordered values")),
            };
            holds(symbol, ordering).into()
        }
        (State::None, _) | (_, State::None) => No,
        _ => Unknown,
    }
}

pub fn holds(symbol: &str, ordering: std::cmp::Ordering) -> bool {
    match symbol {
        "<" => ordering.is_lt(),
        "<=" => ordering.is_le(),
        ">" => ordering.is_gt(),
        ">=" => ordering.is_ge(),
        "is" => ordering.is_eq(),
        other => panic!("no order is written {other}"),
    }
}

/// §5: how many members a count may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub least: i64,
    pub most: Option<i64>,
}

impl Span {
    pub fn plus(self, other: Self) -> Self {
        Self { least: self.least + other.least, most: self.most.zip(other.most).map(|(a, b)| a + b) }
    }

    /// Yes if every number in the span has it, no if none has.
    pub fn compare(self, symbol: &str, with: Decimal) -> Truth {
        // beyond the constant all numbers compare alike
        let far = self.least.max(1_000) + 2;
        let answers: Vec<bool> = (self.least..=self.most.unwrap_or(far)).map(|n| holds(symbol, Decimal::from(n).cmp(&with))).collect();
        match (answers.contains(&true), answers.contains(&false)) {
            (true, false) => Yes,
            (false, true) => No,
            _ => Unknown,
        }
    }
}
