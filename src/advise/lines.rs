//! What a term may come to over all of time, the facts of a record held fixed: values that stand still, or run with `now`.
//!
//! A term that hangs on conditions may come to one of several; all of them are told, whichever of them is right at an instant.

use std::cmp::Ordering;

use crate::facts::record::{MemberRef, Record};
use crate::model::expression::{Term, TermKind};
use crate::model::policy::{Body, DecisionId, DecisionKind, DefinitionId, Output, ParamId, ParamValue, Policy, TableId, ValuedBy};
use crate::model::vocabulary::Constant;
use crate::value::calendar::add_months;
use crate::value::{State, Value, ops};

/// A value at the instant 0, and by how many seconds it grows in a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line<'a> {
    pub value: Value<'a>,
    pub slope: i64,
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side<'m> {
    Term(&'m Term),
    Constant(&'m Constant),
}

/// Collects the lines of terms, one after the other on a stack.
pub(super) struct Lines<'a> {
    pub policy: &'a Policy,
    pub record: &'a Record,
    /// the list's member that a field belongs to
    pub member: Option<MemberRef>,
    pub stack: Vec<Line<'a>>,
    /// whether there were too many to tell
    pub spent: bool,
}

/// So many lines a term may have, and so many pairs of them are tried: far more than a policy that people write has.
pub(super) const MOST_LINES: usize = 4_096;

type Operator = for<'v> fn(Value<'v>, Value<'v>) -> Option<Value<'v>>;

impl<'a> Lines<'a> {
    /// Puts the lines of a side on the stack.
    pub fn side(&mut self, side: Side<'a>) {
        match side {
            Side::Term(term) => self.term(term),
            Side::Constant(constant) => self.still(constant.state()),
        }
    }

    fn term(&mut self, term: &'a Term) {
        match &term.kind {
            TermKind::Constant(constant) => self.still(constant.state()),
            TermKind::Now => self.stack.push(Line { value: Value::Instant(0), slope: 1 }),
            TermKind::Param(id) => self.param(*id),
            TermKind::Fact(fact) => self.still(self.record.state(self.record.slot(*fact))),
            TermKind::Field(_, field) => {
                let slot = self.member.map(|member| self.record.member_slot(member, *field)).unwrap_or_default();
                self.still(self.record.state(slot));
            }
            TermKind::Add(left, right) => self.both((left, right), ops::add, 1),
            TermKind::Subtract(left, right) => self.both((left, right), ops::subtract, -1),
            TermKind::Multiply(left, right) => self.both((left, right), ops::multiply, 0),
            TermKind::Shift { time, months, negative } => self.shift(time, months, *negative),
            TermKind::If(_, yes, no) => {
                self.term(yes);
                self.term(no);
            }
            TermKind::Definition(id) => self.definition(*id),
            TermKind::Table(id) => self.table(*id),
            TermKind::Decision(id) => self.decision(*id),
            TermKind::Member | TermKind::Truth(_) => {}
        }
    }

    fn still(&mut self, state: State<'a>) {
        if let State::Known(value) = state {
            self.stack.push(Line { value, slope: 0 });
        }
    }

    fn param(&mut self, id: ParamId) {
        let Some((_, param)) = self.policy.params.get_index(id.index()) else { return };
        for version in &param.versions {
            if let ParamValue::Scalar(constant) = &version.value {
                self.still(constant.state());
            }
        }
    }

    fn definition(&mut self, id: DefinitionId) {
        if let Some(Body::Term { term, .. }) = self.policy.definitions.get(id.index()).map(|definition| &definition.body) {
            self.term(term);
        }
    }

    fn table(&mut self, id: TableId) {
        let base = self.stack.len();
        for row in self.policy.tables.get(id.index()).into_iter().flat_map(|table| &table.rows) {
            if let Output::Value(term) = &row.output {
                self.term(term);
            }
        }
        self.tidy(base);
    }

    fn decision(&mut self, id: DecisionId) {
        match self.policy.decisions.get_index(id.index()).map(|(_, decision)| &decision.kind) {
            Some(DecisionKind::Valued { by: ValuedBy::Table(table), .. }) => self.table(*table),
            Some(DecisionKind::Valued { by: ValuedBy::Definition(definition), .. }) => self.definition(*definition),
            Some(DecisionKind::Verdict { .. }) | None => {}
        }
    }

    /// Every line of the left with every one of the right.
    fn both(&mut self, (left, right): (&'a Term, &'a Term), operator: Operator, sign: i64) {
        self.pairs(left, right, |left, right| {
            let value = operator(left.value, right.value)?;
            Some(Line { value, slope: left.slope.saturating_add(sign.saturating_mul(right.slope)) })
        });
    }

    fn shift(&mut self, time: &'a Term, months: &'a Term, negative: bool) {
        let zone = self.policy.zone();
        self.pairs(time, months, |time, months| match (time.value, months.value) {
            (Value::Instant(seconds), Value::Months(months)) => {
                let months = if negative { -months } else { months };
                Some(Line { value: Value::Instant(add_months(seconds, months, zone)), slope: 0 })
            }
            _ => None,
        });
    }

    fn pairs(&mut self, left: &'a Term, right: &'a Term, pair: impl Fn(Line<'a>, Line<'a>) -> Option<Line<'a>>) {
        let base = self.stack.len();
        self.term(left);
        let middle = self.stack.len();
        self.term(right);
        let end = self.stack.len();
        if (middle - base).saturating_mul(end - middle) > MOST_LINES {
            self.spent = true;
        } else {
            for first in base..middle {
                for second in middle..end {
                    let lines = self.stack.get(first).copied().zip(self.stack.get(second).copied());
                    self.stack.extend(lines.and_then(|(first, second)| pair(first, second)));
                }
            }
        }
        self.stack.drain(base..end);
        self.tidy(base);
    }

    /// Leaves each line above `base` once.
    fn tidy(&mut self, base: usize) {
        const FEW: usize = 8;
        if self.stack.len() <= base + FEW {
            return;
        }
        let mut lines = self.stack.split_off(base);
        lines.sort_unstable_by(|a, b| a.slope.cmp(&b.slope).then(ops::compare(a.value, b.value).unwrap_or(Ordering::Equal)));
        lines.dedup();
        self.spent |= lines.len() > MOST_LINES;
        self.stack.append(&mut lines);
    }
}

impl Line<'_> {
    /// The instants at which two lines begin to stand otherwise to each other: where they meet, and a second later.
    pub fn meets(self, other: Self) -> [Option<i64>; 2] {
        let (Some(left), Some(right)) = (self.seconds(), other.seconds()) else { return [None; 2] };
        let slope = i128::from(self.slope) - i128::from(other.slope);
        if slope == 0 {
            return [None; 2];
        }
        let difference = (i128::from(right) - i128::from(left)) * slope.signum();
        let slope = slope.abs();
        let meets = (difference.rem_euclid(slope) == 0).then(|| difference.div_euclid(slope));
        [meets, Some(difference.div_euclid(slope) + 1)].map(|instant| instant.and_then(|instant| i64::try_from(instant).ok()))
    }

    fn seconds(self) -> Option<i64> {
        match self.value {
            Value::Instant(seconds) | Value::Duration(seconds) => Some(seconds),
            _ => None,
        }
    }
}
