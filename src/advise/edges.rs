//! The stretch of time over which a proof stays as it is, the facts held fixed: §10 of the formal definition.
//!
//! Three things change with time: a comparison with `now` in it, a param with dates, and what is in force between two dates. As long as none
//! of those that a proof went through does, the same evaluation goes the same way.

use crate::model::constant;
use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Term, TermKind};
use crate::model::policy::{CellTest, Effective, Instances, ParamId, ParamValue, Policy, TableId};
use crate::model::walk;
use crate::value::calendar::in_calendar;
use crate::value::{State, Value};

use crate::eval::proof::{Outcome, Proof, Question, Step, StepId};

/// From an instant (inclusive) until another (exclusive); none where there is no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    pub since: Option<i64>,
    pub until: Option<i64>,
}

impl Stretch {
    /// What two stretches around the same instant have in common.
    #[must_use]
    pub fn within(self, other: Self) -> Self {
        let tighter = |one: Option<i64>, other: Option<i64>, pick: fn(i64, i64) -> i64| match (one, other) {
            (Some(one), Some(other)) => Some(pick(one, other)),
            (one, other) => one.or(other),
        };
        Self { since: tighter(self.since, other.since, i64::max), until: tighter(self.until, other.until, i64::min) }
    }
}

/// The stretch around `now` in which every truth under some steps of a proof stays the same. The proof was made at `now`.
#[must_use]
pub fn stretch(policy: &Policy, proof: &Proof<'_, '_>, roots: &[StepId], now: i64) -> Stretch {
    let slopes = slopes(proof);
    let mut edges = Edges { policy, proof, slopes: &slopes, now, stretch: Stretch::default() };
    for step in reached(proof, roots) {
        edges.step(step);
    }
    edges.stretch
}

/// By how many seconds the answer of each step grows in a second, as far as `now` is summed up in it. Parts stand before what they are parts of.
fn slopes(proof: &Proof<'_, '_>) -> Vec<i64> {
    let mut slopes: Vec<i64> = Vec::with_capacity(proof.steps.len());
    for step in &proof.steps {
        let of = |place: usize| proof.parts(step).get(place).and_then(|part| slopes.get(part.0 as usize)).copied().unwrap_or(0);
        let slope = match step.question {
            Question::Term(term) => match &term.kind {
                TermKind::Now => 1,
                TermKind::Add(..) => of(0).saturating_add(of(1)),
                TermKind::Subtract(..) => of(0).saturating_sub(of(1)),
                // the branch taken
                TermKind::If(..) => of(1),
                TermKind::Definition(_) | TermKind::Decision(_) => of(0),
                _ => 0,
            },
            Question::Definition(_) | Question::Decision(_) => of(0),
            _ => 0,
        };
        slopes.push(slope);
    }
    slopes
}

/// The steps under some roots, these included.
fn reached<'p, 'm, 'r>(proof: &'p Proof<'m, 'r>, roots: &[StepId]) -> Vec<&'p Step<'m, 'r>> {
    let mut seen = vec![false; proof.steps.len()];
    let mut waiting = roots.to_vec();
    let mut reached = Vec::new();
    while let Some(id) = waiting.pop() {
        let (Some(step), Some(seen)) = (proof.step(id), seen.get_mut(id.0 as usize)) else { continue };
        if !std::mem::replace(seen, true) {
            reached.push(step);
            waiting.extend(proof.parts(step));
        }
    }
    reached
}

struct Edges<'a, 'm, 'r> {
    policy: &'a Policy,
    proof: &'a Proof<'m, 'r>,
    slopes: &'a [i64],
    now: i64,
    stretch: Stretch,
}

/// An instant or a duration, and how it grows.
#[derive(Clone, Copy)]
struct Line {
    seconds: i64,
    slope: i64,
}

