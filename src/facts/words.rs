//! What is said about a fact file, in the words of its author.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::{Element, Kind, Scalar, Vocabulary};

use super::node::{Content, Node, span};
use super::scalar::Problem;

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// the whole of it
    Record,
    /// `instance.status`
    Fact(&'a str),
    /// `instance.disks(#2).encrypted`: of the second member
    Field { list: &'a str, index: u32, field: &'a str },
    /// a member of a set or a list
    Among(&'a Place<'a>),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record => f.write_str("a record"),
            Self::Fact(path) => write!(f, "`{path}`"),
            Self::Field { list, index, field } => write!(f, "`{list}(#{}).{field}`", index + 1),
            Self::Among(of) => write!(f, "each of {of}"),
        }
    }
}

/// That a value is of another type.
#[must_use]
pub fn wrong_type(place: Place<'_>, expected: &str, node: &Node) -> Diagnostic {
    let message = format!("{place} must be {expected}");
    Diagnostic::error(Code::WrongType, span(&node.at), message).saying(format!("this is {}", found(node)))
}

/// That `null` is not allowed.
#[must_use]
pub fn unexpected_null(place: Place<'_>, node: &Node) -> Diagnostic {
    let (message, help) = match place {
        Place::Among(of) => (format!("`null` is no member of {of}"), "if there may be more members, end the list with `\"...\"`"),
        place => (format!("{place} cannot be `null`"), "leave the key out if it is not known"),
    };
    Diagnostic::error(Code::UnexpectedNull, span(&node.at), message).help(help)
}

/// That a text cannot be read as a value of a type.
#[must_use]
pub fn unreadable(vocabulary: &Vocabulary, place: Place<'_>, scalar: Scalar, (node, text): (&Node, &str), problem: Problem) -> Diagnostic {
    let (code, label) = match problem {
        Problem::Unlike => (Code::BadLiteral, "this cannot be read as one"),
        Problem::TooManyDigits if scalar == Scalar::Integer => (Code::BadLiteral, "more than 15 digits"),
        Problem::TooManyDigits => (Code::BadLiteral, "more than 15 digits before the point, or 20 after it"),
        Problem::NotWhole => (Code::WrongType, "this is not whole"),
        Problem::LeadingZero => (Code::BadLiteral, "a number has no zeros in front; a text stands in quotes"),
        Problem::OutOfRange => (Code::BadLiteral, "there is no such day or hour"),
        Problem::NoOffset => (Code::NoOffset, "this has no offset"),
        Problem::DateOnly => (Code::NoOffset, "this is only a date"),
        Problem::TimeOfDay => (Code::WrongType, "this has a time of day"),
        Problem::OtherCurrency => (Code::CurrencyMismatch, "this is another currency"),
        Problem::Months => (Code::PeriodMismatch, "months and years have no exact length"),
        Problem::TooLong => (Code::BadLiteral, "this is longer than 10,000 years"),
    };
    let message = format!("{place} must be {}", expected(vocabulary, scalar));
    let diagnostic = Diagnostic::error(code, span(&node.at), message).saying(label);
    match problem {
        Problem::NoOffset => diagnostic.help(format!("write `{}{}`", clip(text), vocabulary.zone.display())),
        Problem::DateOnly => diagnostic.help(format!("write `{}T00:00{}`", clip(text), vocabulary.zone.display())),
        _ => diagnostic,
    }
}

/// That something has no such key or member.
#[must_use]
pub fn unknown<'n>(
    code: Code,
    at: &std::ops::Range<usize>,
    message: String,
    name: &str,
    known: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    Diagnostic::error(code, span(at), message).suggesting(name, known)
}

/// A scalar type as its author would describe it.
#[must_use]
pub fn expected(vocabulary: &Vocabulary, scalar: Scalar) -> String {
    match scalar {
        Scalar::YesNo => "a yes_no: `true` or `false`".to_owned(),
        Scalar::Integer => "a whole number such as `12`".to_owned(),
        Scalar::Number => "a number such as `0.5`".to_owned(),
        Scalar::Money(currency) => format!("money such as `99.50 {}`", currency.code()),
        Scalar::Text => "a text".to_owned(),
        Scalar::Time => format!("a time such as `2024-08-01T10:00{}`", vocabulary.zone.display()),
        Scalar::Date => "a date such as `2024-08-01`".to_owned(),
        Scalar::Duration => "a duration such as `5 days`".to_owned(),
        Scalar::Enum(id) => {
            let members = vocabulary.enumeration(id).into_iter().flat_map(|of| of.members.keys());
            format!("one of {}", listed(members.map(String::as_str)))
        }
    }
}

/// A set or a list as its author would describe it.
#[must_use]
pub fn expected_collection(vocabulary: &Vocabulary, kind: Kind) -> String {
    match kind {
        Kind::Set(Element::Enum(id)) => {
            format!("a list with any of {}", expected(vocabulary, Scalar::Enum(id)).trim_start_matches("one of "))
        }
        Kind::List(record) => format!("a list of objects, each a {}", vocabulary.record(record).map_or("record", |of| &of.name)),
        Kind::Set(Element::Text) | Kind::Scalar { .. } => "a list of texts".to_owned(),
    }
}

/// No list of names grows longer than this.
const SHOWN: usize = 12;

/// `book`, `film`
#[must_use]
pub fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    match names.get(..SHOWN).filter(|_| names.len() > SHOWN + 1) {
        Some(first) => format!("{} and {} more", first.join(", "), names.len() - SHOWN),
        None => names.join(", "),
    }
}

fn found(node: &Node) -> String {
    match &node.content {
        Content::Object(_) => "an object".to_owned(),
        Content::Array(_) => "a list".to_owned(),
        Content::Text(_) => "a text".to_owned(),
        Content::Number(_) => "a number".to_owned(),
        Content::Truth(yes) => format!("`{yes}`"),
        Content::Null => "`null`".to_owned(),
        Content::Plain(text) => format!("`{}`", clip(text)),
        Content::Moment(_) => "a date or a time".to_owned(),
    }
}

/// The user's text, short enough for a message and on one line.
#[must_use]
pub fn clip(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String = text.chars().take(LONGEST).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}
