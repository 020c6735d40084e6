//! Conditions as formulas, at one instant: definitions are entered, params are their values, `if` is split into its cases.

use indexmap::{IndexMap, IndexSet};

use crate::model::constant;
use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Count, Place, SetRef, Term, TermKind};
use crate::model::policy::{Body, ParamId, Policy};
use crate::model::vocabulary::{Constant, Element, EntityId};
use crate::source::Span;
use crate::value::Decimal;
use crate::value::ops::Order;

use super::Env;
use super::formula::{Formula, Subject, SubjectKind, Test};
use super::key;
use super::values::{Case, Linear, Value};

/// Longer conditions, all that they ask included, are not read.
const MOST_PARTS: usize = 3_000;

/// The subjects that were met, each under a key of its own.
pub struct Reading<'m> {
    pub policy: &'m Policy,
    pub at: i64,
    pub env: Env,
    pub subjects: IndexMap<String, Subject>,
    /// the params whose values change on a day
    dated: IndexSet<ParamId>,
    parts_left: usize,
}

impl<'m> Reading<'m> {
    pub fn new(policy: &'m Policy, env: Env, at: i64) -> Self {
        Self { policy, at, env, subjects: IndexMap::new(), dated: IndexSet::new(), parts_left: MOST_PARTS }
    }

    /// The days on which something that was read changes.
    pub fn dates(&self) -> impl Iterator<Item = i64> {
        let params = self.dated.iter().filter_map(|id| self.policy.params.get_index(id.index()));
        params.flat_map(|(_, param)| &param.versions).filter_map(|version| version.from)
    }

    pub fn note(&mut self, param: ParamId) {
        if self.policy.params.get_index(param.index()).is_some_and(|(_, param)| param.versions.len() > 1) {
            self.dated.insert(param);
        }
    }

    /// A part less that may be read; none where there were enough.
    pub fn spend(&mut self) -> Option<()> {
        self.parts_left = self.parts_left.checked_sub(1)?;
        Some(())
    }

    /// A condition as a formula; none where it is too long, or cannot be told.
    pub fn condition(&mut self, condition: &Condition) -> Option<Formula> {
        self.spend()?;
        match &condition.kind {
            ConditionKind::Constant(yes) => Some(Formula::Constant(*yes)),
            ConditionKind::Term(term) => self.truth(term),
            ConditionKind::All(parts) => Some(Formula::All(self.conditions(parts)?)),
            ConditionKind::Any(parts) => Some(Formula::Any(self.conditions(parts)?)),
            ConditionKind::Not(inner) => Some(self.condition(inner)?.negated()),
            ConditionKind::Is(left, right) => self.pairs(left, right, Self::is),
            ConditionKind::Order(order, left, right) => self.pairs(left, right, |this, a, b| this.order(*order, a, b)),
            ConditionKind::IsNone(term) => Some(any(self.term(term)?.into_iter().map(|case| case.guard.and(case.present.negated())))),
            ConditionKind::IsAbsent(entity) => Some(self.absent(*entity)),
            ConditionKind::OneOf(term, choices) => {
                let terms = self.choices(choices);
                let is = |choice: &Term| self.pairs(term, choice, Self::is);
                terms.iter().map(is).collect::<Option<Vec<_>>>().map(any)
            }
            ConditionKind::Has(set, term) => self.has(*set, term),
            ConditionKind::HasAny(set, choices) => self.each_has(*set, choices).map(any),
            ConditionKind::HasAll(set, choices) => self.each_has(*set, choices).map(Formula::All),
            ConditionKind::IsEmpty(set) => Some(self.empty(*set)),
            ConditionKind::Count(counts, order, term) => self.count(counts, *order, term),
            ConditionKind::CountIs(counts, term) => {
                Some(self.count(counts, Order::AtLeast, term)?.and(self.count(counts, Order::AtMost, term)?))
            }
            ConditionKind::Definition(id) => match &self.policy.definitions.get(id.index())?.body {
                Body::Condition(body) => self.condition(body),
                Body::Term { .. } => None,
            },
            ConditionKind::Some(..) | ConditionKind::Every(..) | ConditionKind::Permitted(_) => {
                Some(self.opaque(&key::condition(condition)))
            }
        }
    }

    fn conditions(&mut self, parts: &[Condition]) -> Option<Vec<Formula>> {
        parts.iter().map(|part| self.condition(part)).collect()
    }

