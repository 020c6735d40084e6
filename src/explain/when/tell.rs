//! From the numbers of a timeline to the words and names of [`super::told`], in one language.

use serde_json::Value as Json;

use crate::advise::cause::{Root, causes};
use crate::advise::edges::Stretch;
use crate::advise::forecast::Forecaster;
use crate::advise::timeline::{self, Timeline};
use crate::eval;
use crate::eval::answer::{Answer, Decided, Finding, Ruling};
use crate::eval::proof::{Proof, StepId};
use crate::facts::Presumed;
use crate::model::policy::{Decision, DecisionId, DecisionKind, TermType, Verb};
use crate::value::State;
use crate::value::calendar::{self, FIRST_SECOND, LAST_SECOND};

use super::super::json::{Applies, Head, Verdict};
use super::super::scene::Scene;
use super::super::subject::{self, Declared, declared};
use super::super::tell::{verdict, wanted};
use super::super::words::Word;
use super::super::{cite, facts, steps};
use super::told::{Aside, Change, Interval, RetryAfter, SCHEMA, Says, Shown, Told, Window};

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
    let window = timeline.window(scene.at);
    let next = timeline.next_permitted(scene.at);
    let ruling = timeline.at(scene.at).map_or(Ruling::Value(State::Unknown), |interval| interval.ruling);
    let instant = |instant| calendar::rfc3339(instant, scene.policy.zone());
    let mut told = Told {
        schema: SCHEMA,
        record: asked.name,
        decision: scene.policy.decisions.get_index(asked.decision.index()).map_or("?", |(name, _)| name).to_owned(),
        at: instant(scene.at),
        verdict: verdict_of(ruling),
        value: teller.value(ruling),
        since: window.since.map(instant),
        until: window.until.map(instant),
        next_permitted: next.map(|next| Window { since: next.since.map(instant), until: next.until.map(instant) }),
        retry_after: timeline.retry_after(scene.at).map(|seconds| RetryAfter { seconds, at: instant(scene.at.saturating_add(seconds)) }),
        shown: Shown { from: instant(from), until: instant(until) },
        intervals: teller.intervals(),
        settings: asked.settings.to_vec(),
        assumed: asked.assumed.iter().filter_map(|presumed| facts::presumed(scene, presumed)).collect(),
        aside: Aside {
            place: asked.place,
            question: teller.decision().and_then(|decision| scene.speech().label(&decision.question)).map(str::to_owned),
            at: scene.at,
            from,
            until,
            answer: teller.answer(ruling),
            window,
            next_permitted: next,
            zone: scene.policy.zone(),
            documents: Vec::new(),
        },
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

/// An answer, and the scene of its instant.
struct Moment<'a> {
    scene: Scene<'a>,
    answer: Answer<'a, 'a>,
}

impl<'a> Teller<'_, 'a> {
    fn decision(&self) -> Option<&'a Decision> {
        self.scene.policy.decisions.get_index(self.decision.index()).map(|(_, decision)| decision)
    }

    fn moment(&self, at: i64) -> Moment<'a> {
        let answer = eval::answer(self.scene.policy, self.decision, self.scene.record, at);
        Moment { scene: Scene { at, ..*self.scene }, answer }
    }

    fn intervals(&self) -> Vec<Interval> {
        let (from, until) = self.shown;
        let places = self.timeline.between(from, until);
        places.map(|(place, interval)| self.interval(place, interval)).collect()
    }

    fn interval(&self, place: usize, interval: &timeline::Interval<'a>) -> Interval {
        let Stretch { since, until } = interval.during;
        let instant = |instant| calendar::rfc3339(instant, self.scene.policy.zone());
        let moment = self.moment(since.unwrap_or_else(|| self.within(until)));
        let before = since.map(|since| self.moment(since.saturating_sub(1)));
        let change = self.timeline.change(place);
        let heads = |verb: Option<Verb>| moment.heads(&interval.deciding, verb);
        Interval {
            since: since.map(instant),
            until: until.map(instant),
            verdict: verdict_of(interval.ruling),
            value: self.value(interval.ruling),
            forbidden_by: heads(Some(Verb::Forbid)),
            permitted_by: heads(Some(Verb::Permit)),
            undetermined: heads(None),
            missing: moment.answer.missing.iter().map(|need| wanted(&moment.scene, need)).collect(),
            ends: before.as_ref().map(|before| self.ends(before, &moment, &change.ended)).unwrap_or_default(),
            begins: before.as_ref().map(|before| self.begins(before, &moment, &change.begun)).unwrap_or_default(),
            during: interval.during,
            answer: self.answer(interval.ruling),
        }
    }

    /// An instant of a stretch that has no beginning: that from which on it is shown, if it lies there.
    fn within(&self, until: Option<i64>) -> i64 {
        let last = until.map_or(LAST_SECOND, |until| until.saturating_sub(1));
        self.shown.0.clamp(FIRST_SECOND, last)
    }
}

