//! The records of fact files one after the other, for commands that tell much of each.

use std::io::{self, Write};

use clap::Args;
use indexmap::IndexSet;

use crate::batch::judge::Judge;
use crate::batch::sheet::SHOWN;
use crate::batch::tally::{Outcome, Tally};
use crate::facts::{self, BadRecord, Block, BlockReader, Places, Presumed, Record};
use crate::nearest::nearest;

use super::inputs::Files;
use super::report;
use super::stop::Stop;
use super::terminal::Terminal;

/// Which records are told of.
#[derive(Debug, Args)]
pub struct Chosen {
    /// The record to tell of, by its name or its place among all (`#2`); without it every one
    #[arg(long, value_name = "ID")]
    record: Option<String>,
}

/// A record with what an answer tells beside it.
pub struct One<'r> {
    pub record: &'r Record,
    /// the instant it is judged at
    pub at: i64,
    pub name: Option<String>,
    /// where it stands: `facts.jsonl:3`
    pub place: String,
    pub assumed: Vec<Presumed>,
    /// its fact file
    pub file: String,
    /// where that has its facts, if they are asked for
    pub places: Places,
}

/// What is done with each record; it tells what became of it.
pub type Take<'t> = &'t mut dyn FnMut(&Judge<'_>, &One<'_>) -> Result<Outcome, Stop>;

/// Goes through the records. One that cannot be read is shown, and stops none of the others.
///
/// # Errors
/// Where the record that was asked for is not there, and where one cannot be told.
pub fn each(files: Files<'_>, judge: &Judge<'_>, how: (&Chosen, &Terminal), take: Take<'_>) -> Result<Tally, Stop> {
    Run::new(judge, how, take).through(files, files.reader())
}

/// The same, with the places at which the files have the facts; JSON is then read more slowly.
///
/// # Errors
/// As above.
pub fn each_with_places(files: Files<'_>, judge: &Judge<'_>, how: (&Chosen, &Terminal), take: Take<'_>) -> Result<Tally, Stop> {
    Run::new(judge, how, take).through(files, files.reader().with_places())
}

struct Run<'a, 't> {
    judge: &'a Judge<'a>,
    chosen: Option<&'a str>,
    terminal: &'a Terminal,
    take: Take<'t>,
    tally: Tally,
    /// how many records there were
    count: usize,
    /// the names of those that were not asked for
    names: IndexSet<String>,
}

/// So many names are kept for "did you mean".
const MOST_NAMES: usize = 10_000;

impl<'a, 't> Run<'a, 't> {
    fn new(judge: &'a Judge<'a>, (chosen, terminal): (&'a Chosen, &'a Terminal), take: Take<'t>) -> Self {
        let chosen = chosen.record.as_deref();
        Self { judge, chosen, terminal, take, tally: Tally::default(), count: 0, names: IndexSet::new() }
    }

    fn through(mut self, files: Files<'_>, mut reader: BlockReader<'_>) -> Result<Tally, Stop> {
        for block in files.blocks() {
            match block {
                Ok(block) => self.block(block, &mut reader)?,
                Err(bad) => self.bad(&bad)?,
            }
        }
        self.finish()
    }

    fn block(&mut self, block: Block, reader: &mut BlockReader<'_>) -> Result<(), Stop> {
        let vocabulary = &self.judge.policy.vocabulary;
        let file = block.name().to_owned();
        let mut record = Record::new(vocabulary);
        reader.begin(block);
        while let Some(next) = reader.next(&mut record) {
            self.count += 1;
            let place = match next {
                Ok(place) => place,
                Err(bad) => {
                    self.bad(&bad)?;
                    continue;
                }
            };
            let name = facts::record_name(vocabulary, &record);
            if !self.wants(name.as_deref()) {
                continue;
            }
            let assumed = if self.judge.assume { facts::presume(vocabulary, &mut record) } else { Vec::new() };
            let at = self.judge.instant(&record);
            let (place, places) = (format!("{file}:{}", place.line), reader.places());
            let one = One { record: &record, at, name, place, assumed, file: file.clone(), places };
            let outcome = (self.take)(self.judge, &one)?;
            self.tally.count(outcome);
        }
        Ok(())
    }

    /// Whether a record is asked for.
    fn wants(&mut self, name: Option<&str>) -> bool {
        let Some(chosen) = self.chosen else { return true };
        if name == Some(chosen) || chosen.strip_prefix('#').is_some_and(|place| place.parse() == Ok(self.count)) {
            return true;
        }
        if self.names.len() < MOST_NAMES {
            self.names.extend(name.map(str::to_owned));
        }
        false
    }

    fn bad(&mut self, bad: &BadRecord) -> io::Result<()> {
        self.tally.count(Outcome::Error);
        if self.tally.unreadable > SHOWN { Ok(()) } else { report::print_bad(bad, &mut self.terminal.errors()) }
    }

    fn finish(self) -> Result<Tally, Stop> {
        if self.tally.unreadable > SHOWN {
            writeln!(io::stderr(), "and {} more that cannot be read", self.tally.unreadable - SHOWN)?;
        }
        match self.chosen {
            Some(chosen) if self.tally.all() == self.tally.unreadable => {
                let message = format!("no record is called `{chosen}`");
                Err(match nearest(chosen, self.names.iter().map(String::as_str)) {
                    Some(near) => Stop::helping(message, format!("did you mean `{near}`?")),
                    None => Stop::helping(message, "a record without a name is chosen by its place: `--record '#2'`"),
                })
            }
            _ => Ok(self.tally),
        }
    }
}
