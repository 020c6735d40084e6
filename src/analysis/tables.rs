//! Decision tables: rows of a `unique` table that can both hold, and facts for which a table has no row.
//!
//! Columns are taken as independent. The values of each are cut into the finitely many that its cells can tell apart (`domain`); a
//! cell is a set of these, a row their product (`grid`), and a gap a product that no row covers (`cover`). Params with dates
//! are looked at before the first date and from each on.

mod bits;
mod cover;
mod domain;
mod grid;
mod reach;
mod versions;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::policy::{CellTest, Column, Policy, Table};
use crate::model::vocabulary::Constant;
use crate::model::written::written;
use crate::source::Span;
use crate::syntax::ast::Hit;
use crate::value::calendar;

pub(super) use domain::number_between;
pub use reach::unreached;

use cover::Cover;
use grid::Built;

/// A value for each column of a table, in their order.
pub type Witness = Vec<Constant>;

/// What is wrong with a table; `since` is the date of a param from which on it is, if it was right before.
#[derive(Debug, Clone, PartialEq)]
pub enum TableProblem {
    /// Two rows, by their places from 0, that both hold for the witness.
    Overlap { row: usize, other: usize, witness: Witness, since: Option<i64> },
    /// No row holds for the witness.
    Gap { witness: Witness, since: Option<i64> },
    /// Whether there is a gap, or an overlap, would take too long to find out.
    TooMany,
}

/// Every problem of a table, each once: for a row that overlaps with several, the first of them.
///
/// A table with a cell that is no constant has none here.
#[must_use]
pub fn examine(policy: &Policy, table: &Table) -> Vec<TableProblem> {
    let mut problems = Vec::new();
    if table.hit == Hit::Collect || (table.hit == Hit::First && ends_in_else(table)) {
        return problems;
    }
    for since in std::iter::once(None).chain(versions::of_table(policy, table).into_iter().map(Some)) {
        for problem in examine_at(policy, table, since) {
            if !problems.iter().any(|known| same(known, &problem)) {
                problems.push(problem);
            }
        }
    }
    problems
}

/// A problem as a finding, with the witness as facts.
#[must_use]
pub fn diagnostic(policy: &Policy, table: &Table, problem: &TableProblem) -> Diagnostic {
    let name = &table.name;
    match problem {
        TableProblem::Overlap { row, other, witness, since } => {
            let message = format!("two rows of the table `{name}` can both hold{}", from_then(policy, *since));
            Diagnostic::error(Code::TableOverlap, row_span(table, *other), message)
                .saying("this row")
                .and(row_span(table, *row), "and this one")
                .help(format!("both hold where {}", facts(policy, table, witness).join(", ")))
                .help(format!("let the rows exclude each other, or write `table {name} … first` to let the first that holds decide"))
        }
        TableProblem::Gap { witness, since } => {
            let message = format!("the table `{name}` has no row for some facts{}", from_then(policy, *since));
            Diagnostic::error(Code::TableGap, table.name_span, message)
                .help(format!("no row holds where {}", facts(policy, table, witness).join(", ")))
                .help("add a row, or end the table with an `else` row")
        }
        TableProblem::TooMany => {
            let message = format!("the table `{name}` has too many combinations to check");
            let help = if table.hit == Hit::First { "add an `else` row" } else { "split the table, or make it `first` with an `else` row" };
            Diagnostic::error(Code::TableGap, table.name_span, message).help(help)
        }
    }
}

/// A witness as an author writes facts: `source.kind = individual`; of a column that is more than a name: `x < y: yes`.
#[must_use]
pub fn facts(policy: &Policy, table: &Table, witness: &[Constant]) -> Vec<String> {
    let fact = |(column, value): (&Column, &Constant)| {
        let between = if column.text.contains(' ') { ": " } else { " = " };
        format!("{}{between}{}", column.text, written(value, column.ty, &policy.vocabulary))
    };
    table.columns.iter().zip(witness).map(fact).collect()
}

fn examine_at(policy: &Policy, table: &Table, since: Option<i64>) -> Vec<TableProblem> {
    let grid = match grid::build(policy, table, since.unwrap_or(i64::MIN)) {
        Built::Grid(grid) => grid,
        Built::NotConstant => return Vec::new(),
        Built::TooMany => return vec![TableProblem::TooMany],
    };
    let meetings = grid.meetings(table.rows.len() - usize::from(ends_in_else(table)));
    let overlap =
        |(other, row): &(usize, usize)| TableProblem::Overlap { row: *row, other: *other, witness: grid.witness(*other, *row), since };
    let mut problems = Vec::new();
    if table.hit == Hit::Unique {
        problems.extend(meetings.iter().map(overlap));
    }
    match cover::search(&grid, meetings.is_empty(), cover::MOST_WORK) {
        Cover::Complete => {}
        Cover::Gap(witness) => problems.push(TableProblem::Gap { witness, since }),
        // without its overlaps, the table can be checked
        Cover::TooMany if !problems.is_empty() => {}
        Cover::TooMany => problems.push(TableProblem::TooMany),
    }
    problems
}

/// Whether the last row holds whatever the facts are.
#[must_use]
pub fn ends_in_else(table: &Table) -> bool {
    table.rows.last().is_some_and(|row| row.cells.iter().all(|cell| matches!(cell.test, CellTest::Any)))
}

/// Whether two findings are one problem, perhaps at different times.
fn same(left: &TableProblem, right: &TableProblem) -> bool {
    match (left, right) {
        (TableProblem::Overlap { row: a, .. }, TableProblem::Overlap { row: b, .. }) => a == b,
        _ => std::mem::discriminant(left) == std::mem::discriminant(right),
    }
}

fn row_span(table: &Table, row: usize) -> Span {
    table.rows.get(row).map_or(table.name_span, |row| row.span)
}

fn from_then(policy: &Policy, since: Option<i64>) -> String {
    since.map_or_else(String::new, |since| format!(" from {} on", calendar::readable(since, policy.zone())))
}
