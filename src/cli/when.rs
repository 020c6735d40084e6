//! `caveat when`

use clap::{Args, ValueEnum};

use crate::batch::judge::Judge;
use crate::batch::tally::Outcome;
use crate::explain::Language;
use crate::explain::html::{self, Library};
use crate::explain::when::tell::{Asked, tell};
use crate::explain::when::{json::Told, text};

use super::Exit;
use super::horizon::Horizon;
use super::inputs::{self, Reading};
use super::question::Question;
use super::records::{Chosen, One};
use super::sheets::Form;
use super::stop::Stop;
use super::telling::{self, Given, Tell};
use super::terminal::Terminal;

const AFTER: &str = "\
Examples:
  caveat when request.json                            from now on, two years ahead
  caveat when --until \"90 days\" request.json          the next 90 days
  caveat when --from 2024-01-01 --until 2025-01-01 request.json
  caveat when --format json request.json | jq .retry_after
  caveat when --format html request.json > when.html  a page with a picture

The timeline says what the facts of the record, held fixed, come to at other times. It is exact: an
interval ends in the very second in which a rule begins or ceases to apply, or a fact that is not
known begins or ceases to matter. At each edge stand the rules that change, what turned in them
(`<-`), and their clauses. The first and the last interval are told whole, also where they begin
before --from or end behind --until.

In JSON, `retry_after` has the seconds from the instant of the question until it is permitted, and
that instant, also where it lies behind --until: 0 where it is permitted already, null where waiting
does not help. `next_permitted` is the stretch that begins then. `caveat schema when` prints the
JSON Schema.

The instant of the question is the time given by --at, else the record's own `now`, else the clock.

Exit status, by the verdict at that instant:
  0    all records are permitted (or have a value)
  1    some record is forbidden
  2    wrong usage, or policies or facts that cannot be read
  3    none is forbidden, but some record is undetermined";

/// Tell when it is permitted: what a decision comes to over time
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub struct Arguments {
    /// Fact files in JSON, JSON Lines, YAML, TOML, CSV or Parquet, folders of them, or patterns; `-` is the standard input
    #[arg(required = true, value_name = "FACTS")]
    facts: Vec<String>,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    chosen: Chosen,
    /// Where the timeline begins; without it at the instant of the question
    #[arg(long, value_name = "TIME")]
    from: Option<String>,
    /// Where it ends: a time, or how long behind its beginning: 90 days, 6 months; without it two years
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: WhenFormat,
    #[command(flatten)]
    reading: Reading,
}

/// How a timeline is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WhenFormat {
    /// for people
    Text,
    /// an object, or an array of several
    Json,
    /// an object a line
    Jsonl,
    /// a page with a picture, in all languages, of up to 100 records
    Html,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let inputs = inputs::named(&arguments.facts, arguments.reading.facts_format)?;
    let asked = arguments.question.asked(terminal)?;
    let forecaster = asked.forecaster();
    let judge = asked.judge(&forecaster, terminal)?;
    let timelines = Timelines { horizon: Horizon::new(arguments.from.as_deref(), arguments.until.as_deref(), judge.policy)? };
    let given = Given { inputs: &inputs, chosen: &arguments.chosen, reading: &arguments.reading, form: arguments.format.form() };
    telling::run(&given, &judge, &timelines, terminal)
}

/// Of every record, what the decision comes to over time.
struct Timelines {
    horizon: Horizon,
}

impl Tell for Timelines {
    type Told = Told;
    type Article = Told;

    fn tell(&self, judge: &Judge<'_>, one: &One<'_>) -> Result<Told, Stop> {
        let asked = Asked {
            decision: judge.decision,
            forecaster: judge.forecaster,
            shown: self.horizon.of(one.at, judge.policy)?,
            name: one.name.clone(),
            place: one.place.clone(),
            settings: judge.settings,
            assumed: &one.assumed,
        };
        Ok(tell(&judge.scene(one.record, one.at), asked))
    }

    fn outcome(told: &Told) -> Outcome {
        Outcome::told(told.verdict)
    }

    fn text(&self, told: &Told, terminal: &Terminal) -> String {
        text::render(told, &terminal.page())
    }

    fn article(&self, judge: &Judge<'_>, one: &One<'_>) -> Result<Told, Stop> {
        self.tell(judge, one)
    }

    fn page(library: Library<'_>, languages: &[Language], records: &[Vec<(Language, Told)>]) -> String {
        html::when::render(library, languages, records)
    }
}

impl WhenFormat {
    /// None for a page.
    fn form(self) -> Option<Form> {
        match self {
            Self::Text => Some(Form::Text),
            Self::Json => Some(Form::Json),
            Self::Jsonl => Some(Form::JsonLines),
            Self::Html => None,
        }
    }
}
