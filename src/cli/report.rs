//! Diagnostics on the terminal, with the lines they speak of. The only file that names codespan-reporting.

use std::io;
use std::ops::Range;

use codespan_reporting::diagnostic as shown;
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::{self, Config, Styles, StylesWriter};
use termcolor::{ColorSpec, WriteColor};

use crate::diagnostic::{Diagnostic, Severity};
use crate::explain::layout::visible;
use crate::facts::BadRecord;
use crate::source::{FileId, Sources};

use super::excerpt::Excerpt;

/// How many findings are printed, of a set or of a record; of the others only the number.
const MOST: usize = 100;

/// Prints findings in the order of the files.
///
/// # Errors
/// Where nothing can be written any more.
pub fn print(diagnostics: &[Diagnostic], sources: &Sources, out: &mut dyn WriteColor) -> io::Result<()> {
    print_first(diagnostics, Shown { sources, first_column: 1 }, out)
}

/// Findings by their places.
#[must_use]
pub fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.span());
    sorted
}

/// What a level is called.
#[must_use]
pub fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// Prints what is wrong with a record of a fact file.
///
/// # Errors
/// Where nothing can be written any more.
pub fn print_bad(bad: &BadRecord, out: &mut dyn WriteColor) -> io::Result<()> {
    let mut sources = Sources::default();
    sources.add(bad.source.clone());
    print_first(&bad.diagnostics, Shown { sources: &sources, first_column: bad.first_column }, out)
}

/// The texts that findings speak of, and the column at which their first lines begin.
#[derive(Clone, Copy)]
struct Shown<'s> {
    sources: &'s Sources,
    first_column: usize,
}

fn print_first(diagnostics: &[Diagnostic], texts: Shown<'_>, out: &mut dyn WriteColor) -> io::Result<()> {
    let sorted = sorted(diagnostics);
    for diagnostic in sorted.iter().take(MOST) {
        print_one(diagnostic, texts, out)?;
    }
    if sorted.len() > MOST {
        writeln!(out, "and {} more, {} in all", sorted.len() - MOST, sorted.len())?;
    }
    out.flush()
}

fn print_one(diagnostic: &Diagnostic, texts: Shown<'_>, out: &mut dyn WriteColor) -> io::Result<()> {
    let excerpts = Excerpts::of(diagnostic, texts);
    let labels = diagnostic.labels.iter().enumerate().filter_map(|(index, label)| {
        let (file, range) = excerpts.place(label.span.file, &label.span.range())?;
        let style = if index == 0 { shown::LabelStyle::Primary } else { shown::LabelStyle::Secondary };
        Some(shown::Label::new(style, file, range).with_message(visible(&label.text)))
    });
    let severity = match diagnostic.severity {
        Severity::Error => shown::Severity::Error,
        Severity::Warning => shown::Severity::Warning,
        Severity::Hint => shown::Severity::Note,
    };
    let report = shown::Diagnostic::new(severity)
        .with_code(diagnostic.code.name())
        .with_message(visible(&diagnostic.message))
        .with_labels(labels.collect())
        .with_notes(diagnostic.help.iter().map(|help| visible(help).into_owned()).collect());
    let styles = Styles::default();
    let mut out = Levels { out, is_hint: diagnostic.severity == Severity::Hint };
    match term::emit_to_write_style(&mut StylesWriter::new(&mut out, &styles), &Config::default(), &excerpts, &report) {
        Err(Error::Io(error)) => Err(error),
        _ => Ok(()),
    }
}

/// The library knows no hints: what it calls a note is called one here.
struct Levels<'w> {
    out: &'w mut dyn WriteColor,
    is_hint: bool,
}

impl io::Write for Levels<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(if self.is_hint && bytes == b"note" { b"hint" } else { bytes })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl WriteColor for Levels<'_> {
    fn supports_color(&self) -> bool {
        self.out.supports_color()
    }

    fn set_color(&mut self, spec: &ColorSpec) -> io::Result<()> {
        self.out.set_color(spec)
    }

    fn reset(&mut self) -> io::Result<()> {
        self.out.reset()
    }
}

/// What one finding shows of each file that it speaks of.
struct Excerpts {
    files: Vec<(FileId, Excerpt)>,
}

impl Excerpts {
    fn of(diagnostic: &Diagnostic, texts: Shown<'_>) -> Self {
        let mut ids: Vec<FileId> = Vec::new();
        for label in &diagnostic.labels {
            if !ids.contains(&label.span.file) {
                ids.push(label.span.file);
            }
        }
        let spans = |id| diagnostic.labels.iter().filter(move |label| label.span.file == id).map(|label| label.span.range());
        let cut = |id| texts.sources.get(id).map(|file| (id, Excerpt::cut(file, texts.first_column, spans(id))));
        Self { files: ids.into_iter().filter_map(cut).collect() }
    }

    /// Where a span of a file stands in its excerpt.
    fn place(&self, id: FileId, span: &Range<usize>) -> Option<(usize, Range<usize>)> {
        let index = self.files.iter().position(|(file, _)| *file == id)?;
        self.files.get(index)?.1.place(span).map(|range| (index, range))
    }

    fn get(&self, index: usize) -> Result<&Excerpt, Error> {
        self.files.get(index).map(|(_, excerpt)| excerpt).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        self.get(id).map(|excerpt| excerpt.name.as_str())
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        self.get(id).map(|excerpt| excerpt.text.as_str())
    }

    fn line_index(&'a self, id: usize, byte_index: usize) -> Result<usize, Error> {
        self.get(id)?.line_at(byte_index).map(|line| line.index).ok_or(Error::FileMissing)
    }

    fn line_number(&'a self, id: usize, line_index: usize) -> Result<usize, Error> {
        self.get(id)?.line(line_index).map(|line| line.number).ok_or(Error::FileMissing)
    }

    fn column_number(&'a self, id: usize, line_index: usize, byte_index: usize) -> Result<usize, Error> {
        let excerpt = self.get(id)?;
        excerpt.line(line_index).map(|line| excerpt.column(line, byte_index)).ok_or(Error::FileMissing)
    }

    fn line_range(&'a self, id: usize, line_index: usize) -> Result<Range<usize>, Error> {
        self.get(id)?.line(line_index).map(|line| line.range.clone()).ok_or(Error::FileMissing)
    }
}
