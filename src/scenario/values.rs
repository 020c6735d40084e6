//! Values of facts: literals, `now`, params, and sums of them, each held against the type that the vocabulary says.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::check::unknown_member;
use crate::model::constant;
use crate::model::expression::{Term, TermKind};
use crate::model::policy::{ParamId, ParamType, ParamValue, Policy, TermType};
use crate::model::types;
use crate::model::vocabulary::{Constant, Element, EnumId, Scalar};
use crate::source::Span;
use crate::syntax::ast::{self, Expression, ExpressionKind, Piece, Unit};
use crate::value::calendar::Moment;
use crate::value::{Decimal, Value};

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

impl Typed {
    fn term(self, span: Span) -> Term {
        Term { kind: TermKind::Constant(self.value), span }
    }
}

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
            Some(ty) if !ty.fits(wanted) => self.mismatch(e.span, ty, wanted, what),
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
        match types::amount(number, unit) {
            Ok((value, ty)) => self.bounded(Some(value), ty, span),
            Err((code, message)) => {
                self.report(Diagnostic::error(code, span, message));
                None
            }
        }
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
        self.found.extend(unknown_member(&self.policy.vocabulary, id, name));
    }

    fn unknown(&mut self, path: &ast::Path) {
        let text = path.text();
        let diagnostic = if self.policy.vocabulary.facts.iter().any(|fact| fact.path == text) {
            Diagnostic::error(Code::NotConstant, path.span, format!("`{text}` is a fact itself"))
                .help("a fact is a literal, `none`, `now`, a param, or a sum of them")
        } else {
            let diagnostic = Diagnostic::error(Code::UnknownName, path.span, format!("no param is called `{text}`"));
            diagnostic.suggesting(&text, self.policy.params.keys().map(String::as_str))
        };
        self.report(diagnostic);
    }

    fn sum(&mut self, (left, right): (&Expression, &Expression), minus: bool, span: Span) -> Option<Typed> {
        let (a, b) = (self.typed(left, None), self.typed(right, None));
        let (a, b) = (a?, b?);
        let Some((sum, ty)) = a.ty.zip(b.ty).and_then(|(left, right)| left.sum(right, minus)) else {
            return self.no_sum(span, if minus { "subtracted" } else { "added" });
        };
        self.computed(sum.of(a.term(span), b.term(span), minus), ty, span)
    }

    fn product(&mut self, (left, right): (&Expression, &Expression), span: Span) -> Option<Typed> {
        let (a, b) = (self.typed(left, None), self.typed(right, None));
        let (a, b) = (a?, b?);
        let Some(ty) = a.ty.zip(b.ty).and_then(|(left, right)| left.product(right)) else { return self.no_sum(span, "multiplied") };
        self.computed(TermKind::Multiply(Box::new(a.term(span)), Box::new(b.term(span))), ty, span)
    }

    fn no_sum<T>(&mut self, span: Span, done: &str) -> Option<T> {
        self.report(Diagnostic::error(Code::TypeMismatch, span, format!("these cannot be {done}")));
        None
    }

    fn computed(&mut self, kind: TermKind, ty: TermType, span: Span) -> Option<Typed> {
        let value = constant::constant(self.policy, &Term { kind, span }, self.at);
        self.bounded(value, ty, span)
    }

    /// A value that is not too large for a fact.
    fn bounded(&mut self, value: Option<Constant>, ty: TermType, span: Span) -> Option<Typed> {
        match value.filter(|value| value.state().known().is_none_or(Value::is_within_limits)) {
            Some(value) => Some(Typed { value, ty: Some(ty) }),
            None => self.too_large(span),
        }
    }

    fn mismatch<T>(&mut self, span: Span, found: TermType, wanted: TermType, what: &str) -> Option<T> {
        let name = |ty: TermType| ty.a_name(&self.policy.vocabulary);
        let message = format!("`{what}` is {}", name(wanted));
        let diagnostic = Diagnostic::error(found.clash(wanted), span, message).saying(format!("this is {}", name(found)));
        self.report(diagnostic);
        None
    }
}
