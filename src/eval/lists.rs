//! Quantifiers and counts: §5 of the formal definition.

use crate::facts::record::MemberRef;
use crate::model::expression::{Condition, Count, ListRef, Term};
use crate::value::ops::Order;
use crate::value::{Decimal, State, Truth, Value};

use super::evaluator::{Evaluator, Member, place};
use super::proof::{Outcome, Question};
use super::recorder::Recorder;

/// A count: at least, and at most unless there is no end to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub least: i64,
    pub most: Option<i64>,
}

impl<'m: 'r, 'r, R: Recorder<'m, 'r>> Evaluator<'m, 'r, R> {
    #[inline(never)]
    pub fn some(&mut self, list: &ListRef, body: &'m Condition) -> Truth {
        let mut truth = Truth::No;
        self.record_empty(list);
        for member in self.members(list) {
            truth = truth.or(self.member(list, member, body, |rest| Truth::Unknown.and(rest)));
            if !R::RECORDS && truth == Truth::Yes {
                break;
            }
        }
        truth
    }

    #[inline(never)]
    pub fn every(&mut self, list: &ListRef, body: &'m Condition) -> Truth {
        let mut truth = Truth::Yes;
        self.record_empty(list);
        for member in self.members(list) {
            truth = truth.and(self.member(list, member, body, |rest| Truth::Unknown.or(rest)));
            if !R::RECORDS && truth == Truth::No {
                break;
            }
        }
        truth
    }

    /// The members that are known, then the rest if there may be more.
    pub fn members(&self, list: &ListRef) -> impl Iterator<Item = MemberRef> + use<'m, 'r, R> {
        let (known, open) = self.list(list);
        let facts = self.record.list(self.record.slot(list.fact));
        let known = facts.into_iter().flat_map(move |list| (0..known).map(move |index| MemberRef::Known { list, index }));
        known.chain(open.then_some(MemberRef::Rest))
    }

    /// How many members are known, and whether there may be more.
    pub fn list(&self, list: &ListRef) -> (u32, bool) {
        self.record.list(self.record.slot(list.fact)).map_or((0, true), |facts| (facts.count, facts.open))
    }

    /// A body for one member; for the rest, what `rest` makes of it.
    fn member(&mut self, list: &ListRef, at: MemberRef, body: &'m Condition, rest: fn(Truth) -> Truth) -> Truth {
        let mark = self.recorder.open();
        if at == MemberRef::Rest {
            self.record_list(list);
        }
        let truth = self.about(Member::List { list: list.fact, at }, |evaluator| evaluator.condition(body));
        let truth = if at == MemberRef::Rest { rest(truth) } else { truth };
        self.recorder.close(mark, Question::Member { list: list.fact, member: place(at) }, Outcome::Truth(truth));
        truth
    }

    /// Without members, the list itself is what the answer rests on.
    fn record_empty(&mut self, list: &ListRef) {
        if R::RECORDS && self.list(list) == (0, false) {
            self.record_list(list);
        }
    }

    /// How many members a list has, as far as it is known.
    pub fn record_list(&mut self, list: &ListRef) {
        let (known, open) = self.list(list);
        let known = u64::from(known);
        self.leaf(Question::List { fact: list.fact }, Outcome::Span(known, (!open).then_some(known)));
    }

    #[inline(never)]
    pub fn count_in_order(&mut self, counts: &'m [Count], order: Order, to: &'m Term) -> Truth {
        let span = self.counts(counts);
        match self.term(to) {
            State::Known(Value::Number(to)) => span.in_order(order, to),
            State::None => Truth::No,
            _ => Truth::Unknown,
        }
    }

    #[inline(never)]
    pub fn count_is(&mut self, counts: &'m [Count], to: &'m Term) -> Truth {
        let span = self.counts(counts);
        match self.term(to) {
            State::Known(Value::Number(to)) => span.is(to),
            State::None => Truth::No,
            _ => Truth::Unknown,
        }
    }

    /// Spans add.
    pub fn counts(&mut self, counts: &'m [Count]) -> Span {
        let mut sum = Span { least: 0, most: Some(0) };
        for count in counts {
            let span = self.count(count);
            sum.least += span.least;
            sum.most = sum.most.zip(span.most).map(|(a, b)| a + b);
        }
        sum
    }

    fn count(&mut self, count: &'m Count) -> Span {
        let mark = self.recorder.open();
        let span = match count {
            Count::Number(number) => Span { least: *number, most: Some(*number) },
            Count::Members(list, None) => self.length(list),
            Count::Members(list, Some(body)) => self.count_members(list, body),
        };
        self.recorder.close(mark, Question::Count(count), span.outcome());
        span
    }

    fn length(&mut self, list: &ListRef) -> Span {
        self.record_list(list);
        let (known, open) = self.list(list);
        let known = i64::from(known);
        Span { least: known, most: (!open).then_some(known) }
    }

    fn count_members(&mut self, list: &ListRef, body: &'m Condition) -> Span {
        let mut span = Span { least: 0, most: Some(0) };
        self.record_empty(list);
        for member in self.members(list) {
            let truth = self.member(list, member, body, |rest| Truth::Unknown.and(rest));
            if truth == Truth::Yes {
                span.least += 1;
            }
            if truth != Truth::No {
                span.most = span.most.filter(|_| member != MemberRef::Rest).map(|most| most + 1);
            }
        }
        span
    }
}

impl Span {
    /// Yes if every number of the span stands so to another, no if none does.
    fn in_order(self, order: Order, to: Decimal) -> Truth {
        let holds = |number: i64| order.holds(Decimal::from(number).cmp(&to));
        let upwards = matches!(order, Order::Greater | Order::AtLeast);
        match (holds(self.least), self.most.map_or(upwards, holds)) {
            (true, true) => Truth::Yes,
            (false, false) => Truth::No,
            _ => Truth::Unknown,
        }
    }

    fn is(self, to: Decimal) -> Truth {
        let (least, most) = (Decimal::from(self.least), self.most.map(Decimal::from));
        if most == Some(least) {
            (least == to).into()
        } else if least > to || most.is_some_and(|most| most < to) || !to.is_whole() {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    fn outcome<'r>(self) -> Outcome<'r> {
        let whole = |number: i64| u64::try_from(number).unwrap_or(0);
        Outcome::Span(whole(self.least), self.most.map(whole))
    }
}
