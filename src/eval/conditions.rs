//! Conditions answer a truth: §2 and §4 of the formal definition.

use crate::facts::record::Presence;
use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Term, TermKind};
use crate::model::policy::{Body, DefinitionId, ParamId, ParamValue};
use crate::model::vocabulary::EntityId;
use crate::value::{State, Truth, ops};

use super::evaluator::{Answered, Evaluator};
use super::proof::{Outcome, Question};
use super::recorder::Recorder;

impl<'m: 'r, 'r, R: Recorder<'m, 'r>> Evaluator<'m, 'r, R> {
    pub fn condition(&mut self, condition: &'m Condition) -> Truth {
        let mark = self.recorder.open();
        let truth = self.truth(&condition.kind);
        self.recorder.close(mark, Question::Condition(condition), Outcome::Truth(truth));
        truth
    }

    fn truth(&mut self, kind: &'m ConditionKind) -> Truth {
        match kind {
            ConditionKind::Constant(yes) => (*yes).into(),
            ConditionKind::Term(term) => self.term(term).to_truth(),
            ConditionKind::All(parts) => self.all(parts),
            ConditionKind::Any(parts) => self.any(parts),
            ConditionKind::Not(part) => !self.condition(part),
            ConditionKind::Is(left, right) => ops::is(self.term(left), self.term(right)),
            ConditionKind::Order(order, left, right) => ops::order(*order, self.term(left), self.term(right)),
            ConditionKind::IsNone(term) => ops::is_none(self.term(term)),
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
            ConditionKind::Definition(id) => self.definition(*id).truth(),
            ConditionKind::Permitted(id) => self.permitted(*id),
        }
    }

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

    fn is_absent(&mut self, entity: EntityId) -> Truth {
        let truth = match self.record.presence(entity) {
            Presence::Missing => Truth::Unknown,
            Presence::Absent => Truth::Yes,
            Presence::Given => Truth::No,
        };
        self.leaf(Question::Absent { entity }, Outcome::Truth(truth));
        truth
    }

    fn one_of(&mut self, term: &'m Term, choices: &'m Choices) -> Truth {
        let state = self.term(term);
        self.any_choice(choices, |_, choice| ops::is(state, choice))
    }

    /// The `or` over a set of choices.
    pub fn any_choice(&mut self, choices: &'m Choices, mut test: impl FnMut(&mut Self, State<'r>) -> Truth) -> Truth {
        match &choices.kind {
            ChoicesKind::Terms(terms) => self.any_of(terms, |evaluator, term| {
                let choice = evaluator.choice(term);
                test(evaluator, choice)
            }),
            ChoicesKind::Param(id) => match self.param(*id) {
                Some(ParamValue::Set(members)) => self.any_of(members, |evaluator, member| test(evaluator, member.state())),
                Some(ParamValue::Scalar(constant)) => test(self, constant.state()),
                None => Truth::No,
            },
        }
    }

    fn any_of<T>(&mut self, items: &'m [T], mut test: impl FnMut(&mut Self, &'m T) -> Truth) -> Truth {
        let mut truth = Truth::No;
        for item in items {
            truth = truth.or(test(self, item));
            if !R::RECORDS && truth == Truth::Yes {
                break;
            }
        }
        truth
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
