//! A record as a fact file has it: what can be said of it in JSON and YAML, and read again.

use std::fmt::Write;

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::model::policy::TermType;
use crate::model::vocabulary::{Constant, Entity, EntityId, FactId, FieldId, Key, Kind, Scalar, Shape, Vocabulary};
use crate::model::written::written;
use crate::value::calendar::rfc3339;

use super::record::{MemberRef, Presence, Record, Slot};

/// What stands in a fact file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    Null,
    Truth(bool),
    /// digits as they are
    Number(String),
    Text(String),
    List(Vec<Self>),
    Object(IndexMap<String, Self>),
}

/// Ends a list or set that may have more members.
const MORE: &str = "...";

impl Document {
    /// All that is known of a record.
    #[must_use]
    pub fn of(vocabulary: &Vocabulary, record: &Record) -> Self {
        let writer = Writer { vocabulary, record };
        let mut keys = IndexMap::new();
        if let Some(now) = record.now {
            keys.insert("now".to_owned(), Self::Text(rfc3339(now, vocabulary.zone)));
        }
        for (name, entity) in &vocabulary.entities {
            keys.extend(writer.entity(name, entity).map(|told| (name.clone(), told)));
        }
        Self::Object(keys)
    }

    /// Puts a value where keys and places (`#1`) lead; objects are made on the way.
    pub fn put(&mut self, path: &[String], value: Self) {
        let [first, rest @ ..] = path else {
            *self = value;
            return;
        };
        if let (Self::List(members), Some(place)) = (&mut *self, first.strip_prefix('#').and_then(|place| place.parse::<usize>().ok())) {
            if let Some(member) = place.checked_sub(1).and_then(|place| members.get_mut(place)) {
                member.put(rest, value);
            }
            return;
        }
        if !matches!(self, Self::Object(_)) {
            *self = Self::Object(IndexMap::new());
        }
        if let Self::Object(keys) = self {
            keys.entry(first.clone()).or_insert(Self::Null).put(rest, value);
        }
    }

    /// What stands where keys and places lead.
    #[must_use]
    pub fn at(&self, path: &[String]) -> Option<&Self> {
        let [first, rest @ ..] = path else { return Some(self) };
        match self {
            Self::Object(keys) => keys.get(first)?.at(rest),
            Self::List(members) => members.get(first.strip_prefix('#')?.parse::<usize>().ok()?.checked_sub(1)?)?.at(rest),
            _ => None,
        }
    }

    /// As JSON, laid out for people.
    #[must_use]
    pub fn json(&self) -> String {
        let mut out = String::new();
        self.write_json(0, &mut out);
        out.push('\n');
        out
    }

    fn write_json(&self, depth: usize, out: &mut String) {
        let inner = "  ".repeat(depth + 1);
        let outer = "  ".repeat(depth);
        match self {
            Self::List(members) if !members.is_empty() && !members.iter().all(Self::is_plain) => {
                for (place, member) in members.iter().enumerate() {
                    out.extend([if place == 0 { "[\n" } else { ",\n" }, &inner]);
                    member.write_json(depth + 1, out);
                }
                out.extend(["\n", &outer, "]"]);
            }
            Self::List(members) => {
                let members: Vec<String> = members.iter().map(Self::plain).collect();
                out.extend(["[", &members.join(", "), "]"]);
            }
            Self::Object(keys) if !keys.is_empty() => {
                for (place, (key, value)) in keys.iter().enumerate() {
                    out.extend([if place == 0 { "{\n" } else { ",\n" }, &inner, &quoted(key), ": "]);
                    value.write_json(depth + 1, out);
                }
                out.extend(["\n", &outer, "}"]);
            }
            other => out.push_str(&other.plain()),
        }
    }

    /// As YAML.
    #[must_use]
    pub fn yaml(&self) -> String {
        let mut out = String::new();
        self.write_yaml(0, &mut out);
        out
    }

    fn write_yaml(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        match self {
            Self::Object(keys) if !keys.is_empty() => {
                for (key, value) in keys {
                    let _ = write!(out, "{indent}{key}:");
                    value.write_yaml_value(depth, out);
                }
            }
            Self::List(members) => {
                for member in members {
                    let mut told = String::new();
                    member.write_yaml(depth + 1, &mut told);
                    let _ = write!(out, "{indent}- {}", told.trim_start());
                }
            }
            other => {
                let _ = writeln!(out, "{indent}{}", other.plain());
            }
        }
    }