    /// A `yes_no` that is never none.
    fn truth(&mut self, term: &Term) -> Option<Formula> {
        let cases = self.term(term)?;
        let holds = |case: Case| match case.value {
            Value::Truth(formula) => Some(case.guard.and(case.present).and(formula)),
            _ => None,
        };
        cases.into_iter().map(holds).collect::<Option<Vec<_>>>().map(any)
    }

    /// A comparison of two terms, case by case.
    fn pairs(&mut self, left: &Term, right: &Term, compare: impl Fn(&mut Self, &Case, &Case) -> Option<Formula>) -> Option<Formula> {
        let (lefts, rights) = (self.term(left)?, self.term(right)?);
        let mut found = Vec::new();
        for a in &lefts {
            for b in &rights {
                self.spend()?;
                let guard = a.guard.clone().and(b.guard.clone());
                found.push(guard.and(compare(self, a, b)?));
            }
        }
        Some(any(found))
    }

    /// Both known and the same, or both none.
    fn is(&mut self, a: &Case, b: &Case) -> Option<Formula> {
        let known = a.present.clone().and(b.present.clone());
        let none = a.present.clone().negated().and(b.present.clone().negated());
        let same = match (&a.value, &b.value) {
            (Value::Nothing, _) | (_, Value::Nothing) => Formula::NO,
            (Value::Line(a), Value::Line(b)) => {
                let least = self.line(&a.minus(b), Order::AtLeast);
                least.and(self.line(&a.minus(b), Order::AtMost))
            }
            (Value::Truth(a), Value::Truth(b)) => {
                let no = a.clone().negated().and(b.clone().negated());
                a.clone().and(b.clone()).or(no)
            }
            (Value::Constant(a), Value::Constant(b)) => Formula::Constant(a == b),
            (Value::Word(word), Value::Constant(constant)) | (Value::Constant(constant), Value::Word(word)) => {
                Formula::Atom(*word, Test::Word(constant.clone()))
            }
            (Value::Word(a), Value::Word(b)) if a == b => Formula::YES,
            (Value::Word(a), Value::Word(b)) => self.same_word(*a.min(b), *a.max(b)),
            _ => return None,
        };
        Some(known.and(same).or(none))
    }

    fn order(&mut self, order: Order, a: &Case, b: &Case) -> Option<Formula> {
        let known = a.present.clone().and(b.present.clone());
        match (&a.value, &b.value) {
            (Value::Nothing, _) | (_, Value::Nothing) => Some(Formula::NO),
            (Value::Line(a), Value::Line(b)) => {
                let difference = a.minus(b);
                Some(known.and(self.line(&difference, order)))
            }
            _ => None,
        }
    }

    /// How a sum stands to zero.
    fn line(&mut self, sum: &Linear, order: Order) -> Formula {
        let (sum, order) = if sum.leads_negative() { (sum.negated(), order.turned()) } else { (sum.clone(), order) };
        let limit = -sum.constant;
        if sum.parts.is_empty() {
            return Formula::Constant(order.holds(Decimal::ZERO.cmp(&limit)));
        }
        let subject = self.subject(sum.key(), || sum.subject());
        Formula::Atom(subject, Test::Line(order, limit))
    }

    fn same_word(&mut self, one: usize, other: usize) -> Formula {
        let bases: Vec<String> =
            [one, other].iter().filter_map(|of| self.subjects.get_index(*of)).flat_map(|(_, of)| of.bases.clone()).collect();
        let subject = self.subject(format!("{one} is {other}"), || Subject { kind: SubjectKind::Flag, name: None, bases, free: true });
        Formula::Atom(subject, Test::Up)
    }

    /// Something that may be yes and may be no, and is not looked into.
    pub fn opaque(&mut self, key: &str) -> Formula {
        let flag = Subject { kind: SubjectKind::Flag, name: None, bases: Vec::new(), free: false };
        Formula::Atom(self.subject(key.to_owned(), || flag), Test::Up)
    }

    /// A flag that depends on nothing else.
    pub fn flag(&mut self, key: String, name: Option<String>) -> Formula {
        let bases = vec![key.clone()];
        Formula::Atom(self.subject(key, || Subject { kind: SubjectKind::Flag, name, bases, free: true }), Test::Up)
    }

    pub fn subject(&mut self, key: String, make: impl FnOnce() -> Subject) -> usize {
        let entry = self.subjects.entry(key);
        let index = entry.index();
        entry.or_insert_with(make);
        index
    }

