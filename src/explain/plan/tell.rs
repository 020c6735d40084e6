//! From changes and steps to the words and names of [`super::json`], in one language.
//!
//! What a step is for is found out by leaving it out: the rules that then forbid, or no longer permit, are those that it clears or grants.

use crate::advise::edges::Stretch;
use crate::advise::plan::{self, Plans, StepKind as Kind};
use crate::eval;
use crate::eval::answer::{Answer, Finding, Status};
use crate::explain::case::Case;
use crate::explain::json as answer_json;
use crate::explain::scene::Scene;
use crate::explain::{cite, names, template};
use crate::facts::Record;
use crate::model::policy::RemedyKind;
use crate::model::vocabulary::Changer;
use crate::value::{Truth, calendar};

use super::change;
use super::json::{Final, Limit, Obstacle, Plan, Ruled, SCHEMA, Step, StepKind, Told};
use super::rulings::{Key, Rulings, Standing, ruled};

/// What plans tell of a record, the first `most` of them; `answer` is the one for it as it stands, `told` its words.
#[must_use]
pub fn tell<'a>(scene: &Scene<'a>, answer: &Answer<'a, 'a>, (plans, most): (&Plans, usize), told: answer_json::Told) -> Told {
    let teller = Teller { scene, answer, rulings: Rulings::new(scene, answer) };
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
    /// for the record as it stands
    answer: &'s Answer<'a, 'a>,
    rulings: Rulings<'s, 'a>,
}

/// A plan, and what becomes of the record along it.
struct Course<'p> {
    plan: &'p plan::Plan,
    /// with all steps done
    done: Record,
    /// at the plan's instant
    behind: Standing,
    /// at the scene's instant: before the first step, and behind each
    along: Vec<Standing>,
}

impl<'a> Teller<'_, 'a> {
    fn plan(&self, plan: &plan::Plan) -> Plan {
        let zone = self.scene.policy.zone();
        let mut actors: Vec<Changer> = plan.steps.iter().filter_map(|step| step.by.first()).copied().collect();
        actors.sort_by_key(|actor| plan.steps.iter().position(|step| step.by.first() == Some(actor)));
        actors.dedup();
        let course = self.course(plan);
        Plan {
            steps: plan.steps.iter().enumerate().map(|(index, step)| self.step(&course, index, step)).collect(),
            actors: actors.iter().map(|who| names::changer(self.scene, *who).to_owned()).collect(),
            from: calendar::rfc3339(plan.at, zone),
            until: plan.window.until.map(|until| calendar::rfc3339(until, zone)),
            who: actors.iter().map(|who| names::changer_label(self.scene, *who).to_owned()).collect(),
            when: calendar::readable(plan.at, zone),
            ends: plan.window.until.map(|until| calendar::readable(until, zone)),
        }
    }

    fn course<'p>(&self, plan: &'p plan::Plan) -> Course<'p> {
        let done = self.record(plan, |_| true);
        let along = (0..=plan.steps.len()).map(|count| self.rulings.standing(&self.record(plan, |index| index < count), self.scene.at));
        Course { plan, behind: self.rulings.standing(&done, plan.at), along: along.collect(), done }
    }

    fn step(&self, course: &Course<'_>, index: usize, step: &plan::Step) -> Step {
        let plan = course.plan;
        let zone = self.scene.policy.zone();
        let waits = step.kind == Kind::Wait;
        let changes: Vec<&plan::Change> = plan.changes().collect();
        let without = self.record(plan, |other| other != index);
        let at = if waits { self.scene.at } else { plan.at };
        let missing = self.rulings.standing(&without, at);
        let cleared = beyond(&missing.forbids, &course.behind.forbids);
        let granted = if cleared.is_empty() { beyond(&course.behind.permits, &missing.permits) } else { Vec::new() };
        Step {
            kind: kind(step.kind),
            by: step.by.iter().map(|who| names::changer(self.scene, *who).to_owned()).collect(),
            text: self.remedy(step, &cleared, &course.done, plan.at),
            changes: step.changes.iter().map(|change| change::told(self.scene, change, step.kind, &changes)).collect(),
            until: waits.then(|| calendar::rfc3339(plan.at, zone)),
            clears: self.rulings.told(&cleared, (&without, at)),
            grants: self.rulings.told(&granted, (&course.done, plan.at)),
            breaks: self.broken(course, index),
            after: step.after.iter().map(|place| place + 1).collect(),
            who: step.by.iter().map(|who| names::changer_label(self.scene, *who).to_owned()).collect(),
            when: waits.then(|| calendar::readable(plan.at, zone)),
        }
    }

    /// The record with some of the steps done.
    fn record(&self, plan: &plan::Plan, wanted: impl Fn(usize) -> bool) -> Record {
        let steps = plan.steps.iter().enumerate().filter(|(index, _)| wanted(*index));
        let changes = steps.flat_map(|(_, step)| &step.changes).map(|change| (&change.place, &change.to));
        plan::carry::carried_out(&self.scene.policy.vocabulary, self.scene.record, changes)
    }

    /// The rules that forbid behind a step and did not before it.
    fn broken(&self, course: &Course<'_>, index: usize) -> Vec<Ruled> {
        let (Some(before), Some(behind)) = (course.along.get(index), course.along.get(index + 1)) else { return Vec::new() };
        let broken = beyond(&behind.forbids, &before.forbids);
        if broken.is_empty() {
            return Vec::new();
        }
        self.rulings.told(&broken, (&self.record(course.plan, |other| other <= index), self.scene.at))
    }

    /// The words of a remedy that a step carries out: of what it clears, by whoever does it, with what it makes brought about.
    fn remedy(&self, step: &plan::Step, cleared: &[Key], done: &Record, at: i64) -> Option<String> {
        let surely = |finding: &&Finding<'_>| finding.status == Status::Applies;
        self.rulings.own(cleared).filter(surely).find_map(|finding| {
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
        let copy = self.record(&plan, |_| true);
        let before = self.rulings.standing(self.scene.record, self.scene.at);
        let behind = self.rulings.standing(&copy, self.scene.at);
        Step {
            kind: self::kind(kind),
            by: step.by.iter().map(|who| names::changer(self.scene, *who).to_owned()).collect(),
            text: None,
            changes: vec![change::told(self.scene, change, kind, &[])],
            until: None,
            clears: self.rulings.told(&beyond(&before.forbids, &behind.forbids), (self.scene.record, self.scene.at)),
            grants: Vec::new(),
            breaks: self.rulings.told(&beyond(&behind.forbids, &before.forbids), (&copy, self.scene.at)),
            after: Vec::new(),
            who: step.by.iter().map(|who| names::changer_label(self.scene, *who).to_owned()).collect(),
            when: None,
        }
    }
}

/// What stands here and not there.
fn beyond(here: &[Key], there: &[Key]) -> Vec<Key> {
    here.iter().filter(|key| !there.contains(key)).cloned().collect()
}

impl Told {
    /// All rules that are named.
    fn rules(&self) -> impl Iterator<Item = &Ruled> {
        let steps = self.plans.iter().flat_map(|plan| &plan.steps).chain(&self.setbacks);
        let of_steps = steps.flat_map(|step| step.clears.iter().chain(&step.grants).chain(&step.breaks));
        of_steps.chain(self.obstacles.iter().map(|obstacle| &obstacle.rule))
    }
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
