//! What answers look like, and which are written.

use crate::explain::page::Page;

use super::column::Column;
use super::tally::Outcome;

/// What answers look like.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// for people
    Text(Page),
    /// objects laid out, of an array that whoever writes the sheets opens and closes
    Json,
    /// an object a line
    JsonLines,
    /// comma-separated values, a row a record
    Table,
    /// reports for whoever lays out the page of them all
    Html,
    /// cells for whoever writes the sheets, a row a record
    Rows,
    /// records are only counted
    Nothing,
}

/// What is written of each record, and of which records.
#[derive(Debug, Clone)]
pub struct Order {
    pub form: Form,
    /// without any, objects are whole answers
    pub columns: Vec<Column>,
    /// without any, all records are written
    pub only: Vec<Outcome>,
    /// whether nothing is written behind the first record that cannot be read
    pub fail_fast: bool,
    /// the word of a table for a fact that is known to be absent
    pub none: String,
}

/// What stands between two answers.
#[must_use]
pub fn between(form: Form) -> &'static str {
    match form {
        Form::Text(_) => "\n\n",
        Form::Json => ",\n  ",
        Form::JsonLines | Form::Html | Form::Table | Form::Rows | Form::Nothing => "",
    }
}

impl Order {
    /// Whether the answers of such records are written.
    #[must_use]
    pub fn wants(&self, outcome: Outcome) -> bool {
        !matches!(self.form, Form::Nothing) && (self.only.is_empty() || self.only.contains(&outcome))
    }
}
