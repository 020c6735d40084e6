//! `caveat explain`

use std::io::Write;

use clap::Args;

use crate::diagnostic::Code;
use crate::lint::{self, Lint};
use crate::nearest::nearest;

use super::Exit;
use super::report::level;
use super::stop::Stop;
use super::terminal::output;

const EXAMPLES: &str = "\
Examples:
  caveat explain unused-param     a lint: what it finds, why that is bad, what is better
  caveat explain none-unsaid      an error: what it means

`caveat lints` lists the lints.";

/// Explain a finding by the name that stands in its brackets
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The name: `unused-param` of `warning[unused-param]`
    #[arg(value_name = "NAME")]
    name: String,
}

pub fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let name = arguments.name.as_str();
    let page = Lint::named(name).map(of_lint).or_else(|| Code::ALL.iter().find(|code| code.name() == name).map(|code| of_code(*code)));
    let Some(page) = page else { return Err(unknown(name)) };
    output().write_all(page.as_bytes())?;
    Ok(Exit::Good)
}

fn of_lint(lint: &Lint) -> String {
    format!("{} (a lint: {})\n\n{}", lint.name, level(lint.level), lint.page())
}

fn of_code(code: Code) -> String {
    format!("{} (an error)\n\n{}\n", code.name(), code.meaning())
}

fn unknown(name: &str) -> Stop {
    let names = lint::ALL.iter().map(|lint| lint.name).chain(Code::ALL.iter().map(|code| code.name()));
    let message = format!("no finding is called `{name}`");
    match nearest(name, names) {
        Some(near) => Stop::helping(message, format!("did you mean `{near}`?")),
        None => Stop::helping(message, "`caveat lints` lists the lints"),
    }
}
