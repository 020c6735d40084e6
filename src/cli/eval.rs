//! `caveat eval`

use std::path::{Path, PathBuf};

use clap::Args;

use crate::advise::forecast::Forecaster;
use crate::advise::wait::{Wait, wait};
use crate::eval;
use crate::eval::answer::Finding;
use crate::explain::json::Told;
use crate::explain::scene::Scene;
use crate::explain::tell::{Asked, tell};
use crate::facts::{self, BlockReader, Options, Place, Reader, Record};
use crate::model::policy::{DecisionId, Policy};
use crate::value::calendar::{self, TimeError};

use super::Exit;
use super::answers::{AnswerFormat, Answers};
use super::inputs::{self, FactsFormat, Input};
use super::policies::{self, Loaded};
use super::stop::Stop;
use super::terminal::{Terminal, clock, output};

const EXAMPLES: &str = "\
Examples:
  caveat eval request.json                               the first decision of the set
  caveat eval --decision NAME request.yaml               another decision
  caveat eval --at 2024-09-01T10:00+08:00 request.json   as judged at that moment
  caveat eval --set minimum_age=\"7 days\" request.json    with another value, without an edit
  caveat eval --assume request.json                      presume what nobody has said
  caveat eval --proof request.json                       tell every step
  caveat eval --format jsonl many.jsonl | jq .verdict    an object a line
  zcat facts.gz | caveat eval --facts-format jsonl -     from the standard input

`now` is the time given by --at, else the record's own `now`, else the clock, which is read once.

Exit status:
  0   all records are permitted (or have a value)
  1   some record is forbidden
  2   wrong usage, or policies or facts that cannot be read
  3   none is forbidden, but some record is undetermined";

/// Judge records of facts
///
/// Answers a decision for every record, with all rules that decide it, the clauses that they come from, what would cure it, and the
/// facts that are still missing.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Fact files in JSON, JSON Lines, YAML, TOML, CSV or Parquet, folders of them, or patterns; `-` is the standard input
    #[arg(required = true, value_name = "FACTS")]
    facts: Vec<String>,
    /// A folder of policies, or a single file; without it the built-in set
    #[arg(long, value_name = "DIR")]
    policies: Option<PathBuf>,
    /// What is asked; without it the first decision of the set
    #[arg(long, value_name = "NAME")]
    decision: Option<String>,
    /// The moment to judge at: 2024-09-01T10:00+08:00, or a date
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Another value for a param; may be given several times
    #[arg(long, value_name = "PARAM=VALUE")]
    set: Vec<String>,
    /// Presume what the vocabulary allows of facts that nobody has told
    #[arg(long)]
    assume: bool,
    /// Tell every step of the evaluation
    #[arg(long)]
    proof: bool,
    /// How answers are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: AnswerFormat,
    /// How the fact files are written; without it their names tell
    #[arg(long, value_name = "FORMAT")]
    facts_format: Option<FactsFormat>,
    /// The word for none in CSV; an empty cell is unknown
    #[arg(long, value_name = "WORD", default_value = "null")]
    none: String,
    /// Pass over keys that the vocabulary does not have
    #[arg(long)]
    ignore_unknown_facts: bool,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let inputs = inputs::named(&arguments.facts, arguments.facts_format)?;
    let loaded = policies::load_sound(arguments.policies.as_slice(), &arguments.set, terminal)?;
    let judge = Judge::new(arguments, &loaded, terminal)?;
    let mut answers = Answers::new(output(), arguments.format, terminal);
    for input in &inputs {
        judge.all(input, &mut answers)?;
    }
    answers.finish()
}

/// What all records of a run have in common.
struct Judge<'a> {
    arguments: &'a Arguments,
    loaded: &'a Loaded,
    terminal: &'a Terminal,
    decision: DecisionId,
    forecaster: Forecaster<'a>,
    at: Option<i64>,
    clock: i64,
    /// what `--set` says, as answers tell it
    settings: Vec<String>,
}

impl<'a> Judge<'a> {
    fn new(arguments: &'a Arguments, loaded: &'a Loaded, terminal: &'a Terminal) -> Result<Self, Stop> {
        let decision = decision(&loaded.policy, arguments.decision.as_deref())?;
        let at = arguments.at.as_deref().map(|at| moment(&loaded.policy, at)).transpose()?;
        let settings = arguments.set.iter().filter_map(|change| change.split_once('='));
        let settings = settings.map(|(name, value)| format!("{} = {}", name.trim(), value.trim())).collect();
        let forecaster = Forecaster::new(&loaded.policy, decision);
        Ok(Self { arguments, loaded, terminal, decision, forecaster, at, clock: clock(), settings })
    }

    /// Judges the records of one input.
    fn all(&self, input: &Input, answers: &mut Answers<'_, impl std::io::Write>) -> Result<(), Stop> {
        let vocabulary = &self.loaded.policy.vocabulary;
        let options = Options { ignore_unknown: self.arguments.ignore_unknown_facts, none: &self.arguments.none };
        let blocks = input.blocks(vocabulary, options, |file| file).map_err(|error| Stop::at(Path::new(&input.name), "read", &error))?;
        let mut reader = Reader::of(blocks, BlockReader::new(vocabulary, options));
        let mut record = Record::new(vocabulary);
        while let Some(read) = reader.next(&mut record) {
            match read {
                Ok(place) => answers.answer(&self.one(&mut record, input, place))?,
                Err(bad) => answers.bad(&bad)?,
            }
        }
        Ok(())
    }

    fn one(&self, record: &mut Record, input: &Input, place: Place) -> Told {
        let policy = &self.loaded.policy;
        let assumed = if self.arguments.assume { facts::presume(&policy.vocabulary, record) } else { Vec::new() };
        let record = &*record;
        let at = self.at.or(record.now).unwrap_or(self.clock);
        let scene = Scene { policy, sources: &self.loaded.sources, record, at, language: self.terminal.language };
        let answer = eval::answer(policy, self.decision, record, at);
        let wait = |finding: &Finding<'_>| match wait(scene.asker(&finding.instance), finding.subject) {
            Wait::Until(instant) => Some(instant),
            Wait::Never | Wait::Unknown => None,
        };
        let asked = Asked {
            name: facts::record_name(&policy.vocabulary, record),
            place: format!("{}:{}", input.title(), place.line),
            settings: &self.settings,
            assumed: &assumed,
            with_proof: self.arguments.proof,
            forecaster: &self.forecaster,
            wait: &wait,
        };
        tell(&scene, &answer, asked)
    }
}

/// The decision of a name; without one the first.
fn decision(policy: &Policy, name: Option<&str>) -> Result<DecisionId, Stop> {
    let known = || format!("the set decides: {}", policy.decisions.keys().cloned().collect::<Vec<_>>().join(", "));
    policy.decision(name).ok_or_else(|| match name {
        Some(name) => Stop::helping(format!("no decision is called `{name}`"), known()),
        None => Stop::because("the policies decide nothing"),
    })
}

/// The moment of `--at`; a date is its first second in the set's zone.
fn moment(policy: &Policy, text: &str) -> Result<i64, Stop> {
    let help = "write it as 2024-09-01T10:00+08:00, or as a date";
    calendar::parse(text).map(|moment| moment.seconds(policy.zone())).map_err(|error| {
        let why = match error {
            TimeError::NotATime => "is no time",
            TimeError::OutOfRange => "is not in the calendar",
            TimeError::NoOffset => "has no offset",
        };
        Stop::helping(format!("`--at {text}` {why}"), help)
    })
}
