//! Values of facts: literals, `now`, params, and sums of them, each held against the type that the vocabulary says.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::check::suggest;
use crate::model::constant;
use crate::model::policy::{ParamId, ParamType, ParamValue, Policy, TermType};
use crate::model::vocabulary::{Constant, Currency, Element, EnumId, Scalar};
use crate::source::Span;
use crate::syntax::ast::{self, Expression, ExpressionKind, Piece, Unit};
use crate::value::calendar::{self, Moment};
use crate::value::{Decimal, State, Value, ops};

/// The longest duration of a fact: 10,000 years.
const LONGEST: i64 = 315_576_000_000;
/// As long a period as any time can be moved by: 10,000 years.
const MOST_MONTHS: i64 = 120_000;

/// Reads values at an instant, and keeps what is wrong with them.
pub struct Reader<'p> {
    pub policy: &'p Policy,
    /// what `now` is, and when the versions of params are looked up
    pub at: i64,
    /// where `now` was used first
    pub used_now: Option<Span>,
    pub found: Vec<Diagnostic>,
}

/// A value with its type; none for `none`, which is of every optional type.
struct Typed {
    value: Constant,
    ty: Option<TermType>,
}

type Operator = for<'v> fn(Value<'v>, Value<'v>) -> Option<Value<'v>>;

impl<'p> Reader<'p> {
    #[must_use]
    pub fn new(policy: &'p Policy, at: i64) -> Self {
        Self { policy, at, used_now: None, found: Vec::new() }
    }

    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// A value of a type; `what` is what it is said of.
    pub fn value(&mut self, e: &Expression, wanted: TermType, optional: bool, what: &str) -> Option<Constant> {
        let typed = self.typed(e, Some(wanted))?;
        if typed.value == Constant::None && !optional {
            let diagnostic = Diagnostic::error(Code::TypeMismatch, e.span, format!("`{what}` is never none"));
            self.report(diagnostic.help("leave it out where it is not known"));
            return None;
        }
        match typed.ty {
            Some(ty) if !fits(ty, wanted) => self.mismatch(e.span, ty, wanted, what),
            _ => Some(typed.value),
        }
    }

    /// The members of a set, and whether there may be more: `{crime, ...}`, or a param that is a set.
    pub fn members(&mut self, e: &Expression, element: Element, what: &str) -> Option<(Vec<Constant>, bool)> {
        match &e.kind {
            ExpressionKind::Set { members, more } => {
                let wanted = TermType::Scalar(element.scalar());
                let found: Vec<Option<Constant>> = members.iter().map(|member| self.value(member, wanted, false, what)).collect();
                Some((found.into_iter().collect::<Option<_>>()?, *more))
            }
            ExpressionKind::Path(path) if self.param(path).is_some() => self.param_members(path, element, what),
            _ => {
                let diagnostic = Diagnostic::error(Code::TypeMismatch, e.span, format!("`{what}` is a set"));
                self.report(diagnostic.help("write its members in braces: `{a, b}`, with `...` at the end if there may be more"));
                None
            }
        }
    }

    fn param_members(&mut self, path: &ast::Path, element: Element, what: &str) -> Option<(Vec<Constant>, bool)> {
        let id = self.param(path)?;
        let is_such = self.policy.params.get_index(id.index()).is_some_and(|(_, param)| param.ty == ParamType::Set(element));
        match constant::param(self.policy, id, self.at) {
            Some(ParamValue::Set(members)) if is_such => Some((members.clone(), false)),
            _ => {
                let message = format!("`{}` does not hold what `{what}` is made of", path.text());
                self.report(Diagnostic::error(Code::TypeMismatch, path.span, message));
                None
            }
        }
    }

    /// A value with its type; `wanted` helps to find an enum's member by its name.
    fn typed(&mut self, e: &Expression, wanted: Option<TermType>) -> Option<Typed> {
        let known = |value, scalar| Some(Typed { value, ty: Some(TermType::Scalar(scalar)) });
        match &e.kind {
            ExpressionKind::Truth(yes) => known(Constant::Truth(*yes), Scalar::YesNo),
            ExpressionKind::None => Some(Typed { value: Constant::None, ty: None }),
            ExpressionKind::Now => {
                self.used_now = self.used_now.or(Some(e.span));
                known(Constant::Instant(self.at), Scalar::Time)
            }
            ExpressionKind::Time(moment) => {
                let scalar = if matches!(moment, Moment::Date { .. }) { Scalar::Date } else { Scalar::Time };
                known(Constant::Instant(moment.seconds(self.policy.zone())), scalar)
            }
            ExpressionKind::Amount(number, unit) => self.amount(*number, unit, e.span),
            ExpressionKind::Text(text) => {
                let words = self.words(text)?;
                known(Constant::Text(words.into()), Scalar::Text)
            }
            ExpressionKind::Path(path) => self.named(path, wanted),
            ExpressionKind::Add(left, right) => self.sum((left, right), false, e.span),
            ExpressionKind::Subtract(left, right) => self.sum((left, right), true, e.span),
            ExpressionKind::Multiply(left, right) => self.product((left, right), e.span),
            _ => {
                let diagnostic = Diagnostic::error(Code::NotConstant, e.span, "this is no single value");
                self.report(diagnostic.help("a fact is a literal, `none`, `now`, a param, or a sum of them"));
                None
            }
        }
    }

