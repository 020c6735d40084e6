//! Kleene's logic and the states of a scalar fact, with the comparisons between them.

use std::ops::{BitAnd, BitOr, Not};

use serde::{Deserialize, Deserializer};

/// A truth, ordered so that `and` is the minimum and `or` the maximum.
///
/// It is a `yes_no` fact at the same time: one that is not given is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    No,
    #[default]
    Unknown,
    Yes,
}

impl Truth {
    /// `is yes` and `is no`, asked by a cell of a table.
    #[must_use]
    pub fn is(self, wanted: bool) -> Self {
        if wanted { self } else { !self }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

impl BitAnd for Truth {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        self.min(other)
    }
}

impl BitOr for Truth {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.max(other)
    }
}

impl Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}

impl<'de> Deserialize<'de> for Truth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bool::deserialize(deserializer).map(Self::from)
    }
}

/// What is known of a scalar fact: nothing, that there is none, or its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State<T> {
    #[default]
    Unknown,
    Absent,
    Known(T),
}

impl<T> State<T> {
    /// `x is none`
    pub fn is_none(&self) -> Truth {
        match self {
            Self::Unknown => Truth::Unknown,
            Self::Absent => Truth::Yes,
            Self::Known(_) => Truth::No,
        }
    }

    /// A condition on the value: no where there is none, unknown where it is not known.
    pub fn holds(&self, condition: impl FnOnce(&T) -> bool) -> Truth {
        match self {
            Self::Unknown => Truth::Unknown,
            Self::Absent => Truth::No,
            Self::Known(value) => condition(value).into(),
        }
    }

    /// The value, if there is one and it is known.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Unknown | Self::Absent => None,
            Self::Known(value) => Some(value),
        }
    }

    /// A term of one operand: what it makes of a value, else the state of its operand.
    pub fn map<U>(self, term: impl FnOnce(T) -> U) -> State<U> {
        match self {
            Self::Unknown => State::Unknown,
            Self::Absent => State::Absent,
            Self::Known(value) => State::Known(term(value)),
        }
    }
}

impl<T: PartialEq> State<T> {
    /// `x is VALUE`
    #[expect(clippy::needless_pass_by_value, reason = "read as `x.is(value)`")]
    pub fn is(&self, wanted: T) -> Truth {
        self.holds(|value| *value == wanted)
    }

    /// `x in {VALUE, …}`
    pub fn is_in(&self, wanted: &[T]) -> Truth {
        self.holds(|value| wanted.contains(value))
    }

    /// `x is y`
    pub fn same(&self, other: &Self) -> Truth {
        match (self, other) {
            (Self::Known(one), Self::Known(two)) => (one == two).into(),
            (Self::Absent, Self::Absent) => Truth::Yes,
            (Self::Absent, Self::Known(_)) | (Self::Known(_), Self::Absent) => Truth::No,
            (Self::Unknown, _) | (_, Self::Unknown) => Truth::Unknown,
        }
    }
}

impl<T: PartialOrd> State<T> {
    /// `x < y`
    pub fn less_than(&self, other: &Self) -> Truth {
        self.ordered(other, |one, two| one < two)
    }

    /// `x <= y`, which is not `not (y < x)` where one of the two may be none.
    pub fn at_most(&self, other: &Self) -> Truth {
        self.ordered(other, |one, two| one <= two)
    }

    /// No as soon as one of the two is none, whatever the other.
    fn ordered(&self, other: &Self, order: impl FnOnce(&T, &T) -> bool) -> Truth {
        match (self, other) {
            (Self::Absent, _) | (_, Self::Absent) => Truth::No,
            (Self::Known(one), Self::Known(two)) => order(one, two).into(),
            (Self::Unknown, _) | (_, Self::Unknown) => Truth::Unknown,
        }
    }
}

/// `if (condition) then one else two`, for terms and for conditions.
pub fn choose<T: PartialEq + Default>(condition: Truth, one: T, two: T) -> T {
    match condition {
        Truth::Yes => one,
        Truth::No => two,
        // The default is the unknown, of a `State` as of a `Truth`.
        Truth::Unknown if one == two => one,
        Truth::Unknown => T::default(),
    }
}

/// Reads what may not be `null`: `null` is an error of the type below.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for State<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::Known)
    }
}

/// Reads an optional field, whose `null` says that there is none.
///
/// # Errors
///
/// Where the value is not of the field's type.
pub fn optional<'de, T, D>(deserializer: D) -> Result<State<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(|value| value.map_or(State::Absent, State::Known))
}
