//! Which rules a record cannot bring to apply, told by one fact each, so that a silent run need not look at them.
//!
//! A rule applies only if every part of its `given … and …` and its `when … and …` holds. A part that asks nothing but one fact of a few
//! values is tried out once for each of them; the values for which it is no are kept as bits.

use crate::facts::record::{Record, Slot};
use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Place, SetRef, Term, TermKind};
use crate::model::policy::{Body, DecisionId, DefinitionId, ParamId, Policy, RuleId, Scope, Verb};
use crate::model::vocabulary::{FactId, Kind, Scalar};
use crate::model::walk::{self, Node};
use crate::value::Truth;

use super::ask::Asker;
use super::proof::Instance;

/// So many parts of a rule are looked at: enough for any rule that people write.
const MOST_PARTS: usize = 64;

/// The guards of all rules of a policy. A rule's body is a bit; every value of a fact has a row of those that it refuses.
#[derive(Debug, Clone, Default)]
pub(super) struct Guards {
    bodies: Vec<BodyPlace>,
    /// by decision: the bodies of its rules
    decisions: Vec<Vec<u64>>,
    facts: Vec<FactGuard>,
}

/// A body of a rule, by its place among those of the rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct BodyPlace {
    pub rule: RuleId,
    pub place: usize,
}

#[derive(Debug, Clone)]
struct FactGuard {
    fact: FactId,
    /// row by row, one for each value as [`row_of`] counts them
    refused: Vec<Vec<u64>>,
}

/// The facts that an expression asks.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Asks {
    Nothing,
    One(FactId),
    /// or `now`, a member, a table, …
    More,
}

impl Guards {
    pub fn new(policy: &Policy) -> Self {
        let mut guards = Self { decisions: vec![Vec::new(); policy.decisions.len()], ..Self::default() };
        let mut tester = Tester { policy, record: Record::new(&policy.vocabulary), asks: vec![None; policy.definitions.len()] };
        for (id, rule) in (0..).map(RuleId).zip(&policy.rules).filter(|(_, rule)| rule.verb != Verb::Warn) {
            for (place, body) in walk::bodies(&rule.instances).into_iter().enumerate() {
                let bit = guards.bodies.len();
                guards.bodies.push(BodyPlace { rule: id, place });
                if let Some(bodies) = guards.decisions.get_mut(rule.decision.index()) {
                    set(bodies, bit);
                }
                for (fact, row) in tester.refused(&body.scope) {
                    guards.refuse(fact, row, bit);
                }
            }
        }
        guards
    }

    fn refuse(&mut self, fact: FactId, row: usize, bit: usize) {
        let place = self.facts.iter().position(|guard| guard.fact == fact).unwrap_or(self.facts.len());
        if place == self.facts.len() {
            self.facts.push(FactGuard { fact, refused: Vec::new() });
        }
        let Some(guard) = self.facts.get_mut(place) else { return };
        if guard.refused.len() <= row {
            guard.refused.resize(row + 1, Vec::new());
        }
        if let Some(row) = guard.refused.get_mut(row) {
            set(row, bit);
        }
    }

    /// Fills `left` with the bodies that may apply to a record, of the rules of a decision.
    pub fn left(&self, decision: DecisionId, record: &Record, left: &mut Vec<u64>) {
        left.clear();
        left.extend(self.decisions.get(decision.index()).into_iter().flatten());
        for guard in &self.facts {
            let Some(row) = row_of(record, guard.fact).and_then(|row| guard.refused.get(row)) else { continue };
            for (left, refused) in left.iter_mut().zip(row) {
                *left &= !refused;
            }
        }
    }

    /// The bodies of some bits.
    pub fn bodies(&self, bits: &[u64]) -> impl Iterator<Item = BodyPlace> {
        let places = bits.iter().enumerate().flat_map(|(word, bits)| Bits(*bits).map(move |bit| 64 * word + bit));
        places.filter_map(|place| self.bodies.get(place).copied())
    }
}

fn set(bits: &mut Vec<u64>, bit: usize) {
    if bits.len() <= bit / 64 {
        bits.resize(bit / 64 + 1, 0);
    }
    if let Some(word) = bits.get_mut(bit / 64) {
        *word |= 1 << (bit % 64);
    }
}

/// The places of the bits of a word.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let place = self.0.trailing_zeros();
        self.0 &= self.0.wrapping_sub(1);
        (place < 64).then_some(place as usize)
    }
}

/// The row of a fact's value: none first, then no and yes, or the members in their order, or the empty set or list. Nothing for the others.
#[inline]
fn row_of(record: &Record, fact: FactId) -> Option<usize> {
    match record.slot(fact) {
        Slot::None => Some(0),
        Slot::Truth(yes) => Some(1 + usize::from(yes)),
        Slot::Member(member) => Some(1 + member as usize),
        slot @ Slot::Set(_) => record.set(slot).is_some_and(|set| set.yes.is_empty() && !set.open).then_some(1),
        slot @ Slot::List(_) => record.list(slot).is_some_and(|list| list.count == 0 && !list.open).then_some(1),
        _ => None,
    }
}

struct Tester<'m> {
    policy: &'m Policy,
    record: Record,
    /// by definition
    asks: Vec<Option<Asks>>,
}

