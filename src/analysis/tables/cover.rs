//! Whether the rows of a table cover all values of its columns, or else values that no row lets pass.
//!
//! The columns are fixed one by one, and the rows that still hold are carried along. Of a column's parts only those matter whose rows
//! contain no other part's rows: if any part leaves a gap, one of these does. A column with one such part is fixed at once. What the
//! rows cover of the rest is counted first: rows that exclude each other leave a gap exactly where they count less than the whole.

use indexmap::IndexSet;

use crate::model::vocabulary::Constant;

use super::bits::Bits;
use super::grid::{Grid, Group};

/// More steps of work than this are not made, to find out whether a table is complete.
pub const MOST_WORK: usize = 30_000_000;

/// The answer of [`search`].
#[derive(Debug, Clone, PartialEq)]
pub enum Cover {
    Complete,
    /// a value for each column, for which no row holds
    Gap(Vec<Constant>),
    TooMany,
}

/// Looks for values that no row lets pass; `disjoint` promises that no two rows, but for an `else` row, can both hold.
#[must_use]
pub fn search(grid: &Grid, disjoint: bool, work: usize) -> Cover {
    let mut search = Search { grid, disjoint, covered: IndexSet::new(), work };
    let start = Place { open: (0..grid.columns.len()).collect(), rows: Bits::of(grid.rows, |_| true), fixed: Vec::new() };
    match search.gap(start) {
        Ok(None) => Cover::Complete,
        Ok(Some(fixed)) => Cover::Gap(complete(grid, &fixed)),
        Err(TooMany) => Cover::TooMany,
    }
}

/// The values that were fixed, and any value for the columns that do not matter.
fn complete(grid: &Grid, fixed: &[(usize, &Constant)]) -> Vec<Constant> {
    let value = |(column, groups): (usize, &Vec<Group>)| {
        let chosen = fixed.iter().find(|(fixed, _)| *fixed == column).map(|(_, value)| *value);
        chosen.or(groups.first().map(|group| &group.value)).cloned()
    };
    grid.columns.iter().enumerate().filter_map(value).collect()
}

struct TooMany;

struct Search<'g> {
    grid: &'g Grid,
    disjoint: bool,
    /// columns and rows that were found to leave no gap
    covered: IndexSet<(Vec<usize>, Bits)>,
    work: usize,
}

/// Where the search stands.
struct Place<'g> {
    /// the columns that are not fixed yet
    open: Vec<usize>,
    /// the rows that the fixed columns let pass
    rows: Bits,
    fixed: Vec<(usize, &'g Constant)>,
}

/// A column with the parts that matter, each with the rows that it lets pass.
struct Branch<'g> {
    column: usize,
    parts: Vec<(&'g Constant, Bits)>,
}

impl Branch<'_> {
    /// How much work is to be expected behind it: few parts are good, and still more that few rows are left in each.
    fn outlook(&self) -> u128 {
        self.parts.iter().map(|(_, rows)| u128::from(rows.count()).saturating_pow(4)).fold(0, u128::saturating_add)
    }
}

type Fixed<'g> = Vec<(usize, &'g Constant)>;

