//! A rule that forbids on the word of a third party alone.
//!
//! A source without power of its own can warn of what it saw. It cannot refuse anybody anything: whoever is refused can rightly ask for
//! the official word.
//!
//! ```policy
//! document blog { authority third_party  clause films en "films are never lent on Sundays" }
//! rule film_on_sunday { forbid lend when request.sunday because en "Not on Sundays." cite blog.films }
//! ```
//!
//! Better: `warn lend`, or cite an official clause as well.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::{Item, ItemKind, Name, Row, Verb};

use super::{Subject, finding, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (span, cited) in forbidding(on) {
        if !cited.is_empty() && !cited.iter().any(|clause| is_official(on, clause)) {
            found.push(finding(span, "this forbids on the word of a third party alone").help(format!("it cites {}", cited.join(", "))));
        }
    }
}

fn is_official(on: &Subject<'_>, clause: &str) -> bool {
    let document = on.policy.clauses.get(clause).and_then(|clause| on.policy.documents.get(&clause.document));
    document.is_none_or(|document| document.official)
}

/// The rules and rows that forbid, each with what it cites.
pub fn forbidding<'a>(on: &Subject<'a>) -> Vec<(Span, Vec<&'a str>)> {
    on.items().flat_map(of_item).collect()
}

fn of_item(item: &Item) -> Vec<(Span, Vec<&str>)> {
    match &item.kind {
        ItemKind::Rule(rule) if rule.verb == Verb::Forbid => {
            vec![(rule.name.span, rule.conditions.cite.iter().map(|name| name.text.as_str()).collect())]
        }
        ItemKind::Table(table) => {
            let of_table = &table.conditions.cite;
            table.rows.iter().filter_map(|row| Some((parts::forbidding(row)?, of_row(row, of_table)))).collect()
        }
        _ => Vec::new(),
    }
}

fn of_row<'a>(row: &'a Row, of_table: &'a [Name]) -> Vec<&'a str> {
    let own = row.cells.iter().flat_map(|cell| parts::cites(&cell.kind));
    own.chain(of_table).map(|name| name.text.as_str()).collect()
}
