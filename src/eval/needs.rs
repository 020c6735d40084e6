//! What an unknown answer still needs: §9 of the formal definition, as a function of the proof.

use indexmap::IndexSet;

use crate::model::policy::{Output, Policy, TableId, Verb};
use crate::model::vocabulary::{Element, EnumId, FactId, FieldId, Kind};
use crate::syntax::ast::Hit;
use crate::value::{State, Truth, Value};

use super::answer::Need;
use super::proof::{Outcome, Proof, Question, SetPlace, Step, StepId};

/// The facts that some steps of a proof still need, each once, in the order of the policy. Nothing if they are definite.
#[must_use]
pub fn needs(policy: &Policy, proof: &Proof<'_, '_>, steps: &[StepId]) -> Vec<Need> {
    let mut search = Search { policy, proof, seen: vec![false; proof.steps.len()], needs: IndexSet::new() };
    for step in steps {
        search.visit(*step);
    }
    search.needs.into_iter().collect()
}

struct Search<'a, 'm, 'r> {
    policy: &'a Policy,
    proof: &'a Proof<'m, 'r>,
    seen: Vec<bool>,
    needs: IndexSet<Need>,
}

impl<'a, 'm, 'r> Search<'a, 'm, 'r> {
    fn visit(&mut self, id: StepId) {
        let proof = self.proof;
        let Some(step) = proof.step(id) else { return };
        if self.seen.get_mut(id.0 as usize).is_none_or(|seen| std::mem::replace(seen, true)) {
            return;
        }
        if settled(step) {
            return;
        }
        match need(self.policy, step) {
            Some(need) => {
                self.needs.insert(need);
            }
            None => self.visit_parts(step),
        }
    }

    fn visit_parts(&mut self, step: &'a Step<'m, 'r>) {
        for part in self.proof.parts(step) {
            if self.bears(step, *part) {
                self.visit(*part);
            }
        }
    }

    /// Whether an answer rests on a part: of a decision, the forbids, and while nothing surely permits the permits;
    /// of a `collect` table, the rows that say the same.
    fn bears(&self, step: &Step<'_, '_>, part: StepId) -> bool {
        let question = self.proof.step(part).map(|part| part.question);
        match (step.question, question) {
            (Question::Decision(_), Some(question)) => self.verb(question) != Some(Verb::Permit) || !self.permits(step),
            (Question::Says(table, verb), Some(Question::Row(_, row))) => row_bears(self.policy, table, row, verb),
            _ => true,
        }
    }

    /// Whether one of a decision's parts surely permits.
    fn permits(&self, step: &Step<'_, '_>) -> bool {
        let parts = self.proof.parts(step).iter().filter_map(|part| self.proof.step(*part));
        parts.into_iter().any(|part| part.outcome == Outcome::Truth(Truth::Yes) && self.verb(part.question) == Some(Verb::Permit))
    }

    fn verb(&self, question: Question<'_>) -> Option<Verb> {
        match question {
            Question::Rule(id) => self.policy.rules.get(id.index()).map(|rule| rule.verb),
            Question::Says(_, verb) => Some(verb),
            _ => None,
        }
    }
}

/// Whether a step needs nothing. A row that surely fits may still have an output that is unknown.
fn settled(step: &Step<'_, '_>) -> bool {
    match step.question {
        Question::Row(..) => step.outcome == Outcome::Truth(Truth::No),
        _ => step.outcome.is_definite(),
    }
}

/// Whether a row of a verdict table bears on what the table says: of a `collect` table only the rows that say the same.
pub(super) fn row_bears(policy: &Policy, table: TableId, row: u32, verb: Verb) -> bool {
    let Some(table) = policy.tables.get(table.index()).filter(|table| table.hit == Hit::Collect) else { return true };
    match table.rows.get(row as usize).map(|row| &row.output) {
        Some(Output::Forbid) => verb == Verb::Forbid,
        Some(Output::Permit) => verb == Verb::Permit,
        _ => false,
    }
}

/// The fact that a step asks for itself.
fn need(policy: &Policy, step: &Step<'_, '_>) -> Option<Need> {
    match step.question {
        Question::Fact { fact } | Question::List { fact } => Some(Need::Fact(fact)),
        Question::Field { list, member, field } => Some(Need::Field { list, member, field }),
        Question::Absent { entity } => Some(Need::Entity(entity)),
        Question::InSet { place } if step.parts.is_empty() => in_set(policy, place, step.value()?),
        _ => None,
    }
}

fn in_set(policy: &Policy, place: SetPlace, value: State<'_>) -> Option<Need> {
    match place {
        SetPlace::Fact(set) => {
            let kind = policy.vocabulary.fact(set)?.kind;
            Some(Need::InSet { set, member: member_name(policy, kind, value)? })
        }
        SetPlace::Field { list, member: at, field } => {
            let kind = field_kind(policy, list, field)?;
            Some(Need::InFieldSet { list, at, field, member: member_name(policy, kind, value)? })
        }
    }
}

fn field_kind(policy: &Policy, list: FactId, field: FieldId) -> Option<Kind> {
    let Kind::List(record) = policy.vocabulary.fact(list)?.kind else { return None };
    policy.vocabulary.record(record)?.field(field).map(|field| field.kind)
}

fn member_name(policy: &Policy, kind: Kind, value: State<'_>) -> Option<String> {
    let name = |id: EnumId, member| policy.vocabulary.member_name(id, member).to_owned();
    match (kind, value) {
        (Kind::Set(Element::Enum(id)), State::Known(Value::Member(member))) => Some(name(id, member)),
        (_, State::Known(Value::Text(text))) => Some(text.to_owned()),
        _ => None,
    }
}
