//! Sets of facts, and the choices that they and terms are held against: `in`, `has`, `has any of`.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, SetRef, Term};
use crate::model::policy::TermType;
use crate::source::Span;
use crate::syntax::ast::{self, Expression, ExpressionKind};

use super::conditions::condition;
use super::names::{Env, Named};
use super::terms::Typed;
use super::{Checker, placement};

impl Checker<'_> {
    pub(super) fn one_of(&mut self, item: &Expression, set: &Expression, span: Span, env: &Env) -> Option<Condition> {
        if let Some(found) = self.fact_set(set, env) {
            let item = self.typed_as(item, TermType::Scalar(found.element.scalar()), env)?;
            return Some(condition(ConditionKind::Has(found, item.term), span));
        }
        let wanted = self.peek(item, env).or_else(|| self.element_type(set, env));
        let item = self.term(item, wanted, env)?;
        let choices = self.choices(set, item.ty.or(wanted)?, env)?;
        Some(condition(ConditionKind::OneOf(item.term, choices), span))
    }

    fn element_type(&mut self, set: &Expression, env: &Env) -> Option<TermType> {
        match &set.kind {
            ExpressionKind::Set { members, .. } => members.iter().find_map(|member| self.peek(member, env)),
            ExpressionKind::Path(path) => match self.look_up(path, env) {
                Ok(Named::Param(id)) => self.policy.params.get_index(id.index()).and_then(|(_, param)| param.ty.of_set()),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn has(&mut self, set: &Expression, item: &Expression, span: Span, env: &Env) -> Option<Condition> {
        let set = self.set(set, env)?;
        let item = self.typed_as(item, TermType::Scalar(set.element.scalar()), env)?;
        Some(condition(ConditionKind::Has(set, item.term), span))
    }

    pub(super) fn has_of(&mut self, set: &Expression, members: &Expression, all: bool, span: Span, env: &Env) -> Option<Condition> {
        let set = self.set(set, env)?;
        let choices = self.choices(members, TermType::Scalar(set.element.scalar()), env)?;
        self.all_constant(&choices)?;
        let kind = if all { ConditionKind::HasAll(set, choices) } else { ConditionKind::HasAny(set, choices) };
        Some(condition(kind, span))
    }

    /// A set fact, by its path.
    pub(super) fn set(&mut self, e: &Expression, env: &Env) -> Option<SetRef> {
        if let Some(set) = self.fact_set(e, env) {
            return Some(set);
        }
        if let ExpressionKind::Path(path) = &e.kind
            && self.named(path, env).is_none()
        {
            return None;
        }
        let diagnostic = Diagnostic::error(Code::TypeMismatch, e.span, "this is no fact that is a set");
        self.report(diagnostic);
        None
    }

    fn fact_set(&self, e: &Expression, env: &Env) -> Option<SetRef> {
        let ExpressionKind::Path(path) = &e.kind else { return None };
        match self.look_up(path, env) {
            Ok(Named::Set(set)) => Some(set),
            _ => None,
        }
    }

    /// `{a, b}` or a param that is a set, of a type.
    pub(super) fn choices(&mut self, set: &Expression, wanted: TermType, env: &Env) -> Option<Choices> {
        let kind = match &set.kind {
            ExpressionKind::Set { members, more } => {
                if *more {
                    self.error(Code::NotConstant, set.span, "these choices have to be said in full");
                }
                let found: Vec<Option<Typed>> = members.iter().map(|member| self.typed_as(member, wanted, env)).collect();
                let terms: Option<Vec<Term>> = found.into_iter().map(|typed| typed.map(|typed| typed.term)).collect();
                ChoicesKind::Terms(terms?)
            }
            ExpressionKind::Path(path) => return self.param_choices(path, wanted, env),
            _ => {
                self.error(Code::TypeMismatch, set.span, "expected a set such as `{a, b}`, or a param that is one");
                return None;
            }
        };
        Some(Choices { kind, span: set.span })
    }

    fn param_choices(&mut self, path: &ast::Path, wanted: TermType, env: &Env) -> Option<Choices> {
        let ty = match self.named(path, env)? {
            Named::Param(id) => self.policy.params.get_index(id.index()).and_then(|(_, param)| Some((id, param.ty.of_set()?))),
            _ => None,
        };
        let Some((id, ty)) = ty else {
            let diagnostic = Diagnostic::error(Code::TypeMismatch, path.span, format!("`{}` is no set of choices", path.text()));
            self.report(diagnostic.help("expected a set such as `{a, b}`, or a param that is one"));
            return None;
        };
        if ty.common(wanted).is_none() {
            self.mismatch(path.span, ty, wanted, path.span);
            return None;
        }
        Some(Choices { kind: ChoicesKind::Param(id), span: path.span })
    }

    /// Reports choices that are not constants.
    pub(super) fn all_constant(&mut self, choices: &Choices) -> Option<()> {
        let ChoicesKind::Terms(terms) = &choices.kind else { return Some(()) };
        for term in terms {
            self.be_constant(term)?;
        }
        Some(())
    }

    /// Reports a term that is not a constant.
    pub(super) fn be_constant(&mut self, term: &Term) -> Option<()> {
        if placement::is_constant(&self.policy, term) {
            return Some(());
        }
        let diagnostic = Diagnostic::error(Code::NotConstant, term.span, "this has to be a constant");
        self.report(diagnostic.help("a literal, a param, or a sum of them"));
        None
    }
}
