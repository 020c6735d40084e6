//! Facts blocks: `facts lent_film from lent_book { item { medium = film }  branch = none }`.

use indexmap::IndexSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::record::Presence;
use crate::model::policy::{Policy, TermType};
use crate::model::vocabulary::{EntityId, FactId, FieldId, Key, Kind, RecordId, RecordType, Shape};
use crate::source::Span;
use crate::syntax::ast::{self, Assigned, Assignment, Expression, ExpressionKind};

use super::places;
use super::sheet::{Given, Sheet};
use super::values::Reader;

/// The facts of a block with those of the blocks that it stands on; nothing where one of these is unknown, or they stand in a circle.
pub fn sheet(reader: &mut Reader<'_>, name: &ast::Name) -> Option<Sheet> {
    let chain = chain(reader.policy, name).map_err(|diagnostic| reader.report(diagnostic)).ok()?;
    let mut sheet = Sheet::default();
    for block in chain.iter().rev() {
        lay(reader, &mut sheet, block);
    }
    Some(sheet)
}

/// A block and the blocks that it stands on, itself first.
fn chain<'p>(policy: &'p Policy, name: &ast::Name) -> Result<Vec<&'p ast::Facts>, Diagnostic> {
    let mut seen = IndexSet::new();
    let mut chain = Vec::new();
    let mut next = Some(name);
    while let Some(name) = next {
        let block = policy.facts.get(&name.text).ok_or_else(|| unknown(policy, name))?;
        if !seen.insert(name.text.as_str()) {
            return Err(circle(policy, &seen, &name.text));
        }
        chain.push(block);
        next = block.from.as_ref();
    }
    Ok(chain)
}

fn unknown(policy: &Policy, name: &ast::Name) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("no facts are called `{}`", name.text));
    diagnostic.suggesting(&name.text, policy.facts.keys().map(String::as_str))
}

/// The circle is told from the block that is declared first, whichever it was found from.
fn circle(policy: &Policy, seen: &IndexSet<&str>, closing: &str) -> Diagnostic {
    let mut circle: Vec<&str> = seen.iter().copied().skip_while(|seen| *seen != closing).collect();
    let first = (0..circle.len()).min_by_key(|at| circle.get(*at).and_then(|name| policy.facts.get_index_of(*name)));
    circle.rotate_left(first.unwrap_or(0));
    circle.extend(circle.first().copied());
    let place = circle.first().and_then(|name| policy.facts.get(*name)).map_or_else(Span::default, |block| block.name.span);
    Diagnostic::error(Code::Cycle, place, format!("these facts stand on each other in a circle: {}", circle.join(" -> ")))
}

/// Lays one block's facts over what is there.
fn lay(reader: &mut Reader<'_>, sheet: &mut Sheet, block: &ast::Facts) {
    once(reader, &block.assignments);
    for assignment in &block.assignments {
        let Some((entity, shape)) = places::entity(&reader.policy.vocabulary, &assignment.name.text) else {
            let name = &assignment.name;
            let diagnostic = Diagnostic::error(Code::UnknownFact, name.span, format!("no entity is called `{}`", name.text));
            let entities = reader.policy.vocabulary.entities.keys().map(String::as_str);
            reader.report(diagnostic.suggesting(&name.text, entities));
            continue;
        };
        match &assignment.value {
            Assigned::Value(value) => whole(reader, sheet, entity, value),
            Assigned::Block(assignments) => {
                sheet.enter(entity);
                part(reader, sheet, shape, &assignment.name.text, assignments);
            }
        }
    }
}

/// `branch = none`
pub fn whole(reader: &mut Reader<'_>, sheet: &mut Sheet, entity: EntityId, value: &Expression) {
    let Some(of) = reader.policy.vocabulary.entity(entity) else { return };
    let name = &of.name;
    if value.kind != ExpressionKind::None {
        let diagnostic = Diagnostic::error(Code::TypeMismatch, value.span, format!("`{name}` has facts, and is no value itself"));
        reader.report(diagnostic.help(format!("write `{name} {{ … }}` in facts, or `{name}.FACT = …`")));
    } else if of.optional {
        sheet.clear(&reader.policy.vocabulary, entity, Presence::Absent);
    } else {
        let diagnostic = Diagnostic::error(Code::TypeMismatch, value.span, format!("`{name}` is never none"));
        reader.report(diagnostic.help(format!("only an entity declared as `optional entity {name}` may be none")));
    }
}

