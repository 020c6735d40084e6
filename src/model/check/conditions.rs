//! Conditions: what may be yes, no or unknown.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Count, ListRef, SetRef, Term, TermKind};
use crate::model::policy::{Body, DecisionId, DecisionKind, TermType};
use crate::model::types::with_article;
use crate::model::vocabulary::{Constant, Scalar};
use crate::source::Span;
use crate::syntax::ast::{self, Expression, ExpressionKind};
use crate::value::calendar::DAY;
use crate::value::ops::Order;

use super::Checker;
use super::names::{Env, Named};
use super::terms::{Typed, YES_NO, term};

type Pair<'e> = (&'e Expression, &'e Expression);

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

    fn is(&mut self, (left, right): Pair, span: Span, env: &Env) -> Option<Condition> {
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

    fn order(&mut self, order: Order, (left, right): Pair, span: Span, env: &Env) -> Option<Condition> {
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

    fn is_none(&mut self, item: &Expression, span: Span, env: &Env) -> Option<Condition> {
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

    fn one_of(&mut self, item: &Expression, set: &Expression, span: Span, env: &Env) -> Option<Condition> {
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

    fn in_range(&mut self, item: &Expression, (from, to): Pair, span: Span, env: &Env) -> Option<Condition> {
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

    fn has(&mut self, set: &Expression, item: &Expression, span: Span, env: &Env) -> Option<Condition> {
        let set = self.set(set, env)?;
        let item = self.typed_as(item, TermType::Scalar(set.element.scalar()), env)?;
        Some(condition(ConditionKind::Has(set, item.term), span))
    }

    fn has_of(&mut self, set: &Expression, members: &Expression, all: bool, span: Span, env: &Env) -> Option<Condition> {
        let set = self.set(set, env)?;
        let choices = self.choices(members, TermType::Scalar(set.element.scalar()), env)?;
        self.all_constant(&choices)?;
        let kind = if all { ConditionKind::HasAll(set, choices) } else { ConditionKind::HasAny(set, choices) };
        Some(condition(kind, span))
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
        if super::placement::is_constant(&self.policy, term) {
            return Some(());
        }
        let diagnostic = Diagnostic::error(Code::NotConstant, term.span, "this has to be a constant");
        self.report(diagnostic.help("a literal, a param, or a sum of them"));
        None
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

    fn quantifier(
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
    fn counted(&mut self, (left, right): Pair, env: &Env) -> Option<(Option<Vec<Count>>, Option<Term>, bool)> {
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

    fn has_count(&self, e: &Expression, env: &Env) -> bool {
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

    pub(super) fn is_count_expression(&self, e: &Expression, env: &Env) -> bool {
        self.has_count(e, env)
    }
}

fn condition(kind: ConditionKind, span: Span) -> Condition {
    Condition { kind, span }
}

/// A date's first second as that of the next day.
pub(super) fn next_day(date: Term) -> Term {
    let span = date.span;
    let day = term(TermKind::Constant(Constant::Duration(DAY)), span);
    term(TermKind::Add(Box::new(date), Box::new(day)), span)
}

/// Whether an expression is a count, or a sum with one.
pub(super) fn is_count(e: &Expression) -> bool {
    match &e.kind {
        ExpressionKind::Count { .. } => true,
        ExpressionKind::Add(left, right) => is_count(left) || is_count(right),
        _ => false,
    }
}
