//! Rules that follow one another: they decide the same and cite the same clauses, each for a time of its own.

use indexmap::IndexMap;

use crate::model::policy::{Effective, Policy, Rule};
use crate::model::walk::bodies;

/// Two rules of which the second takes over from the first, and the instants between which it should.
pub struct Handover<'a> {
    pub earlier: &'a Rule,
    pub later: &'a Rule,
    /// when the first is no longer in force
    pub ends: i64,
    /// when the second comes into force
    pub begins: i64,
}

/// Every place at which one rule takes over from another.
pub fn handovers(policy: &Policy) -> Vec<Handover<'_>> {
    let mut groups: IndexMap<_, Vec<(&Rule, Effective)>> = IndexMap::new();
    for rule in policy.rules.iter().filter(|rule| !rule.cite.is_empty()) {
        let effective = bodies(&rule.instances).first().map(|body| body.scope.effective).unwrap_or_default();
        groups.entry((rule.verb as u8, rule.decision, rule.cite.as_slice())).or_default().push((rule, effective));
    }
    groups.into_values().filter(|group| group.iter().all(|(_, effective)| is_limited(*effective))).flat_map(of_group).collect()
}

fn is_limited(effective: Effective) -> bool {
    effective.from.is_some() || effective.until.is_some()
}

fn of_group(mut group: Vec<(&Rule, Effective)>) -> Vec<Handover<'_>> {
    group.sort_by_key(|(_, effective)| effective.from);
    let pairs = group.iter().copied().zip(group.iter().copied().skip(1));
    let handover = |((earlier, first), (later, second))| between(earlier, first, later, second);
    pairs.filter_map(handover).collect()
}

fn between<'a>(earlier: &'a Rule, first: Effective, later: &'a Rule, second: Effective) -> Option<Handover<'a>> {
    Some(Handover { earlier, later, ends: first.until?, begins: second.from? })
}
