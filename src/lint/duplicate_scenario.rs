//! A scenario, or a row of an outline, that says the same as another one; or the title of another one.
//!
//! The second tests nothing. Often it was copied, and what was to be different was forgotten. Two scenarios of one title cannot be told
//! apart where one fails.
//!
//! ```policy
//! scenario "nine books" for lend { with reader.loans = 9  expect permitted }
//! scenario "ten books"  for lend { with reader.loans = 9  expect permitted }
//! ```
//!
//! Better: `with reader.loans = 10  expect forbidden by too_many` in the second.

use indexmap::IndexMap;

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::{Outline, OutlineCell, OutlineColumn, OutlineRow, Scenario};

use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut bodies = IndexMap::new();
    let mut titles = IndexMap::new();
    for scenario in &on.policy.scenarios {
        let title = scenario.title.span;
        if let Some(first) = earlier(&mut bodies, body(on, scenario), title) {
            found.push(finding(title, "this scenario says the same as another one").and(first, "the first one"));
        } else if let Some(first) = earlier(&mut titles, (&scenario.decision.text, &scenario.title.text), title) {
            found.push(finding(title, "another scenario has the same title").and(first, "the first one"));
        }
        found.extend(scenario.outline.iter().flat_map(|outline| rows(on, outline)));
    }
}

/// The rows of an outline that say the same as one above them.
fn rows(on: &Subject<'_>, outline: &Outline) -> Vec<Diagnostic> {
    let mut seen = IndexMap::new();
    let again = outline.rows.iter().filter_map(|row| Some((row.span, earlier(&mut seen, cells(on, row), row.span)?)));
    again.map(|(span, first)| finding(span, "this row says the same as another one").and(first, "the first one")).collect()
}

/// Where something stood before; remembers it where it did not.
fn earlier<K: std::hash::Hash + Eq>(seen: &mut IndexMap<K, Span>, key: K, span: Span) -> Option<Span> {
    let first = *seen.entry(key).or_insert(span);
    (first != span).then_some(first)
}

/// All of a scenario but its title. What it sets and expects may stand in any order.
fn body(on: &Subject<'_>, scenario: &Scenario) -> Vec<String> {
    let set = scenario.with.iter().map(|setting| format!("{} = {}", setting.path.text(), words(on, setting.value.span)));
    let unset = scenario.without.iter().map(|path| format!("- {}", path.text()));
    let expected = scenario.expect.iter().map(|expectation| words(on, expectation.span));
    let mut body: Vec<String> = set.chain(unset).chain(expected).collect();
    body.sort();
    body.push(scenario.decision.text.clone());
    body.push(scenario.from.as_ref().map_or(String::new(), |from| from.text.clone()));
    body.push(scenario.at.map_or(String::new(), |at| at.moment.seconds(on.policy.zone()).to_string()));
    if let Some(outline) = &scenario.outline {
        body.extend(outline.columns.iter().map(column));
        body.extend(outline.rows.iter().flat_map(|row| cells(on, row)));
    }
    body
}

fn column(column: &OutlineColumn) -> String {
    match column {
        OutlineColumn::Fact(path) => path.text(),
        OutlineColumn::At(_) => "at".to_owned(),
        OutlineColumn::Expect(_) => "expect".to_owned(),
    }
}

fn cells(on: &Subject<'_>, row: &OutlineRow) -> Vec<String> {
    let cell = |cell: &OutlineCell| match cell {
        OutlineCell::Keep => "-".to_owned(),
        OutlineCell::Unknown => "?".to_owned(),
        OutlineCell::Value(value) => words(on, value.span),
        OutlineCell::Expect(expectation) => words(on, expectation.span),
    };
    row.cells.iter().map(cell).collect()
}

/// What is written at a place, whatever blanks are between.
pub fn words(on: &Subject<'_>, span: Span) -> String {
    on.sources.text(span).split_whitespace().collect::<Vec<_>>().join(" ")
}
