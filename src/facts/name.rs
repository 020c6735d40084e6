//! How records and the members of lists are called in answers.

use std::borrow::Cow;
use std::fmt;

use crate::model::vocabulary::{FactId, Kind, Scalar, Vocabulary};
use crate::model::written::quoted;
use crate::value::{Value, calendar};

use super::record::{MemberRef, Record, Slot};

/// How a list's member is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberName {
    /// by the field that names it: `d-1`
    Given(String),
    /// by its place, from 1: `#2`
    Place(u32),
}

impl MemberName {
    /// As it stands in a path: `"d-1"`, `#2`.
    #[must_use]
    pub fn quoted(&self) -> String {
        match self {
            Self::Given(name) => quoted(name),
            Self::Place(_) => self.to_string(),
        }
    }
}

impl fmt::Display for MemberName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given(name) => f.write_str(name),
            Self::Place(place) => write!(f, "#{place}"),
        }
    }
}

/// What a record is called: the first of `named_by` that is known.
#[must_use]
pub fn record_name(vocabulary: &Vocabulary, record: &Record) -> Option<String> {
    vocabulary.named_by.iter().find_map(|id| {
        let fact = vocabulary.fact(*id)?;
        slot_text(vocabulary, record, fact.kind, record.slot(*id)).map(Cow::into_owned)
    })
}

/// What a list's member is called, given by its place from 0.
#[must_use]
pub fn name_member(vocabulary: &Vocabulary, record: &Record, list: FactId, index: u32) -> MemberName {
    given_name(vocabulary, record, record.slot(list), index).map_or(MemberName::Place(index + 1), MemberName::Given)
}

fn given_name(vocabulary: &Vocabulary, record: &Record, list: Slot, index: u32) -> Option<String> {
    let list = record.list(list)?;
    let of = vocabulary.record(list.record)?;
    let by = of.by?;
    let slot = record.member_slot(MemberRef::Known { list, index }, by);
    slot_text(vocabulary, record, of.field(by)?.kind, slot).map(Cow::into_owned)
}

/// The text of a scalar that is known: `d-1`, `film`, `12`.
#[must_use]
pub fn slot_text<'r>(vocabulary: &'r Vocabulary, record: &'r Record, kind: Kind, slot: Slot) -> Option<Cow<'r, str>> {
    let Kind::Scalar { scalar, .. } = kind else { return None };
    Some(value_text(vocabulary, scalar, record.state(slot).known()?))
}

/// A value as fact files write it, without quotes: `d-1`, `film`, `12`, `5 CNY`.
#[must_use]
pub fn value_text<'r>(vocabulary: &'r Vocabulary, scalar: Scalar, value: Value<'r>) -> Cow<'r, str> {
    match (value, scalar) {
        (Value::Text(text), _) => Cow::Borrowed(text),
        (Value::Truth(yes), _) => Cow::Borrowed(if yes { "yes" } else { "no" }),
        (Value::Member(member), Scalar::Enum(id)) => Cow::Borrowed(vocabulary.member_name(id, member)),
        (Value::Instant(seconds), Scalar::Date) => Cow::Owned(calendar::date(seconds, vocabulary.zone)),
        (Value::Instant(seconds), _) => Cow::Owned(calendar::rfc3339(seconds, vocabulary.zone)),
        (Value::Number(number), Scalar::Money(currency)) => Cow::Owned(format!("{number} {}", currency.code())),
        (Value::Number(number), _) => Cow::Owned(number.to_string()),
        (Value::Member(whole), _) => Cow::Owned(whole.to_string()),
        (Value::Duration(seconds), _) => Cow::Owned(format!("PT{seconds}S")),
        (Value::Months(months), _) => Cow::Owned(format!("P{months}M")),
    }
}