    pub fn absent(&mut self, entity: EntityId) -> Formula {
        if !self.policy.vocabulary.entity(entity).is_some_and(|entity| entity.optional) {
            return Formula::NO;
        }
        self.flag(format!("absent {}", entity.0), None)
    }

    /// The choices as terms; those of a param are made up.
    fn choices(&mut self, choices: &Choices) -> Vec<Term> {
        match &choices.kind {
            ChoicesKind::Terms(terms) => terms.clone(),
            ChoicesKind::Param(id) => {
                self.note(*id);
                let made = |constant| Term { kind: TermKind::Constant(constant), span: Span::default() };
                constant::choices(self.policy, choices, self.at).into_iter().map(made).collect()
            }
        }
    }

    fn has(&mut self, set: SetRef, term: &Term) -> Option<Formula> {
        let owned = self.owned(set);
        let mut found = Vec::new();
        for case in self.term(term)? {
            let has = match &case.value {
                Value::Nothing => Formula::NO,
                Value::Constant(constant) => self.has_member(set, constant),
                _ => self.opaque(&format!("{} has {}", key::place(set.place), key::term(term))),
            };
            found.push(case.guard.and(case.present).and(has));
        }
        Some(owned.and(any(found)))
    }

    fn has_member(&mut self, set: SetRef, member: &Constant) -> Formula {
        let key = format!("{} has {}", key::place(set.place), key::constant(member));
        let base = if set.element == Element::Text { key::place(set.place) } else { key.clone() };
        let free = set.element != Element::Text;
        Formula::Atom(self.subject(key, || Subject { kind: SubjectKind::Flag, name: None, bases: vec![base], free }), Test::Up)
    }

    fn each_has(&mut self, set: SetRef, choices: &Choices) -> Option<Vec<Formula>> {
        self.choices(choices).iter().map(|term| self.has(set, term)).collect()
    }

    /// The set of an entity that is none is empty.
    fn owned(&mut self, set: SetRef) -> Formula {
        match set.place {
            Place::Fact(fact) => match self.policy.vocabulary.owner(fact) {
                Some(owner) => self.absent(owner).negated(),
                None => Formula::YES,
            },
            Place::Field(..) => Formula::YES,
        }
    }

    fn empty(&mut self, set: SetRef) -> Formula {
        let owned = self.owned(set);
        let has_some = match set.element {
            Element::Enum(id) => {
                let members = self.policy.vocabulary.enumeration(id).map_or(0, |of| of.members.len());
                let members = (0..members).filter_map(|member| u32::try_from(member).ok());
                any(members.map(|member| self.has_member(set, &Constant::Member(member))).collect::<Vec<_>>())
            }
            Element::Text => {
                let flag = Subject { kind: SubjectKind::Flag, name: None, bases: vec![key::place(set.place)], free: true };
                Formula::Atom(self.subject(format!("{} is not empty", key::place(set.place)), || flag), Test::Up)
            }
        };
        owned.and(has_some).negated()
    }

    /// Counts against a constant; numbers among them are taken to the other side.
    fn count(&mut self, counts: &[Count], order: Order, term: &Term) -> Option<Formula> {
        let mut limit = match self.term(term)?.pop()?.value {
            Value::Line(sum) if sum.parts.is_empty() => sum.constant,
            _ => return None,
        };
        let mut keys = Vec::new();
        let mut free = true;
        for count in counts {
            match count {
                Count::Number(number) => limit = limit - Decimal::from(*number),
                Count::Members(list, condition) => {
                    free &= condition.is_none();
                    keys.push((key::count(count), format!("list {}", list.fact.0)));
                }
            }
        }
        keys.sort();
        let (keys, bases): (Vec<_>, Vec<_>) = keys.into_iter().unzip();
        let kind = SubjectKind::Line { whole: true, least: Some(Decimal::ZERO) };
        let subject = self.subject(keys.join(" + "), || Subject { kind, name: None, bases, free });
        Some(Formula::Atom(subject, Test::Line(order, limit)))
    }
}

/// Whether one of them holds.
pub fn any(parts: impl IntoIterator<Item = Formula>) -> Formula {
    let mut parts: Vec<Formula> = parts.into_iter().filter(|part| *part != Formula::NO).collect();
    match parts.len() {
        0 => Formula::NO,
        1 => parts.pop().unwrap_or(Formula::NO),
        _ => Formula::Any(parts),
    }
}
