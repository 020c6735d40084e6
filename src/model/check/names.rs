//! What a path in an expression means.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{ListRef, Place, SetRef};
use crate::model::policy::{DecisionId, DefinitionId, ParamId, TableId};
use crate::model::vocabulary::{EntityId, FactId, FieldId, Key, Kind, Scalar, Shape};
use crate::source::Span;
use crate::syntax::ast;

use super::{Checker, suggest};

/// The names that stand for members where an expression is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Env<'e> {
    /// of the rule's `for … in`
    pub outer: Option<(&'e str, Variable)>,
    /// of the quantifier or count around the expression
    pub inner: Option<(&'e str, ListRef)>,
}

/// What a rule's `for … in` goes through.
#[derive(Debug, Clone, Copy)]
pub(super) enum Variable {
    Entity(EntityId),
    Member(ListRef),
    SetMember(SetRef),
}

/// What a path names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    Scalar {
        place: Place,
        scalar: Scalar,
        optional: bool,
    },
    Set(SetRef),
    List(ListRef),
    Entity(EntityId),
    /// the list's member that is judged
    Member,
    /// the set's member that is judged
    SetMember(SetRef),
    Param(ParamId),
    Definition(DefinitionId),
    Table(TableId),
    Decision(DecisionId),
}

fn id<T>(index: usize, make: impl Fn(u32) -> T) -> Option<T> {
    u32::try_from(index).ok().map(make)
}

