//! A proof as a tree to be read: every step as the policy has it, with its answer; literals and mere repetitions are left out.

use crate::eval::proof::{Proof, Question, Step, StepId};
use crate::model::expression::{ConditionKind, TermKind};

use super::json::{ProofTree, Spot, StepKind};
use super::scene::Scene;
use super::words::Word;
use super::{cite, facts, rows, steps};

/// How much of a proof is told.
#[derive(Clone, Copy)]
pub struct Telling<'w> {
    /// how many steps of one finding
    pub most: usize,
    /// how deep; the finding itself stands at 0
    pub depth: usize,
    /// where the record's file has its facts; places in the policy are told with them
    pub places: Option<Where<'w>>,
}

/// Where the record's file has what a step asks for.
pub type Where<'w> = &'w dyn Fn(&Question<'_>) -> Option<Spot>;

impl Telling<'_> {
    /// As it stands below an answer.
    pub const BELOW_AN_ANSWER: Self = Self { most: 400, depth: 100, places: None };
}

/// The steps under one finding; what was asked several times is told once.
#[must_use]
pub fn tree(scene: &Scene<'_>, proof: &Proof<'_, '_>, root: StepId, telling: Telling<'_>) -> Option<ProofTree> {
    let mut writer = Writer { scene, proof, shown: vec![false; proof.steps.len()], left: telling.most, telling };
    writer.step(root, true, 0)
}

struct Writer<'w, 'a, 'm, 'r> {
    scene: &'w Scene<'a>,
    proof: &'w Proof<'m, 'r>,
    shown: Vec<bool>,
    /// how many steps may still be shown
    left: usize,
    telling: Telling<'w>,
}

impl<'w, 'm, 'r> Writer<'w, '_, 'm, 'r> {
    fn step(&mut self, id: StepId, decides: bool, depth: usize) -> Option<ProofTree> {
        let (id, step) = self.unwrapped(id)?;
        if says_nothing(step) {
            return None;
        }
        if self.left == 0 || depth > self.telling.depth {
            return None;
        }
        self.left -= 1;
        let clause = self.clause(step);
        let label = match clause {
            Some(condition) => format!("{} {}", steps::label(self.scene, step), steps::label(self.scene, condition)),
            None => steps::label(self.scene, step),
        };
        let inner = self.positive(clause.unwrap_or(step));
        let told = !inner.parts.is_empty() && self.shown.get_mut(id.0 as usize).is_some_and(|shown| std::mem::replace(shown, true));
        let answer = steps::answer(self.scene, step);
        let answer = if told { self.scene.language.with_aside(&answer, self.scene.speech().word(Word::SeeAbove)) } else { answer };
        let parts = if told { Vec::new() } else { self.parts(inner, depth) };
        let policy = self.telling.places.and_then(|_| steps::span(self.scene, clause.unwrap_or(step)));
        Some(ProofTree {
            kind: steps::kind(step),
            step: label,
            answer,
            policy: policy.map(|span| cite::spot(self.scene, span)),
            at: self.telling.places.and_then(|places| places(&step.question)),
            decides,
            parts,
        })
    }

    fn parts(&mut self, step: &'w Step<'m, 'r>, depth: usize) -> Vec<ProofTree> {
        let deciding = facts::deciding(self.scene, self.proof, step);
        let mut parts = Vec::new();
        for part in self.proof.parts(step) {
            if self.left == 0 {
                parts.push(left_out());
                break;
            }
            parts.extend(self.step(*part, deciding.contains(part), depth + 1));
        }
        if let (Question::Table(id) | Question::Says(id, _), Some(_)) = (step.question, self.telling.places) {
            parts.extend(rows::not_asked(self.scene, self.proof, (id, step)).into_iter().filter(|_| depth < self.telling.depth));
        }
        parts
    }

    /// The step itself, or the one that it only hands on.
    fn unwrapped(&self, id: StepId) -> Option<(StepId, &'w Step<'m, 'r>)> {
        let mut id = id;
        let mut step = self.proof.step(id)?;
        while let ([part], true) = (self.proof.parts(step), self.hands_on(step)) {
            id = *part;
            step = self.proof.step(id)?;
        }
        Some((id, step))
    }

    /// Whether a step answers just what its only part answers, under the same name.
    fn hands_on(&self, step: &Step<'m, 'r>) -> bool {
        match step.question {
            Question::Term(term) => matches!(
                term.kind,
                TermKind::Fact(_)
                    | TermKind::Field(..)
                    | TermKind::Definition(_)
                    | TermKind::Table(_)
                    | TermKind::Decision(_)
                    | TermKind::Truth(_)
            ),
            Question::Condition(condition) => {
                matches!(condition.kind, ConditionKind::Term(_) | ConditionKind::Definition(_) | ConditionKind::IsAbsent(_))
            }
            // a `given` block
            Question::Definition(id) => self.scene.policy.definitions.get(id.index()).is_some_and(|definition| definition.name.is_none()),
            _ => false,
        }
    }

    /// Of `a is not b`, which is written as one, the step of `a is b`.
    fn positive(&self, step: &'w Step<'m, 'r>) -> &'w Step<'m, 'r> {
        let (Question::Condition(whole), [part]) = (step.question, self.proof.parts(step)) else { return step };
        match self.proof.step(*part).map(|inner| (inner, inner.question)) {
            Some((inner, Question::Condition(condition))) if condition.span == whole.span => inner,
            _ => step,
        }
    }

    /// The condition of a clause, which stands on the clause's line.
    fn clause(&self, step: &Step<'m, 'r>) -> Option<&'w Step<'m, 'r>> {
        match (&step.question, self.proof.parts(step)) {
            (Question::Given | Question::When | Question::Unless, [condition]) => self.unwrapped(*condition).map(|(_, step)| step),
            _ => None,
        }
    }
}

/// What stands for steps that are left out.
fn left_out() -> ProofTree {
    let (step, answer) = ("…".to_owned(), String::new());
    ProofTree { kind: StepKind::More, step, answer, policy: None, at: None, decides: false, parts: Vec::new() }
}

/// A literal needs no proof.
fn says_nothing(step: &Step<'_, '_>) -> bool {
    match step.question {
        Question::Term(term) => matches!(term.kind, TermKind::Constant(_)),
        Question::Condition(condition) => matches!(condition.kind, ConditionKind::Constant(_)),
        _ => false,
    }
}