impl<'m> Tester<'m> {
    /// The facts and the rows of their values with which a body surely does not apply.
    fn refused(&mut self, scope: &'m Scope) -> Vec<(FactId, usize)> {
        let mut parts = Vec::new();
        for condition in [&scope.given, &scope.when].into_iter().flatten() {
            self.parts(condition, &mut parts);
        }
        let mut refused = Vec::new();
        for part in parts {
            if let Asks::One(fact) = self.asks(Node::Condition(part)) {
                refused.extend(self.rows(part, fact).into_iter().map(|row| (fact, row)));
            }
        }
        refused
    }

    /// The conditions that all have to hold.
    fn parts(&self, condition: &'m Condition, parts: &mut Vec<&'m Condition>) {
        if parts.len() >= MOST_PARTS {
            return;
        }
        match &condition.kind {
            ConditionKind::All(all) => all.iter().for_each(|part| self.parts(part, parts)),
            ConditionKind::Definition(id) => match self.policy.definitions.get(id.index()).map(|definition| &definition.body) {
                Some(Body::Condition(condition)) => self.parts(condition, parts),
                _ => parts.push(condition),
            },
            _ => parts.push(condition),
        }
    }

    /// The rows of a fact's values for which a condition is no.
    fn rows(&mut self, condition: &'m Condition, fact: FactId) -> Vec<usize> {
        let mut rows = Vec::new();
        for slot in self.values(fact) {
            self.record.set_slot(fact, slot);
            let asker = Asker { policy: self.policy, record: &self.record, now: 0, instance: Instance::Only };
            if asker.condition(condition) == Truth::No {
                rows.extend(row_of(&self.record, fact));
            }
        }
        self.record.clear(&self.policy.vocabulary);
        rows
    }

    /// The values that are tried.
    fn values(&mut self, fact: FactId) -> Vec<Slot> {
        let vocabulary = &self.policy.vocabulary;
        let mut values = vec![Slot::None];
        match vocabulary.fact(fact).map(|fact| fact.kind) {
            Some(Kind::Scalar { scalar: Scalar::YesNo, .. }) => values.extend([Slot::Truth(false), Slot::Truth(true)]),
            Some(Kind::Scalar { scalar: Scalar::Enum(id), .. }) => {
                let members = vocabulary.enumeration(id).map_or(0, |of| of.members.len());
                values.extend((0..).take(members).map(Slot::Member));
            }
            Some(Kind::Set(_)) => return vec![self.record.new_set(false)],
            Some(Kind::List(record)) => return vec![self.record.new_list(vocabulary, record, false)],
            Some(Kind::Scalar { .. }) | None => {}
        }
        values
    }

    fn asks(&mut self, node: Node<'m>) -> Asks {
        let own = match node {
            Node::Condition(condition) => self.condition_asks(condition),
            Node::Term(term) => self.term_asks(term),
        };
        match node {
            Node::Condition(Condition { kind: ConditionKind::Some(..) | ConditionKind::Every(..), .. }) => own,
            _ => node.parts().into_iter().fold(own, |asks, part| asks.and(self.asks(part))),
        }
    }

    fn condition_asks(&mut self, condition: &'m Condition) -> Asks {
        match &condition.kind {
            ConditionKind::Definition(id) => self.definition_asks(*id),
            ConditionKind::OneOf(_, choices) => self.choices_ask(choices),
            ConditionKind::Has(set, _) | ConditionKind::IsEmpty(set) => set_asks(set),
            ConditionKind::HasAny(set, choices) | ConditionKind::HasAll(set, choices) => set_asks(set).and(self.choices_ask(choices)),
            // of an empty list the condition is not asked
            ConditionKind::Some(list, _) | ConditionKind::Every(list, _) => Asks::One(list.fact),
            ConditionKind::IsAbsent(_) | ConditionKind::Count(..) | ConditionKind::CountIs(..) | ConditionKind::Permitted(_) => Asks::More,
            _ => Asks::Nothing,
        }
    }

    fn choices_ask(&self, choices: &Choices) -> Asks {
        match &choices.kind {
            ChoicesKind::Terms(_) => Asks::Nothing,
            ChoicesKind::Param(id) => self.param_asks(*id),
        }
    }

    fn term_asks(&mut self, term: &'m Term) -> Asks {
        match &term.kind {
            TermKind::Fact(fact) => Asks::One(*fact),
            TermKind::Param(id) => self.param_asks(*id),
            TermKind::Definition(id) => self.definition_asks(*id),
            TermKind::Now | TermKind::Field(..) | TermKind::Member | TermKind::Table(_) | TermKind::Decision(_) => Asks::More,
            _ => Asks::Nothing,
        }
    }

    /// A param with dates asks the time.
    fn param_asks(&self, id: ParamId) -> Asks {
        match self.policy.params.get_index(id.index()) {
            Some((_, param)) if param.versions.len() == 1 => Asks::Nothing,
            _ => Asks::More,
        }
    }

    fn definition_asks(&mut self, id: DefinitionId) -> Asks {
        if let Some(Some(known)) = self.asks.get(id.index()) {
            return *known;
        }
        let policy = self.policy;
        let asks = policy.definitions.get(id.index()).map_or(Asks::More, |definition| self.asks(walk::body(&definition.body)));
        if let Some(place) = self.asks.get_mut(id.index()) {
            *place = Some(asks);
        }
        asks
    }
}

impl Asks {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, asks) | (asks, Self::Nothing) => asks,
            (Self::One(one), Self::One(another)) if one == another => self,
            _ => Self::More,
        }
    }
}

fn set_asks(set: &SetRef) -> Asks {
    match set.place {
        Place::Fact(fact) => Asks::One(fact),
        Place::Field(..) => Asks::More,
    }
}
