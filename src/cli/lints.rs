//! `caveat lints`

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use crate::lint::{ALL, Lint};

use super::Exit;
use super::report::level;
use super::stop::Stop;
use super::terminal::{ListFormat, output};

const EXAMPLES: &str = "\
Examples:
  caveat lints                          every lint, its level and what it finds
  caveat explain unused-param           its manual page
  caveat check --deny all rules         whatever a lint finds is an error
  caveat check --allow same-reason rules

In a policy, `allow NAME \"reason\"` above a declaration excuses it, and in the header the whole set.";

/// List what `caveat check` looks for in sound policies
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// How the list is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ListFormat,
}

/// A line of the list.
#[derive(Serialize)]
struct Listed {
    name: &'static str,
    level: &'static str,
    summary: &'static str,
}

impl Listed {
    fn of(lint: &Lint) -> Self {
        Self { name: lint.name, level: level(lint.level), summary: lint.summary() }
    }
}

pub fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let listed: Vec<Listed> = ALL.iter().map(Listed::of).collect();
    let mut out = output();
    match arguments.format {
        ListFormat::Text => {
            for lint in listed {
                writeln!(out, "{:<28} {:<8} {}", lint.name, lint.level, lint.summary)?;
            }
        }
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &listed).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(Exit::Good)
}
