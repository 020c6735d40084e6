//! A table's columns: which fact each one holds.

use std::ops::Range;

use indexmap::IndexMap;

use super::super::format::Options;
use super::super::node::span;
use super::super::words::{clip, unknown};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::{EntityId, FactId, Kind, Vocabulary};

/// All columns of a table.
#[derive(Debug, Clone)]
pub struct Columns {
    pub all: Vec<Column>,
    /// what stands for none
    pub none: Box<str>,
    pub delimiter: u8,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// `instance.billing`
    pub name: String,
    pub target: Target,
    /// what stands around a list's JSON in the JSON of a whole record
    pub around: [String; 2],
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Now,
    /// only whether an entity is none
    Entity(EntityId),
    Fact {
        id: FactId,
        owner: EntityId,
        kind: Kind,
    },
    /// nothing that the vocabulary knows
    Ignored,
}

impl Columns {
    /// The columns of these names, with their places.
    ///
    /// # Errors
    /// Where a name is unknown, or stands twice.
    pub fn new(
        vocabulary: &Vocabulary,
        options: Options<'_>,
        delimiter: u8,
        names: &[(String, Range<usize>)],
    ) -> Result<Self, Vec<Diagnostic>> {
        let known = known(vocabulary);
        let mut problems = twice(names);
        let mut all = Vec::with_capacity(names.len());
        for (name, at) in names {
            let target = known.get(name.as_str()).copied();
            if target.is_none() && !options.ignore_unknown {
                problems.push(strange(vocabulary, name, at, known.keys().copied()));
            }
            all.push(Column { name: name.clone(), target: target.unwrap_or(Target::Ignored), around: around(name) });
        }
        problems.sort_by_key(Diagnostic::span);
        if problems.is_empty() { Ok(Self { all, none: Box::from(options.none), delimiter }) } else { Err(problems) }
    }
}

/// All columns that there may be.
fn known(vocabulary: &Vocabulary) -> IndexMap<&str, Target> {
    let mut known = IndexMap::from([("now", Target::Now)]);
    for (id, (name, entity)) in (0..).map(EntityId).zip(&vocabulary.entities) {
        if entity.optional {
            known.insert(name, Target::Entity(id));
        }
    }
    for ((id, fact), owner) in (0..).map(FactId).zip(&vocabulary.facts).zip(&vocabulary.owners) {
        known.insert(&fact.path, Target::Fact { id, owner: *owner, kind: fact.kind });
    }
    known
}

fn twice(names: &[(String, Range<usize>)]) -> Vec<Diagnostic> {
    let mut first: IndexMap<&str, &Range<usize>> = IndexMap::new();
    let mut problems = Vec::new();
    for (name, at) in names {
        if let Some(before) = first.get(name.as_str()).filter(|_| !name.is_empty()) {
            let again = Diagnostic::error(Code::DuplicateKey, span(at), format!("the column `{}` stands twice", clip(name)));
            problems.push(again.saying("here again").and(span(before), "here first"));
        } else {
            first.insert(name, at);
        }
    }
    problems
}

fn strange<'n>(vocabulary: &Vocabulary, name: &str, at: &Range<usize>, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    if name.is_empty() {
        return Diagnostic::error(Code::UnknownKey, span(at), "a column has no name");
    }
    let message = format!("no fact is called `{}`", clip(name));
    let problem = unknown(Code::UnknownKey, at, message, name, known);
    let within = |path: &str| name.strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '[']));
    let list = vocabulary.facts.iter().find(|fact| matches!(fact.kind, Kind::List(_)) && within(&fact.path));
    match list {
        Some(list) => problem.help(format!("a list stands as JSON in the column `{}`", list.path)),
        None if vocabulary.entities.contains_key(name) => problem.help(format!("name its facts: `{name}.…`")),
        None if name.contains([';', '\t']) => problem.help("the cells of `.csv` are separated by commas, those of `.tsv` by tabs"),
        None => problem,
    }
}

/// `{"instance":{"disks":` and `}}`
fn around(path: &str) -> [String; 2] {
    let before = path.split('.').fold(String::new(), |before, name| before + "{\"" + name + "\":");
    [before, "}".repeat(path.matches('.').count() + 1)]
}
