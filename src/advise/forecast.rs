//! What becomes of a decision with time, record after record.
//!
//! The instants at which something may change come from [`super::hinges`]; between two of them the one evaluator is asked, silently.

use crate::eval::answer::{Decided, Ruling, Verdict};
use crate::eval::{Decider, answer};
use crate::facts::record::Record;
use crate::model::policy::{DecisionId, Policy, Verb};
use crate::value::calendar::{FIRST_SECOND, LAST_SECOND};

use super::edges::{Stretch, stretch};
use super::hinges::Hinges;
use super::timeline::{Interval, Timeline};

/// So many edges are gone through one by one where a term may come to too many values to tell them all beforehand.
const MOST_EDGES: usize = 10_000;

/// Foretells one decision of a policy: what can be found out about it beforehand is found out once.
pub struct Forecaster<'m> {
    policy: &'m Policy,
    decision: DecisionId,
    hinges: Hinges<'m>,
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
        Self { policy, decision, hinges: Hinges::new(policy, decision), decider: Decider::new(policy), edges: Vec::new() }
    }

    /// What the decision comes to at every instant.
    pub fn timeline<'r>(&mut self, record: &'r Record) -> Timeline<'r>
    where
        'm: 'r,
    {
        self.find_edges(record, (FIRST_SECOND, LAST_SECOND));
        let mut intervals: Vec<Interval<'r>> = Vec::new();
        let mut deciding = Vec::new();
        for since in std::iter::once(None).chain(self.edges.iter().copied().map(Some)) {
            let ruling = self.decider.decide(self.decision, record, since.unwrap_or(FIRST_SECOND), &mut deciding);
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

    /// Since when and until when a decision comes to what it comes to now; `found` is what decides it now.
    pub fn window(&mut self, record: &Record, now: i64, found: &[Decided<'_>]) -> Stretch {
        if found.iter().any(|one| one.certain && self.always_forbids(one)) {
            return Stretch::default();
        }
        self.find_edges(record, (FIRST_SECOND, LAST_SECOND));
        let here = self.edges.partition_point(|edge| *edge <= now);
        let mut deciding = Vec::new();
        let ruling = self.decider.decide(self.decision, record, now, &mut deciding);
        let mut window = Stretch::default();
        for edge in self.edges.iter().skip(here) {
            if self.decider.decide(self.decision, record, *edge, &mut deciding) != ruling {
                window.until = Some(*edge);
                break;
            }
        }
        for edge in self.edges.iter().take(here).rev() {
            if self.decider.decide(self.decision, record, *edge - 1, &mut deciding) != ruling {
                window.since = Some(*edge);
                break;
            }
        }
        window
    }

    /// The first instant from `now` on and before `until` at which it is permitted; `found` is what decides it now. Ends at once where
    /// something forbids, or may forbid, whatever time it is.
    pub fn next_permitted_within(&mut self, record: &Record, (now, until): (i64, i64), found: &[Decided<'_>]) -> Option<i64> {
        if found.iter().any(|one| self.always_forbids(one)) {
            return None;
        }
        self.find_edges(record, (now, until.saturating_sub(1)));
        let mut deciding = Vec::new();
        let instants = std::iter::once(&now).chain(&self.edges);
        for instant in instants {
            if self.decider.decide(self.decision, record, *instant, &mut deciding) == Ruling::Verdict(Verdict::Permitted) {
                return Some(*instant);
            }
        }
        None
    }

    /// Whether an instance forbids, or may forbid, whatever time it is.
    fn always_forbids(&self, one: &Decided<'_>) -> bool {
        one.verb == Verb::Forbid && !self.hinges.may_change(one.subject)
    }

    fn find_edges(&mut self, record: &Record, (after, last): (i64, i64)) {
        if !self.hinges.edges(record, (after, last), &mut self.edges) {
            self.edges = self.step(record, (after, last));
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
