//! Terms without facts, answered at an instant: what cells, params and sets of choices come to.

use crate::value::calendar::add_months;
use crate::value::ops;
use crate::value::{State, Value};

use super::expression::{Choices, ChoicesKind, Term, TermKind};
use super::policy::{Body, ParamId, ParamValue, Policy};
use super::vocabulary::Constant;

impl Constant {
    /// The constant as a term's answer.
    #[must_use]
    pub fn state(&self) -> State<'_> {
        State::Known(match self {
            Self::None => return State::None,
            Self::Truth(yes) => Value::Truth(*yes),
            Self::Member(member) => Value::Member(*member),
            Self::Text(text) => Value::Text(text),
            Self::Number(number) => Value::Number(*number),
            Self::Instant(seconds) => Value::Instant(*seconds),
            Self::Duration(seconds) => Value::Duration(*seconds),
            Self::Months(months) => Value::Months(*months),
        })
    }

    /// A known value, or none, as a constant of its own; nothing for what is unknown.
    #[must_use]
    pub fn from_state(state: State<'_>) -> Option<Self> {
        Some(match state {
            State::Unknown => return None,
            State::None => Self::None,
            State::Known(Value::Truth(yes)) => Self::Truth(yes),
            State::Known(Value::Member(member)) => Self::Member(member),
            State::Known(Value::Text(text)) => Self::Text(text.into()),
            State::Known(Value::Number(number)) => Self::Number(number),
            State::Known(Value::Instant(seconds)) => Self::Instant(seconds),
            State::Known(Value::Duration(seconds)) => Self::Duration(seconds),
            State::Known(Value::Months(months)) => Self::Months(months),
        })
    }
}

/// What a term comes to at an instant, if it asks no fact and not the clock.
#[must_use]
pub fn constant(policy: &Policy, term: &Term, at: i64) -> Option<Constant> {
    match &term.kind {
        TermKind::Constant(constant) => Some(constant.clone()),
        TermKind::Param(id) => match param(policy, *id, at)? {
            ParamValue::Scalar(constant) => Some(constant.clone()),
            ParamValue::Set(_) => None,
        },
        TermKind::Definition(id) => match &policy.definitions.get(id.index())?.body {
            Body::Term { term, .. } => constant(policy, term, at),
            Body::Condition(_) => None,
        },
        TermKind::Add(left, right) => both(policy, left, right, at, ops::add),
        TermKind::Subtract(left, right) => both(policy, left, right, at, ops::subtract),
        TermKind::Multiply(left, right) => both(policy, left, right, at, ops::multiply),
        TermKind::Shift { time, months, negative } => {
            let (time, months) = (constant(policy, time, at)?, constant(policy, months, at)?);
            shift(policy, &time, &months, *negative)
        }
        _ => None,
    }
}

type Operator = for<'a> fn(Value<'a>, Value<'a>) -> Option<Value<'a>>;

fn both(policy: &Policy, left: &Term, right: &Term, at: i64, operator: Operator) -> Option<Constant> {
    let (left, right) = (constant(policy, left, at)?, constant(policy, right, at)?);
    Constant::from_state(ops::both(left.state(), right.state(), operator))
}

fn shift(policy: &Policy, time: &Constant, months: &Constant, negative: bool) -> Option<Constant> {
    match (time, months) {
        (Constant::Instant(seconds), Constant::Months(months)) => {
            let months = if negative { -months } else { *months };
            Some(Constant::Instant(add_months(*seconds, months, policy.zone())))
        }
        (Constant::None, _) | (_, Constant::None) => Some(Constant::None),
        _ => None,
    }
}

/// The value of a param in force at an instant.
#[must_use]
pub fn param(policy: &Policy, id: ParamId, at: i64) -> Option<&ParamValue> {
    policy.params.get_index(id.index()).and_then(|(_, param)| param.at(at))
}

/// What a set of choices holds at an instant; terms that ask a fact are left out.
#[must_use]
pub fn choices(policy: &Policy, choices: &Choices, at: i64) -> Vec<Constant> {
    match &choices.kind {
        ChoicesKind::Terms(terms) => terms.iter().filter_map(|term| constant(policy, term, at)).collect(),
        ChoicesKind::Param(id) => match param(policy, *id, at) {
            Some(ParamValue::Set(members)) => members.clone(),
            Some(ParamValue::Scalar(constant)) => vec![constant.clone()],
            None => Vec::new(),
        },
    }
}
