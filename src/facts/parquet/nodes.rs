//! A row as the nodes of a record, to say what is wrong with it.

use std::ops::Range;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_schema::DataType;

use super::super::node::{Content, Entry, Node};
use super::super::plain;
use super::super::table::nodes;
use super::texts;
use crate::diagnostic::Diagnostic;
use crate::model::vocabulary::Kind;
use crate::value::calendar::{self, Moment, Zone};

/// Which fields of a list's members are none where they are null.
pub type Nones<'a> = &'a dyn Fn(&str) -> bool;

/// A value at a row, standing at a place; `null` for what a list must not hold.
pub fn content(array: &dyn Array, row: usize, at: &Range<usize>, none: Nones<'_>) -> Content {
    if is_null(array, row) {
        return Content::Null;
    }
    let mut number = String::new();
    match array.data_type() {
        DataType::Boolean => Content::Truth(array.as_boolean().value(row)),
        DataType::Timestamp(..) => Content::Moment(calendar_text(texts::seconds(&array.slice(row, 1)).first().copied(), false)),
        DataType::Date32 => Content::Moment(calendar_text(texts::days(array, row).map(|days| i64::from(days) * calendar::DAY), true)),
        DataType::List(_) => {
            let inner = array.as_list::<i32>().value(row);
            let member = |row| Node { at: at.clone(), content: content(inner.as_ref(), row, at, none) };
            Content::Array((0..inner.len()).map(member).collect())
        }
        DataType::Struct(_) => {
            let group = array.as_struct();
            let columns = group.column_names().into_iter().zip(group.columns());
            let known = columns.filter(|(name, column)| !is_null(column.as_ref(), row) || none(name));
            Content::Object(known.map(|(name, column)| entry(name, column.as_ref(), row, (at, none))).collect())
        }
        _ if texts::number(array, row, &mut number) => Content::Number(number),
        _ => Content::Plain(texts::text(array, row).unwrap_or_default().to_owned()),
    }
}

/// A column without a type has nothing else.
fn is_null(array: &dyn Array, row: usize) -> bool {
    array.is_null(row) || *array.data_type() == DataType::Null
}

fn entry(name: &str, array: &dyn Array, row: usize, (at, none): (&Range<usize>, Nones<'_>)) -> Entry {
    Entry { key: name.to_owned(), key_at: at.clone(), value: Node { at: at.clone(), content: content(array, row, at, none) } }
}

/// What is out of the calendar is no time.
fn calendar_text(seconds: Option<i64>, is_date: bool) -> String {
    let zone = Zone::default();
    match seconds.filter(|seconds| calendar::in_calendar(*seconds)) {
        Some(seconds) if is_date => calendar::date(Moment::Instant { seconds }.seconds(zone), zone),
        Some(seconds) => calendar::rfc3339(seconds, zone),
        None => "out of the calendar".to_owned(),
    }
}

/// The node of a fact: texts are read as the cells of a table are.
pub fn fact(column: (&str, Kind), array: &dyn Array, row: usize, (at, none): (&Range<usize>, Nones<'_>)) -> Result<Node, Diagnostic> {
    let (name, kind) = column;
    let content = match (kind, texts::text(array, row)) {
        (Kind::Set(_) | Kind::List(_), Some(text)) if plain::is_json(kind, text) => return nodes::json(name, text, at),
        (Kind::Set(_), Some(text)) => nodes::members(text, at),
        (Kind::Scalar { .. }, Some(text)) => nodes::scalar(kind, text),
        _ => content(array, row, at, none),
    };
    Ok(Node { at: at.clone(), content })
}
