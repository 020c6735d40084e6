//! What each rule and each table adds to deciding: measured as if it were the only one of its decision, beside the same decision without
//! any. What several of them ask is counted for each, since each would need it alone; so they do not add up to the whole.

use crate::batch::judge::Judge;
use crate::eval::Decider;
use crate::eval::answer::Subject;
use crate::model::policy::{DecisionKind, Policy, RuleId, TableId};

use super::held::Held;
use super::measures::block;
use super::rounds::{Limits, Work, difference};
use super::sheet::{Kind, Part};

/// So many records are enough to see what one rule takes.
pub const RECORDS: usize = 1_024;

/// The rules and tables that answer a decision.
#[derive(Clone, Default)]
struct Ruleset {
    rules: Vec<RuleId>,
    tables: Vec<TableId>,
}

/// Measures all rules and tables of the decision, those that add most first. A decision that answers a value has none.
pub fn all(judge: &Judge<'_>, held: &Held, limits: Limits) -> Vec<Part> {
    let whole = ruleset(judge);
    let count = u32::try_from(whole.rules.len() + whole.tables.len()).unwrap_or(u32::MAX);
    // together they may take as long as one of the other figures
    let limits = Limits { time: limits.time / count.max(1), ..limits };
    let records = held.records.get(..RECORDS).unwrap_or(&held.records);
    let (mut own, mut base) = (judge.policy.clone(), judge.policy.clone());
    answer_by(&mut base, judge, Ruleset::default());
    let mut measured = |only: Ruleset| {
        answer_by(&mut own, judge, only);
        let (mut more, mut less) = (Decider::new(&own), Decider::new(&base));
        let more = Work::new(records.len(), || block(&mut more, judge, records));
        let less = Work::new(records.len(), || block(&mut less, judge, records));
        difference(more, less, limits)
    };
    let rules = whole.rules.iter().map(|id| (Subject::Rule(*id), Kind::Rule, Ruleset { rules: vec![*id], tables: Vec::new() }));
    let tables = whole.tables.iter().map(|id| (Subject::Table(*id), Kind::Table, Ruleset { rules: Vec::new(), tables: vec![*id] }));
    let part = |(subject, kind, only): (Subject, Kind, Ruleset)| Part {
        name: subject.name(judge.policy).to_owned(),
        kind,
        nanoseconds: measured(only),
    };
    let mut parts: Vec<Part> = rules.chain(tables).map(part).collect();
    parts.sort_by(|one, other| other.nanoseconds.median.total_cmp(&one.nanoseconds.median));
    parts
}

fn ruleset(judge: &Judge<'_>) -> Ruleset {
    match judge.policy.decisions.get_index(judge.decision.index()).map(|(_, decision)| &decision.kind) {
        Some(DecisionKind::Verdict { rules, tables, .. }) => Ruleset { rules: rules.clone(), tables: tables.clone() },
        Some(DecisionKind::Valued { .. }) | None => Ruleset::default(),
    }
}

/// Makes these alone answer the decision.
fn answer_by(policy: &mut Policy, judge: &Judge<'_>, only: Ruleset) {
    let decision = policy.decisions.get_index_mut(judge.decision.index());
    if let Some(DecisionKind::Verdict { rules, tables, .. }) = decision.map(|(_, decision)| &mut decision.kind) {
        (*rules, *tables) = (only.rules, only.tables);
    }
}
