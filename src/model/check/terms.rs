//! Terms: values with their types and units.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Place, Term, TermKind};
use crate::model::policy::{Body, DecisionKind, ParamType, TableKind, TermType};
use crate::model::types;
use crate::model::vocabulary::{Constant, EnumId, Scalar};
use crate::source::Span;
use crate::syntax::ast::{self, Expression, ExpressionKind, Unit};
use crate::value::Decimal;
use crate::value::calendar::Moment;

use super::counts::is_count;
use super::names::{Env, Named};
use super::{Checker, unknown_member};

/// A term with its type; none for the literal `none`, which fits every optional type.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub term: Term,
    pub ty: Option<TermType>,
    pub optional: bool,
}

pub(super) const YES_NO: TermType = TermType::Scalar(Scalar::YesNo);

impl Checker<'_> {
    /// A term of a type that is wanted; a mismatch is reported.
    pub(super) fn typed_as(&mut self, e: &Expression, wanted: TermType, env: &Env) -> Option<Typed> {
        let typed = self.term(e, Some(wanted), env)?;
        match typed.ty {
            Some(found) if !found.fits(wanted) => {
                self.mismatch(e.span, found, wanted, e.span);
                None
            }
            _ => Some(typed),
        }
    }

    /// A term; `wanted` helps to find an enum's member by its name.
    pub(super) fn term(&mut self, e: &Expression, wanted: Option<TermType>, env: &Env) -> Option<Typed> {
        let constant = |constant, scalar| Some(known(Term { kind: TermKind::Constant(constant), span: e.span }, TermType::Scalar(scalar)));
        match &e.kind {
            ExpressionKind::Truth(yes) => constant(Constant::Truth(*yes), Scalar::YesNo),
            ExpressionKind::None => Some(Typed { term: term(TermKind::Constant(Constant::None), e.span), ty: None, optional: true }),
            ExpressionKind::Now => Some(known(term(TermKind::Now, e.span), TermType::Scalar(Scalar::Time))),
            ExpressionKind::Time(moment) => {
                let scalar = if matches!(moment, Moment::Date { .. }) { Scalar::Date } else { Scalar::Time };
                constant(Constant::Instant(moment.seconds(self.policy.zone())), scalar)
            }
            ExpressionKind::Amount(number, unit) => self.amount(*number, unit, e.span),
            ExpressionKind::Text(text) => {
                let words = self.words(text);
                constant(Constant::Text(words.into()), Scalar::Text)
            }
            ExpressionKind::Path(path) => self.path_term(path, wanted, env),
            ExpressionKind::Add(left, right) => self.sum(left, right, false, e.span, env),
            ExpressionKind::Subtract(left, right) => self.sum(left, right, true, e.span, env),
            ExpressionKind::Multiply(left, right) => self.product(left, right, e.span, env),
            ExpressionKind::If { condition, then, otherwise } => self.choice(condition, then, otherwise, wanted, e.span, env),
            ExpressionKind::Set { .. } | ExpressionKind::List { .. } | ExpressionKind::Among { .. } => {
                self.error(Code::TypeMismatch, e.span, "expected a single value, found several");
                None
            }
            ExpressionKind::Count { .. } => {
                self.error(Code::TypeMismatch, e.span, "a count can only be compared with a constant");
                None
            }
            _ => {
                let condition = self.condition(e, env)?;
                Some(known(term(TermKind::Truth(Box::new(condition)), e.span), YES_NO))
            }
        }
    }

    fn amount(&mut self, number: Decimal, unit: &Unit, span: Span) -> Option<Typed> {
        match types::amount(number, unit) {
            Ok((constant, ty)) => Some(known(term(TermKind::Constant(constant), span), ty)),
            Err((code, message)) => {
                self.error(code, span, message);
                None
            }
        }
    }

    fn path_term(&mut self, path: &ast::Path, wanted: Option<TermType>, env: &Env) -> Option<Typed> {
        if let (Some(TermType::Scalar(Scalar::Enum(id))), [name]) = (wanted, path.segments.as_slice()) {
            let members = self.policy.vocabulary.enumeration(id).map(|of| &of.members);
            if let Some(index) = members.and_then(|members| members.get_index_of(&name.text)) {
                let member = Constant::Member(u32::try_from(index).ok()?);
                return Some(known(term(TermKind::Constant(member), path.span), TermType::Scalar(Scalar::Enum(id))));
            }
            if !self.is_known(path, env) {
                self.unknown_member(id, name);
                return None;
            }
        }
        let named = self.named(path, env)?;
        self.named_term(named, path)
    }

    fn unknown_member(&mut self, id: EnumId, name: &ast::Name) {
        let found = unknown_member(&self.policy.vocabulary, id, name);
        self.found.extend(found);
    }

    fn named_term(&mut self, named: Named, path: &ast::Path) -> Option<Typed> {
        let span = path.span;
        match named {
            Named::Scalar { place, scalar, optional } => {
                let (kind, optional) = match place {
                    Place::Fact(fact) => (TermKind::Fact(fact), optional || self.in_optional_entity(fact)),
                    Place::Field(record, field) => (TermKind::Field(record, field), optional),
                };
                Some(Typed { term: term(kind, span), ty: Some(TermType::Scalar(scalar)), optional })
            }
            Named::SetMember(set) => Some(known(term(TermKind::Member, span), TermType::Scalar(set.element.scalar()))),
            Named::Param(id) => {
                let param = self.policy.params.get_index(id.index()).map(|(_, param)| (param.ty, param.optional))?;
                let (ParamType::Term(ty), optional) = param else {
                    self.several(path, "a set");
                    return None;
                };
                Some(Typed { term: term(TermKind::Param(id), span), ty: Some(ty), optional })
            }
            Named::Definition(id) => self.definition_term(id, span),
            Named::Table(id) => {
                let TableKind::Value { ty, optional } = self.policy.tables.get(id.index())?.kind else { return None };
                Some(Typed { term: term(TermKind::Table(id), span), ty: Some(ty), optional })
            }
            Named::Decision(id) => match self.policy.decisions.get_index(id.index())?.1.kind {
                DecisionKind::Valued { ty, optional, .. } => {
                    Some(Typed { term: term(TermKind::Decision(id), span), ty: Some(ty), optional })
                }
                DecisionKind::Verdict { .. } => {
                    let name = path.text();
                    let diagnostic = Diagnostic::error(Code::NotACondition, span, format!("`{name}` is a decision"));
                    self.report(diagnostic.help(format!("write `{name} is permitted` or `{name} is forbidden`")));
                    None
                }
            },
            Named::Set(_) => {
                self.several(path, "a set");
                None
            }
            Named::List(_) => {
                self.several(path, "a list");
                None
            }
            Named::Entity(_) | Named::Member => {
                let diagnostic =
                    Diagnostic::error(Code::TypeMismatch, span, format!("`{}` has facts, and is no value itself", path.text()));
                self.report(diagnostic.help("name one of its facts"));
                None
            }
        }
    }

    fn several(&mut self, path: &ast::Path, what: &str) {
        let diagnostic = Diagnostic::error(Code::TypeMismatch, path.span, format!("`{}` is {what}, not a single value", path.text()));
        self.report(diagnostic.help("ask a set with `has`, `has any of`, `is empty`; a list with `some … in`, `every … in`, `count of`"));
    }

    fn in_optional_entity(&self, fact: crate::model::vocabulary::FactId) -> bool {
        let owner = self.policy.vocabulary.owner(fact);
        owner.and_then(|id| self.policy.vocabulary.entity(id)).is_some_and(|entity| entity.optional)
    }

    fn definition_term(&mut self, id: crate::model::policy::DefinitionId, span: Span) -> Option<Typed> {
        if self.declarations.defines.get_index(id.index()).is_some_and(|(_, placed)| is_count(&placed.node.body)) {
            self.error(Code::TypeMismatch, span, "this is a count, and can only be compared with a constant");
            return None;
        }
        self.ensure_definition(id, span)?;
        let (ty, optional) = match &self.policy.definitions.get(id.index())?.body {
            Body::Term { ty, optional, .. } => (*ty, *optional),
            Body::Condition(_) => (YES_NO, false),
        };
        Some(Typed { term: term(TermKind::Definition(id), span), ty: Some(ty), optional })
    }

    fn sum(&mut self, left: &Expression, right: &Expression, minus: bool, span: Span, env: &Env) -> Option<Typed> {
        let (a, b) = (self.term(left, None, env), self.term(right, None, env));
        let (a, b) = (a?, b?);
        let optional = a.optional || b.optional;
        let (Some(left_type), Some(right_type)) = (a.ty, b.ty) else {
            self.error(Code::TypeMismatch, span, "`none` cannot be added or subtracted");
            return None;
        };
        let Some((sum, ty)) = left_type.sum(right_type, minus) else {
            self.mismatch(right.span, right_type, left_type, left.span);
            return None;
        };
        Some(Typed { term: term(sum.of(a.term, b.term, minus), span), ty: Some(ty), optional })
    }

    fn product(&mut self, left: &Expression, right: &Expression, span: Span, env: &Env) -> Option<Typed> {
        let (a, b) = (self.term(left, None, env), self.term(right, None, env));
        let (a, b) = (a?, b?);
        let optional = a.optional || b.optional;
        let ty = match (a.ty, b.ty) {
            (Some(x), Some(y)) => x.product(y),
            _ => None,
        };
        let Some(ty) = ty else {
            self.error(Code::TypeMismatch, span, "these cannot be multiplied");
            return None;
        };
        Some(Typed { term: term(TermKind::Multiply(Box::new(a.term), Box::new(b.term)), span), ty: Some(ty), optional })
    }

    fn choice(
        &mut self,
        condition: &Expression,
        then: &Expression,
        otherwise: &Expression,
        wanted: Option<TermType>,
        span: Span,
        env: &Env,
    ) -> Option<Typed> {
        let condition = self.condition(condition, env);
        let wanted = wanted.or_else(|| self.peek(then, env)).or_else(|| self.peek(otherwise, env));
        let (a, b) = (self.term(then, wanted, env), self.term(otherwise, wanted, env));
        let (condition, a, b) = (condition?, a?, b?);
        let ty = match (a.ty, b.ty) {
            (Some(x), Some(y)) => {
                if let Some(ty) = x.common(y) {
                    Some(ty)
                } else {
                    self.mismatch(otherwise.span, y, x, then.span);
                    return None;
                }
            }
            (x, y) => x.or(y),
        };
        let optional = a.optional || b.optional;
        let kind = TermKind::If(Box::new(condition), Box::new(a.term), Box::new(b.term));
        Some(Typed { term: term(kind, span), ty, optional })
    }

    /// The type of an expression as far as it shows without a word about its mistakes.
    pub(super) fn peek(&mut self, e: &Expression, env: &Env) -> Option<TermType> {
        match &e.kind {
            ExpressionKind::Path(path) => self.peek_path(path, env),
            ExpressionKind::If { then, otherwise, .. } => self.peek(then, env).or_else(|| self.peek(otherwise, env)),
            _ => {
                let reported = self.found.len();
                let ty = self.term(e, None, env).and_then(|typed| typed.ty);
                self.found.truncate(reported);
                ty
            }
        }
    }

    fn peek_path(&mut self, path: &ast::Path, env: &Env) -> Option<TermType> {
        let named = self.look_up(path, env).ok()?;
        let reported = self.found.len();
        let ty = self.named_term(named, path).and_then(|typed| typed.ty);
        self.found.truncate(reported);
        ty
    }

    /// Both sides of a comparison, each helping the other to find an enum's members.
    pub(super) fn pair(&mut self, left: &Expression, right: &Expression, env: &Env) -> Option<(Typed, Typed)> {
        let (left_type, right_type) = (self.peek(left, env), self.peek(right, env));
        let member_first = matches!(right_type, Some(TermType::Scalar(Scalar::Enum(_))));
        let a = self.term(left, if member_first { right_type } else { None }, env);
        if a.is_none() && self.may_be_member(right, env) {
            return None;
        }
        let b = self.term(right, left_type, env);
        let (a, b) = (a?, b?);
        if let (Some(x), Some(y)) = (a.ty, b.ty)
            && x.common(y).is_none()
        {
            self.mismatch(right.span, y, x, left.span);
            return None;
        }
        Some((a, b))
    }

    /// A word that means nothing by itself: where the other side is unknown nobody can say of which enum it is.
    fn may_be_member(&self, e: &Expression, env: &Env) -> bool {
        matches!(&e.kind, ExpressionKind::Path(path) if path.segments.len() == 1 && !self.is_known(path, env))
    }

    /// Two things of different types meet.
    pub(super) fn mismatch(&mut self, span: Span, found: TermType, wanted: TermType, other: Span) {
        let vocabulary = &self.policy.vocabulary;
        let (found_name, wanted_name) = (found.a_name(vocabulary), wanted.a_name(vocabulary));
        let message = format!("{found_name} cannot meet {wanted_name}");
        let mut diagnostic = Diagnostic::error(found.clash(wanted), span, message).saying(found_name);
        if other != span {
            diagnostic = diagnostic.and(other, wanted_name);
        }
        self.report(match help(found, wanted) {
            Some(text) => diagnostic.help(text),
            None => diagnostic,
        });
    }
}