impl Checker<'_> {
    /// What a path names; a mistake is reported.
    pub(super) fn named(&mut self, path: &ast::Path, env: &Env) -> Option<Named> {
        match self.look_up(path, env) {
            Ok(named) => Some(named),
            Err(diagnostic) => {
                self.report(*diagnostic);
                None
            }
        }
    }

    /// What a path names, if it names anything.
    pub(super) fn look_up(&self, path: &ast::Path, env: &Env) -> Result<Named, Box<Diagnostic>> {
        let Some((first, rest)) = path.segments.split_first() else {
            return Err(self.unknown(path, path.span, ""));
        };
        if let Some((_, list)) = env.inner.filter(|(name, _)| *name == first.text) {
            return self.in_member(path, rest, list);
        }
        if let Some((_, variable)) = env.outer.filter(|(name, _)| *name == first.text) {
            return self.in_variable(path, rest, variable, env);
        }
        if let Some(index) = self.policy.vocabulary.entities.get_index_of(&first.text) {
            let found = id(index, EntityId).and_then(|entity| self.in_entity(entity, rest, path.span));
            return found.ok_or_else(|| self.unknown(path, path.span, "fact"));
        }
        if rest.is_empty()
            && let Some(named) = self.declared(&first.text)
        {
            return Ok(named);
        }
        Err(self.unknown(path, path.span, "fact"))
    }

    fn in_variable(&self, path: &ast::Path, rest: &[ast::Name], variable: Variable, env: &Env) -> Result<Named, Box<Diagnostic>> {
        let in_quantifier = env.inner.is_some();
        match variable {
            Variable::Entity(entity) => self.in_entity(entity, rest, path.span).ok_or_else(|| self.unknown(path, path.span, "fact")),
            _ if in_quantifier => Err(Box::new(
                Diagnostic::error(Code::OtherMember, path.span, "a condition about one member cannot mention another one")
                    .help("compare both with a fact of an entity instead"),
            )),
            Variable::Member(list) => self.in_member(path, rest, list),
            Variable::SetMember(set) if rest.is_empty() => Ok(Named::SetMember(set)),
            Variable::SetMember(_) => Err(self.unknown(path, path.span, "fact")),
        }
    }

    fn in_member(&self, path: &ast::Path, rest: &[ast::Name], list: ListRef) -> Result<Named, Box<Diagnostic>> {
        let [field] = rest else {
            return if rest.is_empty() { Ok(Named::Member) } else { Err(self.unknown(path, path.span, "fact")) };
        };
        let record = self.policy.vocabulary.record(list.record);
        let found = record.and_then(|of| of.fields.get_full(&field.text));
        match found {
            Some((index, _, fact)) => id(index, FieldId)
                .and_then(|field| named_fact(fact.kind, Place::Field(field), path.span))
                .ok_or_else(|| self.unknown(path, path.span, "fact")),
            None => {
                let name = record.map_or("record", |of| of.name.as_str());
                let names = record.into_iter().flat_map(|of| of.fields.keys().map(String::as_str));
                let message = format!("a {name} has no field `{}`", field.text);
                Err(Box::new(suggest(Diagnostic::error(Code::UnknownFact, field.span, message), &field.text, names)))
            }
        }
    }

    fn in_entity(&self, entity: EntityId, rest: &[ast::Name], span: Span) -> Option<Named> {
        if rest.is_empty() {
            return Some(Named::Entity(entity));
        }
        let fact = self.key(&self.policy.vocabulary.entity(entity)?.shape, rest)?;
        named_fact(self.policy.vocabulary.fact(fact)?.kind, Place::Fact(fact), span)
    }

    fn key(&self, shape: &Shape, rest: &[ast::Name]) -> Option<FactId> {
        let (first, rest) = rest.split_first()?;
        match shape.keys.get(&first.text)? {
            Key::Fact(fact) => rest.is_empty().then_some(*fact),
            Key::Object(shape) => self.key(shape, rest),
        }
    }

    /// A param, a definition, a valued table or a decision.
    fn declared(&self, name: &str) -> Option<Named> {
        if let Some(index) = self.declarations.params.get_index_of(name) {
            return id(index, ParamId).map(Named::Param);
        }
        if let Some(index) = self.declarations.defines.get_index_of(name) {
            return id(index, DefinitionId).map(Named::Definition);
        }
        if let Some(index) = self.policy.decisions.get_index_of(name) {
            return id(index, DecisionId).map(Named::Decision);
        }
        let index = self.declarations.tables.get_index_of(name)?;
        let valued = matches!(self.declarations.tables.get_index(index)?.1.node.target, ast::TableTarget::Valued(_));
        valued.then(|| id(index, TableId).map(Named::Table)).flatten()
    }

    /// Whether a name means anything by itself.
    pub(super) fn is_known(&self, path: &ast::Path, env: &Env) -> bool {
        self.look_up(path, env).is_ok()
    }

    fn unknown(&self, path: &ast::Path, span: Span, what: &str) -> Box<Diagnostic> {
        let text = path.text();
        let diagnostic = match path.segments.len() {
            1 => Diagnostic::error(Code::UnknownFact, span, format!("nothing is called `{text}`")),
            _ => Diagnostic::error(Code::UnknownFact, span, format!("no {what} is called `{text}`")),
        };
        Box::new(suggest(diagnostic, &text, self.all_names().iter().map(String::as_str)))
    }

    /// Every name that an expression may use, for "did you mean".
    fn all_names(&self) -> Vec<String> {
        let vocabulary = &self.policy.vocabulary;
        let facts = vocabulary.facts.iter().map(|fact| fact.path.clone());
        let declared = self.declarations.params.keys().chain(self.declarations.defines.keys()).map(|name| (*name).to_owned());
        facts.chain(declared).chain(self.policy.decisions.keys().cloned()).chain(vocabulary.entities.keys().cloned()).collect()
    }

    /// A scalar fact of an entity, by its path.
    pub(super) fn scalar_fact(&mut self, path: &ast::Path) -> Option<FactId> {
        match self.named(path, &Env::default())? {
            Named::Scalar { place: Place::Fact(fact), .. } => Some(fact),
            _ => {
                self.error(Code::TypeMismatch, path.span, format!("`{}` is no single fact", path.text()));
                None
            }
        }
    }

    /// A list of an entity.
    pub(super) fn list(&mut self, path: &ast::Path, env: &Env) -> Option<ListRef> {
        match self.named(path, env)? {
            Named::List(list) => Some(list),
            _ => {
                self.error(Code::TypeMismatch, path.span, format!("`{}` is no list", path.text()));
                None
            }
        }
    }
}

fn named_fact(kind: Kind, place: Place, span: Span) -> Option<Named> {
    Some(match (kind, place) {
        (Kind::Scalar { scalar, optional }, _) => Named::Scalar { place, scalar, optional },
        (Kind::Set(element), _) => Named::Set(SetRef { place, element, span }),
        (Kind::List(record), Place::Fact(fact)) => Named::List(ListRef { fact, record, span }),
        (Kind::List(_), Place::Field(_)) => return None,
    })
}
