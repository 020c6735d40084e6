//! One record with what was decided of it. The full answer is made when it is first asked for.

use std::cell::OnceCell;

use crate::eval::answer::{Decided, Ruling};
use crate::explain::Language;
use crate::explain::json::Told;
use crate::explain::report::Report;
use crate::facts::{Place, Presumed, Record};

use super::judge::Judge;

pub struct Line<'a> {
    pub judge: Judge<'a>,
    /// the name of its fact file
    pub file: &'a str,
    pub place: Place,
    pub record: &'a Record,
    /// the instant it was judged at
    pub at: i64,
    pub assumed: &'a [Presumed],
    pub ruling: Ruling<'a>,
    /// the instances that forbid or permit it, certainly or perhaps
    pub found: &'a [Decided<'a>],
    pub told: OnceCell<Told>,
}

impl Line<'_> {
    /// Everything that a page tells of it.
    #[must_use]
    pub fn report(&self) -> Vec<(Language, Report)> {
        self.judge.report(self.record, self.at, self.assumed, &self.title())
    }

    /// What it is called where it has no name.
    fn title(&self) -> String {
        format!("{}:{}", self.file, self.place.line)
    }

    /// The full answer.
    pub fn told(&self) -> &Told {
        self.told.get_or_init(|| self.judge.tell(self.record, self.at, self.assumed, self.title()))
    }
}
