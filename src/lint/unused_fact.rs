//! A fact that no condition, text or remedy asks for.
//!
//! Whoever fills in a fact file looks it up for nothing. Often the rule that it was written for is missing, or asks for another fact.
//! What names a record in reports is used, and so is what names a member of a list.
//!
//! ```policy
//! entity item { medium text  for_adults yes_no }
//! rule adults_only { forbid lend when item.medium is "film" because en "It is for adults." }
//! ```
//!
//! Better: `when item.for_adults`, or leave the fact out. Where fact files of others hold it anyway, an `allow` can say so.

use indexmap::IndexSet;

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Item, ItemKind, Over, Path};

use super::{Subject, finding, parts};

/// The facts that a set asks for, as far as their names tell: a field of `party` may be one of several entities.
struct Asked<'a> {
    /// `item.medium`
    facts: IndexSet<(&'a str, &'a str)>,
    /// what stands behind anything
    fields: IndexSet<&'a str>,
    /// what stands behind anything but an entity
    loose: IndexSet<&'a str>,
}

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if on.policy.decisions.is_empty() {
        return;
    }
    let asked = asked(on);
    for item in on.items() {
        let unused = parts::fields(item).iter().filter(|field| !asked.asks(item, &field.name.text));
        let of = parts::name(item).map_or("", |name| &name.text);
        found.extend(unused.map(|field| finding(field.name.span, format!("nothing asks for `{of}.{}`", field.name.text))));
    }
}

impl<'a> Asked<'a> {
    fn add(&mut self, path: &'a Path, is_entity: bool) {
        let mut names = path.segments.iter().map(|segment| segment.text.as_str());
        let Some(first) = names.next() else { return };
        let rest: Vec<&str> = names.collect();
        self.facts.extend(rest.first().map(|field| (first, *field)));
        if !is_entity {
            self.loose.extend(&rest);
        }
        self.fields.extend(rest);
    }

    fn asks(&self, item: &Item, field: &str) -> bool {
        match &item.kind {
            ItemKind::Record(record) => self.fields.contains(field) || record.by.as_ref().is_some_and(|by| by.text == field),
            ItemKind::Entity(entity) => self.loose.contains(field) || self.facts.contains(&(entity.name.text.as_str(), field)),
            _ => true,
        }
    }
}

fn asked<'a>(on: &Subject<'a>) -> Asked<'a> {
    let mut asked = Asked { facts: IndexSet::new(), fields: IndexSet::new(), loose: IndexSet::new() };
    let is_entity = |path: &Path| path.segments.first().is_some_and(|first| on.policy.vocabulary.entities.contains_key(&first.text));
    for item in on.items().filter(|item| !matches!(item.kind, ItemKind::Facts(_) | ItemKind::Scenario(_))) {
        for expression in item.expressions() {
            expression.each(&mut |part| part.path().into_iter().for_each(|path| asked.add(path, is_entity(path))));
        }
        for path in paths(item) {
            asked.add(path, is_entity(path));
        }
    }
    asked
}

/// The paths of a declaration that are no expressions.
fn paths(item: &Item) -> Vec<&Path> {
    let instances = match &item.kind {
        ItemKind::Policy(policy) => return policy.named_by.iter().collect(),
        ItemKind::Rule(rule) => rule.instances.as_ref(),
        ItemKind::Notice(notice) => notice.instances.as_ref(),
        _ => None,
    };
    let over = instances.and_then(|instances| match &instances.over {
        Over::Path(path) => Some(path),
        Over::Entities(_) => None,
    });
    over.into_iter().collect()
}
