//! Expressions, from the loosest operator to the tightest.

use super::Rule;
use super::build::{Broken, Builder, Built, Pair, Parts};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Assigned, Assignment, Expression, ExpressionKind, TimeLiteral};
use crate::value::ops::Order;

type Operator = fn(Box<Expression>, Box<Expression>) -> ExpressionKind;

impl<'t> Builder<'t> {
    /// The expression of a clause that has nothing else.
    pub fn clause_expression(&mut self, clause: Pair<'t>) -> Built<Expression> {
        self.expression(Parts::of(clause).need()?)
    }

    /// `a and b`, `a or b`
    pub fn expression(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let first = self.negation(parts.need()?)?;
        let Some(connective) = parts.next() else { return Ok(first) };
        let mut operands = vec![first, self.negation(parts.need()?)?];
        while let Some(next) = parts.next() {
            if next.as_str() != connective.as_str() {
                return self.mixed(&connective, &next);
            }
            operands.push(self.negation(parts.need()?)?);
        }
        let kind = if connective.as_str() == "and" { ExpressionKind::And(operands) } else { ExpressionKind::Or(operands) };
        Ok(Expression { kind, span })
    }

    fn mixed<T>(&mut self, first: &Pair<'t>, second: &Pair<'t>) -> Built<T> {
        let found = Diagnostic::error(Code::Syntax, self.span(second), "`and` and `or` stand side by side");
        let found = found.and(self.span(first), format!("here it is `{}`", first.as_str()));
        self.fail(found.help("put parentheses around what belongs together: `(a and b) or c`"))
    }

    /// `not a`
    pub fn negation(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let whole = self.span(&pair);
        let (words, comparison): (Vec<Pair<'t>>, Vec<Pair<'t>>) = pair.into_inner().partition(|part| part.as_rule() == Rule::k_not);
        let inner = self.comparison(comparison.into_iter().next().ok_or(Broken)?)?;
        Ok(words.iter().rev().fold(inner, |inner, word| {
            let span = Span { start: self.span(word).start, ..whole };
            Expression { kind: ExpressionKind::Not(Box::new(inner)), span }
        }))
    }

    /// `a is b`
    fn comparison(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let left = self.sum(parts.need()?)?;
        let Some(test) = parts.next() else { return Ok(left) };
        if let Some(second) = parts.next() {
            return self.chained(&second);
        }
        Ok(Expression { kind: self.test(left, test)?, span })
    }

    fn chained<T>(&mut self, second: &Pair<'t>) -> Built<T> {
        let found = Diagnostic::error(Code::Syntax, self.span(second), "comparisons cannot be chained");
        self.fail(found.help("join two comparisons with `and`: `a < b and b < c`"))
    }

    /// `is b`, behind the left side
    fn test(&mut self, left: Expression, test: Pair<'t>) -> Built<ExpressionKind> {
        let form = test.as_rule();
        let left = Box::new(left);
        Ok(match form {
            Rule::test => return self.test(*left, Parts::of(test).need()?),
            Rule::within | Rule::not_in => return self.within(left, Parts::of(test).need()?, form == Rule::not_in),
            Rule::is_none | Rule::is_not_none => ExpressionKind::IsNone { item: left, negated: form == Rule::is_not_none },
            Rule::is_empty | Rule::is_not_empty => ExpressionKind::IsEmpty { set: left, negated: form == Rule::is_not_empty },
            Rule::order => return self.order(left, test),
            _ => {
                let right = Box::new(self.set_or_sum(Parts::of(test).need()?)?);
                match form {
                    Rule::is | Rule::is_not => ExpressionKind::Is { left, right, negated: form == Rule::is_not },
                    Rule::has => ExpressionKind::Has { set: left, item: right },
                    _ => ExpressionKind::HasOf { set: left, members: right, all: form == Rule::has_all },
                }
            }
        })
    }

    fn order(&mut self, left: Box<Expression>, test: Pair<'t>) -> Built<ExpressionKind> {
        let mut parts = Parts::of(test);
        let order = order(parts.need()?.as_str());
        Ok(ExpressionKind::Order { order, left, right: Box::new(self.sum(parts.need()?)?) })
    }

    /// `in {a, b}`, `in from .. to`
    fn within(&mut self, item: Box<Expression>, choice: Pair<'t>, negated: bool) -> Built<ExpressionKind> {
        let mut parts = Parts::of(choice);
        let first = Box::new(self.set_or_sum(parts.need()?)?);
        if parts.maybe(Rule::range_dots).is_none() {
            return Ok(ExpressionKind::In { item, set: first, negated });
        }
        Ok(ExpressionKind::InRange { item, from: first, to: Box::new(self.sum(parts.need()?)?), negated })
    }

    pub fn set_or_sum(&mut self, pair: Pair<'t>) -> Built<Expression> {
        if pair.as_rule() == Rule::set { self.set(pair) } else { self.sum(pair) }
    }

    /// `a + b - c`
    pub fn sum(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let mut parts = Parts::of(pair);
        let mut left = self.product(parts.need()?)?;
        while let Some(sign) = parts.next() {
            let operator: Operator = if sign.as_str() == "+" { ExpressionKind::Add } else { ExpressionKind::Subtract };
            let part = parts.need()?;
            let right = self.product(part)?;
            left = both(operator, left, right);
        }
        Ok(left)
    }

