//! A fact, a member of an enum, an entity or a decision that answers call by its bare name, among others that have a label.
//!
//! Answers, questions and explanations show labels. Where one is missing, `owes_too_much` stands in the middle of a sentence. A set
//! without any label is left alone.
//!
//! ```policy
//! entity reader en "the reader" {
//!   card  text     en "card"
//!   loans integer
//! }
//! ```
//!
//! Better: `loans integer en "books on loan"`.

use indexmap::IndexSet;

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Field, Item, ItemKind, Name, Texts, TypeKind};

use super::{Subject, finding, parts};

type Labelled<'a> = Vec<(&'a Name, &'a Texts)>;

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let records: IndexSet<&str> = on.items().filter_map(record).collect();
    let facts = on.items().flat_map(parts::fields).filter(|field| !is_made_of(field, &records));
    among(facts.map(|field| (&field.name, &field.label)).collect(), found);
    for kind in [members, entities, decisions] {
        among(on.items().flat_map(kind).collect(), found);
    }
}

/// What has no label, among things of a kind of which others have one.
fn among(all: Labelled<'_>, found: &mut Vec<Diagnostic>) {
    let (labelled, bare): (Labelled<'_>, Labelled<'_>) = all.into_iter().partition(|(_, label)| !label.by_language.is_empty());
    if !labelled.is_empty() {
        found.extend(bare.into_iter().map(|(name, _)| finding(name.span, format!("`{}` has no label", name.text))));
    }
}

fn record(item: &Item) -> Option<&str> {
    match &item.kind {
        ItemKind::Record(record) => Some(&record.name.text),
        _ => None,
    }
}

/// Whether a field has fields of its own: answers show those.
fn is_made_of(field: &Field, records: &IndexSet<&str>) -> bool {
    matches!(&field.ty.kind, TypeKind::Named(name) if records.contains(name.text.as_str()))
}

fn members(item: &Item) -> Labelled<'_> {
    match &item.kind {
        ItemKind::Enum(of) => of.members.iter().map(|member| (&member.name, &member.label)).collect(),
        _ => Vec::new(),
    }
}

fn entities(item: &Item) -> Labelled<'_> {
    match &item.kind {
        ItemKind::Entity(entity) => vec![(&entity.name, &entity.label)],
        _ => Vec::new(),
    }
}

fn decisions(item: &Item) -> Labelled<'_> {
    match &item.kind {
        ItemKind::Decision(decision) => vec![(&decision.name, &decision.question)],
        _ => Vec::new(),
    }
}