    fn amount(&mut self, number: Decimal, unit: &Unit, span: Span) -> Option<Typed> {
        let (value, ty) = match unit {
            Unit::One if number.is_whole() => (Constant::Number(number), TermType::Scalar(Scalar::Integer)),
            Unit::One => (Constant::Number(number), TermType::Scalar(Scalar::Number)),
            Unit::Currency(code) => {
                if let Some(currency) = Currency::parse(code) {
                    (Constant::Number(number), TermType::Scalar(Scalar::Money(currency)))
                } else {
                    self.report(Diagnostic::error(Code::BadLiteral, span, "a currency is three capital letters such as `CNY`"));
                    return None;
                }
            }
            Unit::Seconds(size) => (Constant::Duration(self.counted(number, *size, span)?), TermType::Scalar(Scalar::Duration)),
            Unit::Months(size) => (Constant::Months(self.counted(number, *size, span)?), TermType::Period),
        };
        self.bounded(Some(value), Some(ty), span, "counted")
    }

    /// So many of a unit; the parser has seen that it comes out whole.
    fn counted(&mut self, number: Decimal, size: i64, span: Span) -> Option<i64> {
        let whole = (number * Decimal::from(size)).to_integer();
        whole.or_else(|| self.too_large(span))
    }

    fn too_large<T>(&mut self, span: Span) -> Option<T> {
        self.report(Diagnostic::error(Code::TooLarge, span, "this is larger than a fact can be"));
        None
    }

    /// A text without holes.
    fn words(&mut self, text: &ast::Text) -> Option<String> {
        let mut words = String::new();
        for piece in &text.pieces {
            match piece {
                Piece::Words(more) => words.push_str(more),
                Piece::Hole(e) => {
                    let diagnostic = Diagnostic::error(Code::NotConstant, e.span, "a text of a fact has no holes");
                    self.report(diagnostic.help("a brace in a text is written `\\{`"));
                    return None;
                }
            }
        }
        Some(words)
    }

    /// An enum's member, or a param.
    fn named(&mut self, path: &ast::Path, wanted: Option<TermType>) -> Option<Typed> {
        if let (Some(TermType::Scalar(Scalar::Enum(id))), [name]) = (wanted, path.segments.as_slice()) {
            let of = self.policy.vocabulary.enumeration(id)?;
            if let Some(index) = of.members.get_index_of(&name.text) {
                return Some(Typed { value: Constant::Member(u32::try_from(index).ok()?), ty: wanted });
            }
            if self.param(path).is_none() {
                self.unknown_member(id, name);
                return None;
            }
        }
        let Some(id) = self.param(path) else {
            self.unknown(path);
            return None;
        };
        let (_, param) = self.policy.params.get_index(id.index())?;
        if let (Some(ParamValue::Scalar(value)), ParamType::Term(ty)) = (param.at(self.at), param.ty) {
            Some(Typed { value: value.clone(), ty: Some(ty) })
        } else {
            let message = format!("`{}` is a set, not a single value", path.text());
            self.report(Diagnostic::error(Code::TypeMismatch, path.span, message));
            None
        }
    }

    fn param(&self, path: &ast::Path) -> Option<ParamId> {
        let [name] = path.segments.as_slice() else { return None };
        let index = self.policy.params.get_index_of(&name.text)?;
        u32::try_from(index).ok().map(ParamId)
    }

    /// Says that a name is no member of the enum that is wanted.
    pub fn unknown_member(&mut self, id: EnumId, name: &ast::Name) {
        let Some(of) = self.policy.vocabulary.enumeration(id) else { return };
        let members: Vec<&str> = of.members.keys().map(String::as_str).collect();
        let diagnostic = Diagnostic::error(Code::UnknownMember, name.span, format!("`{}` is no {}", name.text, of.name));
        let diagnostic = suggest(diagnostic, &name.text, members.iter().copied());
        self.report(diagnostic.help(format!("a {} is one of {}", of.name, members.join(", "))));
    }

    fn unknown(&mut self, path: &ast::Path) {
        let text = path.text();
        let diagnostic = if self.policy.vocabulary.facts.iter().any(|fact| fact.path == text) {
            Diagnostic::error(Code::NotConstant, path.span, format!("`{text}` is a fact itself"))
                .help("a fact is a literal, `none`, `now`, a param, or a sum of them")
        } else {
            let diagnostic = Diagnostic::error(Code::UnknownName, path.span, format!("no param is called `{text}`"));
            suggest(diagnostic, &text, self.policy.params.keys().map(String::as_str))
        };
        self.report(diagnostic);
    }

