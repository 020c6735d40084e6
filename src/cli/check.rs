//! `caveat check`

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::diagnostic::Severity;
use crate::lint::{self, Levels, Lint};
use crate::mend::{Mended, mend};
use crate::nearest::nearest;
use crate::source::Sources;

use super::Exit;
use super::findings::{Format, Found};
use super::policies::{self, Loaded};
use super::stop::Stop;
use super::terminal::{Terminal, clock, output};
use super::write::{diff, replace};

const EXAMPLES: &str = "\
Examples:
  caveat check rules                 every policy in the folder and below it
  caveat check rules house.policy    the folder and one more file, as one set
  caveat check --deny all rules      whatever is suspicious is an error
  caveat check --diff rules          what could be mended, as a diff
  caveat check --fix rules           mend it
  caveat explain unused-param        what a finding means

Exit status: 0 if no error was found (a warning is none), 2 otherwise; of --diff 1 if anything
would change.";

/// Say whether policies are sound
///
/// Reads all files as one set and reports every mistake with its place: broken text, names that do not exist, types and units that do
/// not fit, tables with gaps or overlaps, definitions in a circle. In a set without mistakes it tells what is suspicious: `caveat lints`
/// lists what it looks for. Without a path, the built-in policies are checked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Folders with policies, or single files
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    levels: LevelArguments,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Where findings are written, in place of the terminal
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Make the changes that findings offer, then check what is left. A change is kept only if the set is no worse for it and no scenario
    /// ends otherwise
    #[arg(long)]
    fix: bool,
    /// Print the changes that --fix would make, as a unified diff, and write nothing
    #[arg(long)]
    diff: bool,
}

/// How bad suspicious things are. What is named counts before `all`.
#[derive(Debug, Args)]
struct LevelArguments {
    /// Lints whose findings are errors, or `all`
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    deny: Vec<String>,
    /// Lints whose findings are warnings, or `all`
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    warn: Vec<String>,
    /// Lints that are left out, or `all`
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    allow: Vec<String>,
    /// Look for these lints alone
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    only: Vec<String>,
}

impl LevelArguments {
    fn levels(&self) -> Result<Levels, Stop> {
        let flags = [(&self.allow, None), (&self.warn, Some(Severity::Warning)), (&self.deny, Some(Severity::Error))];
        let named = |all: bool| {
            flags
                .into_iter()
                .flat_map(move |(names, level)| names.iter().filter(move |name| (*name == "all") == all).map(move |name| (name, level)))
        };
        let mut levels = Levels::default();
        if !self.only.is_empty() && !levels.only(&self.only) {
            let strange = self.only.iter().find(|name| Lint::named(name).is_none());
            return Err(unknown(strange.map_or("", String::as_str)));
        }
        for (name, level) in named(true).chain(named(false)) {
            if !levels.set(name, level) {
                return Err(unknown(name));
            }
        }
        Ok(levels)
    }
}

fn unknown(name: &str) -> Stop {
    let message = format!("there is no lint called `{name}`");
    match nearest(name, lint::ALL.iter().map(|lint| lint.name)) {
        Some(near) => Stop::helping(message, format!("did you mean `{near}`?")),
        None => Stop::helping(message, "`caveat lints` lists them"),
    }
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let levels = arguments.levels.levels()?;
    let mut loaded = policies::load(&arguments.paths, &[])?;
    if arguments.diff {
        return show_mends(&loaded, &levels);
    }
    if arguments.fix {
        if arguments.paths.is_empty() {
            return Err(Stop::helping("the built-in policies cannot be changed", "`caveat init DIR` writes them to a folder"));
        }
        write_mends(&loaded, &levels)?;
        loaded = policies::load(&arguments.paths, &[])?;
    }
    loaded.lint(&levels);
    write(arguments, &loaded, terminal)?;
    if let Some(errors) = loaded.errors() {
        return Err(Stop::because(format!("{errors} found")));
    }
    // what a program reads is not mixed with words for people
    let summary = summary(&loaded);
    if arguments.format == Format::Text || arguments.output.is_some() {
        writeln!(output(), "{summary}")?;
    } else {
        eprintln!("{summary}");
    }
    Ok(Exit::Good)
}

/// The changes on offer, as a diff.
fn show_mends(loaded: &Loaded, levels: &Levels) -> Result<Exit, Stop> {
    let mended = mend(&loaded.sources, levels, Some(clock()));
    let mut out = output();
    let mut exit = Exit::Good;
    for (name, before, after) in changed(&loaded.sources, &mended) {
        write!(out, "{}", diff(name, before, after))?;
        exit = Exit::Bad;
    }
    Ok(exit)
}

/// Makes the changes on offer.
fn write_mends(loaded: &Loaded, levels: &Levels) -> Result<(), Stop> {
    let mended = mend(&loaded.sources, levels, Some(clock()));
    for (name, _, after) in changed(&loaded.sources, &mended) {
        let path = Path::new(name);
        replace(path, after).map_err(|error| Stop::at(path, "write", &error))?;
    }
    let mut out = output();
    for (word, changes) in [("mended", &mended.done), ("left alone, since it would do harm", &mended.refused)] {
        for change in changes {
            writeln!(out, "{word}: {change}")?;
        }
    }
    Ok(())
}

/// The name of each file that changes, and its text before and after.
fn changed<'a>(before: &'a Sources, after: &'a Mended) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
    let pairs = before.iter().zip(after.sources.iter());
    pairs.filter(|((_, one), (_, other))| one.text != other.text).map(|((_, one), (_, other))| (&*one.name, &*one.text, &*other.text))
}

/// Writes the findings where they are wanted.
fn write(arguments: &Arguments, loaded: &Loaded, terminal: &Terminal) -> Result<(), Stop> {
    let written = Found::new(&loaded.found, &loaded.sources).write(arguments.format);
    match (&arguments.output, written) {
        (Some(path), written) => {
            let text = written.map_or_else(|| loaded.plain_report(), Ok)?;
            fs::write(path, text).map_err(|error| Stop::at(path, "write", &error))
        }
        (None, Some(written)) => Ok(output().write_all(written.as_bytes())?),
        (None, None) => loaded.report(terminal),
    }
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
    let suspicious = [Severity::Warning, Severity::Hint].into_iter().filter_map(|severity| loaded.count(severity));
    let judged: Vec<String> = std::iter::once("sound".to_owned()).chain(suspicious).collect();
    format!("{}: {}", said.collect::<Vec<_>>().join(", "), judged.join(", "))
}
