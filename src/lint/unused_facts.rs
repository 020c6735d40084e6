//! A facts block that no scenario stands on.
//!
//! It tests nothing. Often the scenario that it was written for begins from another block.
//!
//! ```policy
//! facts ready { reader { loans = 3 } }
//! facts lender from ready { reader { loans = 10 } }
//! scenario "a reader with few books" for lend { from ready  expect permitted }
//! ```
//!
//! Better: add a scenario with `from lender`, or leave it out.

use indexmap::IndexSet;

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Item, ItemKind};

use super::Subject;
use super::unused::unused;

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let bases: IndexSet<&str> = on.items().filter_map(base).collect();
    let says = |name: &str| format!("no scenario stands on `{name}`");
    found.extend(unused(on, |item| matches!(item, ItemKind::Facts(_)), |name| bases.contains(name), says));
}

/// The block that facts or a scenario begin from.
fn base(item: &Item) -> Option<&str> {
    match &item.kind {
        ItemKind::Facts(facts) => facts.from.as_ref(),
        ItemKind::Scenario(scenario) => scenario.from.as_ref(),
        _ => None,
    }
    .map(|name| name.text.as_str())
}
