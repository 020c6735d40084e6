//! Terms answer a state: §3 of the formal definition.

use crate::model::expression::{Condition, Term, TermKind};
use crate::model::policy::ParamValue;
use crate::model::vocabulary::{FactId, FieldId};
use crate::value::calendar::add_months;
use crate::value::{State, Truth, Value, ops};

use super::evaluator::{Evaluator, Member, place};
use super::proof::{Outcome, Question};
use super::recorder::Recorder;

impl<'m: 'r, 'r, R: Recorder<'m, 'r>> Evaluator<'m, 'r, R> {
    #[inline]
    pub fn term(&mut self, term: &'m Term) -> State<'r> {
        if !R::RECORDS {
            match &term.kind {
                TermKind::Constant(constant) => return constant.state(),
                TermKind::Fact(fact) => return self.record.state(self.record.slot(*fact)),
                _ => {}
            }
        }
        self.step_to(term)
    }

    #[inline(never)]
    fn step_to(&mut self, term: &'m Term) -> State<'r> {
        let mark = self.recorder.open();
        let state = self.state(&term.kind);
        self.recorder.close(mark, Question::Term(term), Outcome::State(state));
        state
    }

    fn state(&mut self, kind: &'m TermKind) -> State<'r> {
        match kind {
            TermKind::Constant(constant) => constant.state(),
            TermKind::Now => State::Known(Value::Instant(self.now)),
            TermKind::Param(id) => match self.param(*id) {
                Some(ParamValue::Scalar(constant)) => constant.state(),
                _ => State::Unknown,
            },
            TermKind::Fact(fact) => self.fact(*fact),
            TermKind::Field(_, field) => self.field(*field),
            TermKind::Member => self.set_member(),
            TermKind::Add(left, right) => ops::both(self.term(left), self.term(right), ops::add),
            TermKind::Subtract(left, right) => ops::both(self.term(left), self.term(right), ops::subtract),
            TermKind::Multiply(left, right) => ops::both(self.term(left), self.term(right), ops::multiply),
            TermKind::Shift { time, months, negative } => self.shift(time, months, *negative),
            TermKind::If(condition, yes, no) => self.conditional(condition, yes, no),
            TermKind::Definition(id) => self.definition(*id).state(),
            TermKind::Table(id) => self.table(*id).state(),
            TermKind::Decision(id) => self.decided_value(*id).state(),
            TermKind::Truth(condition) => State::from_truth(self.condition(condition)),
        }
    }

    fn fact(&mut self, fact: FactId) -> State<'r> {
        let state = self.record.state(self.record.slot(fact));
        self.leaf(Question::Fact { fact }, Outcome::State(state));
        state
    }

    fn field(&mut self, field: FieldId) -> State<'r> {
        let Member::List { list, at } = self.member else { return State::Unknown };
        let state = self.record.state(self.record.member_slot(at, field));
        self.leaf(Question::Field { list, member: place(at), field }, Outcome::State(state));
        state
    }

    fn set_member(&self) -> State<'r> {
        match self.member {
            Member::Set(state) => state,
            _ => State::Unknown,
        }
    }

    fn shift(&mut self, time: &'m Term, months: &'m Term, negative: bool) -> State<'r> {
        let zone = self.policy.zone();
        ops::both(self.term(time), self.term(months), |time, months| match (time, months) {
            (Value::Instant(seconds), Value::Months(months)) => {
                Some(Value::Instant(add_months(seconds, if negative { -months } else { months }, zone)))
            }
            _ => None,
        })
    }

    /// With the condition unknown, what both branches give, if that is the same and known.
    fn conditional(&mut self, condition: &'m Condition, yes: &'m Term, no: &'m Term) -> State<'r> {
        match self.condition(condition) {
            Truth::Yes => self.term(yes),
            Truth::No => self.term(no),
            Truth::Unknown => {
                let (yes, no) = (self.term(yes), self.term(no));
                if yes == no { yes } else { State::Unknown }
            }
        }
    }
}
