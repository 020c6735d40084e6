//! Conditions: what may be yes, no or unknown.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Condition, ConditionKind};
use crate::model::policy::Body;
use crate::model::types::with_article;
use crate::source::Span;
use crate::syntax::ast::{self, Expression, ExpressionKind};

use super::Checker;
use super::counts::is_count;
use super::names::{Env, Named};
use super::terms::YES_NO;

impl Checker<'_> {
    /// A condition; a mistake is reported.
    pub(super) fn condition(&mut self, e: &Expression, env: &Env) -> Option<Condition> {
        let kind = match &e.kind {
            ExpressionKind::Truth(yes) => ConditionKind::Constant(*yes),
            ExpressionKind::And(parts) => ConditionKind::All(self.conditions(parts, env)?),
            ExpressionKind::Or(parts) => ConditionKind::Any(self.conditions(parts, env)?),
            ExpressionKind::Not(inner) => ConditionKind::Not(Box::new(self.condition(inner, env)?)),
            ExpressionKind::Is { left, right, negated } => {
                return self.negated(*negated, e.span, |this| this.is((left, right), e.span, env));
            }
            ExpressionKind::Order { order, left, right } => return self.order(*order, (left, right), e.span, env),
            ExpressionKind::IsNone { item, negated } => return self.negated(*negated, e.span, |this| this.is_none(item, e.span, env)),
            ExpressionKind::IsEmpty { set, negated } => {
                return self.negated(*negated, e.span, |this| {
                    let set = this.set(set, env)?;
                    Some(condition(ConditionKind::IsEmpty(set), e.span))
                });
            }
            ExpressionKind::In { item, set, negated } => {
                return self.negated(*negated, e.span, |this| this.one_of(item, set, e.span, env));
            }
            ExpressionKind::InRange { item, from, to, negated } => {
                return self.negated(*negated, e.span, |this| this.in_range(item, (from, to), e.span, env));
            }
            ExpressionKind::Has { set, item } => return self.has(set, item, e.span, env),
            ExpressionKind::HasOf { set, members, all } => return self.has_of(set, members, *all, e.span, env),
            ExpressionKind::Quantifier { every, member, list, condition } => {
                return self.quantifier(*every, (member, list), condition, e.span, env);
            }
            ExpressionKind::Path(path) => return self.path_condition(path, env),
            ExpressionKind::If { .. } => return self.term_condition(e, env),
            _ => {
                self.not_a_condition(e, env);
                return None;
            }
        };
        Some(condition(kind, e.span))
    }

    fn conditions(&mut self, parts: &[Expression], env: &Env) -> Option<Vec<Condition>> {
        let found: Vec<Option<Condition>> = parts.iter().map(|part| self.condition(part, env)).collect();
        found.into_iter().collect()
    }

    fn negated(&mut self, negated: bool, span: Span, make: impl FnOnce(&mut Self) -> Option<Condition>) -> Option<Condition> {
        let inner = make(self)?;
        Some(if negated { condition(ConditionKind::Not(Box::new(inner)), span) } else { inner })
    }

    fn not_a_condition(&mut self, e: &Expression, env: &Env) {
        let reported = self.found.len();
        let typed = self.term(e, None, env);
        if self.found.len() > reported {
            return;
        }
        let what = match typed.and_then(|typed| typed.ty) {
            Some(ty) => format!("this is {}, not a condition", ty.a_name(&self.policy.vocabulary)),
            None => "this is no condition".to_owned(),
        };
        self.error(Code::NotACondition, e.span, what);
    }

    fn path_condition(&mut self, path: &ast::Path, env: &Env) -> Option<Condition> {
        if let Ok(Named::Definition(id)) = self.look_up(path, env)
            && !self.declarations.defines.get_index(id.index()).is_some_and(|(_, placed)| is_count(&placed.node.body))
        {
            self.ensure_definition(id, path.span)?;
            if matches!(self.policy.definitions.get(id.index())?.body, Body::Condition(_)) {
                return Some(condition(ConditionKind::Definition(id), path.span));
            }
        }
        self.term_condition(&Expression { kind: ExpressionKind::Path(path.clone()), span: path.span }, env)
    }

    /// A `yes_no` term where a condition is wanted.
    fn term_condition(&mut self, e: &Expression, env: &Env) -> Option<Condition> {
        let typed = self.term(e, Some(YES_NO), env)?;
        if typed.ty.is_some_and(|ty| ty != YES_NO) {
            let name = typed.ty.map_or_else(String::new, |ty| ty.name(&self.policy.vocabulary));
            let diagnostic = Diagnostic::error(Code::NotACondition, e.span, format!("this is {}, not a condition", with_article(&name)));
            let or_none = if typed.optional { ", or write `is not none` behind it" } else { "" };
            self.report(diagnostic.help(format!("compare it with something, as in `… is …`{or_none}")));
            return None;
        }
        if typed.optional {
            let diagnostic = Diagnostic::error(Code::NotACondition, e.span, "this may be none, and a condition is yes or no");
            self.report(diagnostic.help("write `is yes` or `is no` behind it"));
            return None;
        }
        Some(condition(ConditionKind::Term(typed.term), e.span))
    }
}

pub(super) fn condition(kind: ConditionKind, span: Span) -> Condition {
    Condition { kind, span }
}
