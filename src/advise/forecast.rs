//! What becomes of a decision with time, record after record.
//!
//! The instants at which something may change come from `hinges`; between two of them the one evaluator is asked, silently.

use crate::eval::answer::{Decided, Ruling, Subject, Verdict};
use crate::eval::ask::Asker;
use crate::eval::{Decider, Scratch, answer, decide};
use crate::facts::record::Record;
use crate::model::policy::{DecisionId, Policy, Verb};
use crate::value::calendar::{FIRST_SECOND, LAST_SECOND};

use super::edges::{Stretch, stretch};
use super::hinges::Hinges;
use super::standing::standing;
use super::timeline::{Interval, Timeline};

/// So many edges are gone through one by one where a term may come to too many values to tell them all beforehand.
const MOST_EDGES: usize = 10_000;

/// Foretells one decision of a policy: what can be found out about it beforehand is found out once.
#[derive(Debug)]
pub struct Forecaster<'m> {
    policy: &'m Policy,
    decision: DecisionId,
    hinges: Hinges<'m>,
}

/// Looks ahead for record after record, in memory that is used again.
pub struct Outlook<'m> {
    forecaster: Forecaster<'m>,
    decider: Decider<'m>,
    edges: Vec<i64>,
}

/// The timeline of a decision for one record.
#[must_use]
pub fn timeline<'m: 'r, 'r>(policy: &'m Policy, decision: DecisionId, record: &'r Record) -> Timeline<'r> {
    Forecaster::new(policy, decision).timeline(record)
}

impl<'m> Forecaster<'m> {
    #[must_use]
    pub fn new(policy: &'m Policy, decision: DecisionId) -> Self {
        Self { policy, decision, hinges: Hinges::new(policy, decision) }
    }

    /// What the decision comes to at every instant.
    #[must_use]
    pub fn timeline<'r>(&self, record: &'r Record) -> Timeline<'r>
    where
        'm: 'r,
    {
        let mut edges = Vec::new();
        self.find_edges(record, (FIRST_SECOND, LAST_SECOND), &mut edges);
        let mut intervals: Vec<Interval<'r>> = Vec::new();
        let (mut scratch, mut deciding) = (Scratch::default(), Vec::new());
        for since in std::iter::once(None).chain(edges.into_iter().map(Some)) {
            let at = since.unwrap_or(FIRST_SECOND);
            let ruling = decide(self.policy, self.decision, record, at, &mut scratch, &mut deciding);
            if let Some(last) = intervals.last_mut() {
                if last.ruling == ruling && last.deciding == deciding {
                    continue;
                }
                last.during.until = since;
            }
            intervals.push(Interval { during: Stretch { since, until: None }, ruling, deciding: deciding.clone() });
        }
        Timeline { intervals }
    }

    /// Since when and until when a decision comes to what it comes to at an instant; `forbidding` is what surely forbids it then.
    #[must_use]
    pub fn window(&self, record: &Record, now: i64, forbidding: impl IntoIterator<Item = Subject>) -> Stretch {
        if forbidding.into_iter().any(|subject| !self.hinges.may_change(subject)) {
            return Stretch::default();
        }
        let mut edges = Vec::new();
        self.find_edges(record, (FIRST_SECOND, LAST_SECOND), &mut edges);
        let (mut scratch, mut deciding) = (Scratch::default(), Vec::new());
        let mut at = |at: i64| decide(self.policy, self.decision, record, at, &mut scratch, &mut deciding);
        let here = at(now);
        let (before, behind) = edges.split_at(edges.partition_point(|edge| *edge <= now));
        Stretch {
            since: before.iter().rev().copied().find(|edge| at(*edge - 1) != here),
            until: behind.iter().copied().find(|edge| at(*edge) != here),
        }
    }

    /// Since when and until when an instance, or what a table says, has the status that it has at the asker's instant.
    #[must_use]
    pub fn standing(&self, asker: Asker<'_, '_>, subject: Subject, verb: Verb) -> Stretch {
        if self.hinges.may_change(subject) { standing(asker, subject, verb) } else { Stretch::default() }
    }

    fn find_edges(&self, record: &Record, (after, last): (i64, i64), edges: &mut Vec<i64>) {
        if !self.hinges.edges(record, (after, last), edges) {
            *edges = self.step(record, (after, last));
        }
    }

    /// The edges one after the other, each read off the proof of the answer before it.
    fn step(&self, record: &Record, (after, last): (i64, i64)) -> Vec<i64> {
        let mut edges = Vec::new();
        let mut at = after;
        while edges.len() < MOST_EDGES {
            let answer = answer(self.policy, self.decision, record, at);
            let findings = [&answer.forbidden_by, &answer.permitted_by, &answer.undetermined, &answer.excepted, &answer.others];
            let mut roots = vec![answer.root];
            roots.extend(findings.into_iter().flatten().map(|finding| finding.proof));
            match stretch(self.policy, &answer.proof, &roots, at).until {
                Some(edge) if edge <= last => at = edge,
                _ => break,
            }
            edges.push(at);
        }
        edges
    }
}

impl<'m> Outlook<'m> {
    #[must_use]
    pub fn new(policy: &'m Policy, decision: DecisionId) -> Self {
        Self { forecaster: Forecaster::new(policy, decision), decider: Decider::new(policy), edges: Vec::new() }
    }

    /// The first instant from `now` on and before `until` at which it is permitted; `found` is what decides it now. Ends at once where
    /// something forbids, or may forbid, whatever time it is.
    pub fn next_permitted_within(&mut self, record: &Record, (now, until): (i64, i64), found: &[Decided<'_>]) -> Option<i64> {
        let Self { forecaster, decider, edges } = self;
        if found.iter().any(|one| one.verb == Verb::Forbid && !forecaster.hinges.may_change(one.subject)) {
            return None;
        }
        forecaster.find_edges(record, (now, until.saturating_sub(1)), edges);
        let mut deciding = Vec::new();
        let mut permitted = |at: i64| decider.decide(forecaster.decision, record, at, &mut deciding) == Ruling::Verdict(Verdict::Permitted);
        // what is forbidden, or may be, is not permitted now
        let now = found.iter().all(|one| one.verb != Verb::Forbid).then_some(now);
        now.into_iter().chain(edges.iter().copied()).find(|instant| permitted(*instant))
    }
}
