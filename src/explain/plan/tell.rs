//! From changes and steps to the words and names of [`super::json`], in one language.
//!
//! What a step is for is found out by leaving it out: the rules that then forbid, or no longer permit, are those that it clears or grants.

use crate::advise::edges::Stretch;
use crate::advise::plan::{self, Plans, StepKind as Kind};
use crate::eval;
use crate::eval::answer::{Answer, Finding, Subject};
use crate::explain::case::Case;
use crate::explain::json as answer_json;
use crate::explain::scene::Scene;
use crate::explain::subject::{self, declared, head};
use crate::explain::{cite, names, template};
use crate::facts::Record;
use crate::model::policy::{DecisionId, RemedyKind};
use crate::model::vocabulary::Changer;
use crate::value::{Truth, calendar};

use super::change;
use super::json::{Final, Limit, Obstacle, Plan, Ruled, SCHEMA, Step, StepKind, Told};

/// What plans tell of a record, the first `most` of them; `told` is the answer for it as it stands.
#[must_use]
pub fn tell(scene: &Scene<'_>, decision: DecisionId, (plans, most): (&Plans, usize), told: answer_json::Told) -> Told {
    let answer = eval::answer(scene.policy, decision, scene.record, scene.at);
    let teller = Teller { scene, decision, answer: &answer };
    let verdict = told.verdict.unwrap_or(answer_json::Verdict::Undetermined);
    let helpless = verdict != answer_json::Verdict::Permitted && plans.plans.is_empty();
    let mut own = Told {
        verdict,
        plans: plans.plans.iter().take(most).map(|plan| teller.plan(plan)).collect(),
        found: plans.plans.len(),
        exhaustive: plans.limits.is_empty(),
        limits: plans.limits.iter().map(|found| limit(*found)).collect(),
        obstacles: if helpless { teller.obstacles(plans, &told) } else { Vec::new() },
        setbacks: if helpless { plans.setbacks.iter().map(|change| teller.setback(change)).collect() } else { Vec::new() },
        documents: Vec::new(),
        case: Case { schema: SCHEMA, ..told.case },
        settings: told.settings,
        assumed: told.assumed,
        lasts: told.lasts,
        suggestions: if helpless { told.suggestions } else { Vec::new() },
    };
    own.documents = cite::documents(scene, own.rules().map(|rule| rule.clauses.as_slice()));
    own
}

struct Teller<'s, 'a> {
    scene: &'s Scene<'a>,
    decision: DecisionId,
    /// for the record as it stands
    answer: &'s Answer<'a, 'a>,
}

/// A rule's instance, by what it is called.
type Key = (Subject, Option<String>);

