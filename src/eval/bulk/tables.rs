//! What tables say of the records of a block.

use crate::model::policy::Verb;
use crate::value::Truth;

use super::found::{Found, Hit};
use super::plan::{RowPlan, TablePlan};
use super::run::{Block, Combined};
use super::truths::{Truths, places};

impl<'b, 'm: 'r, 'r> Block<'b, 'm, 'r> {
    /// What a table comes to.
    pub fn table(&mut self, table: &'b TablePlan<'m>, found: Found, all: u64, combined: &mut Combined) {
        let scope = self.node(&table.scope, all);
        let left = all & !scope.no;
        if left == 0 {
            return;
        }
        let (forbid, permit) = match &table.rows {
            Some(rows) => {
                let said = if table.collects { self.any_row(rows, left) } else { self.possible_rows(rows, left) };
                let forbid = scope.of(left).and(said.forbid);
                let asked = left & !forbid.no;
                let excused = if asked == 0 { Truths::default() } else { self.node(&table.excused, asked) };
                (forbid.and(!excused), scope.of(left).and(said.permit))
            }
            None => self.evaluated_table(table, left),
        };
        self.hit_table(found, (Verb::Forbid, forbid), left, 0);
        self.hit_table(found, (Verb::Permit, permit), left, left & !forbid.known());
        combined.add(Verb::Forbid, forbid, left);
        combined.add(Verb::Permit, permit, left);
    }

    /// Of the records in `told` it was said already that the table is undetermined.
    fn hit_table(&mut self, found: Found, (verb, truths): (Verb, Truths), left: u64, told: u64) {
        let told = told & !truths.yes;
        self.hit(left & !truths.no & !told, |index| Hit::new(found, verb, truths.yes & (1 << index) != 0));
    }

    fn evaluated_table(&mut self, plan: &TablePlan<'m>, left: u64) -> (Truths, Truths) {
        let (mut forbid, mut permit) = (Truths::default(), Truths::default());
        let Some(table) = self.policy.tables.get(plan.table.index()) else { return (forbid, permit) };
        for index in places(left) {
            if let Some(says) = self.evaluate(index, |evaluator| evaluator.says(plan.table, table)) {
                forbid.add(1 << index, says.forbid.applies());
                permit.add(1 << index, says.permit.applies());
            }
        }
        (forbid, permit)
    }

    /// Each row for itself.
    fn any_row(&mut self, rows: &'b [RowPlan<'m>], asked: u64) -> Combined {
        let none = Truths::all(Truth::No, asked);
        let mut combined = Combined { forbid: none, permit: none };
        for row in rows {
            if let Some(verb) = row.says {
                let fits = self.node(&row.fits, asked);
                combined.add(verb, fits, asked);
            }
        }
        combined
    }

    /// What all rows say that are possible: not no, and behind no row that is yes.
    fn possible_rows(&mut self, rows: &'b [RowPlan<'m>], asked: u64) -> Combined {
        let (mut left, mut forbid, mut permit, mut neither) = (asked, 0, 0, 0);
        for row in rows {
            if left == 0 {
                break;
            }
            let fits = self.node(&row.fits, left);
            let possible = left & !fits.no;
            *match row.says {
                Some(Verb::Forbid) => &mut forbid,
                Some(Verb::Permit) => &mut permit,
                _ => &mut neither,
            } |= possible;
            left &= !fits.yes;
        }
        Combined {
            forbid: Truths { yes: forbid & !(permit | neither), no: asked & !forbid },
            permit: Truths { yes: permit & !(forbid | neither), no: asked & !permit },
        }
    }
}
