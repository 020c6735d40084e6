//! `caveat ask`

mod answers;
mod dialogue;
mod reply;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::advise::interview::ranked;
use crate::batch::judge::Judge;
use crate::batch::tally::{Outcome, Tally};
use crate::eval;
use crate::explain::ask::words::{Phrase, phrase};
use crate::explain::ask::{tell, text};
use crate::explain::json::Verdict;
use crate::explain::text::render;
use crate::facts::{self, Document, Format, Presumed, Record};

use super::Exit;
use super::inputs::{self, Files, Reading};
use super::question::Question;
use super::records::{self, Chosen};
use super::stop::Stop;
use super::terminal::{ListFormat, Terminal, output};
use super::write::NewFile;

use answers::Answers;
use dialogue::{Dialogue, Source};

const AFTER: &str = "\
Examples:
  caveat ask                                       asks for everything that is needed
  caveat ask --lang zh request.json                asks for what the record does not say
  caveat ask --save request.yaml                   and keeps what was answered
  caveat ask --next --format json request.json     the next questions, the best first, for a program
  caveat ask --answers answers.txt                 without anybody to ask

Answers: a value as fact files have it, without quotes; the number, the name or the label of a
choice; for a list how many members it has, after which what is needed of each is asked.
  ?           tell which rules hang on the question, with their clauses
  -           don't know (also an empty line); it is not asked again
  back        return to the question before
  quit        stop here, and answer by what is known

The questions come in the order that is likely to settle the decision soonest: each is tried with
the answers that it may have, where what the vocabulary presumes counts as the likeliest, and the
one that leaves least open comes first. What cannot matter any more is not asked. The interview ends
as soon as the verdict is definite; then the answer is shown as `caveat eval` shows it.

A file of --answers has a line for each: `instance.status = stopped`, `instance.disks = 2`,
`instance.disks(#1).encrypted = no`. What it does not say nobody knows. Without a terminal, answers
are read from the standard input, a line for each question.

Exit status, by the answer:
  0    permitted (or a value)
  1    forbidden
  2    wrong usage, or policies, facts or answers that cannot be read
  3    undetermined";

/// Ask for the facts that are needed, in the order that settles the decision soonest
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub struct Arguments {
    /// A fact file with what is known already; without it nothing is
    #[arg(value_name = "FACTS")]
    facts: Option<String>,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    chosen: Chosen,
    /// Print the next questions, the best first, and ask nothing
    #[arg(long, conflicts_with_all = ["answers", "save"])]
    next: bool,
    /// Take the answers from a file, a line for each: PATH = VALUE
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Save the facts in the end; the name tells JSON or YAML
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// How the answer, or the questions of --next, are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ListFormat,
    #[command(flatten)]
    reading: Reading,
}

/// What is known to begin with.
struct Known {
    record: Record,
    at: i64,
    name: Option<String>,
    place: String,
    assumed: Vec<Presumed>,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let asked = arguments.question.asked(terminal)?;
    let forecaster = asked.forecaster();
    let judge = asked.judge(&forecaster, terminal)?;
    let save = arguments.save.as_deref().map(|path| Ok::<_, Stop>((path, format(path)?))).transpose()?;
    let known = known(arguments, &judge, terminal)?;
    if arguments.next {
        return next(arguments, &judge, &known, terminal);
    }
    let record = interview(arguments, &judge, &known, terminal)?;
    let exit = answer(arguments, &judge, &known, (&record, terminal))?;
    keep(save, &judge, &record, terminal)?;
    Ok(exit)
}

/// The record of the fact file; without a file one of which nothing is known.
fn known(arguments: &Arguments, judge: &Judge<'_>, terminal: &Terminal) -> Result<Known, Stop> {
    let vocabulary = &judge.policy.vocabulary;
    let Some(facts) = &arguments.facts else {
        let mut record = Record::new(vocabulary);
        let assumed = if judge.assume { facts::presume(vocabulary, &mut record) } else { Vec::new() };
        let at = judge.instant(&record);
        return Ok(Known { record, at, name: None, place: phrase(Phrase::Answers, terminal.language).to_owned(), assumed });
    };
    let inputs = inputs::named(std::slice::from_ref(facts), arguments.reading.facts_format)?;
    if inputs.iter().any(inputs::Input::is_standard) && arguments.answers.is_none() && !arguments.next {
        return Err(Stop::helping(
            "the standard input cannot hold both the facts and the answers",
            "name a file of facts, or use --answers",
        ));
    }
    let files = Files { inputs: &inputs, vocabulary, options: arguments.reading.options() };
    let mut all = Vec::new();
    let tally = records::each(files, judge, (&arguments.chosen, terminal), &mut |_, one| {
        let known = Known {
            record: one.record.clone(),
            at: one.at,
            name: one.name.clone(),
            place: one.place.clone(),
            assumed: one.assumed.clone(),
        };
        all.push(known);
        Ok(Outcome::Undetermined)
    })?;
    match (all.pop(), all.is_empty(), tally.unreadable) {
        (Some(known), true, 0) => Ok(known),
        (None, ..) => Err(Stop::because("no record can be read, so nothing is asked")),
        (_, true, _) => Err(Stop::because("a record cannot be read, so nothing is asked")),
        _ => Err(Stop::helping(format!("`{facts}` holds several records"), "choose one: --record ID, or by its place: --record '#2'")),
    }
}

