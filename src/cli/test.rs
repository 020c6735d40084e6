//! `caveat test`

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use crate::explain::scene::Scene;
use crate::explain::subject::reason;
use crate::scenario::{self, Mismatch, Moved, Outcome};

use super::Exit;
use super::policies::{self, Loaded};
use super::report;
use super::stop::Stop;
use super::terminal::{Terminal, output};

const EXAMPLES: &str = "\
Examples:
  caveat test                        the scenarios of the built-in policies
  caveat test rules                  every scenario in the folder and below it

Exit status: 0 if every scenario passed, 1 if one failed, 2 if the policies are not sound.";

/// Run the scenarios of policies
///
/// Judges the facts of every scenario, and of every row of an outline, and says where the answer is not the one that the scenario expects:
/// both side by side, and the rules that came or went.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Folders with policies and their scenarios, or single files
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let loaded = policies::load(&arguments.paths, &[])?.sound(terminal)?;
    let outcomes = outcomes(&loaded, terminal);
    let failed = outcomes.iter().filter(|outcome| !outcome.passed()).count();
    let mut out = output();
    for outcome in outcomes.iter().filter(|outcome| !outcome.passed()) {
        tell(&mut out, outcome, &loaded)?;
        report::print(&outcome.found, &loaded.sources, &mut terminal.errors())?;
    }
    writeln!(out, "{} passed, {failed} failed", outcomes.len() - failed)?;
    Ok(if failed == 0 { Exit::Good } else { Exit::Bad })
}

fn outcomes(loaded: &Loaded, terminal: &Terminal) -> Vec<Outcome> {
    scenario::run(&loaded.policy, &|record, answer, finding| {
        let scene = Scene { policy: &loaded.policy, sources: &loaded.sources, record, at: answer.at, language: terminal.language };
        reason(&scene, finding)
    })
}

/// A failed scenario: its place, what it sets, and each expectation beside the answer.
fn tell(out: &mut impl Write, outcome: &Outcome, loaded: &Loaded) -> io::Result<()> {
    let place = loaded.sources.position(outcome.span);
    let row = outcome.row.map(|row| format!(", row {row}")).unwrap_or_default();
    writeln!(out, "FAILED  \"{}\"{row}   {}:{}", outcome.title, loaded.sources.name(outcome.span), place.line)?;
    if !outcome.cells.is_empty() {
        writeln!(out, "  with      {}", outcome.cells.join(", "))?;
    }
    for mismatch in &outcome.mismatches {
        differs(out, mismatch)?;
    }
    writeln!(out)
}

fn differs(out: &mut impl Write, mismatch: &Mismatch) -> io::Result<()> {
    writeln!(out, "  expected  {}", mismatch.expected)?;
    writeln!(out, "  actual    {}", mismatch.actual)?;
    for Moved { came, name, note } in &mismatch.moved {
        let sign = if *came { '+' } else { '-' };
        let note = note.as_ref().map(|note| format!("   {note}")).unwrap_or_default();
        writeln!(out, "     {sign} {name}{note}")?;
    }
    Ok(())
}
