//! The full answer to a decision: every instance with its status and its proof.

use crate::facts::record::Record;
use crate::model::policy::{DecisionId, DecisionKind, ExceptionId, Policy, RuleId, TableId, ValuedBy, Verb};
use crate::value::{State, Truth};

use super::answer::{Answer, Finding, Instance, Status, Subject, Verdict};
use super::decide::{Found, Ruleset};
use super::evaluator::Evaluator;
use super::needs::{needs, row_bears};
use super::proof::{Outcome, Proof, Question, StepId};
use super::recorder::{Prover, Recorder};
use super::rules::Judged;

/// About so many steps a rule has; no harm is done where it has more.
const STEPS_A_RULE: usize = 8;

pub(super) type Proving<'m, 'r> = Evaluator<'m, 'r, Prover<'m, 'r>>;

/// Answers a decision for one record, with everything that bears on it.
#[must_use]
pub fn answer<'m: 'r, 'r>(policy: &'m Policy, decision: DecisionId, record: &'r Record, now: i64) -> Answer<'m, 'r> {
    answered(policy, decision, (record, now), false)
}

/// The same, also with the duties, effects and suggestions that do not apply, among the others.
#[must_use]
pub fn whole_answer<'m: 'r, 'r>(policy: &'m Policy, decision: DecisionId, record: &'r Record, now: i64) -> Answer<'m, 'r> {
    answered(policy, decision, (record, now), true)
}

fn answered<'m: 'r, 'r>(policy: &'m Policy, decision: DecisionId, (record, now): (&'r Record, i64), whole: bool) -> Answer<'m, 'r> {
    let mut evaluator = Evaluator::prover(policy, record, now, STEPS_A_RULE * policy.rules.len());
    let mut answer = match policy.decisions.get_index(decision.index()).and_then(|(_, decision)| Ruleset::of(decision)) {
        Some(ruleset) => evaluator.verdict(decision, ruleset),
        None => evaluator.value(decision),
    };
    evaluator.warn(&mut answer);
    evaluator.notify(&mut answer, whole);
    evaluator.suggest(&mut answer, whole);
    answer.missing = needs(policy, &evaluator.recorder.proof, &[answer.root]);
    answer.proof = evaluator.recorder.proof;
    answer
}

impl<'m: 'r, 'r> Proving<'m, 'r> {
    fn verdict(&mut self, decision: DecisionId, ruleset: Ruleset<'m>) -> Answer<'m, 'r> {
        let mark = self.recorder.open();
        let mut all = Vec::new();
        let allowed = self.combine(ruleset, &mut |found| all.push(found)).allowed(ruleset.default_permit);
        self.recorder.close(mark, Question::Decision(decision), Outcome::Truth(allowed));
        self.keep_decision(decision, allowed);
        let mut answer = self.blank(decision);
        answer.verdict = Some(Verdict::from_allowed(allowed));
        for found in &all {
            self.sort(&mut answer, found);
        }
        answer
    }

    /// An answer that rests on the step that was closed last.
    fn blank(&mut self, decision: DecisionId) -> Answer<'m, 'r> {
        Answer {
            decision,
            at: self.now,
            verdict: None,
            value: None,
            valued_by: None,
            forbidden_by: Vec::new(),
            permitted_by: Vec::new(),
            undetermined: Vec::new(),
            warnings: Vec::new(),
            duties: Vec::new(),
            effects: Vec::new(),
            suggestions: Vec::new(),
            excepted: Vec::new(),
            others: Vec::new(),
            missing: Vec::new(),
            root: self.recorder.take(),
            proof: Proof::default(),
        }
    }

    fn sort(&mut self, answer: &mut Answer<'m, 'r>, found: &Found<'r, StepId>) {
        let finding = self.finding(found.subject, found.instance, found.status, found.step);
        match (found.status, found.verb) {
            (Status::Applies | Status::Unknown, Verb::Warn) => answer.warnings.push(finding),
            (Status::Applies, Verb::Forbid) => answer.forbidden_by.push(finding),
            (Status::Applies, Verb::Permit) => answer.permitted_by.push(finding),
            (Status::Unknown, _) => doubt(&mut answer.undetermined, finding),
            (Status::Excepted, _) => answer.excepted.push(finding),
            (Status::NotInForce | Status::OutOfScope | Status::Clear, _) => answer.others.push(finding),
        }
    }

    fn value(&mut self, decision: DecisionId) -> Answer<'m, 'r> {
        let value = self.decided_value(decision).state();
        let mut answer = self.blank(decision);
        answer.verdict = (value == State::Unknown).then_some(Verdict::Undetermined);
        answer.value = Some(value);
        answer.valued_by = self.valued_by(decision, answer.root);
        answer
    }

    fn valued_by(&self, decision: DecisionId, root: StepId) -> Option<Finding<'r>> {
        let (_, decision) = self.policy.decisions.get_index(decision.index())?;
        let DecisionKind::Valued { by: ValuedBy::Table(table), .. } = decision.kind else { return None };
        let proof = &self.recorder.proof;
        let step = *proof.parts(proof.step(root)?).first()?;
        Some(self.finding(Subject::Table(table), Instance::Only, self.table_status(table, step), step))
    }

    /// A valued table applies where its scope holds.
    pub(super) fn table_status(&self, table: TableId, step: StepId) -> Status {
        let proof = &self.recorder.proof;
        let given_no = |part: &Question<'_>, truth| matches!(part, Question::Given) && truth == Outcome::Truth(Truth::No);
        match self.policy.tables.get(table.index()) {
            _ if proof.step(step).is_some_and(|step| !step.outcome.is_definite()) => Status::Unknown,
            Some(table) if !table.scope.effective.holds(self.now) => Status::NotInForce,
            _ if parts(proof, step).any(|(_, part)| given_no(&part.question, part.outcome)) => Status::OutOfScope,
            _ if rows(self.policy, proof, step).is_empty() => Status::Excepted,
            _ => Status::Applies,
        }
    }

    fn warn(&mut self, answer: &mut Answer<'m, 'r>) {
        let policy = self.policy;
        let mut all = Vec::new();
        for (id, rule) in (0..).map(RuleId).zip(&policy.rules) {
            if rule.verb != Verb::Warn || rule.decision != answer.decision {
                continue;
            }
            self.instances(Judged::rule(id, rule), &mut |evaluator, instance, status| {
                let step = evaluator.recorder.take();
                all.push(Found { subject: Subject::Rule(id), verb: Verb::Warn, instance, status, step });
            });
        }
        for found in &all {
            self.sort(answer, found);
        }
    }

    /// A finding with what its proof tells of it.
    pub fn finding(&self, subject: Subject, instance: Instance<'r>, status: Status, step: StepId) -> Finding<'r> {
        let proof = &self.recorder.proof;
        let needs = if status == Status::Unknown { needs(self.policy, proof, &[step]) } else { Vec::new() };
        let rows = rows(self.policy, proof, step);
        Finding { subject, instance, status, rows, exceptions: exceptions(proof, step), proof: step, needs }
    }
}

