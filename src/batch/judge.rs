//! What all records of a run have in common.

use crate::advise::forecast::Forecaster;
use crate::advise::wait::{Wait, wait};
use crate::eval;
use crate::eval::answer::{Answer, Finding};
use crate::explain::Language;
use crate::explain::html::Library;
use crate::explain::json::Told;
use crate::explain::matrix::{Matrix, matrices};
use crate::explain::proof::Telling;
use crate::explain::report::{Report, report};
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
        self.told(record, &self.answer(record, at), (assumed, place))
    }

    /// The full answer, for whoever needs it beside its words.
    #[must_use]
    pub fn answer(&self, record: &'a Record, at: i64) -> Answer<'a, 'a> {
        eval::answer(self.policy, self.decision, record, at)
    }

    /// The words of a full answer.
    #[must_use]
    pub fn told(&self, record: &'a Record, answer: &Answer<'a, 'a>, beside: (&[Presumed], String)) -> Told {
        self.words(record, answer, beside, self.with_proof.then_some(Telling::BELOW_AN_ANSWER))
    }

    /// The same with its proofs, and with everything that does not apply.
    #[must_use]
    pub fn explain(&self, record: &'a Record, at: i64, beside: (&[Presumed], String), telling: Telling<'_>) -> Told {
        let answer = eval::whole_answer(self.policy, self.decision, record, at);
        self.words(record, &answer, beside, Some(telling))
    }

    /// Everything that a page tells of a record, in each of its languages.
    #[must_use]
    pub fn report(&self, record: &'a Record, at: i64, assumed: &[Presumed], place: &str) -> Vec<(Language, Report)> {
        let answer = self.answer(record, at);
        self.in_each_language(|judge| {
            let scene = judge.scene(record, at);
            judge.ask(&scene, (assumed, place.to_owned()), Some(Telling::BELOW_AN_ANSWER), |asked| report(&scene, &answer, asked))
        })
    }

    /// The tables that the answer rests on, row by row.
    #[must_use]
    pub fn tables(&self, record: &'a Record, at: i64) -> Vec<Matrix> {
        matrices(&self.scene(record, at), &self.answer(record, at))
    }

    /// The languages of a page: this one, and then the others that the policies speak.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        self.language.and_those_of(&self.policy.vocabulary.languages)
    }

    /// The same told in each language of a page.
    pub fn in_each_language<T>(&self, mut tell: impl FnMut(&Self) -> T) -> Vec<(Language, T)> {
        self.languages().into_iter().map(|language| (language, tell(&Self { language, ..*self }))).collect()
    }

    /// What all records of a page have in common.
    #[must_use]
    pub fn library(&self) -> Library<'a> {
        Library { policy: self.policy, sources: self.sources, decision: self.decision }
    }

    fn words(&self, record: &'a Record, answer: &Answer<'a, 'a>, beside: (&[Presumed], String), proof: Option<Telling<'_>>) -> Told {
        let scene = self.scene(record, answer.at);
        self.ask(&scene, beside, proof, |asked| tell(&scene, answer, asked))
    }

    /// What goes into an answer beside the evaluation, handed to whoever tells it.
    fn ask<T>(
        &self,
        scene: &Scene<'a>,
        (assumed, place): (&[Presumed], String),
        proof: Option<Telling<'_>>,
        told: impl FnOnce(Asked<'_, 'a>) -> T,
    ) -> T {
        let wait = |finding: &Finding<'_>| match wait(scene.asker(&finding.instance), finding.subject) {
            Wait::Until(instant) => Some(instant),
            Wait::Never | Wait::Unknown => None,
        };
        let asked = Asked {
            name: facts::record_name(&self.policy.vocabulary, scene.record),
            place,
            settings: self.settings,
            assumed,
            proof,
            forecaster: self.forecaster,
            wait: &wait,
        };
        told(asked)
    }
}
