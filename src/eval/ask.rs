//! Single questions: a hole of a message, a remedy's condition, one instance of a rule.

use crate::facts::record::Record;
use crate::model::expression::{Condition, Count, Term};
use crate::model::policy::{Cell, DecisionId, Instances, Policy, Verb};
use crate::value::{State, Truth};

use super::answer::{Instance, Status, Subject};
use super::evaluator::{Evaluator, Member, Scratch};
use super::full::Proving;
use super::lists::Span;
use super::proof::{Proof, StepId};
use super::recorder::{Recorder, Silent};
use super::rules::Judged;

/// Asks single questions of one record at one instant, for one instance of a rule.
#[derive(Clone, Copy)]
pub struct Asker<'m, 'r> {
    pub policy: &'m Policy,
    pub record: &'r Record,
    pub now: i64,
    pub instance: Instance<'r>,
}

/// One instance with its proof.
#[derive(Debug, Clone)]
pub struct Judgement<'m, 'r> {
    pub status: Status,
    pub proof: Proof<'m, 'r>,
    pub root: StepId,
}

impl<'m: 'r, 'r> Asker<'m, 'r> {
    #[must_use]
    pub fn term(self, term: &'m Term) -> State<'r> {
        self.ask(|evaluator| evaluator.term(term))
    }

    #[must_use]
    pub fn condition(self, condition: &'m Condition) -> Truth {
        self.ask(|evaluator| evaluator.condition(condition))
    }

    /// A condition with its proof.
    #[must_use]
    pub fn proven(self, condition: &'m Condition) -> (Proof<'m, 'r>, StepId) {
        let mut evaluator = Evaluator::prover(self.policy, self.record, self.now, 16);
        evaluator.about(Member::of(self.instance, self.record), |evaluator| evaluator.condition(condition));
        let root = evaluator.recorder.take();
        (evaluator.recorder.proof, root)
    }

    /// A cell of a table, of its column.
    #[must_use]
    pub fn fits(self, column: &'m Term, cell: &'m Cell) -> Truth {
        self.ask(|evaluator| {
            let state = evaluator.term(column);
            evaluator.cell(cell, state)
        })
    }

    /// `count … + count …`
    #[must_use]
    pub fn counts(self, counts: &'m [Count]) -> Span {
        self.ask(|evaluator| evaluator.counts(counts))
    }

    /// A whole decision, with its proof and nothing beside it.
    #[must_use]
    pub fn decision(self, id: DecisionId) -> (Proof<'m, 'r>, StepId) {
        let mut evaluator = Evaluator::prover(self.policy, self.record, self.now, 64);
        evaluator.permitted(id);
        let root = evaluator.recorder.take();
        (evaluator.recorder.proof, root)
    }

    fn ask<T>(self, ask: impl FnOnce(&mut Evaluator<'m, 'r, Silent>) -> T) -> T {
        let mut evaluator = Evaluator::silent(self.policy, self.record, self.now, &mut Scratch::default());
        evaluator.about(Member::of(self.instance, self.record), ask)
    }

    /// Judges the instance of a rule, of a notice, or whether a table says so. None if there is no such instance.
    #[must_use]
    pub fn judge(self, subject: Subject, verb: Verb) -> Option<Judgement<'m, 'r>> {
        let mut evaluator = Evaluator::prover(self.policy, self.record, self.now, 32);
        let policy = self.policy;
        let (judged, instances) = match subject {
            Subject::Table(id) if policy.tables.get(id.index())?.is_valued() => {
                evaluator.table(id);
                let root = evaluator.recorder.take();
                return Some(Judgement { status: evaluator.table_status(id, root), proof: evaluator.recorder.proof, root });
            }
            Subject::Table(id) => {
                let says = evaluator.says(id, policy.tables.get(id.index())?);
                let (status, root) = if verb == Verb::Permit { (says.permit, says.permit_step) } else { (says.forbid, says.forbid_step) };
                return Some(Judgement { status, proof: evaluator.recorder.proof, root });
            }
            Subject::Rule(id) => {
                let rule = policy.rules.get(id.index())?;
                (Judged::rule(id, rule), &rule.instances)
            }
            Subject::Notice(id) => {
                let instances = &policy.notices.get(id.index())?.instances;
                (Judged::notice(id, instances), instances)
            }
        };
        let mut status = Status::Clear;
        let mut found = |_: &mut Proving<'m, 'r>, _, found| status = found;
        // nothing stands in what it goes through
        if matches!((instances, self.instance), (Instances::List(..) | Instances::Set(..), Instance::Only)) {
            evaluator.instances(judged, &mut found);
        } else {
            let body = instances.body(self.instance.entity())?;
            evaluator.instance(judged, Member::of(self.instance, self.record), body, &mut found);
        }
        let root = evaluator.recorder.take();
        Some(Judgement { status, proof: evaluator.recorder.proof, root })
    }
}
