//! Which rules a record cannot bring to apply, told by one fact each, so that a silent run need not look at them.
//!
//! A rule applies only if every part of its `given … and …` and its `when … and …` holds. A part that asks nothing but one fact of a few
//! values is tried out once for each of them; the values for which it is no are kept as bits.

use crate::facts::record::{Record, Slot};
use crate::model::expression::{ChoicesKind, Condition, ConditionKind, Term, TermKind};
use crate::model::policy::{Body, DefinitionId, ParamId, Policy, RuleId, Scope};
use crate::model::vocabulary::{FactId, Kind, Scalar};
use crate::model::walk::{self, Node};
use crate::value::Truth;

use super::ask::Asker;
use super::proof::Instance;

/// So many parts of a rule are looked at: enough for any rule that people write.
const MOST_PARTS: usize = 64;

/// The guards of every rule of a policy. Without any, no rule is refused.
#[derive(Debug, Clone, Default)]
pub(super) struct Guards {
    /// the bodies of each rule
    rules: Vec<std::ops::Range<usize>>,
    /// the guards of each body
    bodies: Vec<std::ops::Range<usize>>,
    all: Vec<Guard>,
}

/// The values of a fact with which a rule's body surely does not apply.
#[derive(Debug, Clone, Copy)]
struct Guard {
    fact: FactId,
    refused: u64,
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
        let mut tester = Tester { policy, record: Record::new(&policy.vocabulary), asks: vec![None; policy.definitions.len()] };
        let mut guards = Self::default();
        for rule in &policy.rules {
            let first = guards.bodies.len();
            for body in walk::bodies(&rule.instances) {
                let from = guards.all.len();
                guards.all.extend(tester.guards(&body.scope));
                guards.bodies.push(from..guards.all.len());
            }
            guards.rules.push(first..guards.bodies.len());
        }
        guards
    }

    /// Whether no instance of a rule can apply to a record.
    #[inline]
    pub fn refuse(&self, rule: RuleId, record: &Record) -> bool {
        let Some(bodies) = self.rules.get(rule.index()) else { return false };
        self.bodies.get(bodies.clone()).is_some_and(|bodies| {
            bodies.iter().all(|guards| self.all.get(guards.clone()).is_some_and(|guards| guards.iter().any(|guard| guard.refuses(record))))
        })
    }
}

impl Guard {
    fn refuses(self, record: &Record) -> bool {
        bit(record.slot(self.fact)).is_some_and(|bit| self.refused & bit != 0)
    }
}

/// The bit of a known value or of none; nothing for what is unknown and for values that are too many.
fn bit(slot: Slot) -> Option<u64> {
    match slot {
        Slot::None => Some(1),
        Slot::Truth(yes) => Some(if yes { 2 } else { 4 }),
        Slot::Member(member) => 8_u64.checked_shl(member).filter(|bit| *bit != 0),
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
    fn guards(&mut self, scope: &'m Scope) -> Vec<Guard> {
        let mut parts = Vec::new();
        for condition in [&scope.when, &scope.given].into_iter().flatten() {
            self.parts(condition, &mut parts);
        }
        let mut guards: Vec<Guard> = Vec::new();
        for part in parts {
            let Asks::One(fact) = self.asks(Node::Condition(part)) else { continue };
            let refused = self.refused(part, fact);
            match guards.iter_mut().find(|guard| guard.fact == fact) {
                Some(guard) => guard.refused |= refused,
                None if refused != 0 => guards.push(Guard { fact, refused }),
                None => {}
            }
        }
        guards
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

    /// The values of a fact for which a condition is no.
    fn refused(&mut self, condition: &'m Condition, fact: FactId) -> u64 {
        let mut refused = 0;
        for slot in self.values(fact) {
            self.record.set_slot(fact, slot);
            let asker = Asker { policy: self.policy, record: &self.record, now: 0, instance: Instance::Only };
            if asker.condition(condition) == Truth::No {
                refused |= bit(slot).unwrap_or(0);
            }
        }
        self.record.set_slot(fact, Slot::Unknown);
        refused
    }

    fn values(&self, fact: FactId) -> Vec<Slot> {
        let vocabulary = &self.policy.vocabulary;
        let mut values = match vocabulary.fact(fact).map(|fact| fact.kind) {
            Some(Kind::Scalar { scalar: Scalar::YesNo, .. }) => vec![Slot::Truth(false), Slot::Truth(true)],
            Some(Kind::Scalar { scalar: Scalar::Enum(id), .. }) => {
                let members = vocabulary.enumeration(id).map_or(0, |of| of.members.len());
                (0..).take(members).map(Slot::Member).collect()
            }
            _ => return Vec::new(),
        };
        values.push(Slot::None);
        values
    }

    fn asks(&mut self, node: Node<'m>) -> Asks {
        let own = match node {
            Node::Condition(condition) => self.condition_asks(condition),
            Node::Term(term) => self.term_asks(term),
        };
        node.parts().into_iter().fold(own, |asks, part| asks.and(self.asks(part)))
    }

    fn condition_asks(&mut self, condition: &'m Condition) -> Asks {
        match &condition.kind {
            ConditionKind::Definition(id) => self.definition_asks(*id),
            ConditionKind::OneOf(_, choices) => match &choices.kind {
                ChoicesKind::Terms(_) => Asks::Nothing,
                ChoicesKind::Param(id) => self.param_asks(*id),
            },
            ConditionKind::Constant(_)
            | ConditionKind::Term(_)
            | ConditionKind::All(_)
            | ConditionKind::Any(_)
            | ConditionKind::Not(_)
            | ConditionKind::Is(..)
            | ConditionKind::Order(..)
            | ConditionKind::IsNone(_) => Asks::Nothing,
            _ => Asks::More,
        }
    }

    fn term_asks(&mut self, term: &'m Term) -> Asks {
        match &term.kind {
            TermKind::Fact(fact) => Asks::One(*fact),
            TermKind::Param(id) => self.param_asks(*id),
            TermKind::Definition(id) => self.definition_asks(*id),
            TermKind::Now | TermKind::Field(_) | TermKind::Member | TermKind::Table(_) | TermKind::Decision(_) => Asks::More,
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
