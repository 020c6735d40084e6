//! Conditions answer a truth: §2 and §4 of the formal definition.

use crate::facts::record::Presence;
use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Term, TermKind};
use crate::model::policy::{Body, DefinitionId, ParamId, ParamValue};
use crate::model::vocabulary::{Constant, EntityId};
use crate::value::ops::{self, Order};
use crate::value::{State, Truth, Value};

use super::evaluator::{Answered, Evaluator, Kept};
use super::proof::{Outcome, Question};
use super::recorder::Recorder;

impl<'m: 'r, 'r, R: Recorder<'m, 'r>> Evaluator<'m, 'r, R> {
    pub fn condition(&mut self, condition: &'m Condition) -> Truth {
        let mark = self.recorder.open();
        let truth = self.truth(&condition.kind);
        self.recorder.close(mark, Question::Condition(condition), Outcome::Truth(truth));
        truth
    }

    /// Only sends on, so that no kind of condition pays for what another one needs.
    fn truth(&mut self, kind: &'m ConditionKind) -> Truth {
        match kind {
            ConditionKind::Constant(yes) => (*yes).into(),
            ConditionKind::Term(term) => self.holds_term(term),
            ConditionKind::All(parts) => self.all(parts),
            ConditionKind::Any(parts) => self.any(parts),
            ConditionKind::Not(part) => !self.condition(part),
            ConditionKind::Is(left, right) => self.is(left, right),
            ConditionKind::Order(order, left, right) => self.in_order(*order, left, right),
            ConditionKind::IsNone(term) => self.is_none(term),
            ConditionKind::IsAbsent(entity) => self.is_absent(*entity),
            ConditionKind::OneOf(term, choices) => self.one_of(term, choices),
            ConditionKind::Has(set, term) => self.has(set, term),
            ConditionKind::HasAny(set, choices) => self.has_any(set, choices),
            ConditionKind::HasAll(set, choices) => self.has_all(set, choices),
            ConditionKind::IsEmpty(set) => self.is_empty(set),
            ConditionKind::Some(list, body) => self.some(list, body),
            ConditionKind::Every(list, body) => self.every(list, body),
            ConditionKind::Count(counts, order, to) => self.count_in_order(counts, *order, to),
            ConditionKind::CountIs(counts, to) => self.count_is(counts, to),
            ConditionKind::Definition(id) => self.definition_truth(*id),
            ConditionKind::Permitted(id) => self.permitted(*id),
        }
    }

    #[inline(never)]
    fn holds_term(&mut self, term: &'m Term) -> Truth {
        self.term(term).to_truth()
    }

    #[inline(never)]
    fn is(&mut self, left: &'m Term, right: &'m Term) -> Truth {
        match (&left.kind, &right.kind) {
            (TermKind::Fact(fact), TermKind::Constant(constant)) if !R::RECORDS => {
                same(self.record.state(self.record.slot(*fact)), constant)
            }
            _ => ops::is(self.term(left), self.term(right)),
        }
    }

    #[inline(never)]
    fn in_order(&mut self, order: Order, left: &'m Term, right: &'m Term) -> Truth {
        ops::order(order, self.term(left), self.term(right))
    }

    #[inline(never)]
    fn is_none(&mut self, term: &'m Term) -> Truth {
        ops::is_none(self.term(term))
    }

    #[inline(never)]
    fn all(&mut self, parts: &'m [Condition]) -> Truth {
        let mut truth = Truth::Yes;
        for part in parts {
            truth = truth.and(self.condition(part));
            if !R::RECORDS && truth == Truth::No {
                break;
            }
        }
        truth
    }

    #[inline(never)]
    fn any(&mut self, parts: &'m [Condition]) -> Truth {
        let mut truth = Truth::No;
        for part in parts {
            truth = truth.or(self.condition(part));
            if !R::RECORDS && truth == Truth::Yes {
                break;
            }
        }
        truth
    }

    #[inline(never)]
    fn is_absent(&mut self, entity: EntityId) -> Truth {
        let truth = match self.record.presence(entity) {
            Presence::Missing => Truth::Unknown,
            Presence::Absent => Truth::Yes,
            Presence::Given => Truth::No,
        };
        self.leaf(Question::Absent { entity }, Outcome::Truth(truth));
        truth
    }

    #[inline(never)]
    fn one_of(&mut self, term: &'m Term, choices: &'m Choices) -> Truth {
        let state = self.term(term);
        self.is_among(state, choices)
    }

    /// `x in {a, b}` of an `x` that is answered.
    pub fn is_among(&mut self, state: State<'r>, choices: &'m Choices) -> Truth {
        let mut truth = Truth::No;
        match self.choices(choices) {
            Chosen::Terms(terms) => {
                for term in terms {
                    truth = truth.or(match &term.kind {
                        TermKind::Constant(constant) => same(state, constant),
                        _ => ops::is(state, self.term(term)),
                    });
                    if !R::RECORDS && truth == Truth::Yes {
                        break;
                    }
                }
            }
            Chosen::Constants(constants) => {
                for constant in constants {
                    truth = truth.or(same(state, constant));
                }
            }
        }
        truth
    }

    /// The `or` over a set of choices.
    pub fn any_choice(&mut self, choices: &'m Choices, mut test: impl FnMut(&mut Self, State<'r>) -> Truth) -> Truth {
        let (terms, constants) = match self.choices(choices) {
            Chosen::Terms(terms) => (terms, &[][..]),
            Chosen::Constants(constants) => (&[][..], constants),
        };
        let mut truth = Truth::No;
        for term in terms {
            let choice = self.choice(term);
            truth = truth.or(test(self, choice));
        }
        for constant in constants {
            truth = truth.or(test(self, constant.state()));
        }
        truth
    }

    fn choices(&self, choices: &'m Choices) -> Chosen<'m> {
        match &choices.kind {
            ChoicesKind::Terms(terms) => Chosen::Terms(terms),
            ChoicesKind::Param(id) => Chosen::Constants(match self.param(*id) {
                Some(ParamValue::Set(members)) => members,
                Some(ParamValue::Scalar(constant)) => std::slice::from_ref(constant),
                None => &[],
            }),
        }
    }

    /// What a choice or a cell compares with. A plain constant is no step of its own.
    pub fn choice(&mut self, term: &'m Term) -> State<'r> {
        match &term.kind {
            TermKind::Constant(constant) => constant.state(),
            _ => self.term(term),
        }
    }

    /// The value of a param in force.
    pub fn param(&self, id: ParamId) -> Option<&'m ParamValue> {
        crate::model::constant::param(self.policy, id, self.now)
    }

    fn definition_truth(&mut self, id: DefinitionId) -> Truth {
        match self.memo.definitions.get(id.index()) {
            Some(Kept::Truth(truth, step)) => {
                self.recorder.put(*step);
                *truth
            }
            _ => self.definition(id).truth(),
        }
    }

    #[inline(never)]
    pub fn definition(&mut self, id: DefinitionId) -> Answered<'r> {
        let kept = self.memo.definitions.get(id.index()).copied();
        if let Some(answer) = self.recall(kept) {
            return answer;
        }
        let mark = self.recorder.open();
        let answer = self.defined(id);
        self.recorder.close(mark, Question::Definition(id), answer.outcome());
        let kept = self.kept(answer);
        if let Some(place) = self.memo.definitions.get_mut(id.index()) {
            *place = kept;
        }
        answer
    }

    fn defined(&mut self, id: DefinitionId) -> Answered<'r> {
        let policy = self.policy;
        match policy.definitions.get(id.index()).map(|definition| &definition.body) {
            Some(Body::Condition(condition)) => Answered::Truth(self.condition(condition)),
            Some(Body::Term { term, .. }) => Answered::State(self.term(term)),
            None => Answered::State(State::Unknown),
        }
    }
}

/// What a set of choices holds at an instant.
enum Chosen<'m> {
    Terms(&'m [Term]),
    Constants(&'m [Constant]),
}

/// `a is b`, where `b` is a constant. The two commonest kinds first; they spare the others' size.
#[inline]
fn same(state: State<'_>, constant: &Constant) -> Truth {
    match (state, constant) {
        (State::Unknown, _) => Truth::Unknown,
        (State::Known(Value::Member(member)), Constant::Member(other)) => (member == *other).into(),
        (State::Known(Value::Truth(yes)), Constant::Truth(other)) => (yes == *other).into(),
        _ => ops::is(state, constant.state()),
    }
}
