//! A stretch of a fact file with whole records, which any thread can read.

use std::sync::Arc;

use super::excerpt::Start;
use super::spare::{Filled, Spare};
use super::table::columns::Columns;

/// Some records of a file that follow one another. It owns its text, so that it can be read by any thread and outlive the file.
#[derive(Debug)]
pub struct Block {
    pub(super) name: Arc<str>,
    pub(super) start: Start,
    pub(super) kind: Kind,
    pub(super) bytes: Filled,
    /// where the memory of the bytes is wanted
    pub(super) spare: Arc<Spare>,
}

/// How the text of a block is read.
#[derive(Debug, Clone)]
pub enum Kind {
    /// a JSON object on each line
    Lines,
    /// JSON, from some point within the file on
    Json(Point),
    /// YAML documents, or the records of a TOML file
    Documents(Markup),
    /// rows of a table
    Rows(Arc<Columns>),
    /// columns of a Parquet file
    #[cfg(feature = "parquet")]
    Batch(super::parquet::Batch),
}

/// How a text is written that is cut where its records begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    Yaml,
    Toml {
        /// whether `[[records]]` begins a record: an entity may have that name
        many: bool,
    },
}

/// Where in a JSON file a block begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// before the only record
    Only,
    /// behind the `[` of an array
    First,
    /// behind a comma between elements
    Further,
    /// behind all records
    Behind,
}

impl Block {
    /// The name of the file, as its bad records call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The line of the file on which it begins, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.start.line
    }

    /// How many bytes it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
