//! A table whose rows all give the same answer, for the same reason.
//!
//! Somebody will look for the difference. Either one answer is wrong, or no table is needed.
//!
//! ```policy
//! table fee : money EUR {
//!   | reader.group | => fee |
//!   | ------------ | ------ |
//!   | child        | 1 EUR  |
//!   | adult        | 1 EUR  |
//! }
//! ```
//!
//! Better: `param fee = 1 EUR`; for a decision, a rule.

use crate::diagnostic::Diagnostic;
use crate::model::policy::Table;
use crate::syntax::ast::Hit;

use super::{Subject, finding, rows};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for table in on.policy.tables.iter().filter(|table| table.hit != Hit::Collect && all_same(table)) {
        found.push(finding(table.name_span, format!("all rows of `{}` give the same answer", table.name)));
    }
}

fn all_same(table: &Table) -> bool {
    let mut rows = table.rows.iter().map(|row| (rows::output(&row.output), row.because));
    let first = rows.next();
    table.rows.len() > 1 && rows.all(|row| Some(row) == first)
}
