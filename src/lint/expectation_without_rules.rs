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
use crate::model::policy::{DecisionId, DecisionKind, Output, Policy, TableKind, ValuedBy};
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

/// The decisions that a row of a table can leave undetermined.
fn left_open(policy: &Policy) -> IndexSet<DecisionId> {
    let says_so = |id: usize| policy.tables.get(id).is_some_and(|table| table.rows.iter().any(|row| matches!(row.output, Output::Undetermined)));
    let valued = (0..).map(DecisionId).zip(policy.decisions.values()).filter_map(|(id, decision)| match decision.kind {
        DecisionKind::Valued { by: ValuedBy::Table(table), .. } => says_so(table.index()).then_some(id),
        DecisionKind::Valued { .. } => Some(id),
        DecisionKind::Verdict { .. } => None,
    });
    let verdicts = policy.tables.iter().enumerate().filter_map(|(at, table)| match table.kind {
        TableKind::Verdict(decision) => says_so(at).then_some(decision),
        TableKind::Value { .. } => None,
    });
    valued.chain(verdicts).collect()
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
