//! The fact files of a run: each opened when its turn comes.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use clap::ValueEnum;

use crate::facts::Format;

use super::stop::Stop;

/// How fact files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FactsFormat {
    /// an object is one record, an array many
    Json,
    /// a record on each line
    Jsonl,
    /// as JSON; also a record in each of several documents
    Yaml,
    /// one record, or many under `[[records]]`
    Toml,
}

/// A fact file; `-` is the standard input.
#[derive(Debug)]
pub struct Input {
    pub name: String,
    pub format: Format,
}

impl From<FactsFormat> for Format {
    fn from(format: FactsFormat) -> Self {
        match format {
            FactsFormat::Json => Self::Json,
            FactsFormat::Jsonl => Self::JsonLines,
            FactsFormat::Yaml => Self::Yaml,
            FactsFormat::Toml => Self::Toml,
        }
    }
}

/// All inputs with their formats, before the first one is read.
pub fn named(names: &[String], format: Option<FactsFormat>) -> Result<Vec<Input>, Stop> {
    if names.iter().filter(|name| *name == "-").count() > 1 {
        return Err(Stop::because("the standard input `-` can be read only once"));
    }
    names.iter().map(|name| Input::named(name, format)).collect()
}

impl Input {
    fn named(name: &str, format: Option<FactsFormat>) -> Result<Self, Stop> {
        if name != "-" {
            let found = fs::metadata(name).map_err(|error| Stop::at(Path::new(name), "read", &error))?;
            if found.is_dir() {
                return Err(Stop::helping(format!("`{name}` is a folder"), "name the fact files in it"));
            }
        }
        let told = format.map(Format::from).or_else(|| Format::of_file(name)).or((name == "-").then_some(Format::Json));
        let unknown = || {
            Stop::helping(format!("the name `{name}` does not tell the format of the facts"), "say it: --facts-format json|jsonl|yaml|toml")
        };
        Ok(Self { name: name.to_owned(), format: told.ok_or_else(unknown)? })
    }

    /// As diagnostics call it.
    pub fn title(&self) -> &str {
        if self.name == "-" { "<stdin>" } else { &self.name }
    }

    /// How many bytes it has; of what is no file nobody knows.
    pub fn bytes(&self) -> Option<u64> {
        let found = fs::metadata(&self.name).ok().filter(|found| self.name != "-" && found.is_file());
        found.map(|found| found.len())
    }

    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        if self.name == "-" {
            return Ok(Box::new(io::stdin()));
        }
        Ok(Box::new(File::open(&self.name)?))
    }
}
