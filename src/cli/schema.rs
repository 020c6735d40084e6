//! `caveat schema`

use std::io::Write;

use clap::Args;

use crate::explain::json::SCHEMA_TEXT;

use super::Exit;
use super::stop::Stop;
use super::terminal::output;

/// Print the JSON Schema of the answers of `caveat eval --format json`
#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run() -> Result<Exit, Stop> {
    output().write_all(SCHEMA_TEXT.as_bytes())?;
    Ok(Exit::Good)
}
