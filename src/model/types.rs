//! The types of terms: which may meet, and what comes of two that are added or multiplied.

use crate::diagnostic::Code;
use crate::syntax::ast::Unit;
use crate::value::Decimal;

use super::expression::{Term, TermKind};
use super::vocabulary::{Constant, Currency, Element, Scalar, Vocabulary};

/// The type of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermType {
    Scalar(Scalar),
    /// whole months: a constant only
    Period,
}

/// The type of a param.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamType {
    Term(TermType),
    Set(Element),
    /// a set of numbers, times, …
    SetOf(Scalar),
}

/// How two terms are added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    /// as numbers are
    Plain,
    /// a time and months behind it
    Shift,
    /// months and a time behind them
    ShiftRight,
}

use Scalar::{Date, Duration, Integer, Money, Number, Time};
use TermType::{Period, Scalar as S};

impl TermType {
    /// The type as an author writes it.
    #[must_use]
    pub fn name(self, vocabulary: &Vocabulary) -> String {
        match self {
            S(scalar) => scalar.name(vocabulary),
            Period => "period".to_owned(),
        }
    }

    /// `a time`, `an integer`, `an amount in CNY`
    #[must_use]
    pub fn a_name(self, vocabulary: &Vocabulary) -> String {
        match self.currency() {
            Some(currency) => format!("an amount in {}", currency.code()),
            None => with_article(&self.name(vocabulary)),
        }
    }

    /// The currency, of an amount of money.
    #[must_use]
    pub fn currency(self) -> Option<Currency> {
        match self {
            S(Money(currency)) => Some(currency),
            _ => None,
        }
    }

    /// Whether a value of this type may stand where another is wanted.
    #[must_use]
    pub fn fits(self, wanted: Self) -> bool {
        self == wanted || matches!((self, wanted), (S(Integer), S(Number)) | (S(Date), S(Time)))
    }

    /// The type that holds the values of both.
    #[must_use]
    pub fn common(self, other: Self) -> Option<Self> {
        match (self.fits(other), other.fits(self)) {
            (true, _) => Some(other),
            (_, true) => Some(self),
            _ => None,
        }
    }

    /// How `self + right` is added, or with `minus` taken away, and the type of the sum.
    #[must_use]
    pub fn sum(self, right: Self, minus: bool) -> Option<(Sum, Self)> {
        let plain = |ty| Some((Sum::Plain, ty));
        match (self, right) {
            (S(Integer), S(Integer)) | (S(Duration), S(Duration)) | (Period, Period) => plain(self),
            (S(Integer | Number), S(Integer | Number)) => plain(S(Number)),
            (S(Money(a)), S(Money(b))) if a == b => plain(self),
            (S(Time | Date), S(Duration)) => plain(S(Time)),
            (S(Duration), S(Time | Date)) if !minus => plain(S(Time)),
            (S(Time | Date), S(Time | Date)) if minus => plain(S(Duration)),
            (S(Time | Date), Period) => Some((Sum::Shift, self)),
            (Period, S(Time | Date)) if !minus => Some((Sum::ShiftRight, right)),
            _ => None,
        }
    }

    /// The type of a product.
    #[must_use]
    pub fn product(self, right: Self) -> Option<Self> {
        Some(match (self, right) {
            (S(Integer), S(Integer)) => self,
            (S(Integer | Number), S(Integer | Number)) => S(Number),
            (S(Money(_)), S(Integer | Number)) | (S(Duration) | Period, S(Integer)) => self,
            (S(Integer | Number), S(Money(_))) | (S(Integer), S(Duration) | Period) => right,
            _ => return None,
        })
    }

    /// What it is called where two types meet that may not.
    #[must_use]
    pub fn clash(self, other: Self) -> Code {
        match (self, other) {
            (S(Money(_)), S(Money(_))) => Code::CurrencyMismatch,
            (Period, S(Duration)) | (S(Duration), Period) => Code::PeriodMismatch,
            _ => Code::TypeMismatch,
        }
    }
}

impl Sum {
    /// `left + right`, or with `minus` `left - right`.
    #[must_use]
    pub fn of(self, left: Term, right: Term, minus: bool) -> TermKind {
        let (left, right) = (Box::new(left), Box::new(right));
        match self {
            Self::Plain if minus => TermKind::Subtract(left, right),
            Self::Plain => TermKind::Add(left, right),
            Self::Shift => TermKind::Shift { time: left, months: right, negative: minus },
            Self::ShiftRight => TermKind::Shift { time: right, months: left, negative: false },
        }
    }
}

impl ParamType {
    /// The type of a param's value, or of its members.
    #[must_use]
    pub fn member_type(self) -> TermType {
        match self {
            Self::Term(ty) => ty,
            Self::Set(element) => element.term_type(),
            Self::SetOf(scalar) => TermType::Scalar(scalar),
        }
    }

    /// The type of its members, of a set.
    #[must_use]
    pub fn of_set(self) -> Option<TermType> {
        (!matches!(self, Self::Term(_))).then(|| self.member_type())
    }
}

impl Element {
    /// The type of a member.
    #[must_use]
    pub fn scalar(self) -> Scalar {
        match self {
            Self::Enum(id) => Scalar::Enum(id),
            Self::Text => Scalar::Text,
        }
    }

    /// The type of a member, as a term has it.
    #[must_use]
    pub fn term_type(self) -> TermType {
        TermType::Scalar(self.scalar())
    }
}

/// `5`, `5 days`, `100 CNY`: the constant and its type.
///
/// # Errors
/// Where it is no currency, or no number of seconds or months: the finding's code and words.
pub fn amount(number: Decimal, unit: &Unit) -> Result<(Constant, TermType), (Code, &'static str)> {
    let whole = |each: i64| (number * Decimal::from(each)).to_integer().ok_or((Code::TooLarge, "this is too long a time"));
    Ok(match unit {
        Unit::One if number.is_whole() => (Constant::Number(number), S(Integer)),
        Unit::One => (Constant::Number(number), S(Number)),
        Unit::Currency(code) => {
            let currency = Currency::parse(code).ok_or((Code::BadLiteral, "a currency is three capital letters such as `CNY`"))?;
            (Constant::Number(number), S(Money(currency)))
        }
        Unit::Seconds(each) => (Constant::Duration(whole(*each)?), S(Duration)),
        Unit::Months(each) => (Constant::Months(whole(*each)?), Period),
    })
}

/// `a time`, `an integer`
#[must_use]
pub fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
}