fn help(found: TermType, wanted: TermType) -> Option<&'static str> {
    let number = |ty| matches!(ty, TermType::Scalar(Scalar::Integer | Scalar::Number));
    let any = |ty: TermType, scalar| ty == TermType::Scalar(scalar);
    let timed = |ty| matches!(ty, TermType::Scalar(Scalar::Duration | Scalar::Time | Scalar::Date));
    Some(match (found, wanted) {
        (a, b) if a == TermType::Period || b == TermType::Period => {
            "months and years differ in length: add them to a time, or write days or hours"
        }
        (a, b) if (number(a) && timed(b)) || (number(b) && timed(a)) => "write a unit: `5 days`",
        (a, b) if (number(a) && b.currency().is_some()) || (number(b) && a.currency().is_some()) => "write a currency: `100 CNY`",
        (a, b) if any(a, Scalar::Text) && matches!(b, TermType::Scalar(Scalar::Enum(_))) => "write an enum's member without quotes",
        (a, b) if any(b, Scalar::Text) && matches!(a, TermType::Scalar(Scalar::Enum(_))) => "an enum is compared with its own members only",
        _ => return None,
    })
}

pub(super) fn term(kind: TermKind, span: Span) -> Term {
    Term { kind, span }
}

fn known(term: Term, ty: TermType) -> Typed {
    Typed { term, ty: Some(ty), optional: false }
}
