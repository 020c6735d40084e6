//! Where the answers of `caveat eval` go, one by one: as texts, as JSON, as JSON Lines.

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;

use crate::explain::json::{Fault, SCHEMA, Told, Unreadable, Verdict};
use crate::explain::text;
use crate::facts::BadRecord;

use super::Exit;
use super::report;
use super::stop::Stop;
use super::terminal::Terminal;

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum AnswerFormat {
    /// for people
    #[default]
    Text,
    /// an object; of several records an array
    Json,
    /// an object on each line
    Jsonl,
}

/// Takes answers and counts them.
pub struct Answers<'t, W> {
    pub out: W,
    pub format: AnswerFormat,
    pub terminal: &'t Terminal,
    pub tally: Tally,
    /// the first object, until it is known whether it is the only one
    pub first: Option<String>,
}

/// How many records had which answer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    valued: usize,
    permitted: usize,
    forbidden: usize,
    undetermined: usize,
    unreadable: usize,
}

impl<'t, W: Write> Answers<'t, W> {
    pub fn new(out: W, format: AnswerFormat, terminal: &'t Terminal) -> Self {
        Self { out, format, terminal, tally: Tally::default(), first: None }
    }

    pub fn answer(&mut self, told: &Told) -> Result<(), Stop> {
        if self.format == AnswerFormat::Text {
            let gap = if self.tally.answered() > 0 { "\n\n" } else { "" };
            write!(self.out, "{gap}{}", text::render(told, &self.terminal.page()))?;
        } else {
            self.object(told)?;
        }
        self.tally.count(told.verdict);
        Ok(())
    }

    /// A record that could not be read: told where the answers go, and printed with its lines where errors go.
    pub fn bad(&mut self, bad: &BadRecord) -> Result<(), Stop> {
        if self.format != AnswerFormat::Text {
            self.object(&unreadable(bad))?;
        }
        self.tally.unreadable += 1;
        if self.format != AnswerFormat::Json {
            self.out.flush()?;
        }
        Ok(report::print_bad(bad, &mut self.terminal.errors())?)
    }

    fn object(&mut self, object: &impl Serialize) -> Result<(), Stop> {
        if self.format == AnswerFormat::Jsonl {
            serde_json::to_writer(&mut self.out, object).map_err(io::Error::from)?;
            return Ok(writeln!(self.out)?);
        }
        let text = serde_json::to_string_pretty(object).map_err(io::Error::from)?;
        match (self.tally.all(), self.first.take()) {
            (0, _) => self.first = Some(text),
            (_, Some(first)) => write!(self.out, "[\n  {},\n  {}", indented(&first), indented(&text))?,
            (_, None) => write!(self.out, ",\n  {}", indented(&text))?,
        }
        Ok(())
    }

    /// Writes what closes the answers, and gives the exit status.
    pub fn finish(mut self) -> Result<Exit, Stop> {
        match (self.format, self.tally.all(), self.first.take()) {
            (AnswerFormat::Json, 0, _) => writeln!(self.out, "[]")?,
            (AnswerFormat::Json, _, Some(only)) => writeln!(self.out, "{only}")?,
            (AnswerFormat::Json, ..) => writeln!(self.out, "\n]")?,
            (AnswerFormat::Text, 2.., _) => writeln!(self.out, "\n\n{}", self.tally.summary())?,
            _ => {}
        }
        self.out.flush()?;
        Ok(self.tally.exit())
    }
}

impl Tally {
    fn count(&mut self, verdict: Option<Verdict>) {
        *match verdict {
            None => &mut self.valued,
            Some(Verdict::Permitted) => &mut self.permitted,
            Some(Verdict::Forbidden) => &mut self.forbidden,
            Some(Verdict::Undetermined) => &mut self.undetermined,
        } += 1;
    }

    fn answered(&self) -> usize {
        self.valued + self.permitted + self.forbidden + self.undetermined
    }

    fn all(&self) -> usize {
        self.answered() + self.unreadable
    }

    /// `3 records: 1 permitted, 2 forbidden`
    fn summary(&self) -> String {
        let counts = [
            (self.valued, "answered"),
            (self.permitted, "permitted"),
            (self.forbidden, "forbidden"),
            (self.undetermined, "undetermined"),
            (self.unreadable, "unreadable"),
        ];
        let said = counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        format!("{} records: {}", self.all(), said.collect::<Vec<_>>().join(", "))
    }

    fn exit(&self) -> Exit {
        match self {
            Self { unreadable: 1.., .. } => Exit::Wrong,
            Self { forbidden: 1.., .. } => Exit::Bad,
            Self { undetermined: 1.., .. } => Exit::Open,
            _ => Exit::Good,
        }
    }
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n  ")
}

/// The object that stands for a record which could not be read.
fn unreadable(bad: &BadRecord) -> Unreadable {
    let mut faults = report::sorted(&bad.diagnostics).into_iter().map(|diagnostic| {
        let position = bad.position(diagnostic.span());
        Fault {
            file: bad.source.name.clone(),
            line: position.line,
            column: position.column,
            code: diagnostic.code.name(),
            message: diagnostic.message.clone(),
        }
    });
    let none = Fault { file: bad.source.name.clone(), line: 1, column: 1, code: "", message: String::new() };
    Unreadable { schema: SCHEMA, record: None, error: faults.next().unwrap_or(none), further: faults.collect() }
}
