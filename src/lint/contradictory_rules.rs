//! Two rules of which one forbids, and the other permits, in the same cases.
//!
//! A rule that forbids wins, so the one that permits never matters. One of them is out of date, or their conditions should differ.
//!
//! ```policy
//! rule staff_may { permit enter when reader.staff because en "Staff may." }
//! rule staff_may_not { forbid enter when reader.staff because en "Staff use the other door." }
//! ```
//!
//! Better: leave one of them out, or say where each holds.

use indexmap::IndexMap;

use crate::analysis::conditions::{conjuncts, key};
use crate::diagnostic::Diagnostic;
use crate::model::policy::{DecisionId, Effective, Instances, Rule, Scope, Verb};

use super::{Subject, finding, places};

/// What has to be the same: the decision, when it is in force, for whom, and the conditions.
type Same = (DecisionId, Option<i64>, Option<i64>, String, Vec<String>, Option<String>);

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: IndexMap<Same, &Rule> = IndexMap::new();
    for (rule, body) in places::rules(on.policy).filter(|(rule, _)| rule.verb != Verb::Warn && rule.exceptions.is_empty()) {
        let other = *first.entry(same(rule, &body.scope)).or_insert(rule);
        if other.verb != rule.verb {
            let (forbids, permits) = if rule.verb == Verb::Forbid { ("forbids", "permits") } else { ("permits", "forbids") };
            let message = format!("`{}` {forbids} exactly what `{}` {permits}", rule.name, other.name);
            found.push(finding(rule.name_span, message).and(other.name_span, "the other rule"));
        }
    }
}

fn same(rule: &Rule, scope: &Scope) -> Same {
    let Effective { from, until } = scope.effective;
    let over = match &rule.instances {
        Instances::Single(_) | Instances::Entities(_) => String::new(),
        Instances::List(list, _) => format!("list {}", list.fact.0),
        Instances::Set(set, _) => key::place(set.place),
    };
    let mut parts: Vec<String> = [&scope.given, &scope.when].into_iter().flatten().flat_map(conjuncts).map(key::condition).collect();
    parts.sort();
    parts.dedup();
    (rule.decision, from, until, over, parts, scope.unless.as_ref().map(key::condition))
}
