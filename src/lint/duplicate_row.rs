//! A row of a table that asks the same as one above it.
//!
//! In a `first` table it never answers. In a `collect` table it only repeats, or it is outvoted: a row that forbids wins. Most often one
//! cell of a copied row was not changed.
//!
//! ```policy
//! table fee : money EUR first {
//!   | item.medium | => fee |
//!   | ----------- | ------ |
//!   | film        | 1 EUR  |
//!   | film        | 2 EUR  |
//!   | else        | 0 EUR  |
//! }
//! ```
//!
//! Better: change the cell, or leave the row out.

use indexmap::IndexMap;

use crate::diagnostic::Diagnostic;
use crate::model::policy::Table;
use crate::source::Span;

use super::{Subject, finding, rows};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (_, span, first) in on.policy.tables.iter().flat_map(duplicates) {
        found.push(finding(span, "this row asks the same as one above").and(first, "this one"));
    }
}

/// The rows that ask what one above asks: the place from 0, where it stands, where the one above does.
pub(super) fn duplicates(table: &Table) -> Vec<(usize, Span, Span)> {
    let mut first: IndexMap<String, Span> = IndexMap::new();
    let mut found = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let span = *first.entry(rows::conditions(row)).or_insert(row.span);
        if span != row.span {
            found.push((index, row.span, span));
        }
    }
    found
}
