//! Single cases: a scenario, or one row of an outline.

use crate::model::policy::Policy;
use crate::source::Span;
use crate::syntax::ast::{Expectation, Expression, ExpressionKind, Outline, OutlineCell, OutlineColumn, OutlineRow, Path, Scenario};
use crate::value::calendar::Moment;

/// A scenario, or one row of an outline.
#[derive(Debug, Clone, Copy)]
pub struct Case<'p> {
    pub scenario: &'p Scenario,
    pub row: Option<Row<'p>>,
}

/// A row with its number, from 1.
#[derive(Debug, Clone, Copy)]
pub struct Row<'p> {
    pub number: usize,
    columns: &'p [OutlineColumn],
    cells: &'p OutlineRow,
}

/// Every case of a policy, in the order of the files.
pub fn cases(policy: &Policy) -> impl Iterator<Item = Case<'_>> {
    policy.scenarios.iter().flat_map(of_scenario)
}

fn of_scenario(scenario: &Scenario) -> Vec<Case<'_>> {
    match &scenario.outline {
        None => vec![Case { scenario, row: None }],
        Some(outline) => rows(outline).map(|row| Case { scenario, row: Some(row) }).collect(),
    }
}

fn rows(outline: &Outline) -> impl Iterator<Item = Row<'_>> {
    (1..).zip(&outline.rows).map(|(number, row)| Row { number, columns: &outline.columns, cells: row })
}

impl<'p> Case<'p> {
    /// Where it stands: its title, or its row.
    #[must_use]
    pub fn span(&self) -> Span {
        self.row.map_or(self.scenario.title.span, |row| row.cells.span)
    }

    /// When it is judged, if it says so.
    #[must_use]
    pub fn at(&self) -> Option<Moment> {
        let of_row = self.cells().find_map(|(column, cell)| match (column, cell) {
            (OutlineColumn::At(_), OutlineCell::Value(Expression { kind: ExpressionKind::Time(moment), .. })) => Some(*moment),
            _ => None,
        });
        of_row.or(self.scenario.at.map(|at| at.moment))
    }

    /// What its row says of facts.
    pub fn facts(&self) -> impl Iterator<Item = (&'p Path, &'p OutlineCell)> {
        self.cells().filter_map(|(column, cell)| match column {
            OutlineColumn::Fact(path) => Some((path, cell)),
            OutlineColumn::At(_) | OutlineColumn::Expect(_) => None,
        })
    }

    pub fn expectations(&self) -> impl Iterator<Item = &'p Expectation> {
        let of_row = self.cells().filter_map(|(_, cell)| match cell {
            OutlineCell::Expect(expectation) => Some(expectation),
            _ => None,
        });
        self.scenario.expect.iter().chain(of_row)
    }

    fn cells(&self) -> impl Iterator<Item = (&'p OutlineColumn, &'p OutlineCell)> {
        self.row.into_iter().flat_map(|row| row.columns.iter().zip(&row.cells.cells))
    }
}
