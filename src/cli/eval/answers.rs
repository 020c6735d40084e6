//! Where the sheets of answers go, one after the other: what stands between them, and what closes them.

use std::io::{self, Write};

use crate::batch::form::{Form, between};
use crate::batch::judge::Judge;
use crate::batch::sheet::{SHOWN, Sheet};
use crate::batch::tally::Tally;
use crate::explain::html::answers::{Entry, render};

use super::super::Exit;
use super::super::pages::bounded;
use super::super::report;
use super::super::stop::Stop;
use super::super::terminal::Terminal;
use super::out::Out;
use super::progress::Progress;

pub struct Answers<'t> {
    out: Out,
    form: Form,
    terminal: &'t Terminal,
    pub tally: Tally,
    /// how many answers were written
    written: usize,
    /// how many broken records were shown
    shown: usize,
    /// whether something was written since the last flush
    unflushed: bool,
    /// what stands on a page
    entries: Vec<Entry>,
    /// the first object of an array, until it is known whether it is the only one
    first: Option<Vec<u8>>,
}

impl<'t> Answers<'t> {
    pub fn new(out: Out, form: Form, terminal: &'t Terminal) -> Self {
        Self { out, form, terminal, tally: Tally::default(), written: 0, shown: 0, unflushed: false, entries: Vec::new(), first: None }
    }

    /// Writes what stands above all answers.
    pub fn heading(&mut self, heading: &[u8]) -> io::Result<()> {
        self.out.write_all(heading)
    }

    /// Writes a sheet, with the records that are broken where they stand.
    pub fn sheet(&mut self, mut sheet: Sheet, progress: &Progress) -> Result<(), Stop> {
        self.tally.add(&sheet.tally);
        self.unflushed = true;
        let mut from = 0;
        if sheet.written > 0 {
            self.separate(&mut sheet)?;
        }
        for (end, bad) in sheet.bad {
            if self.shown == SHOWN {
                break;
            }
            self.shown += 1;
            self.out.write_all(sheet.bytes.get(from..end).unwrap_or_default())?;
            from = end.max(from);
            if !matches!(self.form, Form::Json) {
                self.out.flush()?;
            }
            progress.aside(|| report::print_bad(&bad, &mut self.terminal.errors()))?;
        }
        self.out.write_all(sheet.bytes.get(from..).unwrap_or_default())?;
        self.entries.extend(sheet.entries);
        let help = "choose among them by --only, print what the whole looks like by --summary html, or write another format";
        bounded(self.entries.len(), help)?;
        Ok(self.out.rows(sheet.rows)?)
    }

    /// Writes what stands between the answers that were there and those of a sheet. The first object of all is held back: alone it is no
    /// array.
    fn separate(&mut self, sheet: &mut Sheet) -> io::Result<()> {
        let before = self.written;
        self.written += sheet.written;
        if !matches!(self.form, Form::Json) {
            return if before > 0 { self.out.write_all(between(self.form).as_bytes()) } else { Ok(()) };
        }
        if self.written == 1 {
            self.first = Some(std::mem::take(&mut sheet.bytes));
            return Ok(());
        }
        if before < 2 {
            self.out.write_all(b"[\n  ")?;
        }
        if let Some(first) = self.first.take() {
            self.out.write_all(&first)?;
        }
        if before > 0 { self.out.write_all(between(self.form).as_bytes()) } else { Ok(()) }
    }

    /// Hands over what was written so far.
    pub fn flush(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.unflushed) { self.out.flush() } else { Ok(()) }
    }

    /// Writes what closes the answers; of a page, all of it.
    pub fn finish(&mut self, judge: &Judge<'_>) -> io::Result<()> {
        match (self.form, self.written, self.first.take()) {
            (Form::Html, ..) => {
                write!(self.out, "{}", render(judge.library(), &judge.languages(), &self.entries))?;
            }
            (Form::Json, 0, _) => writeln!(self.out, "[]")?,
            (Form::Json, _, Some(only)) => writeln!(self.out, "{}", String::from_utf8_lossy(&only).replace("\n  ", "\n"))?,
            (Form::Json, ..) => writeln!(self.out, "\n]")?,
            (Form::Text(_), ..) if self.tally.all() > 1 => writeln!(self.out, "\n\n{}", self.tally.summary())?,
            _ => {}
        }
        self.out.finish()
    }

    /// How many broken records were not shown.
    pub fn not_shown(&self) -> usize {
        self.tally.unreadable - self.shown
    }

    pub fn exit(&self) -> Exit {
        Exit::of(&self.tally)
    }
}
