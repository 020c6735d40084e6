//! A rule that forbids and does not say what can be done about it.
//!
//! Whoever is refused is left alone with it. Only sets in which some rule has a remedy are looked at; a message can bring the remedy.
//!
//! ```policy
//! rule owes_too_much {
//!   forbid lend
//!   when reader.owes > 10 EUR
//!   because en "The reader owes {reader.owes}."
//! }
//! ```
//!
//! Better: `remedy by reader en "Pay the fees." makes reader.owes is 0 EUR`, or `remedy wait`, or `remedy impossible`.

use indexmap::IndexSet;

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{CellKind, Item, ItemKind, Name, Row, Verb};
use crate::source::Span;

use super::{Subject, finding, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if on.items().all(|item| parts::remedies(item).is_empty()) {
        return;
    }
    let curing = on.items().filter(|item| matches!(item.kind, ItemKind::Message(_)) && !parts::remedies(item).is_empty());
    let curing: IndexSet<&str> = curing.filter_map(parts::name).map(|name| name.text.as_str()).collect();
    for item in on.items().filter(|item| parts::remedies(item).is_empty()) {
        for (span, message) in forbidding(item) {
            if !message.is_some_and(|name| curing.contains(name.text.as_str())) {
                found.push(finding(span, "this forbids, and no remedy says what can be done").help("where nothing can, write `remedy impossible`"));
            }
        }
    }
}

/// What forbids in a declaration, with the message that it shows.
fn forbidding(item: &Item) -> Vec<(Span, Option<&Name>)> {
    match &item.kind {
        ItemKind::Rule(rule) if rule.verb == Verb::Forbid => vec![(rule.name.span, parts::messages(item).into_iter().next())],
        ItemKind::Table(table) => table.rows.iter().filter_map(|row| Some((parts::forbidding(row)?, message(row)))).collect(),
        _ => Vec::new(),
    }
}

fn message(row: &Row) -> Option<&Name> {
    row.cells.iter().find_map(|cell| match &cell.kind {
        CellKind::Because(name) => name.as_ref(),
        _ => None,
    })
}
