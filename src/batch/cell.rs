//! What a column tells of one record: as a JSON value, and as the text of a table's cell.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use crate::model::vocabulary::Scalar;

/// A value with its kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// nobody has said: no key in an object, an empty cell in a table
    Unknown,
    /// nothing: `null` in an object, an empty cell in a table
    Empty,
    /// a fact known to be absent: `null` in an object, a word in a table
    None,
    Truth(bool),
    Whole(i64),
    /// numbers, money, times and durations, exactly: a text in an object
    Exact(String),
    Text(Cow<'a, str>),
    /// names and sentences
    List(Vec<Cow<'a, str>>),
    /// the members of a fact: in a table `[]` where there are none, since an empty cell says that nobody knows
    Members(Vec<Cow<'a, str>>),
}

/// What stands between the members of a list in a table.
pub const BETWEEN: &str = "; ";

impl<'a> Cell<'a> {
    /// A value as answers write it; texts and names are told apart from what was made of numbers.
    #[must_use]
    pub fn of(json: Json, scalar: Option<Scalar>) -> Self {
        match json {
            Json::Null => Self::None,
            Json::Bool(yes) => Self::Truth(yes),
            Json::Number(number) => number.as_i64().map_or_else(|| Self::Exact(number.to_string()), Self::Whole),
            Json::String(text) if matches!(scalar, None | Some(Scalar::Text | Scalar::Enum(_))) => Self::Text(Cow::Owned(text)),
            Json::String(text) => Self::Exact(text),
            Json::Array(members) => Self::Members(members.into_iter().filter_map(text).collect()),
            Json::Object(_) => Self::Empty,
        }
    }

    /// A text, if there is one.
    #[must_use]
    pub fn maybe(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    /// The same on its own.
    #[must_use]
    pub fn into_owned(self) -> Cell<'static> {
        match self {
            Self::Unknown => Cell::Unknown,
            Self::Empty => Cell::Empty,
            Self::None => Cell::None,
            Self::Truth(yes) => Cell::Truth(yes),
            Self::Whole(number) => Cell::Whole(number),
            Self::Exact(text) => Cell::Exact(text),
            Self::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Self::List(members) => Cell::List(owned(members)),
            Self::Members(members) => Cell::Members(owned(members)),
        }
    }

    /// As a cell of a table, with the word for a fact known to be absent.
    #[must_use]
    pub fn plain<'c>(&'c self, none: &'c str) -> Cow<'c, str> {
        match self {
            Self::Unknown | Self::Empty => Cow::Borrowed(""),
            Self::None => Cow::Borrowed(none),
            Self::Truth(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
            Self::Whole(number) => Cow::Owned(number.to_string()),
            Self::Exact(text) => Cow::Borrowed(text),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Members(members) if members.is_empty() => Cow::Borrowed("[]"),
            Self::List(members) | Self::Members(members) => match members.as_slice() {
                [] => Cow::Borrowed(""),
                [only] => Cow::Borrowed(only),
                several => Cow::Owned(several.join(BETWEEN)),
            },
        }
    }

    /// The same where a spreadsheet may open the table: a text that it would take for a formula gets an apostrophe before it, as
    /// spreadsheets themselves have it. What was made of a number is none.
    #[must_use]
    pub fn harmless<'c>(&'c self, none: &'c str) -> Cow<'c, str> {
        let plain = self.plain(none);
        let foreign = matches!(self, Self::Text(_) | Self::List(_) | Self::Members(_));
        if foreign && plain.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { Cow::Owned(format!("'{plain}")) } else { plain }
    }
}

fn owned(members: Vec<Cow<'_, str>>) -> Vec<Cow<'static, str>> {
    members.into_iter().map(|member| Cow::Owned(member.into_owned())).collect()
}

fn text<'a>(json: Json) -> Option<Cow<'a, str>> {
    match json {
        Json::String(text) => Some(Cow::Owned(text)),
        _ => None,
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unknown | Self::Empty | Self::None => serializer.serialize_unit(),
            Self::Truth(yes) => serializer.serialize_bool(*yes),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Exact(text) => serializer.serialize_str(text),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(members) | Self::Members(members) => serializer.collect_seq(members),
        }
    }
}