    fn write_yaml_value(&self, depth: usize, out: &mut String) {
        let is_block = match self {
            Self::Object(keys) => !keys.is_empty(),
            Self::List(members) => !members.is_empty() && !members.iter().all(Self::is_plain),
            _ => false,
        };
        if is_block {
            out.push('\n');
            self.write_yaml(depth + 1, out);
        } else {
            let _ = writeln!(out, " {}", self.line());
        }
    }

    /// On one line, lists of plain values in brackets.
    fn line(&self) -> String {
        match self {
            Self::List(members) => format!("[{}]", members.iter().map(Self::plain).collect::<Vec<_>>().join(", ")),
            other => other.plain(),
        }
    }

    fn is_plain(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Object(_))
    }

    fn plain(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Truth(yes) => yes.to_string(),
            Self::Number(digits) => digits.clone(),
            Self::Text(text) => quoted(text),
            Self::List(_) => "[]".to_owned(),
            Self::Object(_) => "{}".to_owned(),
        }
    }
}

fn quoted(text: &str) -> String {
    Json::String(text.to_owned()).to_string()
}

struct Writer<'a> {
    vocabulary: &'a Vocabulary,
    record: &'a Record,
}

impl Writer<'_> {
    fn entity(&self, name: &str, entity: &Entity) -> Option<Document> {
        let id = self.vocabulary.entities.get_index_of(name).and_then(|place| u32::try_from(place).ok())?;
        match self.record.presence(EntityId(id)) {
            Presence::Missing => None,
            Presence::Absent => Some(Document::Null),
            Presence::Given => Some(self.shape(&entity.shape)),
        }
    }

    fn shape(&self, shape: &Shape) -> Document {
        let told = shape.keys.iter().filter_map(|(key, what)| {
            let told = match what {
                Key::Fact(fact) => self.fact(*fact)?,
                Key::Object(inner) => self.shape(inner),
            };
            (told != Document::Object(IndexMap::new())).then(|| (key.clone(), told))
        });
        Document::Object(told.collect())
    }

    fn fact(&self, id: FactId) -> Option<Document> {
        let slot = self.record.slot(id);
        match self.vocabulary.fact(id)?.kind {
            Kind::List(_) => self.list(slot),
            kind => self.value(kind, slot),
        }
    }

    fn value(&self, kind: Kind, slot: Slot) -> Option<Document> {
        match kind {
            Kind::Scalar { scalar, .. } => self.scalar(scalar, slot),
            Kind::Set(element) => {
                let set = self.record.set(slot)?;
                let members = set.yes.iter().filter_map(|member| self.scalar(element.scalar(), *member));
                Some(Document::List(members.chain(set.open.then(|| Document::Text(MORE.to_owned()))).collect()))
            }
            Kind::List(_) => None,
        }
    }

    fn list(&self, slot: Slot) -> Option<Document> {
        let list = self.record.list(slot)?;
        let of = self.vocabulary.record(list.record)?;
        let member = |index: u32| {
            let fields = of.fields.iter().zip((0..).map(FieldId)).filter_map(|((name, fact), field)| {
                let slot = self.record.member_slot(MemberRef::Known { list, index }, field);
                Some((name.clone(), self.value(fact.kind, slot)?))
            });
            Document::Object(fields.collect())
        };
        Some(Document::List((0..list.count).map(member).chain(list.open.then(|| Document::Text(MORE.to_owned()))).collect()))
    }

    fn scalar(&self, scalar: Scalar, slot: Slot) -> Option<Document> {
        Some(match Constant::from_state(self.record.state(slot))? {
            Constant::None => Document::Null,
            Constant::Truth(yes) => Document::Truth(yes),
            Constant::Text(text) => Document::Text(text.into()),
            Constant::Number(number) if !matches!(scalar, Scalar::Money(_)) => Document::Number(number.to_string()),
            other => Document::Text(written(&other, TermType::Scalar(scalar), self.vocabulary)),
        })
    }
}