    fn sum(&mut self, (left, right): (&Expression, &Expression), minus: bool, span: Span) -> Option<Typed> {
        let (a, b) = (self.typed(left, None), self.typed(right, None));
        let (a, b) = (a?, b?);
        let plain: Operator = if minus { ops::subtract } else { ops::add };
        let found = match (a.ty.zip(b.ty), &a.value, &b.value) {
            (Some((_, TermType::Period)), Constant::Instant(from), Constant::Months(months)) => {
                Some(self.shifted(*from, if minus { -months } else { *months }))
            }
            (Some((TermType::Period, _)), Constant::Months(months), Constant::Instant(from)) if !minus => {
                Some(self.shifted(*from, *months))
            }
            _ => Constant::from_state(ops::both(a.value.state(), b.value.state(), plain)),
        };
        let ty = a.ty.zip(b.ty).and_then(|(left, right)| type_of_sum(left, right));
        self.bounded(found, ty, span, if minus { "subtracted" } else { "added" })
    }

    fn shifted(&self, from: i64, months: i64) -> Constant {
        Constant::Instant(calendar::add_months(from, months, self.policy.zone()))
    }

    fn product(&mut self, (left, right): (&Expression, &Expression), span: Span) -> Option<Typed> {
        let (a, b) = (self.typed(left, None), self.typed(right, None));
        let (a, b) = (a?, b?);
        let ty = a.ty.zip(b.ty).and_then(|(left, right)| type_of_product(left, right));
        let found = ty.and_then(|_| Constant::from_state(ops::both(a.value.state(), b.value.state(), ops::multiply)));
        self.bounded(found, ty, span, "multiplied")
    }

    /// A number, or what an operator gave, if it gave anything and that is not too large for a fact.
    fn bounded(&mut self, value: Option<Constant>, ty: Option<TermType>, span: Span, done: &str) -> Option<Typed> {
        let (Some(value), Some(ty)) = (value, ty) else {
            self.report(Diagnostic::error(Code::TypeMismatch, span, format!("these cannot be {done}")));
            return None;
        };
        if within(value.state()) { Some(Typed { ty: Some(ty), value }) } else { self.too_large(span) }
    }

    fn mismatch<T>(&mut self, span: Span, found: TermType, wanted: TermType, what: &str) -> Option<T> {
        let timed = |ty| matches!(ty, TermType::Period | TermType::Scalar(Scalar::Duration));
        let code = match (found.currency(), wanted.currency()) {
            (Some(_), Some(_)) => Code::CurrencyMismatch,
            _ if timed(found) && timed(wanted) => Code::PeriodMismatch,
            _ => Code::TypeMismatch,
        };
        let name = |ty: TermType| with_article(&ty.name(&self.policy.vocabulary));
        let diagnostic = Diagnostic::error(code, span, format!("`{what}` is {}", name(wanted))).saying(format!("this is {}", name(found)));
        self.report(diagnostic);
        None
    }
}

/// `a time`, `an integer`
pub fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// Whether a value of one type may stand where another is wanted.
fn fits(found: TermType, wanted: TermType) -> bool {
    use Scalar::{Date, Integer, Number, Time};
    use TermType::Scalar as S;
    found == wanted || matches!((found, wanted), (S(Integer), S(Number)) | (S(Date), S(Time)))
}

fn counts(ty: TermType) -> bool {
    matches!(ty, TermType::Scalar(Scalar::Integer | Scalar::Number))
}

/// The type of a sum or a difference.
fn type_of_sum(left: TermType, right: TermType) -> Option<TermType> {
    use Scalar::{Date, Duration, Number, Time};
    use TermType::{Period, Scalar as S};
    Some(match (left, right) {
        (a, b) if a == b && (counts(a) || a.currency().is_some() || matches!(a, S(Duration) | Period)) => a,
        (a, b) if counts(a) && counts(b) => S(Number),
        (S(Time | Date), S(Time | Date)) => S(Duration),
        (S(Time | Date), S(Duration)) | (S(Duration), S(Time | Date)) => S(Time),
        (S(Time | Date), Period) => left,
        (Period, S(Time | Date)) => right,
        _ => return None,
    })
}

/// The type of a product: one factor is a plain number.
fn type_of_product(left: TermType, right: TermType) -> Option<TermType> {
    match (counts(left), counts(right)) {
        (true, true) => type_of_sum(left, right),
        (true, false) => Some(right),
        (false, true) => Some(left),
        (false, false) => None,
    }
}

/// Whether a value is one that a fact can have.
fn within(state: State<'_>) -> bool {
    match state {
        State::Known(Value::Number(number)) => Decimal::parse(&number.to_string()).is_ok(),
        State::Known(Value::Instant(seconds)) => calendar::in_calendar(seconds),
        State::Known(Value::Duration(seconds)) => (-LONGEST..=LONGEST).contains(&seconds),
        State::Known(Value::Months(months)) => (-MOST_MONTHS..=MOST_MONTHS).contains(&months),
        _ => true,
    }
}
