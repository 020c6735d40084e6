//! A row of a table that never answers.
//!
//! No value fits one of its cells, or the rows above it have answered already wherever it would fit. A rule of a document that was
//! written into such a row is not enforced.
//!
//! ```policy
//! table allowed for lend first {
//!   | reader.age | => lend | because |
//!   | ---------- | ------- | ------- |
//!   | < 18       | permit  |         |
//!   | < 12       | forbid  | too_young |
//!   | else       | permit  |         |
//! }
//! ```
//!
//! Better: put the special row above the general one.

use crate::analysis::tables::{ends_in_else, unreached};
use crate::diagnostic::Diagnostic;

use super::duplicate_row::duplicates;
use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for table in &on.policy.tables {
        let duplicates = duplicates(table);
        let is_else = |row: usize| row + 1 == table.rows.len() && ends_in_else(table);
        let rows = unreached(on.policy, table).into_iter();
        let rows = rows.filter(|row| !is_else(*row) && duplicates.iter().all(|(duplicate, ..)| duplicate != row));
        for row in rows.filter_map(|row| table.rows.get(row)) {
            found.push(finding(row.span, format!("this row of `{}` never answers", table.name)).help("no value fits it, or the rows above fit wherever it would"));
        }
    }
}
