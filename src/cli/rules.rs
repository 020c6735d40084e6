//! `caveat rules`

use std::path::PathBuf;

use clap::Args;

use super::Exit;
use super::policies;
use super::stop::Stop;
use super::terminal::Terminal;

/// List the rules
#[derive(Debug, Args)]
pub struct Arguments {
    /// A folder of policies, or a single file; without it the built-in set
    #[arg(long, value_name = "DIR")]
    policies: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let loaded = policies::load(arguments.policies.as_slice(), &[])?;
    loaded.report(terminal)?;
    Ok(Exit::Good)
}