impl<'a> Teller<'_, 'a> {
    fn plan(&self, plan: &plan::Plan) -> Plan {
        let zone = self.scene.policy.zone();
        let mut actors: Vec<Changer> = plan.steps.iter().filter_map(|step| step.by.first()).copied().collect();
        actors.sort_by_key(|actor| plan.steps.iter().position(|step| step.by.first() == Some(actor)));
        actors.dedup();
        Plan {
            steps: (0..plan.steps.len()).filter_map(|index| self.step(plan, index)).collect(),
            actors: actors.iter().map(|who| names::changer(self.scene, *who).to_owned()).collect(),
            from: calendar::rfc3339(plan.at, zone),
            until: plan.window.until.map(|until| calendar::rfc3339(until, zone)),
            who: actors.iter().map(|who| names::changer_label(self.scene, *who).to_owned()).collect(),
            when: calendar::readable(plan.at, zone),
            ends: plan.window.until.map(|until| calendar::readable(until, zone)),
        }
    }

    fn step(&self, plan: &plan::Plan, index: usize) -> Option<Step> {
        let step = plan.steps.get(index)?;
        let zone = self.scene.policy.zone();
        let waits = step.kind == Kind::Wait;
        let changes: Vec<&plan::Change> = plan.changes().collect();
        let without = self.record(plan, |other| other != index);
        let at = if waits { self.scene.at } else { plan.at };
        let missing = self.standing(&without, at);
        let all = self.record(plan, |_| true);
        let done = self.standing(&all, plan.at);
        let cleared: Vec<&(Key, Ruled)> = missing.forbids.iter().filter(|(key, _)| !done.has(key)).collect();
        let granted = done.permits.iter().filter(|(key, _)| !missing.permits.iter().any(|(other, _)| other == key));
        let told = Step {
            kind: kind(step.kind),
            by: step.by.iter().map(|who| names::changer(self.scene, *who).to_owned()).collect(),
            text: self.remedy(step, &cleared, &all, plan.at),
            changes: step.changes.iter().map(|change| change::told(self.scene, change, step.kind, &changes)).collect(),
            until: waits.then(|| calendar::rfc3339(plan.at, zone)),
            grants: if cleared.is_empty() { granted.map(|(_, ruled)| ruled.clone()).collect() } else { Vec::new() },
            clears: cleared.into_iter().map(|(_, ruled)| ruled.clone()).collect(),
            breaks: self.broken(plan, index),
            after: step.after.iter().map(|place| place + 1).collect(),
            who: step.by.iter().map(|who| names::changer_label(self.scene, *who).to_owned()).collect(),
            when: waits.then(|| calendar::readable(plan.at, zone)),
        };
        Some(told)
    }

    /// The record with some of the steps done.
    fn record(&self, plan: &plan::Plan, wanted: impl Fn(usize) -> bool) -> Record {
        let steps = plan.steps.iter().enumerate().filter(|(index, _)| wanted(*index));
        let changes = steps.flat_map(|(_, step)| &step.changes).map(|change| (&change.place, &change.to));
        plan::carry::carried_out(&self.scene.policy.vocabulary, self.scene.record, changes)
    }

    /// The rules that forbid behind a step, did not before it, and do not forbid the record as it stands.
    fn broken(&self, plan: &plan::Plan, index: usize) -> Vec<Ruled> {
        if plan.steps.get(index).is_none_or(|step| step.kind == Kind::Wait) {
            return Vec::new();
        }
        let before = self.standing(&self.record(plan, |other| other < index), self.scene.at);
        let behind = self.standing(&self.record(plan, |other| other <= index), self.scene.at);
        behind.forbids.into_iter().filter(|(key, _)| !before.has(key)).map(|(_, ruled)| ruled).collect()
    }

    /// What forbids, or may, and what permits.
    fn standing(&self, record: &Record, at: i64) -> Standing {
        let scene = Scene { record, at, ..*self.scene };
        let answer = eval::answer(scene.policy, self.decision, record, at);
        let forbids = answer.forbidden_by.iter().chain(&answer.undetermined);
        Standing {
            forbids: forbids.filter_map(|finding| self.standing_one(&scene, finding)).collect(),
            permits: answer.permitted_by.iter().filter_map(|finding| self.standing_one(&scene, finding)).collect(),
        }
    }

    /// A finding; of one that stands in the record as it is, in the words of that.
    fn standing_one<'b>(&self, scene: &Scene<'b>, finding: &Finding<'b>) -> Option<(Key, Ruled)> {
        let key = key(scene, finding);
        let own = [&self.answer.forbidden_by, &self.answer.undetermined].into_iter().flatten();
        let own = own.into_iter().find(|own| self::key(self.scene, own) == key);
        Some(match own {
            Some(own) => (key, ruled(self.scene, own)?),
            None => (key, ruled(scene, finding)?),
        })
    }

    /// The words of a remedy that a step carries out: of what it clears, by whoever does it, with what it makes brought about.
    fn remedy(&self, step: &plan::Step, cleared: &[&(Key, Ruled)], done: &Record, at: i64) -> Option<String> {
        let own = self.answer.forbidden_by.iter().filter(|finding| {
            let key = key(self.scene, finding);
            cleared.iter().any(|(other, _)| *other == key)
        });
        own.into_iter().find_map(|finding| {
            let remedies = finding.remedies(self.scene.policy);
            let told = remedies.iter().filter_map(|remedy| match &remedy.kind {
                RemedyKind::By { actor, text, makes } if step.by.contains(actor) => {
                    let asker = eval::ask::Asker { policy: self.scene.policy, record: done, now: at, instance: finding.instance };
                    let made = makes.as_ref().is_none_or(|makes| asker.condition(makes) == Truth::Yes);
                    (made && step.kind == Kind::Change).then_some(text)
                }
                RemedyKind::Wait { text } if step.kind == Kind::Wait => Some(text),
                _ => None,
            });
            let texts: Vec<_> = told.collect();
            let text = if texts.len() == 1 { texts.first() } else { None }?;
            template::fill(self.scene, text, &finding.instance).filter(|text| !text.is_empty())
        })
    }

    /// The rules that stand in the way, and why.
    fn obstacles(&self, plans: &Plans, told: &answer_json::Told) -> Vec<Obstacle> {
        let findings = self.answer.forbidden_by.iter().zip(&told.forbidden_by);
        let obstacle = |(finding, reason): (&Finding<'a>, &answer_json::Reason)| {
            let impossible = |cure: &answer_json::Cure| cure.kind == answer_json::CureKind::Impossible;
            let why = if !reason.remedies.is_empty() && reason.remedies.iter().all(impossible) {
                Final::Impossible
            } else if plans.fixed.contains(&finding.subject) {
                Final::Unchangeable
            } else {
                Final::Together
            };
            Some(Obstacle { rule: ruled(self.scene, finding)?, why, remedies: reason.remedies.clone() })
        };
        let mut all: Vec<Obstacle> = findings.filter_map(obstacle).collect();
        if all.iter().any(|obstacle| obstacle.why != Final::Together) {
            all.retain(|obstacle| obstacle.why != Final::Together);
        }
        all
    }

    /// A single change that clears something and makes something else apply.
    fn setback(&self, change: &plan::Change) -> Step {
        let way = change.place.way(&self.scene.policy.vocabulary, self.scene.record);
        let (kind, by) = match way {
            plan::Way::FindOut(by) => (Kind::FindOut, by.to_vec()),
            plan::Way::Change(by) => (Kind::Change, by.to_vec()),
            plan::Way::Fixed => (Kind::Change, Vec::new()),
        };
        let step = plan::Step { kind, by, changes: vec![change.clone()], after: Vec::new() };
        let plan = plan::Plan { steps: vec![step.clone()], at: self.scene.at, window: Stretch::default() };
        let before = self.standing(self.scene.record, self.scene.at);
        let behind = self.standing(&self.record(&plan, |_| true), self.scene.at);
        Step {
            kind: self::kind(kind),
            by: step.by.iter().map(|who| names::changer(self.scene, *who).to_owned()).collect(),
            text: None,
            changes: vec![change::told(self.scene, change, kind, &[])],
            until: None,
            clears: before.forbids.iter().filter(|(key, _)| !behind.has(key)).map(|(_, ruled)| ruled.clone()).collect(),
            grants: Vec::new(),
            breaks: behind.forbids.iter().filter(|(key, _)| !before.has(key)).map(|(_, ruled)| ruled.clone()).collect(),
            after: Vec::new(),
            who: step.by.iter().map(|who| names::changer_label(self.scene, *who).to_owned()).collect(),
            when: None,
        }
    }
}

