//! From the numbers of a timeline to the words and names of [`super::json`], in one language.

use serde_json::Value as Json;

use crate::advise::edges::Stretch;
use crate::advise::forecast::Forecaster;
use crate::advise::timeline::{self, Timeline};
use crate::eval::answer::Ruling;
use crate::facts::Presumed;
use crate::model::policy::{Decision, DecisionId, DecisionKind, TermType, Verb};
use crate::value::State;
use crate::value::calendar::{self, FIRST_SECOND, LAST_SECOND};

use super::super::case::{Case, Lasts};
use super::super::json::Verdict;
use super::super::scene::Scene;
use super::super::tell::verdict;
use super::super::words::Word;
use super::super::{cite, facts};
use super::changes::{self, Moment};
use super::json::{Aside, Interval, RetryAfter, SCHEMA, Shown, Told};

/// What goes into a timeline beside the policy and the record.
pub struct Asked<'w, 'a> {
    pub decision: DecisionId,
    /// foretells that decision
    pub forecaster: &'w Forecaster<'a>,
    /// the stretch that is shown; its end is not part of it
    pub shown: (i64, i64),
    /// how reports name the record
    pub name: Option<String>,
    /// where the record stands, for one without a name
    pub place: String,
    /// values that were tried in place of the policy's own
    pub settings: &'w [String],
    /// the facts that were presumed
    pub assumed: &'w [Presumed],
}

/// What a decision comes to over a stretch of time; the scene's instant is that of the question.
#[must_use]
pub fn tell<'a>(scene: &Scene<'a>, asked: Asked<'_, 'a>) -> Told {
    let timeline = asked.forecaster.timeline(scene.record);
    let teller = Teller { scene, decision: asked.decision, shown: asked.shown, timeline: &timeline };
    let (from, until) = asked.shown;
    let ruling = teller.ruling();
    let zone = scene.policy.zone();
    let instant = |instant| calendar::rfc3339(instant, zone);
    let mut told = Told {
        case: Case::new(scene, asked.decision, SCHEMA, (asked.name, asked.place)),
        verdict: verdict_of(ruling),
        value: teller.value(ruling),
        lasts: Lasts::new(timeline.window(scene.at), zone),
        next_permitted: timeline.next_permitted(scene.at).map(|next| Lasts::new(next, zone)),
        retry_after: timeline.retry_after(scene.at).map(|seconds| RetryAfter { seconds, at: instant(scene.at.saturating_add(seconds)) }),
        shown: Shown { from: instant(from), until: instant(until) },
        intervals: teller.intervals(),
        settings: asked.settings.to_vec(),
        assumed: asked.assumed.iter().filter_map(|presumed| facts::presumed(scene, presumed)).collect(),
        aside: teller.aside(),
    };
    let changes = told.intervals.iter().flat_map(|interval| interval.ends.iter().chain(&interval.begins));
    told.aside.documents = cite::documents(scene, changes.map(|change| change.clauses.as_slice()));
    told
}

struct Teller<'s, 'a> {
    scene: &'s Scene<'a>,
    decision: DecisionId,
    shown: (i64, i64),
    timeline: &'s Timeline<'a>,
}

impl<'a> Teller<'_, 'a> {
    fn decision(&self) -> Option<&'a Decision> {
        self.scene.policy.decisions.get_index(self.decision.index()).map(|(_, decision)| decision)
    }

    fn aside(&self) -> Aside {
        let (from, until) = self.shown;
        Aside { from, until, answer: self.answer(self.ruling()), documents: Vec::new() }
    }

    /// What it comes to at the instant of the question.
    fn ruling(&self) -> Ruling<'a> {
        self.timeline.at(self.scene.at).map_or(Ruling::Value(State::Unknown), |interval| interval.ruling)
    }

    fn intervals(&self) -> Vec<Interval> {
        let (from, until) = self.shown;
        let places = self.timeline.between(from, until);
        places.map(|(place, interval)| self.interval(place, interval)).collect()
    }

    fn interval(&self, place: usize, interval: &timeline::Interval<'a>) -> Interval {
        let Stretch { since, until } = interval.during;
        let moment = Moment::new(self.scene, self.decision, since.unwrap_or_else(|| self.within(until)));
        let before = since.map(|since| Moment::new(self.scene, self.decision, since.saturating_sub(1)));
        let change = self.timeline.change(place);
        let heads = |verb: Option<Verb>| moment.heads(&interval.deciding, verb);
        Interval {
            lasts: Lasts::new(interval.during, self.scene.policy.zone()),
            verdict: verdict_of(interval.ruling),
            value: self.value(interval.ruling),
            forbidden_by: heads(Some(Verb::Forbid)),
            permitted_by: heads(Some(Verb::Permit)),
            undetermined: heads(None),
            missing: moment.missing(),
            ends: before.as_ref().map(|before| changes::ends((before, &moment), &change.ended)).unwrap_or_default(),
            begins: before.as_ref().map(|before| changes::begins((before, &moment), &change.begun)).unwrap_or_default(),
            answer: self.answer(interval.ruling),
        }
    }

    /// An instant of a stretch that has no beginning: that from which on it is shown, if it lies there.
    fn within(&self, until: Option<i64>) -> i64 {
        let last = until.map_or(LAST_SECOND, |until| until.saturating_sub(1));
        self.shown.0.clamp(FIRST_SECOND, last)
    }
}

/// Verdicts and values in words.
impl Teller<'_, '_> {
    fn value_type(&self) -> Option<TermType> {
        match self.decision()?.kind {
            DecisionKind::Valued { ty, .. } => Some(ty),
            DecisionKind::Verdict { .. } => None,
        }
    }

    fn value(&self, ruling: Ruling<'_>) -> Json {
        match (ruling, self.value_type()) {
            (Ruling::Value(state), Some(TermType::Scalar(scalar))) => facts::json_of(self.scene, state, scalar),
            _ => Json::Null,
        }
    }

    fn answer(&self, ruling: Ruling<'_>) -> String {
        let speech = self.scene.speech();
        match ruling {
            Ruling::Value(state) => speech.state(state, self.value_type()),
            Ruling::Verdict(found) => speech.word(Word::of_verdict(verdict(found))).to_owned(),
        }
    }
}

fn verdict_of(ruling: Ruling<'_>) -> Option<Verdict> {
    match ruling {
        Ruling::Verdict(found) => Some(verdict(found)),
        Ruling::Value(_) => None,
    }
}
