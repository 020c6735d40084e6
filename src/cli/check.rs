//! `caveat check`

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::Exit;
use super::policies::{self, Loaded};
use super::stop::Stop;
use super::terminal::{Terminal, output};

const EXAMPLES: &str = "\
Examples:
  caveat check rules                 every policy in the folder and below it
  caveat check rules house.policy    the folder and one more file, as one set

Exit status: 0 if no error was found (a warning is none), 2 otherwise.";

/// Say whether policies are sound
///
/// Reads all files as one set and reports every mistake with its place: broken text, names that do not exist, types and units that do
/// not fit, tables with gaps or overlaps, definitions in a circle. Without a path, the built-in policies are checked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Folders with policies, or single files
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let loaded = policies::load(&arguments.paths, &[])?;
    loaded.report(terminal)?;
    if let Some(errors) = loaded.errors() {
        return Err(Stop::because(format!("{errors} found")));
    }
    writeln!(output(), "{}", summary(&loaded))?;
    Ok(Exit::Good)
}

/// What a sound set is made of.
fn summary(loaded: &Loaded) -> String {
    let policy = &loaded.policy;
    let parts = [
        (loaded.files, "file", "files"),
        (policy.decisions.len(), "decision", "decisions"),
        (policy.rules.len(), "rule", "rules"),
        (policy.tables.len(), "table", "tables"),
        (policy.clauses.len(), "clause", "clauses"),
        (policy.scenarios.len(), "scenario", "scenarios"),
    ];
    let said =
        parts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }));
    format!("{}: sound", said.collect::<Vec<_>>().join(", "))
}
