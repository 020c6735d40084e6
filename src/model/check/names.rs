//! What a path in an expression means.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{ListRef, Place, SetRef};
use crate::model::policy::{DecisionId, DefinitionId, ParamId, TableId};
use crate::model::vocabulary::{EntityId, FactId, FieldId, Key, Kind, RecordId, Scalar, Shape};
use crate::source::Span;
use crate::syntax::ast;

use super::Checker;

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

/// Why a path names nothing.
#[derive(Debug, Clone, Copy)]
pub(super) enum Failure {
    Nothing,
    /// a member's record has no such field
    Field(RecordId),
    /// a member is mentioned in a condition about another one
    OtherMember,
}

/// Stands for a name where there is none.
static NOBODY: ast::Name = ast::Name { text: String::new(), span: Span { file: crate::source::FileId(0), start: 0, end: 0 } };

fn id<T>(index: usize, make: impl Fn(u32) -> T) -> Option<T> {
    u32::try_from(index).ok().map(make)
}

impl Checker<'_> {
    /// What a path names; a mistake is reported.
    pub(super) fn named(&mut self, path: &ast::Path, env: &Env) -> Option<Named> {
        match self.look_up(path, env) {
            Ok(named) => Some(named),
            Err(failure) => {
                let diagnostic = self.failed(path, failure);
                self.report(diagnostic);
                None
            }
        }
    }

    /// What a path names, if it names anything.
    pub(super) fn look_up(&self, path: &ast::Path, env: &Env) -> Result<Named, Failure> {
        let Some((first, rest)) = path.segments.split_first() else { return Err(Failure::Nothing) };
        if let Some((_, list)) = env.inner.filter(|(name, _)| *name == first.text) {
            return self.in_member(path.span, rest, list);
        }
        if let Some((_, variable)) = env.outer.filter(|(name, _)| *name == first.text) {
            return self.in_variable(path.span, rest, variable, env);
        }
        if let Some(index) = self.policy.vocabulary.entities.get_index_of(&first.text) {
            let found = id(index, EntityId).and_then(|entity| self.in_entity(entity, rest, path.span));
            return found.ok_or(Failure::Nothing);
        }
        if rest.is_empty()
            && let Some(named) = self.declared(&first.text)
        {
            return Ok(named);
        }
        Err(Failure::Nothing)
    }

    fn in_variable(&self, span: Span, rest: &[ast::Name], variable: Variable, env: &Env) -> Result<Named, Failure> {
        match variable {
            Variable::Entity(entity) => self.in_entity(entity, rest, span).ok_or(Failure::Nothing),
            _ if env.inner.is_some() => Err(Failure::OtherMember),
            Variable::Member(list) => self.in_member(span, rest, list),
            Variable::SetMember(set) if rest.is_empty() => Ok(Named::SetMember(set)),
            Variable::SetMember(_) => Err(Failure::Nothing),
        }
    }

    fn in_member(&self, span: Span, rest: &[ast::Name], list: ListRef) -> Result<Named, Failure> {
        let [field] = rest else {
            return if rest.is_empty() { Ok(Named::Member) } else { Err(Failure::Nothing) };
        };
        let found = self.policy.vocabulary.record(list.record).and_then(|of| of.fields.get_full(&field.text));
        let (index, _, fact) = found.ok_or(Failure::Field(list.record))?;
        id(index, FieldId).and_then(|field| named_fact(fact.kind, Place::Field(list.record, field), span)).ok_or(Failure::Nothing)
    }

    /// Why a path names nothing, with the nearest name that there is.
    fn failed(&self, path: &ast::Path, failure: Failure) -> Diagnostic {
        match failure {
            Failure::OtherMember => {
                Diagnostic::error(Code::OtherMember, path.span, "a condition about one member cannot mention another one")
                    .help("compare both with a fact of an entity instead")
            }
            Failure::Field(record) => self.no_field(path, record),
            Failure::Nothing => self.unknown(path),
        }
    }

    fn no_field(&self, path: &ast::Path, record: RecordId) -> Diagnostic {
        let record = self.policy.vocabulary.record(record);
        let field = path.segments.last().unwrap_or(&NOBODY);
        let name = record.map_or("record", |of| of.name.as_str());
        let names = record.into_iter().flat_map(|of| of.fields.keys().map(String::as_str));
        let diagnostic = Diagnostic::error(Code::UnknownFact, field.span, format!("a {name} has no field `{}`", field.text));
        diagnostic.suggesting(&field.text, names)
    }

    fn in_entity(&self, entity: EntityId, rest: &[ast::Name], span: Span) -> Option<Named> {
        if rest.is_empty() {
            return Some(Named::Entity(entity));
        }
        let fact = key(&self.policy.vocabulary.entity(entity)?.shape, rest)?;
        named_fact(self.policy.vocabulary.fact(fact)?.kind, Place::Fact(fact), span)
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

    /// `instance.disks.encrypted`
    fn of_list(&self, path: &ast::Path) -> Option<Diagnostic> {
        let (field, before) = path.segments.split_last()?;
        let whole = ast::Path { segments: before.to_vec(), ..path.clone() };
        let Ok(Named::List(list)) = self.look_up(&whole, &Env::default()) else { return None };
        let member = &self.policy.vocabulary.record(list.record)?.name;
        let (of, field) = (whole.text(), &field.text);
        let diagnostic = Diagnostic::error(Code::UnknownFact, path.span, format!("`{of}` is a list, and has no `{field}` itself"));
        Some(diagnostic.help(format!("ask its members: `some {member} in {of} ({member}.{field} …)`, or `every`")))
    }

    fn unknown(&self, path: &ast::Path) -> Diagnostic {
        if let Some(diagnostic) = self.of_list(path) {
            return diagnostic;
        }
        let text = path.text();
        let what = if path.segments.len() == 1 { "nothing" } else { "no fact" };
        let diagnostic = Diagnostic::error(Code::UnknownFact, path.span, format!("{what} is called `{text}`"));
        diagnostic.suggesting(&text, self.all_names().iter().map(String::as_str))
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
        if let Named::Scalar { place: Place::Fact(fact), .. } = self.named(path, &Env::default())? {
            Some(fact)
        } else {
            self.error(Code::TypeMismatch, path.span, format!("`{}` is no single fact", path.text()));
            None
        }
    }

    /// A list of an entity.
    pub(super) fn list(&mut self, path: &ast::Path, env: &Env) -> Option<ListRef> {
        if let Named::List(list) = self.named(path, env)? {
            Some(list)
        } else {
            self.error(Code::TypeMismatch, path.span, format!("`{}` is no list", path.text()));
            None
        }
    }
}

fn key(shape: &Shape, rest: &[ast::Name]) -> Option<FactId> {
    let (first, rest) = rest.split_first()?;
    match shape.keys.get(&first.text)? {
        Key::Fact(fact) => rest.is_empty().then_some(*fact),
        Key::Object(shape) => key(shape, rest),
    }
}

fn named_fact(kind: Kind, place: Place, span: Span) -> Option<Named> {
    Some(match (kind, place) {
        (Kind::Scalar { scalar, optional }, _) => Named::Scalar { place, scalar, optional },
        (Kind::Set(element), _) => Named::Set(SetRef { place, element, span }),
        (Kind::List(record), Place::Fact(fact)) => Named::List(ListRef { fact, record, span }),
        (Kind::List(_), Place::Field(..)) => return None,
    })
}
