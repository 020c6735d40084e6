//! YAML documents, the elements of those that are sequences, and the records of a TOML file, each read for itself: where one is broken, the
//! next one may be good.

use std::ops::Range;
use std::sync::Arc;
use std::vec;

use super::super::block::Markup;
use super::super::cut::documents;
use super::super::filler::Filler;
use super::super::node::Found;
use super::super::record::Record;
use super::super::toml;
use super::super::utf8::Body;
use super::super::yaml::Yaml;
use super::{Read, alone, moved, take};
use crate::diagnostic::Diagnostic;

/// How far the documents have been read.
pub struct Documents {
    markup: Markup,
    /// where the next one begins, once one has been read
    next: Option<usize>,
    /// the one that is being read, with its stretch
    open: Option<(Range<usize>, Open)>,
}

/// What is left of a document.
enum Open {
    Yaml(Box<Yaml>),
    Toml(vec::IntoIter<Found>),
}

impl Open {
    /// `fault` is where it is no text.
    fn new(markup: Markup, text: &str, fault: Option<Diagnostic>) -> Self {
        match (markup, fault) {
            (Markup::Yaml, _) => Self::Yaml(Box::new(Yaml::new(&Arc::from(text)))),
            (Markup::Toml { .. }, Some(problem)) => Self::Toml(vec![Found::broken(problem)].into_iter()),
            (Markup::Toml { many }, None) => Self::Toml(toml::read(text, many).into_iter()),
        }
    }

    /// The next record.
    fn next(&mut self) -> Result<Option<Found>, Diagnostic> {
        match self {
            Self::Yaml(yaml) => yaml.next(),
            Self::Toml(found) => Ok(found.next()),
        }
    }
}

impl Documents {
    pub fn new(markup: Markup) -> Self {
        Self { markup, next: None, open: None }
    }

    pub fn next(&mut self, body: &Body, filler: &mut Filler<'_>, record: &mut Record) -> Option<Read> {
        loop {
            let Some((Range { start, end }, open)) = &mut self.open else {
                self.begin(body)?;
                continue;
            };
            let (start, end) = (*start, *end);
            let (at, problems) = match open.next() {
                Ok(Some(found)) => {
                    filler.counted_from(start);
                    take(filler, found, record)
                }
                Ok(None) => {
                    self.open = None;
                    continue;
                }
                Err(problem) => {
                    self.open = None;
                    alone(problem)
                }
            };
            let at = start + at.start..start + at.end;
            let problems = body.fault(&at).map_or(problems, |problem| moved(vec![problem], at.start - start));
            return Some((at, within(moved(problems, start), end)));
        }
    }

    /// Turns to the next one.
    fn begin(&mut self, body: &Body) -> Option<()> {
        let start = self.next.unwrap_or(0);
        // the first one may be empty: in TOML that is a record of which nothing is said
        if self.next == Some(body.text.len()) {
            return None;
        }
        let end = documents::next(self.markup, body.text.as_bytes(), start, true).unwrap_or(body.text.len());
        self.next = Some(end);
        self.open = Some((start..end, Open::new(self.markup, body.text.get(start..end)?, body.fault(&(start..end)))));
        Some(())
    }
}

/// Problems whose places end with their document: what is missing at its end is not the next one's.
fn within(mut problems: Vec<Diagnostic>, end: usize) -> Vec<Diagnostic> {
    let end = u32::try_from(end).unwrap_or(u32::MAX);
    for label in problems.iter_mut().flat_map(|problem| &mut problem.labels) {
        label.span.end = label.span.end.min(end.max(label.span.start));
    }
    problems
}
