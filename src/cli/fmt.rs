//! `caveat fmt`

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, SourceFile, Sources};
use crate::syntax::format::{self, Refusal};

use super::stop::Stop;
use super::terminal::{Terminal, output};
use super::write::{diff, replace};
use super::{Exit, policies, report};

const EXAMPLES: &str = "\
Examples:
  caveat fmt rules                   lay out every policy in the folder and below it
  caveat fmt --check rules           which of them would change?
  caveat fmt --diff house.policy     what would change in this one?
  caveat fmt - < house.policy        lay out the standard input to the standard output

Exit status: 0 if all is laid out, 1 if --check or --diff found a file that would change, 2 if a
file cannot be read or written, or holds mistakes; the others are laid out all the same.";

/// Lay out policies in the one style
///
/// Blanks, line breaks and the order of clauses are put in order; numbers, names, texts and comments stay as they are. Files are written
/// only where they change, each as a whole. The result is read again and held against the file: nothing is written that says anything
/// else.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Folders with policies, or single files; `-` is the standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; list the files that would change
    #[arg(long)]
    check: bool,
    /// Write nothing; print what would change, as a unified diff
    #[arg(long)]
    diff: bool,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let is_input = |path: &PathBuf| path.as_os_str() == "-";
    match arguments.paths.as_slice() {
        [] => Err(Stop::helping(
            "no policy is named, and the built-in ones cannot be written",
            "name files or folders, or `-` for the standard input",
        )),
        [path] if is_input(path) => format_input(arguments, terminal),
        paths if paths.iter().any(is_input) => Err(Stop::because("the standard input `-` is laid out by itself, without other paths")),
        paths => format_files(&policies::files(paths)?, arguments, terminal),
    }
}

fn format_input(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Stop::at(Path::new("-"), "read", &error))?;
    let Some((before, after)) = lay_out("<stdin>", bytes, terminal)? else { return Ok(Exit::Wrong) };
    let mut out = output();
    if arguments.diff || arguments.check {
        show(&mut out, "<stdin>", (&before, &after), arguments)?;
        return Ok(if before == after { Exit::Good } else { Exit::Bad });
    }
    out.write_all(after.as_bytes())?;
    Ok(Exit::Good)
}

/// What became of the files.
#[derive(Debug, Default)]
struct Tally {
    changed: usize,
    unchanged: usize,
    failed: usize,
}

fn format_files(files: &[PathBuf], arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let mut tally = Tally::default();
    for path in files {
        match format_file(path, arguments, terminal) {
            Ok(Some(true)) => tally.changed += 1,
            Ok(Some(false)) => tally.unchanged += 1,
            Ok(None) => tally.failed += 1,
            Err(Stop::ClosedPipe) => return Err(Stop::ClosedPipe),
            Err(stop) => {
                stop.tell(terminal);
                tally.failed += 1;
            }
        }
    }
    if !arguments.diff {
        writeln!(output(), "{}", tally.summary(arguments.check))?;
    }
    Ok(match tally {
        Tally { failed: 1.., .. } => Exit::Wrong,
        Tally { changed: 1.., .. } if arguments.check || arguments.diff => Exit::Bad,
        _ => Exit::Good,
    })
}

/// Lays out a file; answers whether it changes, or nothing where it cannot be laid out.
fn format_file(path: &Path, arguments: &Arguments, terminal: &Terminal) -> Result<Option<bool>, Stop> {
    let bytes = fs::read(path).map_err(|error| Stop::at(path, "read", &error))?;
    let name = path.display().to_string();
    let Some((before, after)) = lay_out(&name, bytes, terminal)? else { return Ok(None) };
    if before == after {
        return Ok(Some(false));
    }
    if !arguments.check && !arguments.diff {
        replace(path, &after).map_err(|error| Stop::at(path, "write", &error))?;
    }
    show(&mut output(), &name, (&before, &after), arguments)?;
    Ok(Some(true))
}

/// A text before and after; nothing where it cannot be laid out, which has been reported.
fn lay_out(name: &str, bytes: Vec<u8>, terminal: &Terminal) -> Result<Option<(String, String)>, Stop> {
    let file = match policies::text(name, bytes) {
        Ok(file) => file,
        Err(other) => return report(other.0, &[other.1], terminal),
    };
    match format::format(FileId::default(), &file.text) {
        Ok(after) => Ok(Some((file.text, after))),
        Err(Refusal::Mistakes(mistakes)) => report(file, &mistakes, terminal),
        Err(Refusal::Unfaithful(why)) => {
            let help = "this is a fault of the formatter: please report it with the file";
            Err(Stop::helping(format!("`{name}` is left as it is: {why}"), help))
        }
    }
}

fn report(file: SourceFile, mistakes: &[Diagnostic], terminal: &Terminal) -> Result<Option<(String, String)>, Stop> {
    let mut sources = Sources::default();
    sources.add(file);
    report::print(mistakes, &sources, &mut terminal.errors())?;
    Ok(None)
}

/// Tells what happens to a file.
fn show(out: &mut impl Write, name: &str, (before, after): (&str, &str), arguments: &Arguments) -> io::Result<()> {
    match arguments {
        _ if before == after => Ok(()),
        Arguments { diff: true, .. } => {
            write!(out, "{}", diff(name, before, after))
        }
        Arguments { check: true, .. } => writeln!(out, "{name}"),
        _ => writeln!(out, "laid out: {name}"),
    }
}

impl Tally {
    fn summary(&self, check: bool) -> String {
        let files = |count: usize| format!("{count} {}", if count == 1 { "file" } else { "files" });
        let changed = if check { "would change" } else { "laid out" };
        let unchanged = if check { "laid out" } else { "laid out already" };
        let parts = [(self.changed, changed), (self.unchanged, unchanged), (self.failed, "left alone")];
        let said = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{} {what}", files(*count)));
        said.collect::<Vec<_>>().join(", ")
    }
}