fn next(arguments: &Arguments, judge: &Judge<'_>, known: &Known, terminal: &Terminal) -> Result<Exit, Stop> {
    let found = eval::answer(judge.policy, judge.decision, &known.record, known.at);
    let candidates = ranked(judge.policy, judge.decision, &known.record, &found);
    let told = tell::next(&judge.scene(&known.record, known.at), &found, &candidates, (known.name.clone(), known.place.clone()));
    let mut out = output();
    match arguments.format {
        ListFormat::Text => write!(out, "{}", text::next(&told, &terminal.page()))?,
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &told).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(exit(told.verdict))
}

/// Asks; for programs the questions go where errors go.
fn interview(arguments: &Arguments, judge: &Judge<'_>, known: &Known, terminal: &Terminal) -> Result<Record, Stop> {
    let (mut out, mut errors) = (io::stdout(), io::stderr());
    let out: &mut dyn Write = if arguments.format == ListFormat::Json { &mut errors } else { &mut out };
    let is_terminal = io::stdin().is_terminal();
    let mut input = io::stdin().lock();
    let source = match &arguments.answers {
        Some(path) => Source::Known(Answers::read(path, &judge.policy.vocabulary)?),
        None => Source::Lines(&mut input, !is_terminal),
    };
    Dialogue::new(judge, (known.record.clone(), known.at), terminal.page(), source, out).run()
}

/// The answer, as `eval` prints it.
fn answer(arguments: &Arguments, judge: &Judge<'_>, known: &Known, (record, terminal): (&Record, &Terminal)) -> Result<Exit, Stop> {
    let told = judge.tell(record, known.at, &known.assumed, known.place.clone());
    let mut out = output();
    match arguments.format {
        ListFormat::Text => write!(out, "{}", render(&told, &terminal.page()))?,
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &told).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(exit(told.verdict))
}

fn exit(verdict: Option<Verdict>) -> Exit {
    let mut tally = Tally::default();
    tally.count(Outcome::told(verdict));
    Exit::of(&tally)
}

/// Saves the facts where --save says; somebody at a terminal is asked.
fn keep(save: Option<(&Path, Format)>, judge: &Judge<'_>, record: &Record, terminal: &Terminal) -> Result<(), Stop> {
    let document = Document::of(&judge.policy.vocabulary, record);
    if let Some((path, format)) = save {
        return written(path, format, &document, terminal);
    }
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Ok(());
    }
    write!(io::stdout(), "\n{}: ", phrase(Phrase::SaveTo, terminal.language))?;
    io::stdout().flush()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line).map_err(|error| Stop::because(format!("cannot read the answer: {error}")))?;
    let path = Path::new(line.trim());
    if path.as_os_str().is_empty() { Ok(()) } else { written(path, format(path)?, &document, terminal) }
}

fn written(path: &Path, format: Format, document: &Document, terminal: &Terminal) -> Result<(), Stop> {
    let text = if format == Format::Yaml { document.yaml() } else { document.json() };
    let at = |error| Stop::at(path, "write", &error);
    let file = NewFile::begin(path).map_err(at)?;
    file.writer().and_then(|mut writer| writer.write_all(text.as_bytes())).map_err(at)?;
    file.finish().map_err(at)?;
    writeln!(io::stderr(), "{} {}", phrase(Phrase::Saved, terminal.language), path.display())?;
    Ok(())
}

/// JSON or YAML, as the name of a file tells.
fn format(path: &Path) -> Result<Format, Stop> {
    match Format::of_file(&path.to_string_lossy()) {
        Some(format @ (Format::Json | Format::Yaml)) => Ok(format),
        _ => Err(Stop::helping(format!("facts are not saved as `{}`", path.display()), "the name ends in .json, .yaml or .yml")),
    }
}
