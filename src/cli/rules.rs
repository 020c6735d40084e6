//! `caveat rules`

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use crate::explain::scene::Scene;
use crate::explain::{listing, listing_text};
use crate::facts::Record;

use super::Exit;
use super::policies;
use super::stop::Stop;
use super::terminal::{ListFormat, Terminal, output};

const EXAMPLES: &str = "\
Examples:
  caveat rules                                          all rules of the built-in set
  caveat rules --lang zh --policies rules               those of a folder, in Chinese
  caveat rules --format json | jq -r '.[].rule'         their names

The holes of a reason are shown as they are written: {minimum_age}.";

/// List the rules, tables and warnings
///
/// Tells of each what it decides, its reason, its remedies, the clauses that it comes from and the line it stands on.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A folder of policies, or a single file; without it the built-in set
    #[arg(long, value_name = "DIR")]
    policies: Option<PathBuf>,
    /// How the list is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ListFormat,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let loaded = policies::load_to_ask(arguments.policies.as_slice(), &[])?.sound(terminal)?;
    let record = Record::new(&loaded.policy.vocabulary);
    let scene = Scene { policy: &loaded.policy, sources: &loaded.sources, record: &record, at: 0, language: terminal.language };
    let listed = listing::list(&scene);
    let mut out = output();
    match arguments.format {
        ListFormat::Text => write!(out, "{}", listing_text::render(&listed, &terminal.page()))?,
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &listed).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(Exit::Good)
}
