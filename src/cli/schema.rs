//! `caveat schema`

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::batch::summary::told;
use crate::explain::{ask, json, plan, when, why};

use super::Exit;
use super::bench;
use super::stop::Stop;
use super::terminal::output;

/// Print the JSON Schema of what a command prints as JSON
#[derive(Debug, Args)]
pub struct Arguments {
    /// Of what
    #[arg(value_name = "WHAT", default_value = "answer")]
    what: What,
}

/// What keeps a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// what `caveat eval --format json|jsonl` prints
    Answer,
    /// what `caveat eval --summary json` prints
    Summary,
    /// what `caveat why --format json|jsonl` prints
    Why,
    /// what `caveat when --format json|jsonl` prints
    When,
    /// what `caveat plan --format json|jsonl` prints
    Plan,
    /// what `caveat ask --next --format json` prints
    Ask,
    /// what `caveat bench --format json` prints
    Bench,
}

pub fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let text = match arguments.what {
        What::Answer => json::SCHEMA_TEXT,
        What::Summary => told::SCHEMA_TEXT,
        What::Why => why::json::SCHEMA_TEXT,
        What::When => when::json::SCHEMA_TEXT,
        What::Plan => plan::SCHEMA_TEXT,
        What::Ask => ask::SCHEMA_TEXT,
        What::Bench => bench::SCHEMA_TEXT,
    };
    output().write_all(text.as_bytes())?;
    Ok(Exit::Good)
}
