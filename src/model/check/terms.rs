//! Terms: values with their types and units.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Place, Term, TermKind};
use crate::model::policy::{Body, DecisionKind, ParamType, TableKind, TermType};
use crate::model::vocabulary::{Constant, Currency, Scalar};
use crate::source::Span;
use crate::syntax::ast::{self, Expression, ExpressionKind, Unit};
use crate::value::Decimal;
use crate::value::calendar::Moment;

use super::conditions::is_count;
use super::names::{Env, Named};
use super::{Checker, suggest};

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
            Some(found) if !fits(found, wanted) => {
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
        let (constant, ty) = match unit {
            Unit::One if number.is_whole() => (Constant::Number(number), TermType::Scalar(Scalar::Integer)),
            Unit::One => (Constant::Number(number), TermType::Scalar(Scalar::Number)),
            Unit::Currency(code) => {
                if let Some(currency) = Currency::parse(code) {
                    (Constant::Number(number), TermType::Scalar(Scalar::Money(currency)))
                } else {
                    self.error(Code::BadLiteral, span, "a currency is three capital letters such as `CNY`");
                    return None;
                }
            }
            Unit::Seconds(each) => (Constant::Duration(self.whole(number, *each, span)?), TermType::Scalar(Scalar::Duration)),
            Unit::Months(each) => (Constant::Months(self.whole(number, *each, span)?), TermType::Period),
        };
        Some(known(term(TermKind::Constant(constant), span), ty))
    }

    /// So many of a unit.
    fn whole(&mut self, number: Decimal, each: i64, span: Span) -> Option<i64> {
        let whole = (number * Decimal::from(each)).to_integer();
        if whole.is_none() {
            self.error(Code::BadLiteral, span, "a duration is a whole number of seconds, a period of months");
        }
        whole
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

    fn unknown_member(&mut self, id: crate::model::vocabulary::EnumId, name: &ast::Name) {
        let Some(of) = self.policy.vocabulary.enumeration(id) else { return };
        let members: Vec<&str> = of.members.keys().map(String::as_str).collect();
        let message = format!("`{}` is no {}", name.text, of.name);
        let diagnostic = suggest(Diagnostic::error(Code::UnknownMember, name.span, message), &name.text, members.iter().copied());
        let diagnostic = diagnostic.help(format!("a {} is one of {}", of.name, members.join(", ")));
        self.report(diagnostic);
    }

    fn named_term(&mut self, named: Named, path: &ast::Path) -> Option<Typed> {
        let span = path.span;
        match named {
            Named::Scalar { place, scalar, optional } => {
                let (kind, optional) = match place {
                    Place::Fact(fact) => (TermKind::Fact(fact), optional || self.in_optional_entity(fact)),
                    Place::Field(field) => (TermKind::Field(field), optional),
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
                let diagnostic = Diagnostic::error(Code::TypeMismatch, span, format!("`{}` has facts, and is none itself", path.text()));
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
        let operands = (Box::new(a.term), Box::new(b.term));
        let (kind, ty) = match sum_of(left_type, right_type, minus) {
            Sum::Plain(ty) if minus => (TermKind::Subtract(operands.0, operands.1), ty),
            Sum::Plain(ty) => (TermKind::Add(operands.0, operands.1), ty),
            Sum::Shift(ty) => (TermKind::Shift { time: operands.0, months: operands.1, negative: minus }, ty),
            Sum::ShiftRight(ty) => (TermKind::Shift { time: operands.1, months: operands.0, negative: false }, ty),
            Sum::None => {
                self.mismatch(right.span, right_type, left_type, left.span);
                return None;
            }
        };
        Some(Typed { term: term(kind, span), ty: Some(ty), optional })
    }

    fn product(&mut self, left: &Expression, right: &Expression, span: Span, env: &Env) -> Option<Typed> {
        let (a, b) = (self.term(left, None, env), self.term(right, None, env));
        let (a, b) = (a?, b?);
        let optional = a.optional || b.optional;
        let ty = match (a.ty, b.ty) {
            (Some(x), Some(y)) => product_of(x, y),
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
                if let Some(ty) = common(x, y) {
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
        let b = self.term(right, left_type, env);
        let (a, b) = (a?, b?);
        if let (Some(x), Some(y)) = (a.ty, b.ty)
            && common(x, y).is_none()
        {
            self.mismatch(right.span, y, x, left.span);
            return None;
        }
        Some((a, b))
    }

    /// Two things of different types meet.
    pub(super) fn mismatch(&mut self, span: Span, found: TermType, wanted: TermType, other: Span) {
        let names = (found.name(&self.policy.vocabulary), wanted.name(&self.policy.vocabulary));
        let period = |ty| ty == TermType::Period;
        let duration = |ty| ty == TermType::Scalar(Scalar::Duration);
        let code = match (found.currency(), wanted.currency()) {
            (Some(_), Some(_)) => Code::CurrencyMismatch,
            _ if (period(found) && duration(wanted)) || (duration(found) && period(wanted)) => Code::PeriodMismatch,
            _ => Code::TypeMismatch,
        };
        let (found_name, wanted_name) = (with_article(&names.0), with_article(&names.1));
        let mut diagnostic = Diagnostic::error(code, span, format!("{found_name} cannot meet {wanted_name}")).saying(found_name);
        if other != span {
            diagnostic = diagnostic.and(other, wanted_name);
        }
        self.report(match help(found, wanted) {
            Some(text) => diagnostic.help(text),
            None => diagnostic,
        });
    }
}

/// `a time`, `an integer`
pub(super) fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
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

/// Whether a value of one type may stand where another is wanted.
pub(super) fn fits(found: TermType, wanted: TermType) -> bool {
    found == wanted
        || matches!(
            (found, wanted),
            (TermType::Scalar(Scalar::Integer), TermType::Scalar(Scalar::Number))
                | (TermType::Scalar(Scalar::Date), TermType::Scalar(Scalar::Time))
        )
}

/// The type that holds the values of both.
pub(super) fn common(a: TermType, b: TermType) -> Option<TermType> {
    if fits(a, b) {
        Some(b)
    } else if fits(b, a) {
        Some(a)
    } else {
        None
    }
}

enum Sum {
    Plain(TermType),
    /// a time and months behind it
    Shift(TermType),
    /// months and a time behind them
    ShiftRight(TermType),
    None,
}

fn sum_of(left: TermType, right: TermType, minus: bool) -> Sum {
    use Scalar::{Date, Duration, Integer, Money, Number, Time};
    use TermType::{Period, Scalar as S};
    match (left, right) {
        (S(Integer), S(Integer)) | (S(Duration), S(Duration)) | (Period, Period) => Sum::Plain(left),
        (S(Integer | Number), S(Integer | Number)) => Sum::Plain(S(Number)),
        (S(Money(a)), S(Money(b))) if a == b => Sum::Plain(left),
        (S(Time | Date), S(Duration)) => Sum::Plain(S(Time)),
        (S(Duration), S(Time | Date)) if !minus => Sum::Plain(S(Time)),
        (S(Time | Date), S(Time | Date)) if minus => Sum::Plain(S(Duration)),
        (S(Time | Date), Period) => Sum::Shift(left),
        (Period, S(Time | Date)) if !minus => Sum::ShiftRight(right),
        _ => Sum::None,
    }
}

fn product_of(left: TermType, right: TermType) -> Option<TermType> {
    use Scalar::{Duration, Integer, Money, Number};
    use TermType::{Period, Scalar as S};
    Some(match (left, right) {
        (S(Integer), S(Integer)) => left,
        (S(Integer | Number), S(Integer | Number)) => S(Number),
        (S(Money(_)), S(Integer | Number)) | (S(Duration) | Period, S(Integer)) => left,
        (S(Integer | Number), S(Money(_))) | (S(Integer), S(Duration) | Period) => right,
        _ => return None,
    })
}
