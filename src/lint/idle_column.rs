//! A column of a table in which every cell is `-`.
//!
//! It asks nothing. Readers look for the row in which it matters.
//!
//! ```policy
//! table fee : money EUR first {
//!   | item.medium | reader.age | => fee |
//!   | ----------- | ---------- | ------ |
//!   | film        | -          | 1 EUR  |
//!   | else        |            | 0 EUR  |
//! }
//! ```
//!
//! Better: leave the column out.

use crate::diagnostic::Diagnostic;
use crate::model::policy::{CellTest, Table};

use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for table in &on.policy.tables {
        for (index, column) in table.columns.iter().enumerate() {
            if is_idle(table, index) {
                found.push(finding(column.term.span, format!("no row of `{}` asks for `{}`", table.name, column.text)));
            }
        }
    }
}

fn is_idle(table: &Table, column: usize) -> bool {
    table.rows.iter().filter_map(|row| row.cells.get(column)).all(|cell| matches!(cell.test, CellTest::Any))
}