/// Adds what is unknown; a table that neither surely forbids nor surely permits stands there once.
fn doubt<'r>(undetermined: &mut Vec<Finding<'r>>, finding: Finding<'r>) {
    let before = undetermined.last_mut().filter(|last| last.subject == finding.subject && matches!(last.subject, Subject::Table(_)));
    let Some(before) = before else { return undetermined.push(finding) };
    let news = finding.needs.into_iter().filter(|need| !before.needs.contains(need)).collect::<Vec<_>>();
    before.needs.extend(news);
    before.rows.extend(finding.rows);
    before.rows.sort_unstable();
    before.rows.dedup();
}

fn parts<'p, 'm, 'r>(proof: &'p Proof<'m, 'r>, step: StepId) -> impl Iterator<Item = (StepId, &'p super::proof::Step<'m, 'r>)> {
    let parts = proof.step(step).map_or(&[][..], |step| proof.parts(step));
    parts.iter().filter_map(|part| proof.step(*part).map(|step| (*part, step)))
}

/// The rows of a table that decide: those that are possible; of a `collect` table those that surely fit, or else those that may.
fn rows(policy: &Policy, proof: &Proof<'_, '_>, step: StepId) -> Vec<u32> {
    let verb = proof.step(step).and_then(|step| match step.question {
        Question::Says(table, verb) if collects(policy, table) => Some(verb),
        _ => None,
    });
    let possible = parts(proof, step).filter_map(|(_, part)| match (part.question, part.outcome) {
        (Question::Row(table, row), Outcome::Truth(truth @ (Truth::Unknown | Truth::Yes))) => Some((table, row, truth)),
        _ => None,
    });
    let Some(verb) = verb else { return possible.map(|(_, row, _)| row).collect() };
    let saying: Vec<_> = possible.filter(|(table, row, _)| row_bears(policy, *table, *row, verb)).collect();
    let surest = saying.iter().map(|(_, _, truth)| *truth).max();
    saying.into_iter().filter(|(_, _, truth)| Some(*truth) == surest).map(|(_, row, _)| row).collect()
}

fn collects(policy: &Policy, table: TableId) -> bool {
    policy.tables.get(table.index()).is_some_and(|table| table.hit == crate::syntax::ast::Hit::Collect)
}

/// The exceptions that excuse.
fn exceptions(proof: &Proof<'_, '_>, step: StepId) -> Vec<ExceptionId> {
    let exceptions = parts(proof, step).filter_map(|(_, part)| match part.question {
        Question::Exception(id) if part.outcome == Outcome::Truth(Truth::Yes) => Some(id),
        _ => None,
    });
    exceptions.collect()
}