/// What changes.
impl<'a> Teller<'_, 'a> {
    fn ends(&self, before: &Moment<'a>, after: &Moment<'a>, ended: &[Decided<'a>]) -> Vec<Change> {
        let own = ended.iter().filter_map(|one| {
            let causes = turned(one, (before, after));
            Some(Change { because: None, causes, ..change(before, Some(one), before.finding(one)?)? })
        });
        let valued = self.valued(before).map(|valued| Change { because: None, causes: valued_causes(before, after), ..valued });
        own.chain(valued).collect()
    }

    fn begins(&self, before: &Moment<'a>, after: &Moment<'a>, begun: &[Decided<'a>]) -> Vec<Change> {
        let own = begun.iter().filter_map(|one| {
            let causes = turned(one, (before, after));
            Some(Change { causes, ..change(after, Some(one), after.finding(one)?)? })
        });
        let valued = self.valued(after).map(|valued| Change { causes: valued_causes(before, after), ..valued });
        own.chain(valued).collect()
    }

    /// What gives a valued decision its value.
    fn valued(&self, moment: &Moment<'a>) -> Option<Change> {
        if let Some(finding) = &moment.answer.valued_by {
            return change(moment, None, finding);
        }
        let (head, policy) = subject::definition(self.scene, self.decision)?;
        Some(Change {
            head,
            says: Says::Value,
            applies: moment.applies(),
            rows: Vec::new(),
            because: None,
            causes: Vec::new(),
            clauses: Vec::new(),
            policy,
        })
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

impl<'a> Moment<'a> {
    /// What forbids, or permits; without a verb what may do either.
    fn heads(&self, deciding: &[Decided<'a>], verb: Option<Verb>) -> Vec<Head> {
        let asked = |one: &&Decided<'a>| if one.certain { verb == Some(one.verb) } else { verb.is_none() };
        let head = |one: &Decided<'a>| {
            let finding = self.finding(one)?;
            Some(subject::head(&self.scene, &declared(&self.scene, finding)?, finding))
        };
        deciding.iter().filter(asked).filter_map(head).collect()
    }

    fn finding(&self, one: &Decided<'a>) -> Option<&Finding<'a>> {
        let findings = match (one.certain, one.verb) {
            (true, Verb::Permit) => &self.answer.permitted_by,
            (true, _) => &self.answer.forbidden_by,
            (false, _) => &self.answer.undetermined,
        };
        findings.iter().find(|finding| finding.subject == one.subject && finding.instance == one.instance)
    }

    fn applies(&self) -> Applies {
        if self.answer.verdict.is_some() { Applies::Unknown } else { Applies::Yes }
    }
}

fn verdict_of(ruling: Ruling<'_>) -> Option<Verdict> {
    match ruling {
        Ruling::Verdict(found) => Some(verdict(found)),
        Ruling::Value(_) => None,
    }
}

/// A finding that decides; without what decided, that of a valued decision.
fn change<'a>(moment: &Moment<'a>, one: Option<&Decided<'a>>, finding: &Finding<'a>) -> Option<Change> {
    let scene = &moment.scene;
    let verb = one.map(|one| one.verb);
    let says = verb.filter(|_| one.is_some_and(|one| one.certain));
    let finding = &subject::saying(scene, finding, |output| says.is_none_or(|verb| subject::says(output, verb)));
    let declared: Declared<'a> = declared(scene, finding)?;
    Some(Change {
        head: subject::head(scene, &declared, finding),
        says: match verb {
            None => Says::Value,
            Some(Verb::Permit) => Says::Permit,
            Some(_) => Says::Forbid,
        },
        applies: one.map_or_else(|| moment.applies(), |one| if one.certain { Applies::Yes } else { Applies::Unknown }),
        rows: finding.rows.iter().map(|row| row + 1).collect(),
        because: subject::because(scene, &declared, finding),
        causes: Vec::new(),
        clauses: cite::clauses(scene, &declared.cite),
        policy: cite::place(scene, declared.span),
    })
}

/// What made an instance stand otherwise at an edge.
fn turned<'a>(one: &Decided<'a>, (before, after): (&Moment<'a>, &Moment<'a>)) -> Vec<String> {
    let between = |verb| {
        let judge = |scene: &Scene<'a>| scene.asker(&one.instance).judge(one.subject, verb);
        let (old, new) = (judge(&before.scene)?, judge(&after.scene)?);
        Some(said(&after.scene, (&old.proof, old.root), (&new.proof, new.root)))
    };
    // a table that may do either is told once
    let verbs = [Some(one.verb), [Verb::Forbid, Verb::Permit].into_iter().find(|verb| !one.certain && *verb != one.verb)];
    verbs.into_iter().flatten().filter_map(between).find(|causes| !causes.is_empty()).unwrap_or_default()
}

fn valued_causes(before: &Moment<'_>, after: &Moment<'_>) -> Vec<String> {
    said(&after.scene, (&before.answer.proof, before.answer.root), (&after.answer.proof, after.answer.root))
}

/// What changed between two proofs, in words; each once.
fn said(scene: &Scene<'_>, (old, before): (&Proof<'_, '_>, StepId), (new, after): (&Proof<'_, '_>, StepId)) -> Vec<String> {
    let found = causes(Root { proof: old, step: before }, Root { proof: new, step: after });
    let mut said: Vec<String> = found.into_iter().filter_map(|id| steps::cause(scene, new.step(id)?)).collect();
    said.sort_unstable();
    said.dedup();
    said
}
