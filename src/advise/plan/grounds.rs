//! What an answer rests on, read off its proof: levers, one of which has to be moved before it can be another answer.
//!
//! Where several things have to change, any one of them is ground enough, and the one with the fewest levers is taken; where one of several
//! is enough, the levers of all of them are. So whoever gets another answer has moved one of the levers, or has waited.

use crate::eval::proof::{Instance, MemberPlace, Outcome, Proof, Question, Step, StepId};
use crate::model::expression::{Condition, ConditionKind};
use crate::model::policy::{Cell, Column, DecisionKind, Instances, Output, Policy, TableId, Verb};
use crate::model::vocabulary::{Constant, FactId};
use crate::syntax::ast::Hit;
use crate::value::{State, Truth};

use super::levers::holder_of;
use super::place::{Holder, Item, Place};

/// Something that can be moved to get another answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever<'m, 'r> {
    pub place: Place,
    pub pull: Pull<'m, 'r>,
}

/// To what it is moved.
#[derive(Debug, Clone, PartialEq)]
pub enum Pull<'m, 'r> {
    To(Constant),
    /// to whatever makes a test come to what is wanted of it
    Until(Test<'m, 'r>),
}

/// A condition or a cell, of one member, and what is wanted of it.
#[derive(Debug, Clone, Copy)]
pub struct Test<'m, 'r> {
    pub step: StepId,
    pub asks: Asks<'m>,
    pub instance: Instance<'r>,
    pub wanted: Truth,
    /// whether other levers move it as well, so that this one alone need not be enough
    pub shared: bool,
}

#[derive(Debug, Clone, Copy)]
pub enum Asks<'m> {
    Condition(&'m Condition),
    Cell(&'m Column, &'m Cell),
}

impl PartialEq for Test<'_, '_> {
    fn eq(&self, other: &Self) -> bool {
        self.step == other.step && self.wanted == other.wanted && self.instance == other.instance
    }
}

/// What is asked of a proof.
pub struct Grounds<'p, 'm, 'r> {
    pub policy: &'m Policy,
    pub proof: &'p Proof<'m, 'r>,
    /// whether a place can be set at all
    pub moves: &'p dyn Fn(&Place) -> bool,
    /// set where members could be added that nobody can name
    pub additions: &'p dyn Fn(),
}

pub(super) type Levers<'m, 'r> = Vec<Lever<'m, 'r>>;

