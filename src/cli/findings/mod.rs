//! Findings for programs: one to a line, JSON, SARIF, annotations of GitHub, JUnit. `report` prints them for people.

mod github;
mod json;
mod junit;
mod sarif;
mod short;

use clap::ValueEnum;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Position, Sources, Span};

use super::report::{level, sorted};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// for people, with the lines they speak of
    Text,
    /// one to a line: place, level, name, message
    Short,
    /// one document, with places, help and mends
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// annotations of GitHub Actions
    Github,
    /// XML that build servers read
    Junit,
}

/// A finding with its places as lines and columns.
#[derive(Debug, Serialize)]
struct Finding<'a> {
    level: &'static str,
    /// `unused-param`
    name: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    /// what stands under the place
    note: &'a str,
    also: Vec<Also<'a>>,
    help: &'a [String],
    fix: Option<Fix<'a>>,
}

/// Where something stands: lines and columns from 1, the end behind the last character.
#[derive(Debug, Clone, Copy, Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// A further place of a finding.
#[derive(Debug, Serialize)]
struct Also<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    note: &'a str,
}

/// A change that `caveat check --fix` makes.
#[derive(Debug, Serialize)]
struct Fix<'a> {
    title: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Debug, Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
}

/// What was looked at, and what was found in it.
pub struct Found<'a> {
    findings: Vec<Finding<'a>>,
    /// every file that was read
    files: Vec<&'a str>,
}

impl<'a> Found<'a> {
    pub fn new(found: &'a [Diagnostic], sources: &'a Sources) -> Self {
        let findings = sorted(found).into_iter().map(|diagnostic| finding(diagnostic, sources)).collect();
        Self { findings, files: sources.iter().map(|(_, file)| file.name.as_str()).collect() }
    }

    /// The findings in a format; nothing where that is the one for people.
    pub fn write(&self, format: Format) -> Option<String> {
        Some(match format {
            Format::Text => return None,
            Format::Short => short::write(&self.findings),
            Format::Json => json::write(&self.findings),
            Format::Sarif => sarif::write(&self.findings),
            Format::Github => github::write(&self.findings),
            Format::Junit => junit::write(&self.findings, &self.files),
        })
    }
}

fn finding<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Finding<'a> {
    let also = diagnostic.labels.iter().skip(1);
    Finding {
        level: level(diagnostic.severity),
        name: diagnostic.code.name(),
        message: &diagnostic.message,
        place: place(diagnostic.span(), sources),
        note: diagnostic.labels.first().map_or("", |label| &label.text),
        also: also.filter_map(|label| Some(Also { place: place(label.span, sources)?, note: &label.text })).collect(),
        help: &diagnostic.help,
        fix: diagnostic.fix.as_deref().map(|fix| Fix {
            title: &fix.title,
            edits: fix.edits.iter().filter_map(|edit| Some(Edit { place: place(edit.span, sources)?, text: &edit.text })).collect(),
        }),
    }
}

fn place(span: Span, sources: &Sources) -> Option<Place<'_>> {
    let file = sources.get(span.file)?;
    let range = span.range();
    let (Position { line, column }, end) = (file.position(range.start), file.position(range.end));
    Some(Place { file: &file.name, line, column, end_line: end.line, end_column: end.column })
}

/// How many findings of a level there are.
fn count(findings: &[Finding<'_>], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.level == level(severity)).count()
}

impl Finding<'_> {
    /// The message with what stands under the place: `` no fact is called `a.x` (did you mean `a.y`?) ``
    fn sentence(&self) -> String {
        if self.note.is_empty() { self.message.to_owned() } else { format!("{} ({})", self.message, self.note) }
    }
}
