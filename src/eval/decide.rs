//! Decisions: §8 of the formal definition. Silently for a whole verdict, and as a condition within another one.

use crate::facts::record::Record;
use crate::model::policy::{Decision, DecisionId, DecisionKind, Policy, RuleId, TableId, ValuedBy, Verb};
use crate::value::{State, Truth};

use super::answer::{Decided, Ruling, Status, Subject, Verdict};
use super::evaluator::{Answered, Evaluator, Scratch};
use super::proof::{Instance, Outcome, Question};
use super::recorder::{Recorder, Silent};
use super::rules::Judged;

/// An instance with its status and its step.
#[derive(Clone, Copy)]
pub(super) struct Found<'r, S> {
    pub subject: Subject,
    pub verb: Verb,
    pub instance: Instance<'r>,
    pub status: Status,
    pub step: S,
}

/// What answers a verdict decision.
#[derive(Clone, Copy)]
pub(super) struct Ruleset<'m> {
    pub default_permit: bool,
    pub rules: &'m [RuleId],
    pub tables: &'m [TableId],
}

/// `F` and `P`: whether something forbids, whether something permits.
#[derive(Clone, Copy)]
pub(super) struct Combined {
    pub forbid: Truth,
    pub permit: Truth,
}

/// Decides one record silently, and fills `out` with the instances that forbid or permit, certainly or perhaps.
pub fn decide<'m: 'r, 'r>(
    policy: &'m Policy,
    decision: DecisionId,
    record: &'r Record,
    now: i64,
    scratch: &mut Scratch,
    out: &mut Vec<Decided<'r>>,
) -> Ruling<'r> {
    out.clear();
    let mut evaluator = Evaluator::silent(policy, record, now, scratch);
    let ruling = evaluator.ruling(decision, |found| note(out, found));
    evaluator.leave(scratch);
    ruling
}

impl<'m: 'r, 'r> Evaluator<'m, 'r, Silent> {
    fn ruling(&mut self, decision: DecisionId, mut found: impl FnMut(Found<'r, ()>)) -> Ruling<'r> {
        let policy = self.policy;
        match policy.decisions.get_index(decision.index()).and_then(|(_, decision)| Ruleset::of(decision)) {
            None => Ruling::of_value(self.decided_value(decision)),
            Some(ruleset) => Ruling::Verdict(Verdict::from_allowed(self.combine(ruleset, &mut found).allowed(ruleset.default_permit))),
        }
    }
}

/// Keeps what applies or may; a table once, unless it applies and may as well.
fn note<'r>(out: &mut Vec<Decided<'r>>, found: Found<'r, ()>) {
    let certain = match found.status {
        Status::Applies => true,
        Status::Unknown => false,
        _ => return,
    };
    let Found { subject, verb, instance, .. } = found;
    let twice = !certain && out.last().is_some_and(|last| !last.certain && last.subject == subject && matches!(subject, Subject::Table(_)));
    if !twice {
        out.push(Decided { subject, verb, instance, certain });
    }
}

