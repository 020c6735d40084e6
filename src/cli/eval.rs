//! `caveat eval`

mod answers;
mod help;
mod interrupt;
mod out;
mod pieces;
mod progress;
mod run;
mod summary;
mod wanted;
mod worker;

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use clap::Args;

use crate::batch::column::Column;
use crate::batch::form::{Form, Order};
use crate::batch::judge::Judge;
use crate::batch::pipeline::{self, Crew};
use crate::batch::sheet::heading;
use crate::facts::Options;
use crate::model::reads::Reads;

use super::Exit;
use super::inputs::{self, Input, Reading};
use super::policies;
use super::question::Question;
use super::stop::Stop;
use super::terminal::Terminal;
use super::write::NewFile;

use answers::Answers;
use interrupt::Interrupt;
use out::Out;
use pieces::Pieces;
use progress::Progress;
use run::Run;
use summary::{Counts, SummaryArguments};
use wanted::{AnswerFormat, Only, Wanted};
use worker::Worker;

/// More threads than this are a slip of the pen.
const MOST_JOBS: usize = 256;

/// Judge records of facts
///
/// Answers a decision for every record, with all rules that decide it, the clauses that they come from, what would cure it, and the
/// facts that are still missing. Any number of records is read in bounded memory and answered in order; one that cannot be read is told
/// among the answers and does not stop the others.
#[derive(Debug, Args)]
#[command(after_help = help::after())]
pub struct Arguments {
    /// Fact files in JSON, JSON Lines, YAML, TOML, CSV or Parquet, folders of them, or patterns; `-` is the standard input
    #[arg(required = true, value_name = "FACTS")]
    facts: Vec<String>,
    #[command(flatten)]
    question: Question,
    /// Tell every step of the evaluation
    #[arg(long)]
    proof: bool,
    #[command(flatten)]
    answers: AnswerArguments,
    #[command(flatten)]
    summary: SummaryArguments,
    #[command(flatten)]
    reading: Reading,
    /// Pass over facts that nothing asks for, neither the decision nor --columns nor --by, without checking what they say; tables are then
    /// read faster
    #[arg(long, conflicts_with = "assume")]
    skip_unread_facts: bool,
    #[command(flatten)]
    run: RunArguments,
}

/// How a run goes.
#[derive(Debug, Args)]
struct RunArguments {
    /// How many threads judge; without it as many as there are cores
    #[arg(long, value_name = "N", value_parser = super::count)]
    jobs: Option<NonZeroUsize>,
    /// Stop at the first record that cannot be read, once all before it are answered
    #[arg(long)]
    fail_fast: bool,
    /// Do not show on the terminal how far the run has come
    #[arg(long)]
    no_progress: bool,
}

/// What is written, and where.
#[derive(Debug, Args)]
struct AnswerArguments {
    /// How answers are written; without it the name of --output tells, or else it is text
    #[arg(long, value_name = "FORMAT")]
    format: Option<AnswerFormat>,
    /// Where answers are written, in place of the standard output, which is `-`: a file that appears once it is whole, or not at all; a
    /// pipe or a device that is there gets them at once
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write the answers of these records alone; the exit status counts all
    #[arg(long, value_name = "WHICH", value_delimiter = ',')]
    only: Vec<Only>,
    /// What is told of each record, in this order: columns of the list below, and facts by their paths
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    columns: Vec<String>,
}

