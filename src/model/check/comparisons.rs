//! Comparisons of one term with another: `is`, `<`, `is none`, `in a .. b`.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Condition, ConditionKind, Term, TermKind};
use crate::model::policy::{DecisionId, DecisionKind, TermType};
use crate::model::types::with_article;
use crate::model::vocabulary::{Constant, Scalar};
use crate::source::Span;
use crate::syntax::ast::{Expression, ExpressionKind};
use crate::value::calendar::DAY;
use crate::value::ops::Order;

use super::Checker;
use super::conditions::condition;
use super::names::{Env, Named};
use super::terms::{Typed, term};

impl Checker<'_> {
    pub(super) fn is(&mut self, (left, right): Pair, span: Span, env: &Env) -> Option<Condition> {
        if let Some((id, permitted)) = self.verdict_asked(left, right) {
            let asked = condition(ConditionKind::Permitted(id), span);
            return Some(if permitted { asked } else { condition(ConditionKind::Not(Box::new(asked)), span) });
        }
        if let Some((counts, constant, _)) = self.counted((left, right), env) {
            return Some(condition(ConditionKind::CountIs(counts?, constant?), span));
        }
        let (a, b) = self.pair(left, right, env)?;
        Some(condition(ConditionKind::Is(a.term, b.term), span))
    }

    /// `transfer is permitted`, `transfer is forbidden`
    fn verdict_asked(&self, left: &Expression, right: &Expression) -> Option<(DecisionId, bool)> {
        let (ExpressionKind::Path(left), ExpressionKind::Path(right)) = (&left.kind, &right.kind) else { return None };
        let permitted = match right.text().as_str() {
            "permitted" => true,
            "forbidden" => false,
            _ => return None,
        };
        let (index, _, decision) = self.policy.decisions.get_full(&left.text())?;
        let id = u32::try_from(index).ok().map(DecisionId)?;
        matches!(decision.kind, DecisionKind::Verdict { .. }).then_some((id, permitted))
    }

    pub(super) fn order(&mut self, order: Order, (left, right): Pair, span: Span, env: &Env) -> Option<Condition> {
        if let Some((counts, constant, swapped)) = self.counted((left, right), env) {
            let order = if swapped { order.turned() } else { order };
            return Some(condition(ConditionKind::Count(counts?, order, constant?), span));
        }
        let (a, b) = self.pair(left, right, env)?;
        self.orderable(&a, left.span)?;
        self.orderable(&b, right.span)?;
        Some(condition(ConditionKind::Order(order, a.term, b.term), span))
    }

    pub(super) fn orderable(&mut self, typed: &Typed, span: Span) -> Option<()> {
        let Some(TermType::Scalar(scalar @ (Scalar::YesNo | Scalar::Text | Scalar::Enum(_)))) = typed.ty else { return Some(()) };
        let name = scalar.name(&self.policy.vocabulary);
        let diagnostic = Diagnostic::error(Code::TypeMismatch, span, format!("{} has no order", with_article(&name)));
        self.report(diagnostic.help("compare it with `is` or `in`"));
        None
    }

    pub(super) fn is_none(&mut self, item: &Expression, span: Span, env: &Env) -> Option<Condition> {
        if let ExpressionKind::Path(path) = &item.kind
            && let Ok(Named::Entity(id)) = self.look_up(path, env)
        {
            if !self.policy.vocabulary.entity(id).is_some_and(|entity| entity.optional) {
                let diagnostic = Diagnostic::error(Code::TypeMismatch, span, format!("`{}` is never none", path.text()));
                self.report(diagnostic.help("only an `optional entity` may be none"));
                return None;
            }
            return Some(condition(ConditionKind::IsAbsent(id), span));
        }
        let typed = self.term(item, None, env)?;
        if !typed.optional {
            let diagnostic = Diagnostic::error(Code::TypeMismatch, span, "this is never none");
            self.report(diagnostic.help("only a type with `?`, and what is computed from one, may be none"));
            return None;
        }
        Some(condition(ConditionKind::IsNone(typed.term), span))
    }

    pub(super) fn in_range(&mut self, item: &Expression, (from, to): Pair, span: Span, env: &Env) -> Option<Condition> {
        let least = self.order(Order::AtLeast, (item, from), span, env);
        let most = match self.peek(to, env) {
            Some(TermType::Scalar(Scalar::Date)) => self.before_next_day(item, to, span, env),
            _ => self.order(Order::AtMost, (item, to), span, env),
        };
        Some(condition(ConditionKind::All(vec![least?, most?]), span))
    }

    /// `x < b + 1 day`: a date as the end of a range is included as a whole.
    fn before_next_day(&mut self, item: &Expression, to: &Expression, span: Span, env: &Env) -> Option<Condition> {
        let (a, b) = self.pair(item, to, env)?;
        Some(condition(ConditionKind::Order(Order::Less, a.term, next_day(b.term)), span))
    }
}

pub(super) type Pair<'e> = (&'e Expression, &'e Expression);

/// A date's first second as that of the next day.
pub(super) fn next_day(date: Term) -> Term {
    let span = date.span;
    let day = term(TermKind::Constant(Constant::Duration(DAY)), span);
    term(TermKind::Add(Box::new(date), Box::new(day)), span)
}