/// What forbids, or may, and what permits.
struct Standing {
    forbids: Vec<(Key, Ruled)>,
    permits: Vec<(Key, Ruled)>,
}

impl Standing {
    fn has(&self, key: &Key) -> bool {
        self.forbids.iter().any(|(other, _)| other == key)
    }
}

impl Told {
    /// All rules that are named.
    fn rules(&self) -> impl Iterator<Item = &Ruled> {
        let steps = self.plans.iter().flat_map(|plan| &plan.steps).chain(&self.setbacks);
        let of_steps = steps.flat_map(|step| step.clears.iter().chain(&step.grants).chain(&step.breaks));
        of_steps.chain(self.obstacles.iter().map(|obstacle| &obstacle.rule))
    }
}

fn key(scene: &Scene<'_>, finding: &Finding<'_>) -> Key {
    let named = names::instance(scene, &finding.instance, finding.subject.instances(scene.policy));
    (finding.subject, named.map(|named| named.plain))
}

/// A rule with its reason, unless facts are missing for that, and its clauses.
#[must_use]
pub fn ruled<'b>(scene: &Scene<'b>, finding: &Finding<'b>) -> Option<Ruled> {
    let declared = declared(scene, finding)?;
    Some(Ruled {
        head: head(scene, &declared, finding),
        because: if finding.needs.is_empty() { subject::because(scene, &declared, finding) } else { None },
        clauses: cite::clauses(scene, &declared.cite),
        policy: cite::declaration(scene, &declared),
    })
}

fn kind(kind: Kind) -> StepKind {
    match kind {
        Kind::Change => StepKind::Change,
        Kind::FindOut => StepKind::FindOut,
        Kind::Wait => StepKind::Wait,
    }
}

fn limit(limit: plan::Limit) -> Limit {
    match limit {
        plan::Limit::Attempts => Limit::Attempts,
        plan::Limit::Plans => Limit::Plans,
        plan::Limit::Changes => Limit::Changes,
        plan::Limit::Proportions => Limit::Proportions,
        plan::Limit::Additions => Limit::Additions,
    }
}