impl AnswerArguments {
    /// The file that answers are written to, if they are; `-` is the standard output.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let inputs = inputs::named(&arguments.facts, arguments.reading.facts_format)?;
    let asked = arguments.question.asked(terminal)?;
    let (loaded, forecaster) = (&asked.loaded, asked.forecaster());
    let judge = Judge { with_proof: arguments.proof, ..asked.judge(&forecaster, terminal)? };
    let order = order(arguments, &judge, terminal)?;
    let counts = arguments.summary.counts(&loaded.policy)?;
    let path = arguments.answers.file();
    let file = out::begin(path, || {
        let facts = inputs.iter().filter_map(Input::path).map(Path::to_owned);
        Ok(facts.chain(policies::files(arguments.question.policies.as_slice())?).collect())
    })?;
    let interrupt = Interrupt::listen(file.as_ref().and_then(NewFile::unfinished).map(Path::to_owned));
    let weight = pieces::weight(&inputs);
    let crew = crew(arguments.run.jobs, pieces::blocks(&inputs));
    let mut answers = Answers::new(out(file.as_ref().zip(path), &order, &judge)?, order.form, terminal);
    if matches!(order.form, Form::Table) {
        answers.heading(&heading(&order.columns, &loaded.policy.vocabulary))?;
    }
    let mut run = Run::new(answers, Progress::new(!arguments.run.no_progress, weight.clone()), interrupt.clone());
    let reads = arguments.skip_unread_facts.then(|| reads(&judge, &order, &counts));
    let worker = || {
        let options = Options { reads: reads.as_ref(), ..arguments.reading.options() };
        let mut worker = Worker::new(judge, &order, (options, &weight.read), &counts);
        move |piece| worker.sheet(piece)
    };
    let pieces =
        Pieces::new(inputs, (&loaded.policy.vocabulary, reads.as_ref()), &arguments.reading, (interrupt, Arc::clone(&weight.read)));
    let cannot = |error: io::Error| Stop::because(format!("cannot start: {error}"));
    pipeline::run(crew, pieces, worker, |event| run.take(event)).map_err(cannot)?;
    run.finish(&judge, file.zip(path), |out| counts.print(&judge, &terminal.page(), out))
}

/// What the answers need of a record.
fn reads(judge: &Judge<'_>, order: &Order, counts: &Counts<'_>) -> Reads {
    let mut reads = Reads::of(judge.policy, judge.decision);
    let columns = order.columns.iter().filter_map(|column| match column {
        Column::Fact(fact) => Some(*fact),
        _ => None,
    });
    columns.chain(counts.wanted().into_iter().flatten().copied()).for_each(|fact| reads.add(&judge.policy.vocabulary, fact));
    reads
}

fn order(arguments: &Arguments, judge: &Judge<'_>, terminal: &Terminal) -> Result<Order, Stop> {
    let AnswerArguments { format, only, columns, .. } = &arguments.answers;
    let output = arguments.answers.file();
    let chosen = arguments.answers.output.is_some() || format.is_some() || !columns.is_empty() || !only.is_empty();
    if arguments.summary.replaces_answers(output.is_none(), chosen)? {
        return Ok(Order {
            form: Form::Nothing,
            columns: Vec::new(),
            only: Vec::new(),
            fail_fast: arguments.run.fail_fast,
            none: String::new(),
        });
    }
    let wanted =
        Wanted { format: *format, output, columns, only, fail_fast: arguments.run.fail_fast, none: arguments.reading.options().none };
    wanted.order(judge.policy, judge.decision, terminal.page())
}

/// Where answers are written.
fn out(file: Option<(&NewFile, &Path)>, order: &Order, judge: &Judge<'_>) -> io::Result<Out> {
    let column = |column: &Column| (column.name(&judge.policy.vocabulary).to_owned(), column.holds(judge.policy, judge.decision));
    match file {
        Some(file) if matches!(order.form, Form::Rows) => Out::columns(file, order.columns.iter().map(column).collect()),
        file => Out::new(file),
    }
}

/// Who works: not more threads than there are blocks. What is no file may keep those waiting who read it, so that a thread of its own does.
fn crew(jobs: Option<NonZeroUsize>, blocks: Option<u64>) -> Crew {
    let jobs = jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get).min(MOST_JOBS);
    match blocks.map(|blocks| usize::try_from(blocks).unwrap_or(usize::MAX)) {
        Some(blocks) => Crew::InTurn(jobs.min(blocks)),
        None => Crew::Of(jobs),
    }
}