impl Edges<'_, '_, '_> {
    fn step(&mut self, step: &Step<'_, '_>) {
        let policy = self.policy;
        match step.question {
            Question::Condition(condition) => self.condition(condition, self.proof.parts(step)),
            Question::Term(term) => self.term(term, self.proof.parts(step)),
            Question::Cell(table, row, column) => self.cell(table, row, column, self.proof.parts(step)),
            Question::Rule(id) => self.effective_of(policy.rules.get(id.index()).map(|rule| &rule.instances)),
            Question::Notice(id) => self.effective_of(policy.notices.get(id.index()).map(|notice| &notice.instances)),
            Question::Exception(id) => {
                self.effective(policy.exceptions.get(id.index()).map(|exception| exception.scope.effective));
            }
            Question::Table(id) | Question::Says(id, _) => {
                self.effective(policy.tables.get(id.index()).map(|table| table.scope.effective));
            }
            _ => {}
        }
    }

    fn condition(&mut self, condition: &Condition, parts: &[StepId]) {
        match (&condition.kind, parts) {
            (ConditionKind::Is(..) | ConditionKind::Order(..), [left, right]) => self.compare(self.line(*left), self.line(*right)),
            (ConditionKind::OneOf(_, choices), [item, others @ ..]) => self.choices(*item, choices, others),
            (ConditionKind::HasAny(_, choices) | ConditionKind::HasAll(_, choices), _) => self.param_of(choices),
            _ => {}
        }
    }

    fn term(&mut self, term: &Term, parts: &[StepId]) {
        match (&term.kind, parts) {
            (TermKind::Param(id), _) => self.param(*id),
            // the condition is unknown: the answer is known while both branches give the same
            (TermKind::If(..), [_, yes, no]) => self.compare(self.line(*yes), self.line(*no)),
            _ => {}
        }
    }

    fn cell(&mut self, table: TableId, row: u32, column: u32, parts: &[StepId]) {
        let row = self.policy.tables.get(table.index()).and_then(|table| table.rows.get(row as usize));
        let Some(cell) = row.and_then(|row| row.cells.get(column as usize)) else { return };
        let [item, others @ ..] = parts else { return };
        match &cell.test {
            CellTest::OneOf(choices) | CellTest::NotOneOf(choices) => self.choices(*item, choices, others),
            CellTest::Order(_, to) => self.constants(*item, [to], others),
            CellTest::Span { from, to, .. } => self.constants(*item, [from, to], others),
            CellTest::Any | CellTest::None | CellTest::NotNone => {}
        }
    }

    fn choices(&mut self, item: StepId, choices: &Choices, others: &[StepId]) {
        self.param_of(choices);
        match &choices.kind {
            ChoicesKind::Terms(terms) => self.constants(item, terms, others),
            ChoicesKind::Param(id) => {
                let values = match constant::param(self.policy, *id, self.now) {
                    Some(ParamValue::Set(members)) => members.as_slice(),
                    Some(ParamValue::Scalar(member)) => std::slice::from_ref(member),
                    None => &[],
                };
                for value in values {
                    self.compare(self.line(item), Line::of(value.state(), 0));
                }
            }
        }
    }

    /// Compares with plain constants, and with the terms that are steps of their own.
    fn constants<'t>(&mut self, item: StepId, terms: impl IntoIterator<Item = &'t Term>, others: &[StepId]) {
        let item = self.line(item);
        for term in terms {
            if let TermKind::Constant(value) = &term.kind {
                self.compare(item, Line::of(value.state(), 0));
            }
        }
        for other in others {
            self.compare(item, self.line(*other));
        }
    }

    fn line(&self, step: StepId) -> Option<Line> {
        let slope = self.slopes.get(step.0 as usize).copied().unwrap_or(0);
        match self.proof.step(step)?.outcome {
            Outcome::State(state) => Line::of(state, slope),
            _ => None,
        }
    }

    /// Two lines stand to each other as they do until their difference changes its sign, becomes zero or leaves it.
    fn compare(&mut self, left: Option<Line>, right: Option<Line>) {
        let (Some(left), Some(right)) = (left, right) else { return };
        let difference = i128::from(left.seconds) - i128::from(right.seconds);
        let slope = i128::from(left.slope) - i128::from(right.slope);
        if let Some(ahead) = turn(difference, slope) {
            self.until(self.now.saturating_add(ahead));
        }
        if let Some(back) = turn(difference, -slope) {
            self.since(self.now.saturating_sub(back).saturating_add(1));
        }
    }

    fn param_of(&mut self, choices: &Choices) {
        if let ChoicesKind::Param(id) = choices.kind {
            self.param(id);
        }
    }

    fn param(&mut self, id: ParamId) {
        let policy = self.policy;
        let Some((_, param)) = policy.params.get_index(id.index()) else { return };
        for from in param.versions.iter().filter_map(|version| version.from) {
            self.change(from);
        }
    }

    fn effective_of(&mut self, instances: Option<&Instances>) {
        let bodies = instances.map(walk::bodies).unwrap_or_default();
        self.effective(bodies.first().map(|body| body.scope.effective));
    }

    fn effective(&mut self, effective: Option<Effective>) {
        let Some(Effective { from, until }) = effective else { return };
        for edge in [from, until].into_iter().flatten() {
            self.change(edge);
        }
    }

    /// Something is another one from an instant on.
    fn change(&mut self, edge: i64) {
        if edge > self.now {
            self.until(edge);
        } else {
            self.since(edge);
        }
    }

    fn until(&mut self, edge: i64) {
        if in_calendar(edge) && self.stretch.until.is_none_or(|until| edge < until) {
            self.stretch.until = Some(edge);
        }
    }

    fn since(&mut self, edge: i64) {
        if in_calendar(edge) && self.stretch.since.is_none_or(|since| edge > since) {
            self.stretch.since = Some(edge);
        }
    }
}

impl Line {
    fn of(state: State<'_>, slope: i64) -> Option<Self> {
        match state {
            State::Known(Value::Instant(seconds) | Value::Duration(seconds)) => Some(Self { seconds, slope }),
            _ => None,
        }
    }
}

/// After how many seconds a difference that grows by `slope` a second first has another sign; none if it never has.
fn turn(difference: i128, slope: i128) -> Option<i64> {
    let seconds = match (difference.signum(), slope.signum()) {
        (_, 0) => return None,
        (0, _) => 1,
        (sign, growth) if sign == growth => return None,
        _ => (difference.abs() + slope.abs() - 1) / slope.abs(),
    };
    i64::try_from(seconds).ok()
}
