//! What a whole run looks like: how many records come to what, by which rules, in which groups, and what would change it.
//!
//! ```text
//! counts   numbers, added up in any order        bounded  counts by key in bounded memory
//! groups   outcomes by the value of a fact       told     the numbers with their names: an object of a versioned JSON contract
//! sheets   the same as tables for people, on `words`; text and html lay them out
//! ```
//!
//! A record costs a few additions; only where no rule forbids it whatever time it is, is it looked when it becomes permitted.

mod bounded;
mod counts;
mod groups;
pub mod html;
mod sheets;
pub mod text;
pub mod told;
mod words;

pub use counts::{HORIZONS, Outcomes};
pub use groups::{MOST_GROUPS, NoGrouping, fact};

use crate::advise::forecast::Outlook;
use crate::eval::answer::{Decided, Ruling, Subject, Verdict};
use crate::facts::{Record, value_text};
use crate::model::policy::{DecisionId, DecisionKind, Policy, TermType, Verb};
use crate::model::vocabulary::{FactId, Scalar};
use crate::value::State;
use crate::value::calendar::DAY;

use counts::Counts;
use groups::Groups;

/// Counts the records of a run, or of a part of it.
pub struct Summary<'m> {
    policy: &'m Policy,
    decision: DecisionId,
    kind: Option<&'m DecisionKind>,
    outlook: Outlook<'m>,
    counts: Counts,
    /// the places of the rules that forbid the record at hand
    forbidding: Vec<u32>,
}

impl<'m> Summary<'m> {
    /// Of one decision, with outcomes by the values of some facts, as [`fact`] finds them.
    #[must_use]
    pub fn new(policy: &'m Policy, decision: DecisionId, groups: &[FactId]) -> Self {
        let groups = groups.iter().filter_map(|fact| Groups::new(&policy.vocabulary, *fact)).collect();
        Self {
            policy,
            decision,
            kind: policy.decisions.get_index(decision.index()).map(|(_, decision)| &decision.kind),
            outlook: Outlook::new(policy, decision),
            counts: Counts::new(policy.rules.len() + policy.tables.len(), groups),
            forbidding: Vec::new(),
        }
    }

    /// Counts a record, with what the silent run told of it at an instant.
    pub fn count(&mut self, record: &Record, at: i64, ruling: Ruling<'_>, found: &[Decided<'_>]) {
        let one = Outcomes::one(ruling);
        self.counts.outcomes += one;
        for groups in &mut self.counts.groups {
            groups.count(&self.policy.vocabulary, record, one);
        }
        match ruling {
            Ruling::Value(state) => self.value(state),
            Ruling::Verdict(verdict) => {
                self.rules(verdict, found);
                if verdict != Verdict::Permitted && matches!(self.kind, Some(DecisionKind::Verdict { .. })) {
                    self.clear(found);
                    self.wait(record, at, found);
                }
            }
        }
    }

    /// Counts a record that could not be read.
    pub fn bad(&mut self) {
        self.counts.unreadable += 1;
    }

    /// Adds what somebody else has counted of the same decision with the same groups. In which order, and how the records were
    /// divided, makes no difference.
    pub fn merge(&mut self, later: Self) {
        self.counts.merge(later.counts);
    }

    fn value(&mut self, state: State<'_>) {
        match (state, self.kind) {
            (State::Known(value), Some(DecisionKind::Valued { ty, .. })) => {
                let scalar = if let TermType::Scalar(scalar) = ty { *scalar } else { Scalar::Duration };
                self.counts.values.add(&value_text(&self.policy.vocabulary, scalar, value), 1);
            }
            _ => self.counts.none += 1,
        }
    }

    /// What each rule says of a record, and which of them forbid it together.
    fn rules(&mut self, verdict: Verdict, found: &[Decided<'_>]) {
        self.forbidding.clear();
        for instances in found.chunk_by(|one, next| one.subject == next.subject) {
            let Some(place) = instances.first().and_then(|one| place(self.policy, one.subject)) else { continue };
            let says = |verb| instances.iter().any(|one| one.certain && one.verb == verb);
            let (forbids, permits) = (says(Verb::Forbid), says(Verb::Permit));
            let Some(rule) = self.counts.rules.get_mut(place as usize) else { continue };
            rule.forbids += u64::from(forbids);
            rule.permits += u64::from(permits);
            rule.undetermined += u64::from(!forbids && !permits);
            if forbids {
                self.forbidding.push(place);
            }
        }
        if let [only] = self.forbidding.as_slice()
            && let Some(rule) = self.counts.rules.get_mut(*only as usize)
        {
            rule.alone += 1;
        }
        if verdict == Verdict::Forbidden {
            self.counts.combinations.add(&self.forbidding, 1);
        }
    }

    /// Whether a record that is not permitted would be, if one rule were cleared: nothing else forbids it or may, and, where forbidding is
    /// the default, something else permits it (§8 of the formal definition).
    fn clear(&mut self, found: &[Decided<'_>]) {
        let mut against = found.iter().filter(|one| one.verb == Verb::Forbid).map(|one| one.subject);
        let Some(only) = against.next() else { return };
        if against.any(|other| other != only) {
            return;
        }
        let permits = |one: &Decided<'_>| one.certain && one.verb == Verb::Permit && one.subject != only;
        let by_default = matches!(self.kind, Some(DecisionKind::Verdict { default_permit: true, .. }));
        if by_default || found.iter().any(permits) {
            self.of(only, |rule| rule.cleared += 1);
        }
    }

    /// Whether a record becomes permitted by itself.
    fn wait(&mut self, record: &Record, at: i64, found: &[Decided<'_>]) {
        let [.., longest] = HORIZONS;
        let until = at.saturating_add(longest * DAY + 1);
        let Some(permitted) = self.outlook.next_permitted_within(record, (at, until), found) else { return };
        for (horizon, days) in HORIZONS.iter().enumerate() {
            if permitted.saturating_sub(at) > days * DAY {
                continue;
            }
            if let Some(soon) = self.counts.soon.get_mut(horizon) {
                *soon += 1;
            }
            for instances in found.chunk_by(|one, next| one.subject == next.subject) {
                if let Some(one) = instances.iter().find(|one| one.verb == Verb::Forbid) {
                    self.of(one.subject, |rule| rule.ends.iter_mut().skip(horizon).take(1).for_each(|ends| *ends += 1));
                }
            }
        }
    }

    fn of(&mut self, subject: Subject, count: impl FnOnce(&mut counts::OfRule)) {
        if let Some(rule) = place(self.policy, subject).and_then(|place| self.counts.rules.get_mut(place as usize)) {
            count(rule);
        }
    }
}

/// Where a rule or a table is counted.
fn place(policy: &Policy, subject: Subject) -> Option<u32> {
    match subject {
        Subject::Rule(id) => Some(id.0),
        Subject::Table(id) => u32::try_from(policy.rules.len()).ok()?.checked_add(id.0),
        Subject::Notice(_) => None,
    }
}
