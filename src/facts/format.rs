//! How fact files are written, and how strictly they are read.

use crate::model::reads::Reads;
use crate::model::vocabulary::Vocabulary;

/// How a fact file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// an object is one record, an array many
    Json,
    /// an object on each line
    JsonLines,
    /// one of these two: its first lines tell
    AnyJson {
        /// whether nothing at all is no record; otherwise it is broken
        may_be_empty: bool,
    },
    /// as JSON; also a record in each of several documents
    Yaml,
    /// one record, or many under `[[records]]`
    Toml,
    /// a header of dotted names, and a record in each row
    Csv,
    /// the same, separated by tabs
    Tsv,
    /// columns with dotted names, or nested ones
    Parquet,
}

impl Format {
    /// The format of `json`, `jsonl`, `ndjson`, `yaml`, `yml`, `toml`, `csv`, `tsv`, `parquet`: the end of a file's name, or what its user says.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "yaml" | "yml" => Some(Self::Yaml),
            "toml" => Some(Self::Toml),
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// Whether it has columns, each with the name of a fact.
    #[must_use]
    pub fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv | Self::Parquet)
    }

    /// The format that the name of a file ends in.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        name.rsplit_once('.').and_then(|(_, end)| Self::from_name(end))
    }
}

/// How strictly a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options<'o> {
    /// Passes over keys that the vocabulary does not know, with all that stands behind them.
    pub ignore_unknown: bool,
    /// What stands for none in a cell of a table (CSV); an empty cell is unknown.
    pub none: &'o str,
    /// Whether what is null in Parquet is none, where the vocabulary allows that; otherwise it is unknown.
    pub null_is_none: bool,
    /// What is read of a record; without it everything. Values of other facts are passed over, and not held against the vocabulary; an
    /// entity of which only such facts are told may be missing.
    pub reads: Option<&'o Reads>,
}

impl Options<'_> {
    /// What is read of a record.
    pub(super) fn reads(self, vocabulary: &Vocabulary) -> Reads {
        self.reads.cloned().unwrap_or_else(|| Reads::everything(vocabulary))
    }
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { ignore_unknown: false, none: "null", null_is_none: false, reads: None }
    }
}

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From 1: in the file, where a [`Reader`] gives it; in the block, where a [`BlockReader`] does.
    ///
    /// [`Reader`]: super::Reader
    /// [`BlockReader`]: super::BlockReader
    pub index: usize,
    /// The line of the file on which it begins, from 1.
    pub line: usize,
}
