//! The records of a fact file, one after the other, whatever its format.

use std::io::{self, BufRead};
use std::sync::Arc;
use std::vec;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::Vocabulary;
use crate::source::Span;

use super::excerpt::{BadRecord, Text};
use super::filler::Filler;
use super::json_file::JsonFile;
use super::json_lines::JsonLines;
use super::node::Found;
use super::record::Record;
use super::yaml::Yaml;
use super::{toml, utf8};

/// How a fact file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// an object is one record, an array many
    Json,
    /// an object on each line
    JsonLines,
    /// as JSON; also a record in each of several documents
    Yaml,
    /// one record, or many under `[[records]]`
    Toml,
}

impl Format {
    /// The format of `json`, `jsonl`, `ndjson`, `yaml`, `yml`, `toml`: the end of a file's name, or what its user says.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "yaml" | "yml" => Some(Self::Yaml),
            "toml" => Some(Self::Toml),
            _ => None,
        }
    }

    /// The format that the name of a file ends in.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        name.rsplit_once('.').and_then(|(_, end)| Self::from_name(end))
    }
}

/// How strictly a file is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Passes over keys that the vocabulary does not know, with all that stands behind them.
    pub ignore_unknown: bool,
}

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub index: usize,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// Reads the records of a file. A bad one does not stop the others; broken JSON, YAML or TOML ends the file.
pub struct Reader<'v, R> {
    filler: Filler<'v>,
    vocabulary: &'v Vocabulary,
    name: String,
    stage: Stage<R>,
    /// how many records there were
    count: usize,
}

enum Stage<R> {
    /// nothing has been read of a format that is read as a whole
    Unread(Format, R),
    Lines(JsonLines<R>),
    Json(Text, JsonFile),
    Yaml(Text, Box<Yaml>),
    Toml(Text, vec::IntoIter<Found>),
    Ended,
}

impl<'v, R: BufRead> Reader<'v, R> {
    /// Begins to read a file; `name` is what its bad records call it.
    pub fn new(vocabulary: &'v Vocabulary, options: Options, format: Format, name: &str, input: R) -> Self {
        let stage = match format {
            Format::JsonLines => Stage::Lines(JsonLines::new(input)),
            other => Stage::Unread(other, input),
        };
        Self { filler: Filler::new(vocabulary, options.ignore_unknown), vocabulary, name: name.to_owned(), stage, count: 0 }
    }

    /// Reads JSON by way of nodes as well, as the other formats are: slower, and with the same outcome. It is what the straight way is
    /// tested against.
    #[must_use]
    pub fn by_nodes(mut self) -> Self {
        self.filler.straight = false;
        self
    }

    /// How many records went straight into the slots.
    #[must_use]
    pub fn went_straight(&self) -> usize {
        self.filler.count
    }

    /// Reads the next record into `record`, whatever that held before.
    ///
    /// A JSON Lines stream is read line by line, other formats as a whole.
    ///
    /// # Errors
    /// Where the record cannot be read, with everything that is wrong about it. Others may follow.
    pub fn next(&mut self, record: &mut Record) -> Option<Result<Place, BadRecord>> {
        if matches!(self.stage, Stage::Unread(..))
            && let Err(bad) = self.load()
        {
            return Some(Err(bad));
        }
        let next = self.step(record)?;
        self.count += 1;
        Some(next)
    }

    fn step(&mut self, record: &mut Record) -> Option<Result<Place, BadRecord>> {
        let index = self.count + 1;
        let (text, read) = match &mut self.stage {
            Stage::Unread(..) | Stage::Ended => return None,
            Stage::Lines(lines) => {
                let line = match lines.advance() {
                    Ok(line) => line?,
                    Err(error) => return Some(Err(self.unreadable(&error))),
                };
                return Some(lines.read(&mut self.filler, record, index, &self.name).map(|()| Place { index, line }));
            }
            Stage::Json(text, file) => (text, file.next(&mut self.filler, record)),
            Stage::Yaml(text, yaml) => (text, yaml.next().map(|found| found.map(|found| take(&self.filler, found, record)))),
            Stage::Toml(text, records) => (text, Ok(records.next().map(|found| take(&self.filler, found, record)))),
        };
        match read {
            Ok(None) => None,
            Ok(Some((at, problems))) if problems.is_empty() => Some(Ok(Place { index, line: text.line(at.start) })),
            Ok(Some((at, problems))) => Some(Err(text.bad(index, at, problems))),
            Err(problem) => {
                let bad = text.bad(index, problem.span().range(), vec![problem]);
                self.stage = Stage::Ended;
                Some(Err(bad))
            }
        }
    }

    /// Reads the whole of a file.
    fn load(&mut self) -> Result<(), BadRecord> {
        let Stage::Unread(format, mut input) = std::mem::replace(&mut self.stage, Stage::Ended) else { return Ok(()) };
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).map_err(|error| self.unreadable(&error))?;
        utf8::skip_mark(&mut bytes);
        let text = String::from_utf8(bytes).map_err(|error| {
            let lossy = Arc::from(String::from_utf8_lossy(error.as_bytes()));
            self.refused(lossy, utf8::not_text(error.utf8_error()))
        })?;
        if u32::try_from(text.len()).is_err() {
            return Err(self.refused(Arc::from(""), Diagnostic::error(Code::FactSyntax, Span::default(), TOO_LARGE)));
        }
        let text = Arc::from(text);
        self.stage = self.begin(format, &text).map_err(|problem| self.refused(text, problem))?;
        Ok(())
    }

    fn begin(&self, format: Format, text: &Arc<str>) -> Result<Stage<R>, Diagnostic> {
        let shown = Text::new(&self.name, Arc::clone(text), 1);
        Ok(match format {
            Format::Json | Format::JsonLines => Stage::Json(shown, JsonFile::new(text)),
            Format::Yaml => Stage::Yaml(shown, Box::new(Yaml::new(text))),
            Format::Toml => {
                let many = !self.vocabulary.entities.contains_key(toml::RECORDS);
                Stage::Toml(shown, toml::read(text, many)?.into_iter())
            }
        })
    }

    fn unreadable(&mut self, error: &io::Error) -> BadRecord {
        self.stage = Stage::Ended;
        self.refused(Arc::from(""), Diagnostic::error(Code::FactSyntax, Span::default(), format!("the facts cannot be read: {error}")))
    }

    fn refused(&self, text: Arc<str>, problem: Diagnostic) -> BadRecord {
        Text::new(&self.name, text, 1).bad(self.count + 1, problem.span().range(), vec![problem])
    }
}

const TOO_LARGE: &str = "the file is larger than 4 GB; write a record on each line (JSON Lines)";

/// Fills a record from nodes, if there are any.
fn take(filler: &Filler<'_>, found: Found, record: &mut Record) -> (std::ops::Range<usize>, Vec<Diagnostic>) {
    let problems = match found.node {
        Ok(node) => filler.node(&node, record),
        Err(problem) => vec![problem],
    };
    (found.at, problems)
}
