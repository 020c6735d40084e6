//! The command line: one file a command. Only this module touches files, the clock, the terminal and the environment.

mod ask;
mod bench;
mod check;
mod eval;
mod excerpt;
mod explain;
mod findings;
mod fmt;
mod horizon;
mod init;
mod inputs;
mod lints;
mod pages;
mod plan;
mod policies;
mod question;
mod records;
mod report;
mod rules;
mod schema;
mod sheets;
mod stop;
mod telling;
mod terminal;
mod test;
mod when;
mod why;
mod write;

use std::num::NonZeroUsize;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::batch::tally::Tally;

use terminal::{Color, Lang, Terminal};

const EXAMPLES: &str = "\
Examples:
  caveat eval request.json                     may it be done, and if not, why not?
  caveat eval --lang zh request.json           the same answer in Chinese
  caveat eval --format jsonl many.jsonl        an answer a line for a stream of records
  caveat why request.json                      by which condition, and which fact?
  caveat when request.json                     until when, and when will it be permitted?
  caveat plan request.json                     who has to do what, so that it may be done?
  caveat ask --save request.yaml               asks for the facts, and keeps them
  caveat init rules                            write the built-in policies to a folder, to edit them
  caveat eval --policies rules request.json    ... and judge by those
  caveat check rules                           are the policies sound?
  caveat fmt rules                             lay them out in the one style
  caveat test rules                            do they still do what their scenarios say?
  caveat bench --policies rules many.jsonl     how fast do they decide, and where does the time go?

Exit status: 2 for wrong usage, and for policies or facts that cannot be read. The help of each
command tells of the others.";

/// Policies that people can read, and answers that cite their source.
///
/// Caveat judges records of facts by a set of policies. Every answer names all rules that decide it, the clauses that they come from,
/// what would cure it, and, where facts are missing, which ones to ask for.
#[derive(Debug, Parser)]
#[command(name = "caveat", version, after_help = EXAMPLES, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to use colours
    #[arg(long, global = true, display_order = 100, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// The language of answers; without it the locale decides
    #[arg(long, global = true, display_order = 101)]
    lang: Option<Lang>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Eval(eval::Arguments),
    Why(why::Arguments),
    When(when::Arguments),
    Plan(plan::Arguments),
    Ask(ask::Arguments),
    Check(check::Arguments),
    Lints(lints::Arguments),
    Explain(explain::Arguments),
    Fmt(fmt::Arguments),
    Test(test::Arguments),
    Bench(bench::Arguments),
    Init(init::Arguments),
    Rules(rules::Arguments),
    Schema(schema::Arguments),
}

/// How a command ended, as its exit status tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// 0: all permitted, all sound, all passed
    Good,
    /// 1: something is forbidden, or a scenario failed
    Bad,
    /// 2: wrong usage, policies or facts
    Wrong,
    /// 3: nothing is forbidden, but something is undetermined
    Open,
    /// 130: interrupted
    Interrupted,
}

/// Does what the command line asks for.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let terminal = Terminal::new(arguments.color, arguments.lang);
    let outcome = match arguments.command {
        Command::Eval(arguments) => eval::run(&arguments, &terminal),
        Command::Why(arguments) => why::run(&arguments, &terminal),
        Command::Plan(arguments) => plan::run(&arguments, &terminal),
        Command::Ask(arguments) => ask::run(&arguments, &terminal),
        Command::When(arguments) => when::run(&arguments, &terminal),
        Command::Check(arguments) => check::run(&arguments, &terminal),
        Command::Lints(arguments) => lints::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments, &terminal),
        Command::Test(arguments) => test::run(&arguments, &terminal),
        Command::Bench(arguments) => bench::run(&arguments, &terminal),
        Command::Init(arguments) => init::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments, &terminal),
        Command::Schema(arguments) => schema::run(&arguments),
    };
    match outcome {
        Ok(exit) => exit.code(),
        Err(stop) => stop.tell(&terminal),
    }
}

/// An argument that says how many; one at least.
fn count(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "say a whole number from 1 on")
}

impl Exit {
    /// What became of some records: the worst tells.
    fn of(tally: &Tally) -> Self {
        match tally {
            Tally { unreadable: 1.., .. } => Self::Wrong,
            Tally { forbidden: 1.., .. } => Self::Bad,
            Tally { undetermined: 1.., .. } => Self::Open,
            _ => Self::Good,
        }
    }

    fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Good => 0,
            Self::Bad => 1,
            Self::Wrong => 2,
            Self::Open => 3,
            Self::Interrupted => 130,
        })
    }
}
