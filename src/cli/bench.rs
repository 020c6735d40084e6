//! `caveat bench`
//!
//! ```text
//! held      the records that are measured        rounds   what a piece of work takes, again and again
//! measures  reading, deciding, answering         parts    what each rule and table adds
//! sheet     all figures, as JSON                 table    the same for people
//! ```

mod held;
mod help;
mod limit;
mod measures;
mod parts;
mod rounds;
mod sheet;
mod table;

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::Exit;
use super::inputs::{self, Files, Input, Reading};
use super::question::Question;
use super::stop::Stop;
use super::terminal::{Terminal, output};

use held::Held;
use rounds::Limits;

pub use sheet::SCHEMA_TEXT;

/// More records than this need not be held to learn what one takes.
const MOST_RECORDS: usize = 1_000_000;

/// How the figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FiguresFormat {
    /// for people
    Text,
    /// an object
    Json,
}

/// Measure how fast policies decide
///
/// Says how long it takes to load the policies, to read the facts, to decide them and to answer in full, and which rules take most of it.
/// Everything is done again and again on one thread, and each figure is the median of its rounds.
#[derive(Debug, Args)]
#[command(after_help = help::AFTER)]
pub struct Arguments {
    /// Fact files in JSON, JSON Lines, YAML, TOML, CSV or Parquet, folders of them, or patterns; without any, for the built-in policies,
    /// their examples
    #[arg(value_name = "FACTS")]
    facts: Vec<String>,
    #[command(flatten)]
    question: Question,
    /// How many records are held in memory and measured, from the first one on; at most a million
    #[arg(long, value_name = "N", default_value = "10000", value_parser = super::count)]
    records: NonZeroUsize,
    /// How many rounds a figure is the median of
    #[arg(long, value_name = "N", default_value = "31", value_parser = super::count)]
    rounds: NonZeroUsize,
    /// How long the rounds of one figure may take together, beside the first three: 500 ms, 2 s
    #[arg(long, value_name = "TIME", default_value = "2 s", value_parser = limit::duration)]
    time: Duration,
    /// How the figures are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: FiguresFormat,
    #[command(flatten)]
    reading: Reading,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let inputs = arguments.inputs()?;
    let asked = arguments.question.asked(terminal)?;
    let forecaster = asked.forecaster();
    let judge = asked.judge(&forecaster, terminal)?;
    let files = Files { inputs: &inputs, vocabulary: &judge.policy.vocabulary, options: arguments.reading.options() };
    let held = Held::read(files, &judge, arguments.records.get().min(MOST_RECORDS), terminal)?;
    let limits = Limits { rounds: arguments.rounds.get(), time: arguments.time };
    let sheet = sheet::Sheet {
        schema: sheet::SCHEMA,
        decision: judge.decision_name().to_owned(),
        policies: sheet::policies(&asked.loaded),
        records: held.counts(inputs.len()),
        limits: sheet::LimitsTold { rounds: limits.rounds, seconds: limits.time.as_secs_f64() },
        measures: measures::all(&judge, &held, (files, &arguments.question), limits),
        parts: parts::all(&judge, &held, limits),
    };
    print(&sheet, arguments.format)?;
    Ok(if held.unreadable == 0 { Exit::Good } else { Exit::Wrong })
}

fn print(sheet: &sheet::Sheet, format: FiguresFormat) -> Result<(), Stop> {
    let mut out = output();
    match format {
        FiguresFormat::Text => write!(out, "{}", table::text(sheet))?,
        FiguresFormat::Json => {
            serde_json::to_writer_pretty(&mut out, sheet).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(out.flush()?)
}

impl Arguments {
    /// What is measured, each of which can be read again.
    fn inputs(&self) -> Result<Vec<Input>, Stop> {
        if self.facts.is_empty() {
            return match &self.question.policies {
                None => Ok(inputs::examples()),
                Some(_) => Err(Stop::helping(
                    "there are no facts to measure",
                    "name fact files of these policies, or a folder of them: the built-in examples fit the built-in policies only",
                )),
            };
        }
        let inputs = inputs::named(&self.facts, self.reading.facts_format)?;
        if inputs.iter().any(Input::is_standard) {
            let help = "keep the facts in a file, and name that";
            return Err(Stop::helping("the standard input `-` can be read only once, and facts are read here again and again", help));
        }
        Ok(inputs)
    }
}
