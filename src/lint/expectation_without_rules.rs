//! A scenario that expects `forbidden` and names no rule, or `undetermined` and names no fact.
//!
//! It still passes when another rule forbids, by mistake, what the one that it was written for no longer does. `undetermined` stands
//! alone where a row of a table says so, because no fact is missing then.
//!
//! ```policy
//! scenario "ten books" for lend { with reader.loans = 10  expect forbidden }
//! ```
//!
//! Better: `expect forbidden by too_many`, `expect undetermined needing reader.loans`.

use indexmap::IndexSet;

use crate::diagnostic::Diagnostic;
use crate::model::policy::{Decision, DecisionId, DecisionKind, Output, Policy, TableId, ValuedBy};
use crate::syntax::ast::{Expectation, ExpectationKind, OutlineCell, Scenario};

use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let open = left_open(on.policy);
    for scenario in &on.policy.scenarios {
        let is_open = on.policy.decision(Some(&scenario.decision.text)).is_some_and(|decision| open.contains(&decision));
        for expectation in expectations(scenario) {
            let (what, more) = match &expectation.kind {
                ExpectationKind::Forbidden(by) if by.is_empty() => ("rule", "by"),
                ExpectationKind::Undetermined(needing) if needing.is_empty() && !is_open => ("fact", "needing"),
                _ => continue,
            };
            found.push(finding(expectation.span, format!("this expectation names no {what}")).help(format!("write `{more}` and its name")));
        }
    }
}

/// The decisions that a row of a table can leave undetermined, although no fact is missing.
fn left_open(policy: &Policy) -> IndexSet<DecisionId> {
    let answering: IndexSet<TableId> = policy.decisions.values().filter_map(answered_by).collect();
    let open = (0..).map(TableId).zip(&policy.tables).filter(|(_, table)| table.rows.iter().any(|row| matches!(row.output, Output::Undetermined)));
    let open: IndexSet<TableId> = open.map(|(id, _)| id).collect();
    // a table that answers nothing itself may stand in any condition
    let any = open.iter().any(|table| !answering.contains(table));
    let decisions = (0..).map(DecisionId).zip(policy.decisions.values());
    decisions.filter(|(_, decision)| any || answered_by(decision).is_some_and(|table| open.contains(&table))).map(|(id, _)| id).collect()
}

/// The table that gives the value of a decision.
pub fn answered_by(decision: &Decision) -> Option<TableId> {
    match decision.kind {
        DecisionKind::Valued { by: ValuedBy::Table(id), .. } => Some(id),
        _ => None,
    }
}

/// What a scenario and its rows expect.
pub fn expectations(scenario: &Scenario) -> impl Iterator<Item = &Expectation> {
    let rows = scenario.outline.iter().flat_map(|outline| &outline.rows);
    let cells = rows.flat_map(|row| &row.cells).filter_map(|cell| match cell {
        OutlineCell::Expect(expectation) => Some(expectation),
        _ => None,
    });
    scenario.expect.iter().chain(cells)
}
