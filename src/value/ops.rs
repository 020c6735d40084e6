//! The operators as tables over states, as the formal definition has them (terms §3, comparisons §4). They know no places.

use std::cmp::Ordering;

use super::{Decimal, State, Truth, Value};

/// `a < b` and its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Order {
    #[must_use]
    pub fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Less => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::AtLeast => ordering.is_ge(),
        }
    }

    /// What `b ⋈ a` is of `a ⋈ b`.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::AtMost => Self::AtLeast,
            Self::Greater => Self::Less,
            Self::AtLeast => Self::AtMost,
        }
    }

    /// As it is written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// `a is b`
#[inline]
#[must_use]
pub fn is(left: State<'_>, right: State<'_>) -> Truth {
    match (left, right) {
        (State::Known(a), State::Known(b)) => (a == b).into(),
        (State::None, State::None) => Truth::Yes,
        (State::None, State::Known(_)) | (State::Known(_), State::None) => Truth::No,
        _ => Truth::Unknown,
    }
}

/// `a < b` and its like: never with none, whatever the other side is.
#[inline]
#[must_use]
pub fn order(order: Order, left: State<'_>, right: State<'_>) -> Truth {
    match (left, right) {
        (State::Known(a), State::Known(b)) => compare(a, b).is_some_and(|ordering| order.holds(ordering)).into(),
        (State::None, _) | (_, State::None) => Truth::No,
        _ => Truth::Unknown,
    }
}

/// `x is none`
#[must_use]
pub fn is_none(state: State<'_>) -> Truth {
    match state {
        State::Unknown => Truth::Unknown,
        State::None => Truth::Yes,
        State::Known(_) => Truth::No,
    }
}

/// The order of two values of one type; none where their types have no order.
#[inline]
#[must_use]
pub fn compare(left: Value<'_>, right: Value<'_>) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(&b)),
        (Value::Instant(a), Value::Instant(b)) | (Value::Duration(a), Value::Duration(b)) | (Value::Months(a), Value::Months(b)) => {
            Some(a.cmp(&b))
        }
        _ => None,
    }
}

/// A term of two operands: `none` if one is `none`, else unknown if one is unknown, else what `known` makes of the values.
pub fn both<'a>(left: State<'a>, right: State<'a>, known: impl FnOnce(Value<'a>, Value<'a>) -> Option<Value<'a>>) -> State<'a> {
    match (left, right) {
        (State::None, _) | (_, State::None) => State::None,
        (State::Known(a), State::Known(b)) => known(a, b).map_or(State::Unknown, State::Known),
        _ => State::Unknown,
    }
}

/// `a + b`
#[must_use]
pub fn add<'a>(left: Value<'a>, right: Value<'a>) -> Option<Value<'a>> {
    Some(match (left, right) {
        (Value::Number(a), Value::Number(b)) => Value::Number(a + b),
        (Value::Instant(a), Value::Duration(b)) | (Value::Duration(b), Value::Instant(a)) => Value::Instant(a.saturating_add(b)),
        (Value::Duration(a), Value::Duration(b)) => Value::Duration(a.saturating_add(b)),
        (Value::Months(a), Value::Months(b)) => Value::Months(a.saturating_add(b)),
        _ => return None,
    })
}

/// `a - b`
#[must_use]
pub fn subtract<'a>(left: Value<'a>, right: Value<'a>) -> Option<Value<'a>> {
    Some(match (left, right) {
        (Value::Number(a), Value::Number(b)) => Value::Number(a - b),
        (Value::Instant(a), Value::Duration(b)) => Value::Instant(a.saturating_sub(b)),
        (Value::Instant(a), Value::Instant(b)) => Value::Duration(a.saturating_sub(b)),
        (Value::Duration(a), Value::Duration(b)) => Value::Duration(a.saturating_sub(b)),
        (Value::Months(a), Value::Months(b)) => Value::Months(a.saturating_sub(b)),
        _ => return None,
    })
}

/// `c * a`; a duration or a period is multiplied by whole numbers only.
#[must_use]
pub fn multiply<'a>(left: Value<'a>, right: Value<'a>) -> Option<Value<'a>> {
    let whole = |factor: Decimal, seconds: i64| factor.to_integer().map(|n| n.saturating_mul(seconds));
    Some(match (left, right) {
        (Value::Number(a), Value::Number(b)) => Value::Number(a * b),
        (Value::Number(n), Value::Duration(d)) | (Value::Duration(d), Value::Number(n)) => Value::Duration(whole(n, d)?),
        (Value::Number(n), Value::Months(d)) | (Value::Months(d), Value::Number(n)) => Value::Months(whole(n, d)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Order, is, order};
    use crate::value::State::{self, Known, None, Unknown};
    use crate::value::{Decimal, Truth, Value};

    fn number(n: i64) -> State<'static> {
        Known(Value::Number(Decimal::from(n)))
    }

    #[test]
    fn comparisons_as_the_definition_has_them() {
        let (one, two) = (number(1), number(2));
        #[rustfmt::skip]
        let rows = [
            (one, one,      Truth::Yes,     Truth::No),
            (one, two,      Truth::No,      Truth::Yes),
            (None, one,     Truth::No,      Truth::No),
            (None, None,    Truth::Yes,     Truth::No),
            (None, Unknown, Truth::Unknown, Truth::No),
            (Unknown, None, Truth::Unknown, Truth::No),
            (one, Unknown,  Truth::Unknown, Truth::Unknown),
            (Unknown, Unknown, Truth::Unknown, Truth::Unknown),
        ];
        for (a, b, equal, less) in rows {
            assert_eq!((is(a, b), order(Order::Less, a, b)), (equal, less), "{a:?} {b:?}");
        }
    }
}
