//! What an evaluation leaves behind: nothing, or a proof. The silent recorder compiles to nothing and lets the evaluator stop early.

use super::proof::{About, Outcome, Proof, Question, StepId};

/// Takes down the steps of an evaluation.
///
/// Steps that are asked between `open` and `close` become the parts of the step that is closed.
pub(super) trait Recorder<'m, 'r> {
    /// Whether everything that bears on an answer is visited; otherwise an operator stops as soon as its answer is certain.
    const RECORDS: bool;
    /// A step that was closed.
    type Step: Copy;
    /// Where the parts of an open step begin.
    type Mark: Copy;

    fn open(&self) -> Self::Mark;
    fn close(&mut self, mark: Self::Mark, question: Question<'m>, outcome: Outcome<'r>);
    /// Says what the step that was closed last is about.
    fn about(&mut self, about: About<'r>);
    /// The step that was closed last; it stays a part of what is open.
    fn last(&self) -> Self::Step;
    /// Takes the step that was closed last out of what is open.
    fn take(&mut self) -> Self::Step;
    /// Makes a step that was closed before a part of what is open.
    fn put(&mut self, step: Self::Step);
    /// Puts the parts since a mark once more, for a second step that rests on them.
    fn repeat(&mut self, mark: Self::Mark) -> Self::Mark;
}

/// Records nothing.
pub(super) struct Silent;

impl<'m, 'r> Recorder<'m, 'r> for Silent {
    const RECORDS: bool = false;
    type Step = ();
    type Mark = ();

    fn open(&self) {}
    fn close(&mut self, (): (), _: Question<'m>, _: Outcome<'r>) {}
    fn about(&mut self, _: About<'r>) {}
    fn last(&self) {}
    fn take(&mut self) {}
    fn put(&mut self, (): ()) {}
    fn repeat(&mut self, (): ()) {}
}

/// Builds the proof.
pub(super) struct Prover<'m, 'r> {
    pub proof: Proof<'m, 'r>,
    /// steps that are closed, and not yet part of another one
    loose: Vec<StepId>,
}

impl Prover<'_, '_> {
    /// With room for so many steps.
    pub fn with_capacity(steps: usize) -> Self {
        Self { proof: Proof::with_capacity(steps), loose: Vec::with_capacity(64) }
    }
}

impl<'m, 'r> Recorder<'m, 'r> for Prover<'m, 'r> {
    const RECORDS: bool = true;
    type Step = StepId;
    type Mark = usize;

    fn open(&self) -> usize {
        self.loose.len()
    }

    fn close(&mut self, mark: usize, question: Question<'m>, outcome: Outcome<'r>) {
        let id = self.proof.add(question, outcome, self.loose.get(mark..).unwrap_or_default());
        self.loose.truncate(mark);
        self.loose.push(id);
    }

    fn about(&mut self, about: About<'r>) {
        if let Some(step) = self.proof.steps.last_mut() {
            step.about = about;
        }
    }

    fn last(&self) -> StepId {
        self.loose.last().copied().unwrap_or(StepId(u32::MAX))
    }

    fn take(&mut self) -> StepId {
        self.loose.pop().unwrap_or(StepId(u32::MAX))
    }

    fn put(&mut self, step: StepId) {
        self.loose.push(step);
    }

    fn repeat(&mut self, mark: usize) -> usize {
        let end = self.loose.len();
        self.loose.extend_from_within(mark.min(end)..);
        end
    }
}
