//! One record with what was decided of it. The full answer is made when it is first asked for.

use std::cell::OnceCell;

use crate::eval::answer::{Decided, Ruling};
use crate::explain::json::Told;
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
    /// The full answer.
    pub fn told(&self) -> &Told {
        self.told.get_or_init(|| {
            let place = format!("{}:{}", self.file, self.place.line);
            self.judge.tell(self.record, self.at, self.assumed, place)
        })
    }
}
