//! Kleene's logic: `No < Unknown < Yes`, so that `and` is the smaller and `or` the larger of two.

use std::ops::Not;

/// The answer to a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    No,
    Unknown,
    Yes,
}

impl Truth {
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    #[must_use]
    pub fn is_known(self) -> bool {
        self != Self::Unknown
    }
}

impl From<bool> for Truth {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
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

#[cfg(test)]
mod tests {
    use super::Truth::{self, No, Unknown, Yes};

    #[test]
    fn all_nine_rows() {
        #[rustfmt::skip]
        let rows: [(Truth, Truth, Truth, Truth); 9] = [
            (No,      No,      No,      No),
            (No,      Unknown, No,      Unknown),
            (No,      Yes,     No,      Yes),
            (Unknown, No,      No,      Unknown),
            (Unknown, Unknown, Unknown, Unknown),
            (Unknown, Yes,     Unknown, Yes),
            (Yes,     No,      No,      Yes),
            (Yes,     Unknown, Unknown, Yes),
            (Yes,     Yes,     Yes,     Yes),
        ];
        for (a, b, and, or) in rows {
            assert_eq!((a.and(b), a.or(b)), (and, or), "{a:?} {b:?}");
        }
        assert_eq!([!No, !Unknown, !Yes], [Yes, Unknown, No]);
    }
}