/// The facts of an entity, or of a part of it.
fn part(reader: &mut Reader<'_>, sheet: &mut Sheet, shape: &Shape, path: &str, assignments: &[Assignment]) {
    once(reader, assignments);
    for assignment in assignments {
        let name = &assignment.name;
        match (shape.keys.get(&name.text), &assignment.value) {
            (Some(Key::Fact(fact)), Assigned::Value(value)) => tell(reader, sheet, *fact, value),
            (Some(Key::Object(shape)), Assigned::Block(inner)) => part(reader, sheet, shape, &format!("{path}.{}", name.text), inner),
            (Some(Key::Fact(_)), Assigned::Block(_)) => {
                let message = format!("`{path}.{}` is a fact by itself", name.text);
                reader.report(Diagnostic::error(Code::TypeMismatch, name.span, message).help("write `=` and its value"));
            }
            (Some(Key::Object(_)), Assigned::Value(value)) => {
                let message = format!("`{path}.{}` has facts, and is no value itself", name.text);
                reader.report(Diagnostic::error(Code::TypeMismatch, value.span, message).help("write its facts in braces"));
            }
            (None, _) => {
                let diagnostic = Diagnostic::error(Code::UnknownFact, name.span, format!("no fact is called `{path}.{}`", name.text));
                reader.report(diagnostic.suggesting(&name.text, shape.keys.keys().map(String::as_str)));
            }
        }
    }
}

/// Says one fact, if its value is sound.
pub fn tell(reader: &mut Reader<'_>, sheet: &mut Sheet, fact: FactId, value: &Expression) {
    let policy = reader.policy;
    let Some(of) = policy.vocabulary.fact(fact) else { return };
    if let Some(given) = given(reader, of.kind, value, &of.path) {
        sheet.tell(&policy.vocabulary, fact, given);
    }
}

fn given(reader: &mut Reader<'_>, kind: Kind, value: &Expression, what: &str) -> Option<Given> {
    match kind {
        Kind::Scalar { scalar, optional } => reader.value(value, TermType::Scalar(scalar), optional, what).map(Given::Scalar),
        Kind::Set(element) => reader.members(value, element, what).map(|(members, open)| Given::Set { members, open }),
        Kind::List(record) => list(reader, record, value, what),
    }
}

fn list(reader: &mut Reader<'_>, record: RecordId, value: &Expression, what: &str) -> Option<Given> {
    let ExpressionKind::List { elements, more } = &value.kind else {
        let diagnostic = Diagnostic::error(Code::TypeMismatch, value.span, format!("`{what}` is a list"));
        reader.report(diagnostic.help("write its members in brackets: `[ {id = \"d-1\"} ]`, with `...` at the end if there may be more"));
        return None;
    };
    let of = reader.policy.vocabulary.record(record)?;
    let members: Vec<Vec<(FieldId, Given)>> = elements.iter().map(|element| member(reader, of, element)).collect();
    distinct(reader, of, &members, elements);
    Some(Given::List { record, members, open: *more })
}

fn member(reader: &mut Reader<'_>, of: &RecordType, element: &[Assignment]) -> Vec<(FieldId, Given)> {
    once(reader, element);
    element.iter().filter_map(|assignment| field(reader, of, assignment)).collect()
}

fn field(reader: &mut Reader<'_>, of: &RecordType, assignment: &Assignment) -> Option<(FieldId, Given)> {
    let name = &assignment.name;
    let Some((index, _, field)) = of.fields.get_full(&name.text) else {
        let diagnostic = Diagnostic::error(Code::UnknownFact, name.span, format!("a {} has no field `{}`", of.name, name.text));
        reader.report(diagnostic.suggesting(&name.text, of.fields.keys().map(String::as_str)));
        return None;
    };
    let Assigned::Value(value) = &assignment.value else {
        reader.report(Diagnostic::error(Code::TypeMismatch, name.span, format!("`{}` is a fact by itself", name.text)));
        return None;
    };
    Some((FieldId(u32::try_from(index).ok()?), given(reader, field.kind, value, &name.text)?))
}

/// No two members bear the same name.
fn distinct(reader: &mut Reader<'_>, of: &RecordType, members: &[Vec<(FieldId, Given)>], elements: &[Vec<Assignment>]) {
    let name = |member: &[(FieldId, Given)]| member.iter().find(|(field, _)| Some(*field) == of.by).map(|(_, given)| given.clone());
    let mut seen: Vec<Given> = Vec::new();
    for (member, element) in members.iter().zip(elements) {
        let Some(name) = name(member) else { continue };
        if seen.contains(&name) {
            let span = element.first().map_or_else(Default::default, |assignment| assignment.span);
            reader.report(Diagnostic::error(Code::DuplicateMember, span, "two members of this list bear the same name"));
        }
        seen.push(name);
    }
}

/// Nothing is said twice.
fn once(reader: &mut Reader<'_>, assignments: &[Assignment]) {
    let mut seen = IndexSet::new();
    for name in assignments.iter().map(|assignment| &assignment.name) {
        if !seen.insert(name.text.as_str()) {
            reader.report(Diagnostic::error(Code::DuplicateKey, name.span, format!("`{}` stands here twice", name.text)));
        }
    }
}
