//! The records that are measured: the first ones of the files, held in memory, and where they can be read again.

use std::io::{self, Write};
use std::iter;

use crate::batch::judge::Judge;
use crate::batch::sheet::SHOWN;
use crate::facts::{self, BadRecord, Block, BlockReader, Place, Presumed, Record};

use super::super::inputs::Files;
use super::super::report;
use super::super::stop::Stop;
use super::super::terminal::Terminal;
use super::sheet::RecordsTold;

/// What is held.
pub struct Held {
    /// each with the instant that it is judged at
    pub records: Vec<(Record, i64)>,
    /// in the order of the records
    pub beside: Vec<Beside>,
    /// how many could not be read
    pub unreadable: usize,
    /// how many bytes of text all of these were read from; unknown of what is no text
    pub bytes: Option<u64>,
    /// whether the files hold no others
    all: bool,
}

/// What an answer in words tells beside the record.
pub struct Beside {
    pub place: String,
    pub assumed: Vec<Presumed>,
}

impl Held {
    /// Reads the first records, and shows those that cannot be read.
    ///
    /// # Errors
    /// Where there is none to measure.
    pub fn read(files: Files<'_>, judge: &Judge<'_>, most: usize, terminal: &Terminal) -> Result<Self, Stop> {
        let mut held = Self { records: Vec::new(), beside: Vec::new(), unreadable: 0, bytes: Some(0), all: true };
        let mut reader = files.reader();
        for block in files.blocks() {
            if held.records.len() == most {
                held.all = false;
                break;
            }
            match block {
                Ok(block) => held.take(block, (&mut reader, most), judge, terminal)?,
                Err(bad) => held.bad(&bad, terminal)?,
            }
        }
        if held.unreadable > SHOWN {
            writeln!(io::stderr(), "and {} more that cannot be read", held.unreadable - SHOWN)?;
        }
        if held.records.is_empty() {
            let why = if held.unreadable > 0 { "no record can be read" } else { "the files hold no record" };
            return Err(Stop::because(format!("{why}, so nothing is measured")));
        }
        Ok(held)
    }

    /// How many records are read in a round, also those that cannot be.
    pub fn read_in_all(&self) -> usize {
        self.records.len() + self.unreadable
    }

    /// What is told of them.
    pub fn counts(&self, files: usize) -> RecordsTold {
        RecordsTold { held: self.records.len(), all: self.all, unreadable: self.unreadable, bytes: self.bytes, files }
    }

    fn take(
        &mut self,
        block: Block,
        (reader, most): (&mut BlockReader<'_>, usize),
        judge: &Judge<'_>,
        terminal: &Terminal,
    ) -> io::Result<()> {
        let (name, length, before) = (block.name().to_owned(), block.len() as u64, self.read_in_all());
        reader.begin(block);
        let mut record = Record::new(&judge.policy.vocabulary);
        while self.records.len() < most
            && let Some(next) = reader.next(&mut record)
        {
            match next {
                Ok(place) => {
                    let record = std::mem::replace(&mut record, Record::new(&judge.policy.vocabulary));
                    self.keep(record, &name, place, judge);
                }
                Err(bad) => self.bad(&bad, terminal)?,
            }
        }
        // what is left of the block tells which share of its bytes was taken
        let rest = iter::from_fn(|| reader.next(&mut record)).count();
        let taken = self.read_in_all() - before;
        self.all &= rest == 0;
        let share = length.saturating_mul(taken as u64) / ((taken + rest) as u64).max(1);
        self.bytes = self.bytes.filter(|_| length > 0).map(|bytes| bytes + share);
        Ok(())
    }

    fn keep(&mut self, mut record: Record, file: &str, place: Place, judge: &Judge<'_>) {
        let assumed = if judge.assume { facts::presume(&judge.policy.vocabulary, &mut record) } else { Vec::new() };
        let at = judge.instant(&record);
        self.records.push((record, at));
        self.beside.push(Beside { place: format!("{file}:{}", place.line), assumed });
    }

    fn bad(&mut self, bad: &BadRecord, terminal: &Terminal) -> io::Result<()> {
        self.unreadable += 1;
        if self.unreadable > SHOWN { Ok(()) } else { report::print_bad(bad, &mut terminal.errors()) }
    }
}
