//! `caveat plan`

use clap::{Args, ValueEnum};

use crate::advise::plan::{Bounds, Planner};
use crate::batch::judge::Judge;
use crate::batch::tally::Outcome;
use crate::explain::Language;
use crate::explain::html::{self, Library};
use crate::explain::json::Verdict;
use crate::explain::plan::json::Told;
use crate::explain::plan::tell::tell;
use crate::explain::plan::text;
use crate::model::policy::{DecisionId, DecisionKind, Policy};

use super::Exit;
use super::inputs::{self, Reading};
use super::question::Question;
use super::records::{Chosen, One};
use super::sheets::Form;
use super::stop::Stop;
use super::telling::{self, Given, Tell};
use super::terminal::Terminal;

const AFTER: &str = "\
Examples:
  caveat plan request.json                             who has to do what
  caveat plan --lang zh request.json                   the same in Chinese
  caveat plan --decision NAME --record '#2' many.jsonl
  caveat plan --format html request.json > plan.html   checklists to print and tick off
  caveat plan --format json request.json | jq '.plans[0].steps[] | {by, text}'

A plan is a set of changes to facts that somebody can change (`changed by`), of facts that are to be
found out where nobody has told them, and perhaps an instant to wait for. Each is carried out on a
copy of the record and judged before it is shown, and none of its steps can be left out. All such
plans are told: the cheapest first, which is the one with fewer steps, then with fewer who have to
act, then the earlier one. An amount goes to the boundary that the rules set, or as far as a remedy
of the rule makes it, and no farther. Where the search may have missed a plan, that is said, with the
reason (`exhaustive`, `limits`); where the reason is `attempts`, a larger `--attempts` looks on.

Where there is no plan, the rules that stand in the way are told: those that the policy calls
impossible, those that nobody can change, and changes that would make another rule forbid.

Exit status:
  0    every record is permitted, or there is a plan for it
  1    there is no plan for some record
  2    wrong usage, or policies or facts that cannot be read
  3    for some record no plan was found, but the search was not exhaustive";

/// Tell what would have to change so that it is permitted, and who can change it
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
    /// So many plans are told of a record
    #[arg(long, value_name = "N", default_value_t = 10)]
    most: usize,
    /// So many sets of changes are tried before the search gives up
    #[arg(long, value_name = "N", default_value_t = Bounds::default().attempts)]
    attempts: usize,
    /// How plans are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: PlanFormat,
    #[command(flatten)]
    reading: Reading,
}

/// How plans are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PlanFormat {
    /// checklists for people
    Text,
    /// an object, or an array of several
    Json,
    /// an object a line
    Jsonl,
    /// a page of checklists, in all languages, of up to 100 records
    Html,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let inputs = inputs::named(&arguments.facts, arguments.reading.facts_format)?;
    let asked = arguments.question.asked(terminal)?;
    verdicts_only(&asked.loaded.policy, asked.decision)?;
    let forecaster = asked.forecaster();
    let judge = asked.judge(&forecaster, terminal)?;
    let bounds = Bounds { attempts: arguments.attempts, ..Bounds::default() };
    let plans = Plans { planner: Planner::new(judge.policy, judge.decision, &forecaster, bounds), most: arguments.most };
    let given = Given { inputs: &inputs, chosen: &arguments.chosen, reading: &arguments.reading, form: arguments.format.form() };
    telling::run(&given, &judge, &plans, terminal)
}

/// A decision that has a value is neither permitted nor forbidden.
fn verdicts_only(policy: &Policy, decision: DecisionId) -> Result<(), Stop> {
    match policy.decisions.get_index(decision.index()) {
        Some((name, decision)) if matches!(decision.kind, DecisionKind::Valued { .. }) => {
            let verdicts = policy.decisions.iter().filter(|(_, decision)| matches!(decision.kind, DecisionKind::Verdict { .. }));
            let verdicts: Vec<&str> = verdicts.map(|(name, _)| name.as_str()).collect();
            let message = format!("`{name}` has a value, and is never permitted");
            let help = format!("plans are made for decisions that permit or forbid: {}", verdicts.join(", "));
            Err(if verdicts.is_empty() { Stop::because(message) } else { Stop::helping(message, help) })
        }
        _ => Ok(()),
    }
}

/// Of every record, what would have to change.
struct Plans<'p> {
    planner: Planner<'p>,
    /// so many plans are told
    most: usize,
}

impl Tell for Plans<'_> {
    type Told = Told;
    type Article = Told;

    fn tell(&self, judge: &Judge<'_>, one: &One<'_>) -> Result<Told, Stop> {
        let plans = self.planner.plans(one.record, one.at);
        let answer = judge.answer(one.record, one.at);
        let told = judge.told(one.record, &answer, (&one.assumed, one.place.clone()));
        Ok(tell(&judge.scene(one.record, one.at), &answer, (&plans, self.most), told))
    }

    fn outcome(told: &Told) -> Outcome {
        outcome(told)
    }

    fn text(&self, told: &Told, terminal: &Terminal) -> String {
        text::render(told, &terminal.page())
    }

    fn article(&self, judge: &Judge<'_>, one: &One<'_>) -> Result<Told, Stop> {
        self.tell(judge, one)
    }

    fn page(library: Library<'_>, languages: &[Language], records: &[Vec<(Language, Told)>]) -> String {
        html::plan::render(library, languages, records)
    }
}

/// What becomes of a record: permitted now or by a plan, or not, as far as is known.
fn outcome(told: &Told) -> Outcome {
    match (told.verdict, told.found) {
        (Verdict::Permitted, _) | (_, 1..) => Outcome::Permitted,
        _ if told.exhaustive => Outcome::Forbidden,
        _ => Outcome::Undetermined,
    }
}

impl PlanFormat {
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