impl<'m, 'r> Grounds<'_, 'm, 'r> {
    /// The levers of a step that is to come to something else than it does.
    #[must_use]
    pub fn of(&self, id: StepId, wanted: Truth, about: Instance<'r>) -> Levers<'m, 'r> {
        let Some(step) = self.proof.step(id) else { return Vec::new() };
        let parts = || self.proof.parts(step).iter().copied();
        match step.question {
            Question::Condition(condition) => self.condition(condition, (id, step), wanted, about),
            Question::Member { list, member } => self.member((list, member), step, wanted),
            Question::Rule(_) | Question::Notice(_) => self.rule(step, wanted),
            Question::Exception(_) => self.clauses(step, wanted, about),
            Question::Given | Question::When | Question::Unless | Question::Definition(_) => self.all(parts(), wanted, about),
            Question::Says(table, verb) => self.says((table, verb), step, wanted, about),
            Question::Row(..) => self.conjunction(parts(), wanted, about),
            Question::Cell(table, row, column) => self.cell((table, row, column), (id, step), wanted, about),
            Question::Decision(_) => self.decision(step, wanted, about),
            _ => Vec::new(),
        }
    }

    pub(super) fn truth(&self, id: StepId) -> Truth {
        match self.proof.step(id).map(|step| step.outcome) {
            Some(Outcome::Truth(truth)) => truth,
            Some(Outcome::State(state)) => state.to_truth(),
            _ => Truth::Unknown,
        }
    }

    /// One of the parts is enough: the levers of all.
    fn all(&self, parts: impl Iterator<Item = StepId>, wanted: Truth, about: Instance<'r>) -> Levers<'m, 'r> {
        let mut levers = Vec::new();
        for part in parts.filter(|part| self.truth(*part) != wanted) {
            join(&mut levers, self.of(part, wanted, about));
        }
        levers
    }

    /// All parts have to change that are not as they should be: the levers of the one that has fewest.
    fn fewest(&self, parts: impl Iterator<Item = StepId>, wanted: Truth, about: Instance<'r>) -> Levers<'m, 'r> {
        let parts = parts.filter(|part| self.truth(*part) != wanted);
        fewest(parts.map(|part| self.of(part, wanted, about)))
    }

    /// `a and b`
    fn conjunction(&self, parts: impl Iterator<Item = StepId>, wanted: Truth, about: Instance<'r>) -> Levers<'m, 'r> {
        if wanted == Truth::Yes { self.fewest(parts, wanted, about) } else { self.all(parts, wanted, about) }
    }

    /// `a or b`
    fn disjunction(&self, parts: impl Iterator<Item = StepId>, wanted: Truth, about: Instance<'r>) -> Levers<'m, 'r> {
        if wanted == Truth::No { self.fewest(parts, wanted, about) } else { self.all(parts, wanted, about) }
    }

    fn condition(
        &self,
        condition: &'m Condition,
        (id, step): (StepId, &Step<'m, 'r>),
        wanted: Truth,
        about: Instance<'r>,
    ) -> Levers<'m, 'r> {
        let parts = || self.proof.parts(step).iter().copied();
        match &condition.kind {
            ConditionKind::All(_) => self.conjunction(parts(), wanted, about),
            ConditionKind::Any(_) => self.disjunction(parts(), wanted, about),
            ConditionKind::Not(_) => self.all(parts(), !wanted, about),
            ConditionKind::Definition(_) | ConditionKind::Permitted(_) => self.all(parts(), wanted, about),
            ConditionKind::Some(list, _) => {
                self.may_grow(list.fact, wanted == Truth::Yes);
                self.disjunction(parts(), wanted, about)
            }
            ConditionKind::Every(list, _) => {
                self.may_grow(list.fact, wanted == Truth::No);
                self.conjunction(parts(), wanted, about)
            }
            ConditionKind::Constant(_) => Vec::new(),
            ConditionKind::IsAbsent(entity) => self.to(Place::Present(*entity), wanted == Truth::No),
            ConditionKind::Has(..) => {
                let mut levers = self.in_set(step, wanted);
                join(&mut levers, self.until((id, step), Asks::Condition(condition), wanted, about));
                levers
            }
            ConditionKind::HasAny(..) => self.members(step, wanted, Truth::No),
            ConditionKind::HasAll(..) => self.members(step, wanted, Truth::Yes),
            ConditionKind::IsEmpty(set) if wanted == Truth::No => self.filled(holder_of(set.place, about), set.element),
            ConditionKind::IsEmpty(_) => self.emptied(step),
            ConditionKind::Count(..) | ConditionKind::CountIs(..) => {
                let mut levers = self.counted(step, about);
                join(&mut levers, self.until((id, step), Asks::Condition(condition), wanted, about));
                levers
            }
            ConditionKind::Term(_)
            | ConditionKind::Is(..)
            | ConditionKind::Order(..)
            | ConditionKind::IsNone(_)
            | ConditionKind::OneOf(..) => self.until((id, step), Asks::Condition(condition), wanted, about),
        }
    }

    /// A member of a list: its own answer, or that it goes; the rest, that there is none.
    fn member(&self, (list, member): (FactId, MemberPlace), step: &Step<'m, 'r>, wanted: Truth) -> Levers<'m, 'r> {
        let about = Instance::Member { list, member };
        let mut levers = self.all(self.proof.parts(step).iter().copied(), wanted, about);
        join(&mut levers, self.gone(about));
        levers
    }

    /// That a member is not there any more.
    fn gone(&self, about: Instance<'r>) -> Levers<'m, 'r> {
        match about {
            Instance::Member { list, member: MemberPlace::Known(index) } => self.to(Place::Listed { list, index }, false),
            Instance::Member { list, member: MemberPlace::Rest } => self.to(Place::Closed(Holder::Fact(list)), true),
            _ => Vec::new(),
        }
    }

    /// An instance applies where `given` and `when` hold, and no `unless` and no exception does.
    fn rule(&self, step: &Step<'m, 'r>, wanted: Truth) -> Levers<'m, 'r> {
        let about = step.instance();
        let mut levers = self.clauses(step, wanted, about);
        match (wanted, self.instances(step)) {
            (Truth::No, instances) => {
                join(&mut levers, self.gone(about));
                join(&mut levers, self.out_of_its_set(instances, about));
            }
            (_, Some(Instances::List(list, _))) => self.may_grow(list.fact, about == Instance::Only),
            (_, Some(Instances::Set(set, _))) => join(&mut levers, self.filled(holder_of(set.place, about), set.element)),
            _ => {}
        }
        levers
    }

    fn instances(&self, step: &Step<'m, 'r>) -> Option<&'m Instances> {
        match step.question {
            Question::Rule(id) => self.policy.rules.get(id.index()).map(|rule| &rule.instances),
            _ => None,
        }
    }

    /// The member of a set that an instance is about, taken out of it.
    fn out_of_its_set(&self, instances: Option<&Instances>, about: Instance<'r>) -> Levers<'m, 'r> {
        let (Instance::SetMember(state), Some(Instances::Set(set, _))) = (about, instances) else { return Vec::new() };
        let Some(holder) = holder_of(set.place, Instance::Only) else { return Vec::new() };
        match state {
            State::Known(value) => Item::of(value).map_or_else(Vec::new, |item| self.to(Place::InSet(holder, item), false)),
            _ => self.to(Place::Closed(holder), true),
        }
    }

    fn clauses(&self, step: &Step<'m, 'r>, wanted: Truth, about: Instance<'r>) -> Levers<'m, 'r> {
        let asked = self.proof.parts(step).iter().filter_map(|part| {
            let negated = matches!(self.proof.step(*part)?.question, Question::Unless | Question::Exception(_));
            let is_clause = negated || matches!(self.proof.step(*part)?.question, Question::Given | Question::When);
            is_clause.then_some((*part, if negated { !wanted } else { wanted }))
        });
        let levers = asked.filter(|(part, wanted)| self.truth(*part) != *wanted).map(|(part, wanted)| self.of(part, wanted, about));
        if wanted == Truth::Yes { fewest(levers) } else { union(levers) }
    }

    /// A table that does not say what it should: a row that is possible has to go, because it does not fit or one above it does.
    fn says(&self, (id, verb): (TableId, Verb), step: &Step<'m, 'r>, wanted: Truth, about: Instance<'r>) -> Levers<'m, 'r> {
        let Some(table) = self.policy.tables.get(id.index()) else { return Vec::new() };
        let says = |row: u32| match table.rows.get(row as usize).map(|row| &row.output) {
            Some(Output::Forbid) => verb == Verb::Forbid,
            Some(Output::Permit) => verb == Verb::Permit,
            _ => false,
        };
        let rows: Vec<(StepId, u32)> = self.proof.parts(step).iter().filter_map(|part| Some((*part, self.row(*part)?))).collect();
        let saying = || rows.iter().filter(|(_, row)| says(*row)).map(|(id, _)| *id);
        let wrong = |(id, row): &(StepId, u32)| self.truth(*id) != Truth::No && says(*row) != (wanted == Truth::Yes);
        let rows_fail = match (table.hit, wanted) {
            (Hit::Collect, Truth::Yes) => !saying().any(|row| self.truth(row) == Truth::Yes),
            _ => rows.iter().any(wrong),
        };
        let of_rows = || match table.hit {
            Hit::Collect => self.disjunction(saying(), wanted, about),
            Hit::Unique | Hit::First => {
                let gone = |(place, (id, _)): (usize, &(StepId, u32))| {
                    let above = rows.iter().take(place).map(|(id, _)| *id);
                    union([self.of(*id, Truth::No, about), self.all(above, Truth::Yes, about)].into_iter())
                };
                fewest(rows.iter().enumerate().filter(|(_, row)| wrong(row)).map(gone))
            }
        };
        let clauses = self.clauses(step, wanted, about);
        match wanted {
            Truth::Yes if !rows_fail => clauses,
            Truth::Yes if self.clauses_fail(step) => fewest([clauses, of_rows()].into_iter()),
            Truth::Yes => of_rows(),
            _ => union([clauses, of_rows()].into_iter()),
        }
    }

    /// Whether a scope does not hold, or something excuses.
    fn clauses_fail(&self, step: &Step<'m, 'r>) -> bool {
        self.proof.parts(step).iter().any(|part| match self.proof.step(*part).map(|step| step.question) {
            Some(Question::Given) => self.truth(*part) != Truth::Yes,
            Some(Question::Unless | Question::Exception(_)) => self.truth(*part) != Truth::No,
            _ => false,
        })
    }

    fn row(&self, id: StepId) -> Option<u32> {
        match self.proof.step(id)?.question {
            Question::Row(_, row) => Some(row),
            _ => None,
        }
    }

    fn cell(
        &self,
        (table, row, column): (TableId, u32, u32),
        at: (StepId, &Step<'m, 'r>),
        wanted: Truth,
        about: Instance<'r>,
    ) -> Levers<'m, 'r> {
        let Some(table) = self.policy.tables.get(table.index()) else { return Vec::new() };
        let cell = table.rows.get(row as usize).and_then(|row| row.cells.get(column as usize));
        let (Some(cell), Some(column)) = (cell, table.columns.get(column as usize)) else { return Vec::new() };
        self.until(at, Asks::Cell(column, cell), wanted, about)
    }

    /// Nothing may forbid, and where permission has to be given something has to permit.
    fn decision(&self, step: &Step<'m, 'r>, wanted: Truth, about: Instance<'r>) -> Levers<'m, 'r> {
        let verb = |part: &StepId| match self.proof.step(*part).map(|step| step.question) {
            Some(Question::Rule(id)) => self.policy.rules.get(id.index()).map(|rule| rule.verb),
            Some(Question::Says(_, verb)) => Some(verb),
            _ => None,
        };
        let of = |wanted: Verb| self.proof.parts(step).iter().copied().filter(move |part| verb(part) == Some(wanted));
        let permits = self.defaults_to_forbid(step).then(|| self.disjunction(of(Verb::Permit), wanted, about));
        let permitted = of(Verb::Permit).any(|part| self.truth(part) == Truth::Yes);
        let forbids_wrong = of(Verb::Forbid).any(|part| self.truth(part) != !wanted);
        let forbids = self.disjunction(of(Verb::Forbid), !wanted, about);
        match (wanted, permits) {
            (Truth::Yes, Some(permits)) if permitted => {
                if forbids_wrong {
                    forbids
                } else {
                    permits
                }
            }
            (Truth::Yes, Some(permits)) if forbids_wrong => fewest([forbids, permits].into_iter()),
            (Truth::Yes, Some(permits)) => permits,
            (_, Some(permits)) => union([forbids, permits].into_iter()),
            (_, None) => forbids,
        }
    }

    fn defaults_to_forbid(&self, step: &Step<'m, 'r>) -> bool {
        let Question::Decision(id) = step.question else { return false };
        let decision = self.policy.decisions.get_index(id.index()).map(|(_, decision)| &decision.kind);
        matches!(decision, Some(DecisionKind::Verdict { default_permit: false, .. }))
    }
}

/// The levers of whichever has fewest.
pub(super) fn fewest<'m, 'r>(all: impl Iterator<Item = Levers<'m, 'r>>) -> Levers<'m, 'r> {
    all.min_by_key(Vec::len).unwrap_or_default()
}

pub(super) fn union<'m, 'r>(all: impl Iterator<Item = Levers<'m, 'r>>) -> Levers<'m, 'r> {
    all.fold(Vec::new(), |mut levers, more| {
        join(&mut levers, more);
        levers
    })
}

/// Adds the levers that are not there yet.
pub(super) fn join<'m, 'r>(levers: &mut Levers<'m, 'r>, more: Levers<'m, 'r>) {
    for lever in more {
        if !levers.contains(&lever) {
            levers.push(lever);
        }
    }
}
