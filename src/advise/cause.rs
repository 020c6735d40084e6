//! Why something changed at an edge: the conditions, cells and dates that answer otherwise than a second before.

use std::mem::discriminant;
use std::ptr;

use crate::eval::proof::{Outcome, Proof, Question, Step, StepId};
use crate::model::expression::TermKind;

/// A step of a proof.
#[derive(Debug, Clone, Copy)]
pub struct Root<'p, 'm, 'r> {
    pub proof: &'p Proof<'m, 'r>,
    pub step: StepId,
}

/// The steps of `after` that changed its answer: those that answer otherwise than in `before`, and rest on nothing that does. Terms that
/// only run with `now` are none; a param with another value is one. The proofs are of the same question, at two instants.
#[must_use]
pub fn causes(before: Root<'_, '_, '_>, after: Root<'_, '_, '_>) -> Vec<StepId> {
    let mut pairs = Pairs { before: before.proof, after: after.proof, seen: vec![false; after.proof.steps.len()], found: Vec::new() };
    pairs.compare(before.step, after.step);
    pairs.found
}

struct Pairs<'p, 'm, 'r, 's, 't> {
    before: &'p Proof<'m, 'r>,
    after: &'p Proof<'s, 't>,
    seen: Vec<bool>,
    found: Vec<StepId>,
}

impl Pairs<'_, '_, '_, '_, '_> {
    fn compare(&mut self, before: StepId, after: StepId) {
        let (Some(old), Some(new)) = (self.before.step(before), self.after.step(after)) else { return };
        let seen = self.seen.get_mut(after.0 as usize).is_none_or(|seen| std::mem::replace(seen, true));
        if seen || old.outcome == new.outcome || !same(&old.question, &new.question) {
            return;
        }
        let already = self.found.len();
        for (old, new) in self.before.parts(old).iter().zip(self.after.parts(new)) {
            self.compare(*old, *new);
        }
        if self.found.len() == already && turns(new) {
            self.found.push(after);
        }
    }
}

/// Whether a step may change by itself.
fn turns(step: &Step<'_, '_>) -> bool {
    match step.question {
        Question::Term(term) => matches!(term.kind, TermKind::Param(_)),
        // a valued table that comes into force, or goes out of it
        Question::Table(_) => true,
        _ => matches!(step.outcome, Outcome::Truth(_)),
    }
}

/// Whether two steps ask the same.
fn same(one: &Question<'_>, other: &Question<'_>) -> bool {
    match (one, other) {
        (Question::Condition(one), Question::Condition(other)) => ptr::eq(*one, *other),
        (Question::Term(one), Question::Term(other)) => ptr::eq(*one, *other),
        (Question::Row(_, one), Question::Row(_, other)) | (Question::Cell(_, _, one), Question::Cell(_, _, other)) => one == other,
        (Question::Rule(one), Question::Rule(other)) => one == other,
        (Question::Exception(one), Question::Exception(other)) => one == other,
        _ => discriminant(one) == discriminant(other),
    }
}
