//! What follows from a declaration that could not be read is left out: it would hide the cause.

use indexmap::IndexSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::check::Module;
use crate::source::{Sources, Span};
use crate::syntax::ast::{Field, Instances, ItemKind, Lost, Over, Shape};

/// What may be missed because declarations were lost.
pub(super) struct Consequences<'m> {
    names: IndexSet<&'m str>,
    /// fields and entities whose type is unknown, and what stands for such an entity
    untyped: IndexSet<&'m str>,
    /// whether one of them may be what answers a decision
    answers: bool,
}

impl<'m> Consequences<'m> {
    pub(super) fn of(modules: &'m [Module], found: &[Diagnostic]) -> Self {
        let lost = || modules.iter().flat_map(|module| &module.file.lost);
        Self {
            names: lost().map(|lost| lost.name.text.as_str()).collect(),
            untyped: untyped(modules, found),
            answers: lost().any(may_answer),
        }
    }

    /// Whether a finding only misses what was lost.
    pub(super) fn explain(&self, found: &Diagnostic, sources: &Sources) -> bool {
        let written = sources.text(found.span());
        let first = written.split('.').next().unwrap_or(written);
        match found.code {
            Code::Unanswered => self.answers,
            Code::UnknownFact if written.split('.').any(|name| self.untyped.contains(name)) => true,
            code => misses_a_name(code) && (self.names.contains(written) || self.names.contains(first)),
        }
    }
}

/// The names whose type no declaration has: there are no facts of theirs.
fn untyped<'m>(modules: &'m [Module], found: &[Diagnostic]) -> IndexSet<&'m str> {
    let mut names = untyped_facts(modules, found);
    let items = modules.iter().flat_map(|module| module.file.all_items());
    let instances = items.filter_map(|item| if let ItemKind::Rule(rule) = &item.kind { rule.instances.as_ref() } else { None });
    let parties: Vec<&str> =
        instances.filter(|instances| stands_for(instances, &names)).map(|instances| instances.name.text.as_str()).collect();
    names.extend(parties);
    names
}

/// `for party in {source, target}`, where one of these is among the names
fn stands_for(instances: &Instances, names: &IndexSet<&str>) -> bool {
    matches!(&instances.over, Over::Entities(entities) if entities.iter().any(|entity| names.contains(entity.text.as_str())))
}

fn untyped_facts<'m>(modules: &'m [Module], found: &[Diagnostic]) -> IndexSet<&'m str> {
    let unknown: Vec<Span> = found.iter().filter(|diagnostic| diagnostic.code == Code::UnknownName).map(Diagnostic::span).collect();
    let within = |whole: Span| unknown.iter().any(|span| span.file == whole.file && span.start >= whole.start && span.end <= whole.end);
    let untyped_field = |field: &&Field| within(field.ty.span);
    let mut names = IndexSet::new();
    for item in modules.iter().flat_map(|module| module.file.all_items()) {
        let fields: &[Field] = match &item.kind {
            ItemKind::Record(record) => &record.fields,
            ItemKind::Entity(entity) => match &entity.shape {
                Shape::Fields(fields) => fields,
                Shape::Of(of) => {
                    names.extend(within(of.span).then_some(entity.name.text.as_str()));
                    &[]
                }
            },
            _ => &[],
        };
        names.extend(fields.iter().filter(untyped_field).map(|field| field.name.text.as_str()));
    }
    names
}

/// A rule, a table, a definition, or something whose word is misspelt.
fn may_answer(lost: &Lost) -> bool {
    const OTHERS: &[&str] = &["policy", "document", "actor", "enum", "record", "entity", "decision", "param", "message"];
    !OTHERS.contains(&lost.keyword.as_str())
}

fn misses_a_name(code: Code) -> bool {
    matches!(code, Code::UnknownFact | Code::UnknownName | Code::UnknownMember | Code::UnknownClause)
}

/// Whether a finding may only miss what stands in a file that could not be read at all.
#[must_use]
pub fn may_miss_a_file(found: &Diagnostic) -> bool {
    misses_a_name(found.code) || found.code == Code::Unanswered
}