impl<'m: 'r, 'r, R: Recorder<'m, 'r>> Evaluator<'m, 'r, R> {
    /// `transfer is permitted`
    #[inline(never)]
    pub fn permitted(&mut self, id: DecisionId) -> Truth {
        let kept = self.memo.decisions.get(id.index()).copied();
        if let Some(answer) = self.recall(kept) {
            return answer.truth();
        }
        let policy = self.policy;
        let ruleset = policy.decisions.get_index(id.index()).and_then(|(_, decision)| Ruleset::of(decision));
        let Some(ruleset) = ruleset else { return Truth::Unknown };
        let mark = self.recorder.open();
        let allowed = self.combine(ruleset, &mut |_| {}).allowed(ruleset.default_permit);
        self.recorder.close(mark, Question::Decision(id), Outcome::Truth(allowed));
        self.keep_decision(id, allowed);
        allowed
    }

    /// Keeps the decision whose step was closed last.
    pub fn keep_decision(&mut self, id: DecisionId, allowed: Truth) {
        let kept = self.kept(Answered::Truth(allowed));
        if let Some(place) = self.memo.decisions.get_mut(id.index()) {
            *place = kept;
        }
    }

    /// The value of a valued decision.
    pub fn decided_value(&mut self, id: DecisionId) -> Answered<'r> {
        let policy = self.policy;
        let mark = self.recorder.open();
        let answer = match policy.decisions.get_index(id.index()).map(|(_, decision)| &decision.kind) {
            Some(DecisionKind::Valued { by: ValuedBy::Table(table), .. }) => self.table(*table),
            Some(DecisionKind::Valued { by: ValuedBy::Definition(definition), .. }) => self.definition(*definition),
            Some(DecisionKind::Verdict { .. }) | None => Answered::State(State::Unknown),
        };
        self.recorder.close(mark, Question::Decision(id), answer.outcome());
        answer
    }

    /// Combines what all rules and tables of a decision say. Where permission is the default, a permit bears on nothing and is no part of the decision.
    pub fn combine(&mut self, ruleset: Ruleset<'m>, found: &mut impl FnMut(Found<'r, R::Step>)) -> Combined {
        let mut combined = Combined { forbid: Truth::No, permit: Truth::No };
        for id in ruleset.rules {
            self.add_rule(*id, ruleset, &mut combined, found);
        }
        for id in ruleset.tables {
            self.add_table(*id, ruleset, &mut combined, found);
        }
        combined
    }

    fn add_rule(&mut self, id: RuleId, ruleset: Ruleset<'m>, combined: &mut Combined, found: &mut impl FnMut(Found<'r, R::Step>)) {
        let policy = self.policy;
        let Some(rule) = policy.rules.get(id.index()) else { return };
        let verb = rule.verb;
        self.instances(Judged::rule(id, rule), &mut |evaluator, instance, status| {
            combined.add(verb, status);
            let step = evaluator.recorder.take();
            if ruleset.rests_on(verb) {
                evaluator.recorder.put(step);
            }
            found(Found { subject: Subject::Rule(id), verb, instance, status, step });
        });
    }

    fn add_table(&mut self, id: TableId, ruleset: Ruleset<'m>, combined: &mut Combined, found: &mut impl FnMut(Found<'r, R::Step>)) {
        let policy = self.policy;
        let Some(table) = policy.tables.get(id.index()) else { return };
        let says = self.says(id, table);
        let said = |verb, status, step| Found { subject: Subject::Table(id), verb, instance: Instance::Only, status, step };
        let forbid = said(Verb::Forbid, says.forbid, says.forbid_step);
        let permit = said(Verb::Permit, says.permit, says.permit_step);
        let permits = says.permit.applies() != Truth::No;
        for (said, counts) in [(forbid, !permits || says.forbid.applies() != Truth::No), (permit, permits)] {
            combined.add(said.verb, said.status);
            if ruleset.rests_on(said.verb) {
                self.recorder.put(said.step);
            }
            if counts {
                found(said);
            }
        }
    }
}

impl<'m> Ruleset<'m> {
    /// None for a valued decision.
    pub fn of(decision: &'m Decision) -> Option<Self> {
        match &decision.kind {
            DecisionKind::Verdict { default_permit, rules, tables } => Some(Self { default_permit: *default_permit, rules, tables }),
            DecisionKind::Valued { .. } => None,
        }
    }

    fn rests_on(self, verb: Verb) -> bool {
        verb == Verb::Forbid || (verb == Verb::Permit && !self.default_permit)
    }
}

impl Combined {
    fn add(&mut self, verb: Verb, status: Status) {
        match verb {
            Verb::Forbid => self.forbid = self.forbid.or(status.applies()),
            Verb::Permit => self.permit = self.permit.or(status.applies()),
            Verb::Warn => {}
        }
    }

    pub fn allowed(self, default_permit: bool) -> Truth {
        if default_permit { !self.forbid } else { self.permit.and(!self.forbid) }
    }
}

impl Verdict {
    #[must_use]
    pub fn from_allowed(allowed: Truth) -> Self {
        match allowed {
            Truth::Yes => Self::Permitted,
            Truth::No => Self::Forbidden,
            Truth::Unknown => Self::Undetermined,
        }
    }
}

impl<'r> Ruling<'r> {
    pub(super) fn of_value(answer: Answered<'r>) -> Self {
        match answer.state() {
            State::Unknown => Self::Verdict(Verdict::Undetermined),
            state => Self::Value(state),
        }
    }
}
