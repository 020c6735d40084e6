//! A block of records sorted into classes.

use crate::facts::record::Record;

use super::columns::{Columns, ROWS};
use super::only::Only;
use super::plan::{Classes, Plan, Rows};
use super::sources::Look;
use super::truths::Truths;

/// A row for each class: the records in it, a bit each; of classes that are added up, the records in it and in all before it of its source.
#[derive(Debug, Default)]
pub struct Sorted {
    rows: Vec<u64>,
    columns: Columns,
    /// of a single record instead
    pub only: Only,
}

impl Sorted {
    /// Sorts some records.
    pub fn sort(&mut self, plan: &Plan<'_>, records: &[(&Record, i64)]) {
        self.clear(plan);
        self.columns.fill((plan.wanted_codes, records.len()), records.iter().map(|(record, _)| record.codes()));
        let all = u64::MAX >> (ROWS - records.len().clamp(1, ROWS));
        for coded in &plan.coded {
            for (class, row) in (0..coded.classes).zip(self.rows.get_mut(coded.first..).unwrap_or_default()) {
                *row = self.columns.rows(coded.fact.index(), class) & all;
            }
        }
        for look in plan.looks.iter().skip(plan.coded.len()) {
            let rows = self.rows.get_mut(look.base + 1..).unwrap_or_default();
            look.each(records, |place, class| {
                if let Some(row) = rows.get_mut(class) {
                    *row |= 1 << place;
                }
            });
        }
        self.add_up(plan);
    }

    /// As if there were one record, of which nothing were known but one class.
    pub fn single(&mut self, plan: &Plan<'_>, look: &Look, class: usize) {
        self.clear(plan);
        self.put(look.base + 1 + class, 1);
        self.add_up(plan);
    }

    fn clear(&mut self, plan: &Plan<'_>) {
        self.only.forget();
        self.rows.clear();
        self.rows.resize(plan.width + plan.derived.len(), 0);
    }

    #[inline]
    fn put(&mut self, place: usize, records: u64) {
        if let Some(row) = self.rows.get_mut(place) {
            *row |= records;
        }
    }

    fn add_up(&mut self, plan: &Plan<'_>) {
        for look in plan.looks.iter().filter(|look| look.is_summed()) {
            let mut before = 0;
            for row in self.rows.get_mut(look.base..=look.base + look.classes).unwrap_or_default() {
                *row |= before;
                before = *row;
            }
        }
        let Some((classes, derived)) = self.rows.split_at_mut_checked(plan.width) else { return };
        for (row, of) in derived.iter_mut().zip(&plan.derived) {
            *row = of.iter().filter_map(|place| classes.get(*place)).fold(0, |records, row| records ^ row);
        }
    }

    /// What the conditions of a head are together for some of the records.
    #[inline]
    pub fn head(&self, plan: &Plan<'_>, head: usize, asked: u64) -> Truths {
        if !self.only.is_empty() {
            return self.only.head(head, asked);
        }
        self.of_rows(plan, head, asked)
    }

    #[inline(never)]
    fn of_rows(&self, plan: &Plan<'_>, head: usize, asked: u64) -> Truths {
        let parts = plan.heads.get(head).map_or(&[][..], |head| plan.parts(head));
        parts.iter().fold(Truths { yes: asked, no: 0 }, |truths, part| truths.and(self.settled(part, asked)))
    }

    /// What a condition is that is a head of its own, and of which records its classes do not settle it.
    #[inline]
    pub fn guarded(&self, plan: &Plan<'_>, head: usize, asked: u64) -> (Truths, u64) {
        if !self.only.is_empty() {
            return self.only.guarded(head, asked);
        }
        let part = plan.heads.get(head).and_then(|head| plan.parts(head).first());
        part.map_or_else(Default::default, |classes| self.truths(classes, asked))
    }

    /// What the classes answer for some of the records, and those of which they do not settle it.
    #[inline]
    pub fn truths(&self, classes: &Classes, asked: u64) -> (Truths, u64) {
        let open = self.records(classes.open) & asked;
        (self.settled(classes, asked & !open), open)
    }

    #[inline]
    fn settled(&self, classes: &Classes, asked: u64) -> Truths {
        let told = self.records(classes.told) & asked;
        let other = asked & !(told | self.records(classes.unknown));
        if classes.is_yes { Truths { yes: told, no: other } } else { Truths { yes: other, no: told } }
    }

    #[inline]
    fn records(&self, Rows(one, other): Rows) -> u64 {
        let row = |place: usize| self.rows.get(place).copied().unwrap_or(0);
        row(one) ^ row(other)
    }
}
