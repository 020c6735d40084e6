//! A table at one instant: for each column the parts of its domain, each with the rows whose cells let it pass.

use indexmap::IndexMap;

use crate::model::constant::{choices, constant};
use crate::model::expression::{Choices, ChoicesKind};
use crate::model::policy::{CellTest, Policy, Table};
use crate::model::vocabulary::Constant;
use crate::value::ops::{self, Order};
use crate::value::{State, Truth};

use super::bits::Bits;
use super::domain;

/// More tests of one part by one cell are not made.
const MOST_TESTS: usize = 100_000_000;

/// What a table looks like at one instant.
pub struct Grid {
    pub rows: usize,
    pub columns: Vec<Vec<Group>>,
}

/// Parts of a column's domain that the same rows let pass.
pub struct Group {
    /// one value of these parts
    pub value: Constant,
    pub rows: Bits,
}

/// The outcome of building a [`Grid`].
pub enum Built {
    Grid(Grid),
    /// a cell is no constant
    NotConstant,
    TooMany,
}

/// Evaluates the cells of a table at an instant.
#[must_use]
pub fn build(policy: &Policy, table: &Table, at: i64) -> Built {
    let mut columns = Vec::with_capacity(table.columns.len());
    let mut tests_left = MOST_TESTS;
    for (index, column) in table.columns.iter().enumerate() {
        let cells = table.rows.iter().map(|row| row.cells.get(index).map_or(Some(Test::Any), |cell| test(policy, &cell.test, at)));
        let Some(cells) = cells.collect::<Option<Vec<Test>>>() else { return Built::NotConstant };
        let named: Vec<Constant> = cells.iter().flat_map(Test::named).cloned().collect();
        let parts = domain::parts(&policy.vocabulary, column, &named);
        match tests_left.checked_sub(parts.len().saturating_mul(cells.len())) {
            Some(left) => tests_left = left,
            None => return Built::TooMany,
        }
        columns.push(group(parts, &cells));
    }
    Built::Grid(Grid { rows: table.rows.len(), columns })
}

impl Grid {
    /// The pairs of rows, among the first `count`, that can both hold: for each row the first before it.
    #[must_use]
    pub fn meetings(&self, count: usize) -> Vec<(usize, usize)> {
        let mut meets: Vec<Bits> = (0..count).map(|row| Bits::of(self.rows, |other| other < row)).collect();
        for groups in &self.columns {
            let mut here = vec![Bits::none(self.rows); count];
            for group in groups {
                for row in group.rows.iter() {
                    if let Some(rows) = here.get_mut(row) {
                        rows.add(&group.rows);
                    }
                }
            }
            meets.iter_mut().zip(&here).for_each(|(rows, here)| rows.keep(here));
        }
        meets.iter().enumerate().filter_map(|(row, others)| others.iter().next().map(|other| (other, row))).collect()
    }

    /// Values for which two rows both hold.
    #[must_use]
    pub fn witness(&self, row: usize, other: usize) -> Vec<Constant> {
        let meeting =
            |groups: &Vec<Group>| groups.iter().find(|group| group.rows.has(row) && group.rows.has(other)).map(|group| group.value.clone());
        self.columns.iter().filter_map(meeting).collect()
    }
}

/// A cell with its constants evaluated.
enum Test {
    Any,
    OneOf(Vec<Constant>),
    NotOneOf(Vec<Constant>),
    Order(Order, [Constant; 1]),
    Span { ends: [Constant; 2], open: bool },
    None,
    NotNone,
}

fn test(policy: &Policy, cell: &CellTest, at: i64) -> Option<Test> {
    Some(match cell {
        CellTest::Any => Test::Any,
        CellTest::OneOf(of) => Test::OneOf(all(policy, of, at)?),
        CellTest::NotOneOf(of) => Test::NotOneOf(all(policy, of, at)?),
        CellTest::Order(order, term) => Test::Order(*order, [constant(policy, term, at)?]),
        CellTest::Span { from, to, open } => Test::Span { ends: [constant(policy, from, at)?, constant(policy, to, at)?], open: *open },
        CellTest::None => Test::None,
        CellTest::NotNone => Test::NotNone,
    })
}

/// The choices, unless one of them is no constant.
fn all(policy: &Policy, of: &Choices, at: i64) -> Option<Vec<Constant>> {
    let found = choices(policy, of, at);
    let complete = !matches!(&of.kind, ChoicesKind::Terms(terms) if terms.len() != found.len());
    complete.then_some(found)
}

impl Test {
    /// The constants that the cell compares with.
    fn named(&self) -> &[Constant] {
        match self {
            Self::OneOf(of) | Self::NotOneOf(of) => of,
            Self::Order(_, of) => of,
            Self::Span { ends, .. } => ends,
            Self::Any | Self::None | Self::NotNone => &[],
        }
    }

    fn holds(&self, value: &Constant) -> bool {
        let value = value.state();
        let is_one_of = |of: &[Constant]| of.iter().any(|one| ops::is(value, one.state()) == Truth::Yes);
        let order = |order: Order, limit: &Constant| ops::order(order, value, limit.state()) == Truth::Yes;
        match self {
            Self::Any => true,
            Self::OneOf(of) => is_one_of(of),
            Self::NotOneOf(of) => !is_one_of(of),
            Self::Order(by, [limit]) => order(*by, limit),
            Self::Span { ends: [from, to], open } => {
                order(Order::AtLeast, from) && order(if *open { Order::Less } else { Order::AtMost }, to)
            }
            Self::None => value == State::None,
            Self::NotNone => value != State::None,
        }
    }
}

/// Joins the parts that the same rows let pass.
fn group(parts: Vec<Constant>, cells: &[Test]) -> Vec<Group> {
    let mut groups: IndexMap<Bits, Constant> = IndexMap::new();
    for part in parts {
        let rows = Bits::of(cells.len(), |row| cells.get(row).is_some_and(|cell| cell.holds(&part)));
        groups.entry(rows).or_insert(part);
    }
    groups.into_iter().map(|(rows, value)| Group { value, rows }).collect()
}
