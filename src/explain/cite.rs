//! Clauses, documents and places in the policy.

use crate::model::policy::{ClauseId, Policy};
use crate::model::vocabulary::Label;
use crate::source::{Position, Span};
use crate::value::calendar;

use super::json::{Cited, Place, Spot};
use super::scene::Scene;
use super::subject::Declared;

/// A label in the scene's language.
#[must_use]
pub fn label(scene: &Scene<'_>, label: Option<&Label>) -> Option<String> {
    label.and_then(|label| scene.speech().label(label)).map(str::to_owned)
}

/// Where something is declared.
#[must_use]
pub fn place(scene: &Scene<'_>, span: Span) -> Place {
    Place { file: scene.sources.name(span).to_owned(), line: scene.sources.position(span).line, whole: span }
}

/// Where the name of a declaration stands, with the whole of it.
#[must_use]
pub fn declaration(scene: &Scene<'_>, declared: &Declared<'_>) -> Place {
    Place { whole: declared.whole, ..place(scene, declared.span) }
}

/// The very place of something in the policy.
#[must_use]
pub fn spot(scene: &Scene<'_>, span: Span) -> Spot {
    let Position { line, column } = scene.sources.position(span);
    Spot { file: scene.sources.name(span).to_owned(), line, column }
}

#[must_use]
pub fn clauses(scene: &Scene<'_>, ids: &[ClauseId]) -> Vec<Cited> {
    ids.iter().filter_map(|id| clause(scene, *id)).collect()
}

fn clause(scene: &Scene<'_>, id: ClauseId) -> Option<Cited> {
    let (name, clause) = scene.policy.clauses.get_index(id.index())?;
    let document = scene.policy.documents.get(&clause.document);
    Some(Cited {
        name: name.clone(),
        document: label(scene, document.map(|document| &document.title)),
        at: clause.at.clone(),
        text: label(scene, Some(&clause.text)),
        read_as: label(scene, clause.read_as.as_ref()),
    })
}

/// The documents of some clauses, in the order of the policy: their short names, with title and edition.
#[must_use]
pub fn documents<'c>(scene: &Scene<'_>, clauses: impl Iterator<Item = &'c [Cited]>) -> Vec<(String, String)> {
    let cited: Vec<&str> = clauses.flatten().filter_map(|clause| document_of(scene.policy, &clause.name)).collect();
    let wanted = scene.policy.documents.values().filter(|document| cited.contains(&document.name.as_str()));
    wanted.map(|document| (document.name.clone(), title(scene, &document.title, document.edition))).collect()
}

fn document_of<'p>(policy: &'p Policy, clause: &str) -> Option<&'p str> {
    policy.clauses.get(clause).map(|clause| clause.document.as_str())
}

/// `Library rules (edition of 2024-08-01)`
fn title(scene: &Scene<'_>, title: &Label, edition: Option<i64>) -> String {
    let title = label(scene, Some(title)).unwrap_or_default();
    match edition {
        Some(edition) => scene.language.with_aside(&title, &scene.language.edition(&calendar::date(edition, scene.policy.zone()))),
        None => title,
    }
}
