//! Conditions about the members of a list, and how many of them there are.

use crate::diagnostic::Code;
use crate::model::expression::{Condition, ConditionKind, Count, ListRef, Term};
use crate::model::policy::TermType;
use crate::model::vocabulary::Scalar;
use crate::source::Span;
use crate::syntax::ast::{self, Expression, ExpressionKind};

use super::Checker;
use super::comparisons::Pair;
use super::conditions::condition;
use super::names::{Env, Named};

impl Checker<'_> {
    pub(super) fn quantifier(
        &mut self,
        every: bool,
        (member, list): (&ast::Name, &ast::Path),
        body: &Expression,
        span: Span,
        env: &Env,
    ) -> Option<Condition> {
        let (list, body) = self.member_condition(member, list, body, env)?;
        let kind = if every { ConditionKind::Every(list, Box::new(body)) } else { ConditionKind::Some(list, Box::new(body)) };
        Some(condition(kind, span))
    }

    fn member_condition(&mut self, member: &ast::Name, list: &ast::Path, body: &Expression, env: &Env) -> Option<(ListRef, Condition)> {
        if env.inner.is_some() {
            self.error(Code::OtherMember, list.span, "a condition about members cannot stand within another one");
            return None;
        }
        if self.policy.vocabulary.entities.contains_key(&member.text) {
            self.error(Code::DuplicateName, member.span, format!("`{}` is an entity: choose another name for the member", member.text));
        }
        let list = self.list(list, env)?;
        let inner = Env { outer: env.outer, inner: Some((&member.text, list)) };
        Some((list, self.condition(body, &inner)?))
    }

    /// A comparison with a count: the counts, the constant, and whether the constant came first.
    #[allow(clippy::type_complexity, reason = "three results of one question")]
    pub(super) fn counted(&mut self, (left, right): Pair, env: &Env) -> Option<(Option<Vec<Count>>, Option<Term>, bool)> {
        let (counted, constant, swapped) = match (self.has_count(left, env), self.has_count(right, env)) {
            (true, false) => (left, right, false),
            (false, true) => (right, left, true),
            (true, true) => {
                self.error(Code::NotConstant, right.span, "a count can only be compared with a constant");
                return Some((None, None, false));
            }
            (false, false) => return None,
        };
        let counts = self.counts(counted, env);
        let constant = self.typed_as(constant, TermType::Scalar(Scalar::Integer), env).map(|typed| typed.term);
        let constant = constant.filter(|term| self.be_constant(term).is_some());
        Some((counts, constant, swapped))
    }

    pub(super) fn has_count(&self, e: &Expression, env: &Env) -> bool {
        match &e.kind {
            ExpressionKind::Count { .. } => true,
            ExpressionKind::Add(left, right) => self.has_count(left, env) || self.has_count(right, env),
            _ => self.count_definition(e, env).is_some(),
        }
    }

    /// A definition that is a count is read where it is used.
    fn count_definition(&self, e: &Expression, env: &Env) -> Option<&Expression> {
        let ExpressionKind::Path(path) = &e.kind else { return None };
        let Ok(Named::Definition(id)) = self.look_up(path, env) else { return None };
        let (_, placed) = self.declarations.defines.get_index(id.index())?;
        is_count(&placed.node.body).then_some(&placed.node.body)
    }

    /// A sum of counts.
    pub(super) fn counts(&mut self, e: &Expression, env: &Env) -> Option<Vec<Count>> {
        match &e.kind {
            ExpressionKind::Add(left, right) => {
                let (mut a, b) = (self.counts(left, env)?, self.counts(right, env)?);
                a.extend(b);
                Some(a)
            }
            ExpressionKind::Count { member: Some(member), list, condition: Some(body) } => {
                let (list, body) = self.member_condition(member, list, body, env)?;
                Some(vec![Count::Members(list, Some(Box::new(body)))])
            }
            ExpressionKind::Count { list, .. } => Some(vec![Count::Members(self.list(list, env)?, None)]),
            ExpressionKind::Amount(number, ast::Unit::One) if number.is_whole() => Some(vec![Count::Number(number.to_integer()?)]),
            _ => {
                if self.count_definition(e, env).is_some() {
                    return self.named_counts(e, env);
                }
                self.error(Code::TypeMismatch, e.span, "only counts and whole numbers can be added to a count");
                None
            }
        }
    }

    fn named_counts(&mut self, e: &Expression, env: &Env) -> Option<Vec<Count>> {
        let ExpressionKind::Path(path) = &e.kind else { return None };
        let Ok(Named::Definition(id)) = self.look_up(path, env) else { return None };
        if self.busy.contains(&id.index()) {
            self.error(Code::Cycle, e.span, format!("`{}` stands on itself", path.text()));
            return None;
        }
        let body = self.count_definition(e, env).cloned()?;
        self.busy.push(id.index());
        let counts = self.counts(&body, &Env::default());
        self.busy.pop();
        counts
    }
}

/// Whether an expression is a count, or a sum with one.
pub(super) fn is_count(e: &Expression) -> bool {
    match &e.kind {
        ExpressionKind::Count { .. } => true,
        ExpressionKind::Add(left, right) => is_count(left) || is_count(right),
        _ => false,
    }
}
