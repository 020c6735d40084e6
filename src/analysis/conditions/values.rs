//! Terms as cases: a value for each branch of the `if`s in it. Numbers, times and durations are sums of facts and a constant.

use std::collections::BTreeMap;

use crate::model::constant;
use crate::model::expression::{Place, Term, TermKind};
use crate::model::policy::{Body, DecisionKind, ParamValue, TableKind, TermType};
use crate::model::vocabulary::{Constant, FactId, Kind, Scalar};
use crate::value::Decimal;

use super::formula::{Formula, Subject, SubjectKind};
use super::key;
use super::reading::{Reading, any};

/// What a term is in one case.
#[derive(Debug, Clone)]
pub struct Case {
    /// when it is the case
    pub guard: Formula,
    /// when it is not none
    pub present: Formula,
    pub value: Value,
}

#[derive(Debug, Clone)]
pub enum Value {
    /// none, always
    Nothing,
    /// a number, a time or a duration
    Line(Linear),
    Truth(Formula),
    /// a member of an enum, or a text, of a subject
    Word(usize),
    Constant(Constant),
}

/// A sum of facts, each so many times, and a constant. Times and durations are seconds.
#[derive(Debug, Clone)]
pub struct Linear {
    pub parts: BTreeMap<String, Part>,
    pub constant: Decimal,
}

#[derive(Debug, Clone)]
pub struct Part {
    factor: Decimal,
    whole: bool,
    free: bool,
    bases: Vec<String>,
}

impl Linear {
    fn of(constant: Decimal) -> Self {
        Self { parts: BTreeMap::new(), constant }
    }

    pub fn plus(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        sum.constant = sum.constant + other.constant;
        for (key, part) in &other.parts {
            let factor = sum.parts.get(key).map_or(Decimal::ZERO, |own| own.factor) + part.factor;
            sum.parts.insert(key.clone(), Part { factor, ..part.clone() });
        }
        sum.parts.retain(|_, part| part.factor != Decimal::ZERO);
        sum
    }

    pub fn times(&self, factor: Decimal) -> Self {
        let parts = self.parts.iter().map(|(key, part)| (key.clone(), Part { factor: part.factor * factor, ..part.clone() }));
        let mut product = Self { parts: parts.collect(), constant: self.constant * factor };
        product.parts.retain(|_, part| part.factor != Decimal::ZERO);
        product
    }

    pub fn negated(&self) -> Self {
        self.times(Decimal::from(-1))
    }

    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    /// Whether its first part is taken away; each sum is compared with its first part added.
    pub fn leads_negative(&self) -> bool {
        self.parts.values().next().is_some_and(|part| part.factor.is_negative())
    }

    pub fn key(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(|(key, part)| format!("{} * {key};", part.factor)).collect();
        parts.concat()
    }

    pub fn subject(&self) -> Subject {
        let one = |part: &Part| part.factor == Decimal::from(1) || part.factor == Decimal::from(-1);
        Subject {
            kind: SubjectKind::Line { whole: self.parts.values().all(|part| part.whole && part.factor.is_whole()), least: None },
            name: None,
            bases: self.parts.values().flat_map(|part| part.bases.clone()).collect(),
            free: self.parts.values().all(|part| part.free && one(part)),
        }
    }
}

impl Case {
    fn always(value: Value) -> Vec<Self> {
        vec![Self { guard: Formula::YES, present: Formula::YES, value }]
    }

    fn line(part: Part, key: String, present: Formula) -> Vec<Self> {
        let sum = Linear { parts: BTreeMap::from([(key, part)]), constant: Decimal::ZERO };
        vec![Self { guard: Formula::YES, present, value: Value::Line(sum) }]
    }
}

