//! A text without quotes straight into a slot: a cell of a table. Nothing where it does not fit; what is wrong is said by way of nodes.

use super::layout::Layout;
use super::record::{Record, Slot};
use super::scalar;
use crate::model::vocabulary::{Element, Kind, Scalar, Vocabulary};
use crate::value::{Decimal, Short};

/// Reads a text as a value of a type.
#[inline]
pub fn scalar(vocabulary: &Vocabulary, layout: &Layout, record: &mut Record, kind: Scalar, text: &str) -> Option<Slot> {
    Some(match kind {
        Scalar::YesNo => Slot::Truth(truth(text)?),
        Scalar::Enum(id) => Slot::Member(layout.member(id, text)?),
        Scalar::Text => record.keep_text(text),
        Scalar::Integer | Scalar::Number | Scalar::Money(_) => match short(kind, text) {
            Some(short) => Record::short(short),
            None => record.keep_number(number(kind, text)?),
        },
        Scalar::Time => Slot::Instant(scalar::time(text).ok()?),
        Scalar::Date => Slot::Instant(scalar::date(text, vocabulary.zone).ok()?),
        Scalar::Duration => Slot::Duration(scalar::duration(text).ok()?),
    })
}

/// A number of a type, if it has few digits and is written plainly.
#[inline]
#[must_use]
pub fn short(kind: Scalar, text: &str) -> Option<Short> {
    let digits = match kind {
        Scalar::Money(currency) => text.strip_suffix(currency.code()).and_then(|text| text.strip_suffix(' ')).unwrap_or(text),
        _ => text,
    };
    Short::parse(digits).filter(|short| !scalar::has_leading_zero(digits) && (kind != Scalar::Integer || short.is_whole()))
}

/// A number of a type.
#[must_use]
pub fn number(kind: Scalar, text: &str) -> Option<Decimal> {
    let read = match kind {
        _ if scalar::has_leading_zero(text) => return None,
        Scalar::Integer => scalar::integer(text),
        Scalar::Money(currency) => scalar::money(text, currency),
        _ => scalar::number(text),
    };
    read.ok()
}

/// A truth; spreadsheets write it in capitals, Python with a capital.
#[must_use]
pub fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" | "True" | "TRUE" => Some(true),
        "false" | "no" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// The members of a set that are separated by `;`, and whether it ends with `...`.
pub fn members(text: &str) -> (impl Iterator<Item = &str>, bool) {
    let known = text.strip_suffix("...").map(str::trim_end).filter(|rest| rest.is_empty() || rest.ends_with(';'));
    let (written, open) = known.map_or((text, false), |rest| (rest.strip_suffix(';').unwrap_or(rest), true));
    let some = !(open && written.is_empty());
    (written.split(';').map(str::trim).filter(move |_| some), open)
}

/// Reads the members of a set.
pub fn set(vocabulary: &Vocabulary, layout: &Layout, record: &mut Record, element: Element, text: &str) -> Option<Slot> {
    let (members, open) = members(text);
    let set = record.new_set(open);
    for member in members {
        let member = scalar(vocabulary, layout, record, element.scalar(), member)?;
        record.set_mut(set)?.yes.push(member);
    }
    let members = &record.set(set)?.yes;
    super::repeated::repeated(record, members.iter().copied()).is_empty().then_some(set)
}

/// Whether a value of this kind is written as JSON.
#[must_use]
pub fn is_json(kind: Kind, text: &str) -> bool {
    match kind {
        Kind::Scalar { .. } => false,
        Kind::Set(_) => text.starts_with('['),
        Kind::List(_) => true,
    }
}
