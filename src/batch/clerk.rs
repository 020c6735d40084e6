//! A worker: reads the records of a block, decides them, and writes their answers on a sheet.

use std::cell::OnceCell;

use crate::eval::Decider;
use crate::facts::{self, BadRecord, Place, Presumed, Record};
use crate::model::vocabulary::FactId;

use super::form::Order;
use super::judge::Judge;
use super::line::Line;
use super::sheet::Pen;
use super::summary::Summary;

/// How many records are decided at once.
const AT_ONCE: usize = 64;

pub struct Clerk<'a> {
    judge: Judge<'a>,
    order: &'a Order,
    decider: Decider<'a>,
    /// filled again and again; the first `count` are in use
    records: Vec<(Record, i64)>,
    beside: Vec<Beside>,
    count: usize,
    /// broken records, each with how many others came before it
    bad: Vec<(usize, BadRecord)>,
    summary: Option<Summary<'a>>,
}

/// What is kept beside a record.
struct Beside {
    place: Place,
    assumed: Vec<Presumed>,
}

/// Gives the records of a block, one after the other.
pub type Next<'n> = &'n mut dyn FnMut(&mut Record) -> Option<Result<Place, BadRecord>>;

impl<'a> Clerk<'a> {
    #[must_use]
    pub fn new(judge: Judge<'a>, order: &'a Order) -> Self {
        let records = (0..AT_ONCE).map(|_| (Record::new(&judge.policy.vocabulary), 0)).collect();
        let (beside, bad) = (Vec::with_capacity(AT_ONCE), Vec::new());
        Self { judge, order, decider: Decider::new(judge.policy), records, beside, count: 0, bad, summary: None }
    }

    /// Counts all records that it answers from now on.
    #[must_use]
    pub fn counting(mut self, groups: &[FactId]) -> Self {
        self.summary = Some(Summary::new(self.judge.policy, self.judge.decision, groups));
        self
    }

    /// What it has counted.
    pub fn counted(&mut self) -> Option<Summary<'a>> {
        self.summary.take()
    }

    /// Begins a sheet.
    #[must_use]
    pub fn pen(&self) -> Pen<'a> {
        Pen::new(self.order, &self.judge.policy.vocabulary)
    }

    /// Answers the records of a block, which stands in a fact file of this name.
    pub fn answer(&mut self, file: &str, next: Next<'_>, pen: &mut Pen<'a>) {
        loop {
            let more = self.gather(next);
            self.decide(file, pen);
            if !more {
                return;
            }
        }
    }

    /// Answers in place of records that cannot be read.
    pub fn bad(&mut self, bad: BadRecord, pen: &mut Pen<'a>) {
        self.summary.iter_mut().for_each(Summary::bad);
        pen.bad(bad);
    }

    /// Reads some records; says whether others may follow.
    fn gather(&mut self, next: Next<'_>) -> bool {
        self.count = 0;
        self.beside.clear();
        while self.bad.len() < AT_ONCE
            && let Some((record, at)) = self.records.get_mut(self.count)
        {
            match next(record) {
                None => return false,
                Some(Ok(place)) => {
                    let assumed = if self.judge.assume { facts::presume(&self.judge.policy.vocabulary, record) } else { Vec::new() };
                    *at = self.judge.instant(record);
                    self.beside.push(Beside { place, assumed });
                    self.count += 1;
                }
                Some(Err(bad)) => {
                    self.bad.push((self.count, bad));
                    if self.order.fail_fast {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// Decides what was read, and writes it in the order of the file.
    fn decide(&mut self, file: &str, pen: &mut Pen<'a>) {
        let (judge, beside, summary) = (self.judge, &self.beside, &mut self.summary);
        if let Some(summary) = summary {
            self.bad.iter().for_each(|_| summary.bad());
        }
        let records = self.records.get(..self.count).unwrap_or_default();
        let mut bad = self.bad.drain(..).peekable();
        self.decider.decide_block(judge.decision, records, &mut |index, ruling, found| {
            while let Some((_, bad)) = bad.next_if(|(before, _)| *before <= index) {
                pen.bad(bad);
            }
            let (Some((record, at)), Some(Beside { place, assumed })) = (records.get(index), beside.get(index)) else { return };
            if let Some(summary) = summary {
                summary.count(record, *at, ruling, found);
            }
            pen.answer(&Line { judge, file, place: *place, record, at: *at, assumed, ruling, found, told: OnceCell::new() });
        });
        for (_, bad) in bad {
            pen.bad(bad);
        }
    }
}