impl<'g> Search<'g> {
    fn gap(&mut self, mut place: Place<'g>) -> Result<Option<Fixed<'g>>, TooMany> {
        let branches = self.branches(&mut place)?;
        if place.rows.is_empty() {
            return Ok(Some(place.fixed));
        }
        self.spend(branches.iter().map(|branch| branch.parts.len()).sum::<usize>() * place.rows.width() * 64)?;
        let sizes = Sizes::of(&branches, &place.rows);
        let key = (place.open.clone(), place.rows.clone());
        if sizes.all_covered(self.disjoint) || self.covered.contains(&key) {
            return Ok(None);
        }
        let Some(branch) = branches.into_iter().min_by_key(Branch::outlook) else { return Ok(None) };
        for (value, rows) in sizes.in_order(branch.parts) {
            let open = place.open.iter().copied().filter(|column| *column != branch.column).collect();
            let fixed = place.fixed.iter().copied().chain([(branch.column, value)]).collect();
            let found = self.gap(Place { open, rows, fixed })?;
            if found.is_some() {
                return Ok(found);
            }
        }
        self.covered.insert(key);
        Ok(None)
    }

    /// Fixes the columns in which only one part matters, until each that is left has several; gives these.
    fn branches(&mut self, place: &mut Place<'g>) -> Result<Vec<Branch<'g>>, TooMany> {
        loop {
            let mut branches = Vec::with_capacity(place.open.len());
            let before = place.open.len();
            for column in std::mem::take(&mut place.open) {
                let parts = self.parts(column, &place.rows)?;
                if let [(value, rows)] = parts.as_slice() {
                    place.rows = rows.clone();
                    place.fixed.push((column, *value));
                } else {
                    place.open.push(column);
                    branches.push(Branch { column, parts });
                }
            }
            if place.open.len() == before || place.rows.is_empty() {
                return Ok(branches);
            }
        }
    }

    /// The parts of a column that let the fewest of these rows pass.
    fn parts(&mut self, column: usize, rows: &Bits) -> Result<Vec<(&'g Constant, Bits)>, TooMany> {
        let groups = self.grid.columns.get(column).map_or(&[][..], Vec::as_slice);
        self.spend(groups.len() * rows.width())?;
        let mut parts: Vec<(&Constant, Bits)> = groups.iter().map(|group| (&group.value, group.rows.and(rows))).collect();
        parts.sort_by_cached_key(|(_, rows)| rows.count());
        let mut least: Vec<(&Constant, Bits)> = Vec::new();
        for (value, rows) in parts {
            self.spend(least.len() * rows.width())?;
            if !least.iter().any(|(_, fewer)| fewer.is_within(&rows)) {
                least.push((value, rows));
            }
        }
        Ok(least)
    }

    fn spend(&mut self, work: usize) -> Result<(), TooMany> {
        self.work = self.work.checked_sub(work + 1).ok_or(TooMany)?;
        Ok(())
    }
}

/// How many combinations of the open columns each row covers; nothing where the numbers grow too large.
struct Sizes {
    all: Option<u128>,
    by_row: Vec<Size>,
}

struct Size {
    row: usize,
    covers: Option<u128>,
    covers_all: bool,
}

impl Sizes {
    fn of(branches: &[Branch<'_>], rows: &Bits) -> Self {
        let mut by_row: Vec<Size> = rows.iter().map(|row| Size { row, covers: Some(1), covers_all: true }).collect();
        for branch in branches {
            for size in &mut by_row {
                let passes = branch.parts.iter().filter(|(_, rows)| rows.has(size.row)).count();
                size.covers = size.covers.and_then(|product| product.checked_mul(passes as u128));
                size.covers_all &= passes == branch.parts.len();
            }
        }
        let product = |all: u128, branch: &Branch<'_>| all.checked_mul(branch.parts.len() as u128);
        Self { all: branches.iter().try_fold(1, product), by_row }
    }

    /// Whether one row covers everything, or rows that exclude each other do so together.
    fn all_covered(&self, disjoint: bool) -> bool {
        let together = || self.by_row.iter().try_fold(0_u128, |sum, size| sum.checked_add(size.covers?));
        self.by_row.iter().any(|size| size.covers_all) || (disjoint && self.all.is_some() && together() == self.all)
    }

    /// The parts, those first of which the rows are likely to cover the least.
    fn in_order<'g>(&self, mut parts: Vec<(&'g Constant, Bits)>) -> Vec<(&'g Constant, Bits)> {
        let covered = |rows: &Bits| {
            let sizes = self.by_row.iter().filter(|size| rows.has(size.row)).map(|size| size.covers.unwrap_or(u128::MAX));
            sizes.fold(0_u128, u128::saturating_add)
        };
        parts.sort_by_cached_key(|(_, rows)| covered(rows));
        parts
    }
}
