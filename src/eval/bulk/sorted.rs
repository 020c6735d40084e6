//! A block of records sorted into classes.

use crate::facts::record::Record;

use super::plan::{Classes, Plan, Sums};
use super::sources::Look;
use super::truths::Truths;

/// By class: the records in it, a bit each; of classes that are added up, the records in it and in all before it of its source.
#[derive(Debug, Default)]
pub struct Sorted {
    sums: Vec<u64>,
}

impl Sorted {
    /// Sorts some records.
    pub fn sort(&mut self, plan: &Plan<'_>, records: &[(&Record, i64)]) {
        self.clear(plan);
        for (place, (record, now)) in records.iter().enumerate() {
            for coded in &plan.coded {
                self.put(coded.first + usize::from(record.code(coded.fact).min(coded.last)), 1 << place);
            }
            for look in plan.looks.iter().skip(plan.coded.len()) {
                self.put(look.base + 1 + look.class(record, *now), 1 << place);
            }
        }
        plan.looks.iter().for_each(|look| self.add_up(look));
    }

    /// Sorts a single record, and takes away the bodies that its classes refute.
    pub fn sort_one(&mut self, plan: &Plan<'_>, (record, now): (&Record, i64), left: &mut [u64]) {
        self.clear(plan);
        let coded = plan.coded.iter().map(|coded| coded.first + usize::from(record.code(coded.fact).min(coded.last)));
        let others = plan.looks.iter().skip(plan.coded.len()).map(|look| look.base + 1 + look.class(record, now));
        for place in coded.chain(others) {
            self.put(place, 1);
            let refuted = plan.refuted.get(place * left.len()..).unwrap_or_default();
            for (left, refuted) in left.iter_mut().zip(refuted) {
                *left &= !refuted;
            }
        }
        plan.looks.iter().for_each(|look| self.add_up(look));
    }

    /// As if there were one record, of which nothing were known but one class.
    pub fn single(&mut self, plan: &Plan<'_>, look: usize, class: usize) {
        self.clear(plan);
        if let Some(look) = plan.looks.get(look) {
            self.put(look.base + 1 + class, 1);
            self.add_up(look);
        }
    }

    fn clear(&mut self, plan: &Plan<'_>) {
        self.sums.clear();
        self.sums.resize(plan.width, 0);
    }

    #[inline]
    fn put(&mut self, place: usize, records: u64) {
        if let Some(sum) = self.sums.get_mut(place) {
            *sum |= records;
        }
    }

    fn add_up(&mut self, look: &Look) {
        if !look.is_summed() {
            return;
        }
        let mut before = 0;
        for sum in self.sums.get_mut(look.base..=look.base + look.classes).unwrap_or_default() {
            *sum |= before;
            before = *sum;
        }
    }

    /// What the classes answer for some of the records, and those of which they do not settle it.
    #[inline]
    pub fn truths(&self, classes: &Classes, asked: u64) -> (Truths, u64) {
        let told = self.records(&classes.told) & asked;
        let open = self.records(&classes.open) & asked;
        let other = asked & !(told | open | self.records(&classes.unknown));
        (if classes.is_yes { Truths { yes: told, no: other } } else { Truths { yes: other, no: told } }, open)
    }

    #[inline]
    fn records(&self, sums: &Sums) -> u64 {
        let sum = |at: usize| self.sums.get(at).copied().unwrap_or(0);
        match sums {
            Sums::None => 0,
            Sums::One(place) => sum(*place),
            Sums::Run(from, to) => sum(*from) ^ sum(*to),
            Sums::Several(places) => places.iter().fold(0, |records, place| records | sum(*place)),
            Sums::Runs(ends) => ends.iter().fold(0, |records, end| records ^ sum(*end)),
        }
    }
}
