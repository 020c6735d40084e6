//! A rule that does not say which clause it comes from.
//!
//! Whoever is refused cannot look it up, and whoever changes the document does not find the rule. Only sets that declare a document are
//! looked at; rules, tables, exceptions, duties, effects and suggestions all count. A table may cite row by row.
//!
//! ```policy
//! document rules { authority official  clause fees en "who owes more than 10 EUR borrows nothing" }
//! rule owes_too_much { forbid lend when reader.owes > 10 EUR because en "Pay first." }
//! ```
//!
//! Better: `cite rules.fees` in the rule.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Item, ItemKind, Row, Table};

use super::{Subject, finding, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if on.policy.documents.is_empty() {
        return;
    }
    for item in on.items().filter(|item| !cites(item)) {
        if let Some(name) = parts::name(item) {
            found.push(finding(name.span, format!("`{}` cites no clause", name.text)));
        }
    }
}

/// Whether a declaration cites a clause, or need not.
fn cites(item: &Item) -> bool {
    let Some(conditions) = parts::conditions(item) else { return true };
    let rows_do = |table: &Table| table.rows.iter().all(row_cites);
    !conditions.cite.is_empty() || matches!(&item.kind, ItemKind::Table(table) if !parts::decides(table) || rows_do(table))
}

fn row_cites(row: &Row) -> bool {
    row.cells.iter().any(|cell| !parts::cites(&cell.kind).is_empty())
}
