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
    /// nothing that is asked for
    Ignored,
}

/// All columns that there may be.
#[derive(Debug, Clone)]
pub struct Known {
    /// with whether they are read
    targets: IndexMap<String, (Target, bool)>,
    entities: Vec<String>,
    none: Box<str>,
    ignore_unknown: bool,
}

impl Known {
    #[must_use]
    pub fn new(vocabulary: &Vocabulary, options: Options<'_>) -> Self {
        let reads = options.reads(vocabulary);
        let mut targets = IndexMap::from([("now".to_owned(), (Target::Now, true))]);
        for (id, (name, _)) in (0..).map(EntityId).zip(&vocabulary.entities).filter(|(_, (_, entity))| entity.optional) {
            targets.insert(name.clone(), (Target::Entity(id), reads.has_entity(id)));
        }
        for ((id, fact), owner) in (0..).map(FactId).zip(&vocabulary.facts).zip(&vocabulary.owners) {
            let target = Target::Fact { id, owner: *owner, kind: fact.kind };
            targets.insert(fact.path.clone(), (target, reads.has(id)));
        }
        let entities = vocabulary.entities.keys().cloned().collect();
        Self { targets, entities, none: Box::from(options.none), ignore_unknown: options.ignore_unknown }
    }

    /// What a column of this name holds.
    #[must_use]
    #[cfg(feature = "parquet")]
    pub fn target(&self, name: &str) -> Option<Target> {
        self.targets.get(name).map(|(target, _)| *target)
    }

    /// Whether an entity is called so.
    #[must_use]
    pub fn is_entity(&self, name: &str) -> bool {
        self.entities.iter().any(|entity| entity == name)
    }

    /// The columns of these names, with their places.
    ///
    /// # Errors
    /// Where a name is unknown, or stands twice.
    pub fn columns(&self, delimiter: u8, names: &[(String, Range<usize>)]) -> Result<Columns, Vec<Diagnostic>> {
        let mut problems = twice(names);
        let mut all = Vec::with_capacity(names.len());
        for (name, at) in names {
            let target = self.targets.get(name.as_str()).copied();
            if target.is_none() && !self.ignore_unknown {
                problems.push(self.strange(name, at));
            }
            let target = match target {
                Some((target, true)) => target,
                Some((_, false)) | None => Target::Ignored,
            };
            all.push(Column { name: name.clone(), target, around: around(name) });
        }
        problems.sort_by_key(Diagnostic::span);
        if problems.is_empty() { Ok(Columns { all, none: self.none.clone(), delimiter }) } else { Err(problems) }
    }

    fn strange(&self, name: &str, at: &Range<usize>) -> Diagnostic {
        if name.is_empty() {
            return Diagnostic::error(Code::UnknownKey, span(at), "a column has no name");
        }
        let message = format!("no fact is called `{}`", clip(name));
        let problem = unknown(Code::UnknownKey, at, message, name, self.targets.keys().map(String::as_str));
        match self.list_around(name) {
            Some(list) => problem.help(format!("a list stands as JSON in the column `{list}`")),
            None if self.is_entity(name) => problem.help(format!("name its facts: `{name}.…`")),
            None if name.contains([';', '\t']) => problem.help("the cells of `.csv` are separated by commas, those of `.tsv` by tabs"),
            None => problem,
        }
    }

    /// The list that something like `instance.disks.0.id` is within.
    fn list_around(&self, name: &str) -> Option<&str> {
        let within = |path: &str| name.strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '[']));
        let lists = self.targets.iter().filter(|(_, (target, _))| matches!(target, Target::Fact { kind: Kind::List(_), .. }));
        lists.map(|(path, _)| path.as_str()).find(|path| within(path))
    }
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

/// `{"instance":{"disks":` and `}}`
fn around(path: &str) -> [String; 2] {
    let before = path.split('.').fold(String::new(), |before, name| before + "{\"" + name + "\":");
    [before, "}".repeat(path.matches('.').count() + 1)]
}
