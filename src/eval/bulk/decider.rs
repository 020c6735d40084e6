//! One decision after the other.

use crate::eval::answer::{Decided, Ruling, Verdict};
use crate::eval::decide::Ruleset;
use crate::eval::evaluator::Evaluator;
use crate::facts::record::Record;
use crate::model::policy::{DecisionId, Policy};

use super::compile::plan;
use super::plan::Plan;
use super::run::{BLOCK, Block, Memory};

/// Decides many records by one policy, silently: what can be found out about its rules beforehand is found out once.
pub struct Decider<'m> {
    policy: &'m Policy,
    /// by decision; none for one that answers a value, or that nobody has asked for yet
    plans: Vec<Option<Plan<'m>>>,
    memory: Memory,
}

impl<'m> Decider<'m> {
    #[must_use]
    pub fn new(policy: &'m Policy) -> Self {
        let plans = policy.decisions.iter().map(|_| None).collect();
        Self { policy, plans, memory: Memory::default() }
    }

    /// Decides one record. Fills `found` with the instances that forbid or permit it, certainly or perhaps.
    pub fn decide<'r>(&mut self, decision: DecisionId, record: &'r Record, now: i64, found: &mut Vec<Decided<'r>>) -> Ruling<'r>
    where
        'm: 'r,
    {
        let mut ruling = Ruling::Verdict(Verdict::Undetermined);
        self.judge(decision, &[(record, now)], found, &mut |_, answer, _| ruling = answer);
        ruling
    }

    /// Decides records, each at its own instant, and hands out in their order what each comes to, with the instances that forbid or
    /// permit it, certainly or perhaps.
    pub fn decide_block<'r>(
        &mut self,
        decision: DecisionId,
        records: &'r [(Record, i64)],
        each: &mut impl FnMut(usize, Ruling<'r>, &[Decided<'r>]),
    ) where
        'm: 'r,
    {
        let mut found = Vec::new();
        for (block, first) in records.chunks(BLOCK).zip((0..).step_by(BLOCK)) {
            let block: Vec<(&Record, i64)> = block.iter().map(|(record, now)| (record, *now)).collect();
            self.judge(decision, &block, &mut found, &mut |index, ruling, found| each(first + index, ruling, found));
        }
    }

    /// Decides a block.
    fn judge<'r>(
        &mut self,
        decision: DecisionId,
        records: &[(&'r Record, i64)],
        found: &mut Vec<Decided<'r>>,
        each: &mut impl FnMut(usize, Ruling<'r>, &[Decided<'r>]),
    ) where
        'm: 'r,
    {
        let policy = self.policy;
        let ruleset = policy.decisions.get_index(decision.index()).and_then(|(_, decision)| Ruleset::of(decision));
        let (Some(ruleset), Some(place)) = (ruleset, self.plans.get_mut(decision.index())) else {
            found.clear();
            return self.values(decision, records, each);
        };
        let plan = place.get_or_insert_with(|| plan(policy, ruleset));
        let combined = Block { policy, plan, records, memory: &mut self.memory }.judge();
        for (index, ((record, _), hits)) in records.iter().zip(&self.memory.hits).enumerate() {
            found.clear();
            for hit in hits {
                hit.hand_out(policy, plan, record, found);
            }
            each(index, Ruling::Verdict(combined.verdict(index, plan.default_permit)), found);
        }
    }

    /// A decision that answers a value.
    fn values<'r>(&mut self, decision: DecisionId, records: &[(&'r Record, i64)], each: &mut impl FnMut(usize, Ruling<'r>, &[Decided<'r>]))
    where
        'm: 'r,
    {
        for (index, (record, now)) in records.iter().enumerate() {
            let mut evaluator = Evaluator::silent(self.policy, record, *now, &mut self.memory.scratch);
            let value = evaluator.decided_value(decision);
            evaluator.leave(&mut self.memory.scratch);
            each(index, Ruling::of_value(value), &[]);
        }
    }
}
