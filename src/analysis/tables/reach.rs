//! Rows that never answer: no value lets them pass, or the rows above leave them nothing.

use std::collections::BTreeSet;

use crate::model::policy::{Policy, Table};
use crate::syntax::ast::Hit;

use super::bits::Bits;
use super::cover::{self, Cover};
use super::grid::{self, Built, Grid, Group};
use super::{ends_in_else, versions};

/// More steps of work than this are not made for one row.
const MOST_WORK: usize = 100_000;
/// In longer tables rows are not held against those above.
const MOST_ROWS: usize = 400;

/// The rows, by their places from 0, that never answer, whatever the facts are and at whatever time.
#[must_use]
pub fn unreached(policy: &Policy, table: &Table) -> Vec<usize> {
    let mut rows: BTreeSet<usize> = (0..table.rows.len()).collect();
    for at in std::iter::once(i64::MIN).chain(versions::of_table(policy, table)) {
        let Built::Grid(grid) = grid::build(policy, table, at) else { return Vec::new() };
        rows.retain(|row| is_unreached(table, &grid, *row));
    }
    rows.into_iter().collect()
}

fn is_unreached(table: &Table, grid: &Grid, row: usize) -> bool {
    let passes = |groups: &Vec<Group>| groups.iter().any(|group| group.rows.has(row));
    if !grid.columns.iter().all(passes) {
        return true;
    }
    let is_last = row + 1 == table.rows.len();
    let looks_above = table.hit == Hit::First || (table.hit == Hit::Unique && is_last && ends_in_else(table));
    looks_above
        && (1..=MOST_ROWS).contains(&row)
        && cover::search(&above(grid, row), table.hit == Hit::Unique, MOST_WORK) == Cover::Complete
}

/// The rows above, on the values that let a row pass.
fn above(grid: &Grid, row: usize) -> Grid {
    let earlier = Bits::of(grid.rows, |other| other < row);
    let group = |group: &Group| Group { value: group.value.clone(), rows: group.rows.and(&earlier) };
    let column = |groups: &Vec<Group>| groups.iter().filter(|group| group.rows.has(row)).map(group).collect();
    Grid { rows: row, columns: grid.columns.iter().map(column).collect() }
}
