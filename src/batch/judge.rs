//! What all records of a run have in common.

use crate::advise::forecast::Forecaster;
use crate::advise::wait::{Wait, wait};
use crate::eval;
use crate::eval::answer::{Answer, Finding};
use crate::explain::Language;
use crate::explain::json::Told;
use crate::explain::proof::Telling;
use crate::explain::scene::Scene;
use crate::explain::tell::{Asked, tell};
use crate::facts::{self, Presumed, Record};
use crate::model::policy::{DecisionId, Policy};
use crate::source::Sources;

/// The question, and how it is answered.
#[derive(Debug, Clone, Copy)]
pub struct Judge<'a> {
    pub policy: &'a Policy,
    pub sources: &'a Sources,
    pub decision: DecisionId,
    /// foretells the decision
    pub forecaster: &'a Forecaster<'a>,
    /// the instant to judge at, whatever the records say
    pub at: Option<i64>,
    /// the instant for records that say none
    pub clock: i64,
    /// whether facts that nobody has told are presumed
    pub assume: bool,
    /// whether full answers tell every step
    pub with_proof: bool,
    pub language: Language,
    /// values that are tried in place of the policy's own, as answers tell them
    pub settings: &'a [String],
}

impl<'a> Judge<'a> {
    /// The instant that a record is judged at.
    #[must_use]
    pub fn instant(&self, record: &Record) -> i64 {
        self.at.or(record.now).unwrap_or(self.clock)
    }

    #[must_use]
    pub fn decision_name(&self) -> &'a str {
        self.policy.decisions.get_index(self.decision.index()).map_or("?", |(name, _)| name)
    }

    #[must_use]
    pub fn scene(&self, record: &'a Record, at: i64) -> Scene<'a> {
        Scene { policy: self.policy, sources: self.sources, record, at, language: self.language }
    }

    /// The full answer for a record; `place` is what it is called where it has no name.
    #[must_use]
    pub fn tell(&self, record: &'a Record, at: i64, assumed: &[Presumed], place: String) -> Told {
        let answer = eval::answer(self.policy, self.decision, record, at);
        self.words(record, &answer, (assumed, place), self.with_proof.then_some(Telling::BELOW_AN_ANSWER))
    }

    /// The same with its proofs, and with everything that does not apply.
    #[must_use]
    pub fn explain(&self, record: &'a Record, at: i64, beside: (&[Presumed], String), telling: Telling<'_>) -> Told {
        let answer = eval::whole_answer(self.policy, self.decision, record, at);
        self.words(record, &answer, beside, Some(telling))
    }

    fn words(
        &self,
        record: &'a Record,
        answer: &Answer<'a, 'a>,
        (assumed, place): (&[Presumed], String),
        proof: Option<Telling<'_>>,
    ) -> Told {
        let scene = self.scene(record, answer.at);
        let wait = |finding: &Finding<'_>| match wait(scene.asker(&finding.instance), finding.subject) {
            Wait::Until(instant) => Some(instant),
            Wait::Never | Wait::Unknown => None,
        };
        let asked = Asked {
            name: facts::record_name(&self.policy.vocabulary, record),
            place,
            settings: self.settings,
            assumed,
            proof,
            forecaster: self.forecaster,
            wait: &wait,
        };
        tell(&scene, answer, asked)
    }
}
