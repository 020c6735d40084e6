//! What a path in a scenario names: an entity, a part of one, or a fact.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::{EntityId, FactId, Key, Shape, Vocabulary};
use crate::syntax::ast;

/// What a path names.
#[derive(Debug, Clone, Copy)]
pub enum Target<'v> {
    /// `branch`
    Entity(EntityId),
    /// `instance.image`: facts that stand together
    Part(&'v Shape),
    /// `instance.status`
    Fact(FactId),
}

/// What a path names, or that it names nothing.
///
/// # Errors
/// Where there is no such entity or fact.
pub fn resolve<'v>(vocabulary: &'v Vocabulary, path: &ast::Path) -> Result<Target<'v>, Diagnostic> {
    find(vocabulary, path).ok_or_else(|| {
        let text = path.text();
        let diagnostic = Diagnostic::error(Code::UnknownFact, path.span, format!("no fact is called `{text}`"));
        let facts = vocabulary.facts.iter().map(|fact| fact.path.as_str());
        diagnostic.suggesting(&text, facts.chain(vocabulary.entities.keys().map(String::as_str)))
    })
}

/// What a path names, if it names anything.
#[must_use]
pub fn find<'v>(vocabulary: &'v Vocabulary, path: &ast::Path) -> Option<Target<'v>> {
    let (first, rest) = path.segments.split_first()?;
    let (entity, shape) = entity(vocabulary, &first.text)?;
    if rest.is_empty() { Some(Target::Entity(entity)) } else { within(shape, rest) }
}

fn within<'v>(shape: &'v Shape, rest: &[ast::Name]) -> Option<Target<'v>> {
    let (first, rest) = rest.split_first()?;
    match shape.keys.get(&first.text)? {
        Key::Fact(fact) if rest.is_empty() => Some(Target::Fact(*fact)),
        Key::Fact(_) => None,
        Key::Object(shape) if rest.is_empty() => Some(Target::Part(shape)),
        Key::Object(shape) => within(shape, rest),
    }
}

/// An entity by its name.
#[must_use]
pub fn entity<'v>(vocabulary: &'v Vocabulary, name: &str) -> Option<(EntityId, &'v Shape)> {
    let (index, _, entity) = vocabulary.entities.get_full(name)?;
    Some((EntityId(u32::try_from(index).ok()?), &entity.shape))
}

/// The facts of a part of an entity, also of the parts within it.
#[must_use]
pub fn facts_of(shape: &Shape) -> Vec<FactId> {
    let facts = shape.keys.values().flat_map(|key| match key {
        Key::Fact(fact) => vec![*fact],
        Key::Object(shape) => facts_of(shape),
    });
    facts.collect()
}