    /// `a * b`
    fn product(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let mut parts = Parts::of(pair);
        let mut left = self.primary(parts.need()?)?;
        for part in parts {
            let right = self.primary(part)?;
            left = both(ExpressionKind::Multiply, left, right);
        }
        Ok(left)
    }

    fn primary(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let span = self.span(&pair);
        let inner = Parts::of(pair).need()?;
        let kind = match inner.as_rule() {
            Rule::expression => return Ok(Expression { span, ..self.expression(inner)? }),
            Rule::literal => return self.literal(Parts::of(inner).need()?),
            Rule::path => return self.fact(&inner),
            Rule::quantifier => self.quantifier(inner)?,
            Rule::count_in => self.count_in(inner)?,
            Rule::count_of => {
                let list = self.path(&Parts::of(inner).need()?);
                ExpressionKind::Count { member: None, list, condition: None }
            }
            _ => self.conditional(inner)?,
        };
        Ok(Expression { kind, span })
    }

    fn quantifier(&mut self, pair: Pair<'t>) -> Built<ExpressionKind> {
        let every = pair.as_str().starts_with("every");
        let mut parts = Parts::of(pair);
        let (member, list) = (self.name(&parts.need()?), self.path(&parts.need()?));
        Ok(ExpressionKind::Quantifier { every, member, list, condition: Box::new(self.expression(parts.need()?)?) })
    }

    fn count_in(&mut self, pair: Pair<'t>) -> Built<ExpressionKind> {
        let mut parts = Parts::of(pair);
        let (member, list) = (Some(self.name(&parts.need()?)), self.path(&parts.need()?));
        Ok(ExpressionKind::Count { member, list, condition: Some(Box::new(self.expression(parts.need()?)?)) })
    }

    /// `if (c) then a else b`
    fn conditional(&mut self, pair: Pair<'t>) -> Built<ExpressionKind> {
        let mut parts = Parts::of(pair);
        let condition = Box::new(self.expression(parts.need()?)?);
        let then = Box::new(self.negation(parts.need()?)?);
        Ok(ExpressionKind::If { condition, then, otherwise: Box::new(self.negation(parts.need()?)?) })
    }

    fn fact(&mut self, pair: &Pair<'t>) -> Built<Expression> {
        let span = self.span(pair);
        let right = match pair.as_str() {
            "true" => "yes",
            "false" => "no",
            "null" => "none",
            _ => return Ok(Expression { kind: ExpressionKind::Path(self.path(pair)), span }),
        };
        self.error(Code::Syntax, span, format!("`{}` is written `{right}`", pair.as_str()))
    }

    fn literal(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::truth => ExpressionKind::Truth(pair.as_str() == "yes"),
            Rule::none => ExpressionKind::None,
            Rule::now => ExpressionKind::Now,
            Rule::time => {
                let TimeLiteral { moment, .. } = self.time(&pair)?;
                ExpressionKind::Time(moment)
            }
            Rule::amount => return self.amount(pair),
            _ => return self.text_value(pair),
        };
        Ok(Expression { kind, span })
    }

    /// A value as facts and parameters have it.
    pub fn value(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let inner = if pair.as_rule() == Rule::value { Parts::of(pair).need()? } else { pair };
        if inner.as_rule() == Rule::list { self.list(inner) } else { self.set_or_sum(inner) }
    }

    /// `{book, film}`
    fn set(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let span = self.span(&pair);
        let (more, members): (Vec<Pair<'t>>, Vec<Pair<'t>>) = Parts::of(pair).partition(|part| part.as_rule() == Rule::more);
        let members = members.into_iter().map(|member| self.sum(member)).collect::<Built<_>>()?;
        Ok(Expression { kind: ExpressionKind::Set { members, more: !more.is_empty() }, span })
    }

    /// `[ {id = "d-1"} ]`
    fn list(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let span = self.span(&pair);
        let (more, elements): (Vec<Pair<'t>>, Vec<Pair<'t>>) = Parts::of(pair).partition(|part| part.as_rule() == Rule::more);
        let elements = elements.into_iter().map(|element| self.assignments(Parts::of(element))).collect::<Built<_>>()?;
        Ok(Expression { kind: ExpressionKind::List { elements, more: !more.is_empty() }, span })
    }

    pub fn assignments(&mut self, parts: Parts<'t>) -> Built<Vec<Assignment>> {
        parts.map(|pair| self.assignment(pair)).collect()
    }

    /// `status = stopped`, `instance { … }`
    fn assignment(&mut self, pair: Pair<'t>) -> Built<Assignment> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let value = match parts.maybe(Rule::value) {
            Some(value) => Assigned::Value(self.value(value)?),
            None => Assigned::Block(self.assignments(parts)?),
        };
        Ok(Assignment { name, value, span })
    }
}

fn both(operator: Operator, left: Expression, right: Expression) -> Expression {
    let span = left.span.to(right.span);
    Expression { kind: operator(Box::new(left), Box::new(right)), span }
}

pub fn order(sign: &str) -> Order {
    match sign {
        "<" => Order::Less,
        "<=" => Order::AtMost,
        ">" => Order::Greater,
        _ => Order::AtLeast,
    }
}
