//! `caveat why`

use clap::{Args, ValueEnum};

use crate::batch::judge::Judge;
use crate::batch::tally::Outcome;
use crate::eval::proof::{MemberPlace, Question, SetPlace};
use crate::explain::Language;
use crate::explain::html::why::Why;
use crate::explain::html::{self, Library};
use crate::explain::json::Spot;
use crate::explain::proof::Telling;
use crate::explain::why::{dot, json, tell::tell, text};
use crate::facts;
use crate::model::expression::TermKind;
use crate::model::policy::Policy;
use crate::nearest::nearest;

use super::Exit;
use super::inputs::{self, Reading};
use super::question::Question as Asked;
use super::records::{Chosen, One};
use super::sheets::Form;
use super::stop::Stop;
use super::telling::{self, Given, Tell};
use super::terminal::Terminal;

const AFTER: &str = "\
Examples:
  caveat why request.json                          what decides, and what keeps every other rule out
  caveat why request.json too_young                one rule
  caveat why --depth 0 request.json                statuses only, with since when and until when
  caveat why --format html request.json > why.html a page with the policy's text beside each proof
  caveat why --format dot request.json | dot -Tsvg > why.svg
  caveat why --record order-17 many.jsonl          one of many records; otherwise each of them

Every rule stands there with its status, since when and until when it has it, and the steps that
settled it: a star marks what the step above rests on, and what did not decide stands there without
what it rests on itself (JSON and DOT have all of it). Facts are followed by the place at which the
file has them, [file:line:column]. Of a table the rows that decide are told, and of every other row
the cell that excludes it. Duties, effects and suggestions are told of by their names.

`caveat schema why` prints the JSON Schema.

Exit status:
  0    all records are permitted (or have a value)
  1    some record is forbidden
  2    wrong usage, or policies or facts that cannot be read
  3    none is forbidden, but some record is undetermined";

/// More steps of one rule than these are left out.
const MOST_STEPS: usize = 20_000;
/// Deeper than this no proof is.
const DEEPEST: usize = 1_000;

/// Tell why a decision comes to what it does, rule by rule
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub struct Arguments {
    /// A fact file in JSON, JSON Lines, YAML, TOML, CSV or Parquet; `-` is the standard input
    #[arg(value_name = "FACTS")]
    facts: String,
    /// Rules, tables, duties, effects or suggestions; without any, all rules and tables of the decision
    #[arg(value_name = "RULE")]
    rules: Vec<String>,
    #[command(flatten)]
    question: Asked,
    #[command(flatten)]
    chosen: Chosen,
    /// How many levels of steps are told below a rule
    #[arg(long, value_name = "N")]
    depth: Option<usize>,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: WhyFormat,
    #[command(flatten)]
    reading: Reading,
}

/// How an explanation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WhyFormat {
    /// for people
    Text,
    /// an object, or an array of several
    Json,
    /// an object a line
    Jsonl,
    /// a graph for Graphviz, one a record
    Dot,
    /// a page with all proofs, in all languages, of up to 100 records
    Html,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let inputs = inputs::named(std::slice::from_ref(&arguments.facts), arguments.reading.facts_format)?;
    let asked = arguments.question.asked(terminal)?;
    arguments.rules.iter().try_for_each(|name| check(&asked.loaded.policy, name))?;
    let forecaster = asked.forecaster();
    let judge = asked.judge(&forecaster, terminal)?;
    let given = Given { inputs: &inputs, chosen: &arguments.chosen, reading: &arguments.reading, form: arguments.format.form() };
    telling::run(&given, &judge, arguments, terminal)
}

impl Tell for Arguments {
    type Told = json::Told;
    type Article = Why;
    const WITH_PLACES: bool = true;

    fn tell(&self, judge: &Judge<'_>, one: &One<'_>) -> Result<json::Told, Stop> {
        let places = |question: &Question<'_>| place(one, question);
        let telling = Telling { most: MOST_STEPS, depth: self.depth.unwrap_or(DEEPEST).min(DEEPEST), places: Some(&places) };
        let answer = judge.explain(one.record, one.at, (&one.assumed, one.place.clone()), telling);
        let told = tell(judge.policy, answer, &self.rules);
        match self.rules.iter().find(|name| told.rules.iter().all(|rule| rule.head.rule != **name)) {
            Some(name) => Err(elsewhere(judge, name)),
            None => Ok(told),
        }
    }

    fn outcome(told: &json::Told) -> Outcome {
        Outcome::told(told.verdict)
    }

    fn text(&self, told: &json::Told, terminal: &Terminal) -> String {
        match self.format {
            WhyFormat::Dot => dot::render(told, terminal.language),
            _ => text::render(told, &terminal.page()),
        }
    }

    fn article(&self, judge: &Judge<'_>, one: &One<'_>) -> Result<Why, Stop> {
        let tables = judge.tables(one.record, one.at);
        self.tell(judge, one).map(|told| Why { told, tables })
    }

    fn page(library: Library<'_>, languages: &[Language], records: &[Vec<(Language, Why)>]) -> String {
        html::why::render(library, languages, records)
    }
}

/// Where the record's file has what a step asks for.
fn place(one: &One<'_>, question: &Question<'_>) -> Option<Spot> {
    let told = match *question {
        Question::Fact { fact } | Question::List { fact } | Question::InSet { place: SetPlace::Fact(fact) } => facts::Told::Fact(fact),
        Question::Field { list, member: MemberPlace::Known(index), field }
        | Question::InSet { place: SetPlace::Field { list, member: MemberPlace::Known(index), field } } => {
            facts::Told::Field(list, index, field)
        }
        Question::Absent { entity } => facts::Told::Entity(entity),
        Question::Term(term) if matches!(term.kind, TermKind::Now) && one.record.now == Some(one.at) => facts::Told::Now,
        _ => return None,
    };
    let at = one.places.of(told)?;
    Some(Spot { file: one.file.clone(), line: at.line, column: at.column })
}

/// That something bears the name.
fn check(policy: &Policy, name: &str) -> Result<(), Stop> {
    let names = || {
        let rules = policy.rules.iter().map(|rule| rule.name.as_str()).chain(policy.tables.iter().map(|table| table.name.as_str()));
        rules.chain(policy.notices.iter().map(|notice| notice.name.as_str()))
    };
    if names().any(|known| known == name) {
        return Ok(());
    }
    let message = format!("no rule is called `{name}`");
    Err(match nearest(name, names()) {
        Some(near) => Stop::helping(message, format!("did you mean `{near}`?")),
        None => Stop::helping(message, "`caveat rules` lists them"),
    })
}

/// That a rule has no say in what is decided.
fn elsewhere(judge: &Judge<'_>, name: &str) -> Stop {
    let message = format!("`{name}` has no say in `{}`", judge.decision_name());
    Stop::helping(message, "`caveat rules` tells which decision each rule is for; ask for it by --decision")
}

impl WhyFormat {
    /// None for a page.
    fn form(self) -> Option<Form> {
        match self {
            Self::Text | Self::Dot => Some(Form::Text),
            Self::Json => Some(Form::Json),
            Self::Jsonl => Some(Form::JsonLines),
            Self::Html => None,
        }
    }
}