impl Reading<'_> {
    /// The cases of a term; none where they are too many, or cannot be told.
    pub fn term(&mut self, term: &Term) -> Option<Vec<Case>> {
        self.spend()?;
        match &term.kind {
            TermKind::Constant(constant) => Some(Case::always(of_constant(constant))),
            TermKind::Now => Some(Case::line(known("now", true), "now".to_owned(), Formula::YES)),
            TermKind::Param(id) => {
                self.note(*id);
                match constant::param(self.policy, *id, self.at)? {
                    ParamValue::Scalar(constant) => Some(Case::always(of_constant(constant))),
                    ParamValue::Set(_) => None,
                }
            }
            TermKind::Fact(fact) => self.fact(*fact),
            TermKind::Field(record, field) => {
                let kind = self.policy.vocabulary.record(*record)?.field(*field)?.kind;
                let Kind::Scalar { scalar, optional } = kind else { return None };
                let key = key::place(Place::Field(*record, *field));
                let present = if optional { self.none(&key).negated() } else { Formula::YES };
                Some(self.leaf(key, scalar, present, None))
            }
            TermKind::Member => {
                let scalar = self.env.element?.scalar();
                Some(self.leaf("member".to_owned(), scalar, Formula::YES, None))
            }
            TermKind::Add(left, right) => self.sum(left, right, Linear::plus),
            TermKind::Subtract(left, right) => self.sum(left, right, Linear::minus),
            TermKind::Multiply(left, right) => self.product(left, right),
            TermKind::Shift { time, months, negative } => self.shift(time, months, *negative),
            TermKind::If(condition, then, otherwise) => {
                let condition = self.condition(condition)?;
                let guarded = |cases: Vec<Case>, guard: &Formula| {
                    cases.into_iter().map(|case| Case { guard: guard.clone().and(case.guard), ..case }).collect::<Vec<_>>()
                };
                let mut cases = guarded(self.term(then)?, &condition);
                cases.extend(guarded(self.term(otherwise)?, &condition.negated()));
                Some(cases)
            }
            TermKind::Definition(id) => match &self.policy.definitions.get(id.index())?.body {
                Body::Term { term, .. } => self.term(term),
                Body::Condition(condition) => Some(Case::always(Value::Truth(self.condition(condition)?))),
            },
            TermKind::Table(id) => {
                let TableKind::Value { ty, optional } = self.policy.tables.get(id.index())?.kind else { return None };
                self.answered(&key::term(term), ty, optional)
            }
            TermKind::Decision(id) => match self.policy.decisions.get_index(id.index())?.1.kind {
                DecisionKind::Valued { ty, optional, .. } => self.answered(&key::term(term), ty, optional),
                DecisionKind::Verdict { .. } => None,
            },
            TermKind::Truth(condition) => Some(Case::always(Value::Truth(self.condition(condition)?))),
        }
    }

    fn fact(&mut self, fact: FactId) -> Option<Vec<Case>> {
        let vocabulary = &self.policy.vocabulary;
        let of = vocabulary.fact(fact)?;
        let Kind::Scalar { scalar, optional } = of.kind else { return None };
        let owner = vocabulary.owner(fact)?;
        let key = key::place(Place::Fact(fact));
        let present = if optional { self.none(&key).negated() } else { Formula::YES };
        let present = self.absent(owner).negated().and(present);
        Some(self.leaf(key, scalar, present, Some(of.path.clone())))
    }

    fn none(&mut self, key: &str) -> Formula {
        self.flag(format!("{key} is none"), None)
    }

    /// A fact by itself.
    fn leaf(&mut self, key: String, scalar: Scalar, present: Formula, name: Option<String>) -> Vec<Case> {
        let value = match scalar {
            Scalar::YesNo => Value::Truth(self.flag(key, name)),
            Scalar::Text | Scalar::Enum(_) => Value::Word(self.word(key, scalar, name)),
            Scalar::Number | Scalar::Money(_) => return Case::line(known(&key, false), key, present),
            Scalar::Integer | Scalar::Time | Scalar::Date | Scalar::Duration => return Case::line(known(&key, true), key, present),
        };
        vec![Case { guard: Formula::YES, present, value }]
    }

    fn word(&mut self, key: String, scalar: Scalar, name: Option<String>) -> usize {
        let members = match scalar {
            Scalar::Enum(id) => self.policy.vocabulary.enumeration(id).map(|of| &of.members),
            _ => None,
        };
        let names = members.map_or_else(Vec::new, |members| members.keys().cloned().collect());
        let kind = SubjectKind::Word { members: members.map(indexmap::IndexMap::len), names };
        let bases = vec![key.clone()];
        self.subject(key, || Subject { kind, name, bases, free: true })
    }

    /// What a table or a decision answers: anything of its type.
    fn answered(&mut self, key: &str, ty: TermType, optional: bool) -> Option<Vec<Case>> {
        let TermType::Scalar(scalar) = ty else { return None };
        let present = if optional { self.opaque(&format!("{key} is none")).negated() } else { Formula::YES };
        let mut cases = self.leaf(key.to_owned(), scalar, present, None);
        for case in &mut cases {
            if let Value::Line(sum) = &mut case.value {
                sum.parts.values_mut().for_each(|part| part.free = false);
            }
        }
        if let Some(subject) = self.subjects.get_mut(key) {
            subject.free = false;
        }
        Some(cases)
    }

    fn sum(&mut self, left: &Term, right: &Term, operator: impl Fn(&Linear, &Linear) -> Linear) -> Option<Vec<Case>> {
        self.both(left, right, |a, b| match (a, b) {
            (Value::Line(a), Value::Line(b)) => Some(Value::Line(operator(a, b))),
            (Value::Constant(Constant::Months(a)), Value::Constant(Constant::Months(b))) => {
                let sum = operator(&Linear::of(Decimal::from(*a)), &Linear::of(Decimal::from(*b)));
                Some(Value::Constant(Constant::Months(sum.constant.to_integer()?)))
            }
            _ => None,
        })
    }

    fn product(&mut self, left: &Term, right: &Term) -> Option<Vec<Case>> {
        self.both(left, right, |a, b| match (a, b) {
            (Value::Line(factor), Value::Line(of)) | (Value::Line(of), Value::Line(factor)) if factor.parts.is_empty() => {
                Some(Value::Line(of.times(factor.constant)))
            }
            (Value::Line(factor), Value::Constant(Constant::Months(months)))
            | (Value::Constant(Constant::Months(months)), Value::Line(factor)) => {
                let product = factor.constant * Decimal::from(*months);
                factor.parts.is_empty().then_some(Value::Constant(Constant::Months(product.to_integer()?)))
            }
            _ => None,
        })
    }

    /// A time some months on: a sum with a constant is the time itself, anything else a part of its own.
    fn shift(&mut self, time: &Term, months: &Term, negative: bool) -> Option<Vec<Case>> {
        let zone = self.policy.zone();
        self.both(time, months, |time, months| {
            let (Value::Line(time), Value::Constant(Constant::Months(months))) = (time, months) else { return None };
            let months = if negative { -months } else { *months };
            if time.parts.is_empty() {
                let seconds = crate::value::calendar::add_months(time.constant.to_integer()?, months, zone);
                return Some(Value::Line(Linear::of(Decimal::from(seconds))));
            }
            let bases = time.parts.values().flat_map(|part| part.bases.clone()).collect();
            let free = time.parts.values().all(|part| part.free);
            let key = format!("({}{}) + {months} months", time.key(), time.constant);
            let part = Part { factor: Decimal::from(1), whole: true, free, bases };
            Some(Value::Line(Linear { parts: BTreeMap::from([(key, part)]), constant: Decimal::ZERO }))
        })
    }

    /// Two terms, each case of one with each of the other; none if either is.
    fn both(&mut self, left: &Term, right: &Term, make: impl Fn(&Value, &Value) -> Option<Value>) -> Option<Vec<Case>> {
        let (lefts, rights) = (self.term(left)?, self.term(right)?);
        let mut cases = Vec::new();
        for a in &lefts {
            for b in &rights {
                self.spend()?;
                let value = match (&a.value, &b.value) {
                    (Value::Nothing, _) | (_, Value::Nothing) => Value::Nothing,
                    (a, b) => make(a, b)?,
                };
                cases.push(Case { guard: a.guard.clone().and(b.guard.clone()), present: a.present.clone().and(b.present.clone()), value });
            }
        }
        any(cases.iter().map(|case| case.guard.clone())).ne(&Formula::NO).then_some(cases)
    }
}

fn of_constant(constant: &Constant) -> Value {
    match constant {
        Constant::None => Value::Nothing,
        Constant::Truth(yes) => Value::Truth(Formula::Constant(*yes)),
        Constant::Number(number) => Value::Line(Linear::of(*number)),
        Constant::Instant(seconds) | Constant::Duration(seconds) => Value::Line(Linear::of(Decimal::from(*seconds))),
        Constant::Member(_) | Constant::Text(_) | Constant::Months(_) => Value::Constant(constant.clone()),
    }
}

/// A fact, once.
fn known(base: &str, whole: bool) -> Part {
    Part { factor: Decimal::from(1), whole, free: true, bases: vec![base.to_owned()] }
}
