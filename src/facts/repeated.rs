//! Members that stand twice where each may stand once.

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::value::{State, Value};

use super::record::{Record, Slot};

/// Up to so many members are compared each with each.
const FEW: usize = 8;

/// The places of members that are the same as an earlier one, with the place of that one. Unknown and none are like nothing else.
pub fn repeated(record: &Record, members: impl ExactSizeIterator<Item = Slot> + Clone) -> Vec<(usize, usize)> {
    if members.len() <= FEW && distinct(record, members.clone()) {
        return Vec::new();
    }
    let mut first = IndexMap::new();
    let mut pairs = Vec::new();
    for (place, member) in members.enumerate() {
        let State::Known(value) = record.state(member) else { continue };
        match first.entry(Key::from(value)) {
            Entry::Occupied(entry) => pairs.push((*entry.get(), place)),
            Entry::Vacant(entry) => _ = entry.insert(place),
        }
    }
    pairs
}

fn distinct(record: &Record, mut members: impl Iterator<Item = Slot> + Clone) -> bool {
    while let Some(member) = members.next() {
        let state = record.state(member);
        if matches!(state, State::Known(_)) && members.clone().any(|other| record.state(other) == state) {
            return false;
        }
    }
    true
}

/// A value that can be looked up.
#[derive(PartialEq, Eq, Hash)]
enum Key<'r> {
    Truth(bool),
    Text(&'r str),
    Whole(i64),
    Number(String),
}

impl<'r> From<Value<'r>> for Key<'r> {
    fn from(value: Value<'r>) -> Self {
        match value {
            Value::Truth(yes) => Self::Truth(yes),
            Value::Text(text) => Self::Text(text),
            Value::Number(number) => Self::Number(number.to_string()),
            Value::Member(member) => Self::Whole(i64::from(member)),
            Value::Instant(whole) | Value::Duration(whole) | Value::Months(whole) => Self::Whole(whole),
        }
    }
}
