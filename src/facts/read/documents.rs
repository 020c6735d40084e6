//! YAML documents, and the elements of those that are sequences, each read for itself: where one is no YAML, the next one may be.

use std::sync::Arc;

use super::super::cut::documents;
use super::super::filler::Filler;
use super::super::record::Record;
use super::super::utf8::Body;
use super::super::yaml::Yaml;
use super::{Read, alone, moved, take};
use crate::diagnostic::Diagnostic;

/// How far the documents have been read.
#[derive(Default)]
pub struct Documents {
    /// where the next one begins
    at: usize,
    /// the one that is being read, and where it begins
    open: Option<(usize, Box<Yaml>)>,
}

impl Documents {
    pub fn next(&mut self, body: &Body, filler: &mut Filler<'_>, record: &mut Record) -> Option<Read> {
        loop {
            let Some((start, yaml)) = &mut self.open else {
                self.begin(body)?;
                continue;
            };
            let start = *start;
            let (at, problems) = match yaml.next() {
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
            return Some((at, within(moved(problems, start), self.at)));
        }
    }

    /// Turns to the next one.
    fn begin(&mut self, body: &Body) -> Option<()> {
        let rest = body.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let next = documents::next(body.text.as_bytes(), start, true);
        self.at = next.unwrap_or(start + rest.len());
        let text = Arc::from(body.text.get(start..self.at)?);
        self.open = Some((start, Box::new(Yaml::new(&text))));
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
