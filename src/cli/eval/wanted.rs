//! What of the answers is wanted, and in which form: `--format`, `--columns`, `--only`, `--output`.

use std::path::Path;

use clap::ValueEnum;

use crate::batch::column::Column;
use crate::batch::form::{Form, Order};
use crate::batch::tally::Outcome;
use crate::explain::page::Page;
use crate::model::policy::{DecisionId, DecisionKind, Policy};

use super::super::stop::Stop;
use super::out::unpacked;

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// for people
    Text,
    /// a page with everything, in all languages, of up to 100 records
    Html,
    /// an object; of several records an array
    Json,
    /// an object on each line
    Jsonl,
    /// a table with a row a record, comma-separated
    Csv,
    /// the same for programs, in a file
    Parquet,
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Only {
    Permitted,
    Forbidden,
    Undetermined,
    /// a decision that has values
    Value,
    /// records that cannot be read
    Error,
}

impl Only {
    fn outcome(self) -> Outcome {
        match self {
            Self::Permitted => Outcome::Permitted,
            Self::Forbidden => Outcome::Forbidden,
            Self::Undetermined => Outcome::Undetermined,
            Self::Value => Outcome::Value,
            Self::Error => Outcome::Error,
        }
    }
}

/// What the command line says of it.
pub struct Wanted<'a> {
    pub format: Option<AnswerFormat>,
    pub output: Option<&'a Path>,
    pub columns: &'a [String],
    pub only: &'a [Only],
    pub fail_fast: bool,
    pub none: &'a str,
}

impl Wanted<'_> {
    /// The form that it comes to. A file's name tells it where nothing else does.
    pub fn order(&self, policy: &Policy, decision: DecisionId, page: Page) -> Result<Order, Stop> {
        let told = self.output.and_then(format_of);
        let format = self.format.or(told).unwrap_or(AnswerFormat::Text);
        let form = match format {
            AnswerFormat::Text => Form::Text(page),
            AnswerFormat::Html => Form::Html,
            AnswerFormat::Json => Form::Json,
            AnswerFormat::Jsonl => Form::JsonLines,
            AnswerFormat::Csv => Form::Table,
            AnswerFormat::Parquet => parquet(self.output)?,
        };
        if matches!(form, Form::Text(_) | Form::Html) && !self.columns.is_empty() {
            let what = if matches!(form, Form::Html) { "a page" } else { "a text" };
            return Err(Stop::helping(format!("{what} has no columns"), "write another format: --format csv|jsonl|json|parquet"));
        }
        let columns = match (form, self.columns) {
            (Form::Table | Form::Rows, []) => usual(policy, decision),
            (_, names) => columns(names, policy)?,
        };
        let only = self.only.iter().map(|only| only.outcome()).collect();
        Ok(Order { form, columns, only, fail_fast: self.fail_fast, none: self.none.to_owned() })
    }
}

/// Parquet is written by programs that were built with it, to a file that nothing else packs.
fn parquet(output: Option<&Path>) -> Result<Form, Stop> {
    match output {
        _ if !cfg!(feature = "parquet") => {
            let help = "build it with `cargo install --path . --features parquet`";
            Err(Stop::helping("this program was built without Parquet", help))
        }
        Some(path) if unpacked(path) == path => Ok(Form::Rows),
        Some(_) => Err(Stop::because("Parquet packs its own columns: name a file that ends in `.parquet`")),
        None => Err(Stop::helping("Parquet is written to a file", "name it: --output FILE")),
    }
}

/// The format that the end of a file's name tells.
fn format_of(path: &Path) -> Option<AnswerFormat> {
    let end = unpacked(path).extension()?.to_str()?.to_ascii_lowercase();
    match end.as_str() {
        "html" | "htm" => Some(AnswerFormat::Html),
        "json" => Some(AnswerFormat::Json),
        "jsonl" | "ndjson" => Some(AnswerFormat::Jsonl),
        "csv" => Some(AnswerFormat::Csv),
        "parquet" => Some(AnswerFormat::Parquet),
        _ => None,
    }
}

fn usual(policy: &Policy, decision: DecisionId) -> Vec<Column> {
    match policy.decisions.get_index(decision.index()).map(|(_, decision)| &decision.kind) {
        Some(DecisionKind::Valued { .. }) => Column::USUAL_OF_VALUES.to_vec(),
        _ => Column::USUAL.to_vec(),
    }
}

fn columns(names: &[String], policy: &Policy) -> Result<Vec<Column>, Stop> {
    let mut found = Vec::new();
    for name in names {
        let column = Column::named(name.trim(), &policy.vocabulary).map_err(|near| unknown(name, near))?;
        if found.contains(&column) {
            return Err(Stop::because(format!("the column `{}` is asked for twice", name.trim())));
        }
        found.push(column);
    }
    Ok(found)
}

fn unknown(name: &str, near: Option<&str>) -> Stop {
    let message = format!("there is no column called `{}`", name.trim());
    match near {
        Some(near) => Stop::helping(message, format!("did you mean `{near}`?")),
        None => Stop::helping(message, "`caveat eval --help` lists them; a fact is a column by its path, such as `entity.field`"),
    }
}
