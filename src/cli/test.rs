//! `caveat test`

use std::path::PathBuf;

use clap::Args;

use super::Exit;
use super::policies;
use super::stop::Stop;
use super::terminal::Terminal;

/// Run the scenarios of policies
#[derive(Debug, Args)]
pub struct Arguments {
    /// Folders with policies and their scenarios, or single files
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Exit, Stop> {
    let loaded = policies::load(&arguments.paths, &[])?;
    loaded.report(terminal)?;
    Ok(Exit::Good)
}
