//! The records of a page, which is written once all are there: so many as a page may have.

use crate::explain::Language;
use crate::explain::html::articles::MOST_RECORDS;

use super::stop::Stop;

/// What is told of each record, in every language of the page.
#[derive(Debug)]
pub struct Pages<T> {
    records: Vec<Vec<(Language, T)>>,
}

impl<T> Pages<T> {
    pub fn new() -> Self {
        Self { records: Vec::new() }
    }

    /// Adds a record.
    pub fn add(&mut self, told: Vec<(Language, T)>) -> Result<(), Stop> {
        self.records.push(told);
        bounded(self.records.len(), "choose one by --record, or write another format")
    }

    pub fn records(&self) -> &[Vec<(Language, T)>] {
        &self.records
    }
}

/// Refuses a page of too many records; `help` says what to do then.
pub fn bounded(records: usize, help: &str) -> Result<(), Stop> {
    if records > MOST_RECORDS { Err(Stop::helping(format!("a page holds at most {MOST_RECORDS} records"), help)) } else { Ok(()) }
}
