//! Where sheets go that are told of one record after the other: texts with room between them, an object or an array of them, or lines.

use std::io::{self, Write};

use serde::Serialize;

use super::stop::Stop;

/// What sheets are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Text,
    /// an object, or an array of several
    Json,
    /// an object a line
    JsonLines,
}

/// Sheets that are being written.
pub struct Sheets<W> {
    out: W,
    form: Form,
    /// the first object, until it is known whether it is the only one
    first: Option<String>,
    count: usize,
}

impl<W: Write> Sheets<W> {
    pub fn new(out: W, form: Form) -> Self {
        Self { out, form, first: None, count: 0 }
    }

    /// Writes a sheet, as a text or as an object.
    pub fn write(&mut self, sheet: &impl Serialize, text: impl FnOnce() -> String) -> Result<(), Stop> {
        match self.form {
            Form::Text => {
                let between = if self.count > 0 { "\n\n" } else { "" };
                write!(self.out, "{between}{}", text())?;
            }
            Form::Json => self.object(serde_json::to_string_pretty(sheet).map_err(io::Error::from)?)?,
            Form::JsonLines => writeln!(self.out, "{}", serde_json::to_string(sheet).map_err(io::Error::from)?)?,
        }
        self.count += 1;
        Ok(())
    }

    fn object(&mut self, object: String) -> io::Result<()> {
        if self.count == 0 {
            self.first = Some(object);
            return Ok(());
        }
        if let Some(first) = self.first.take() {
            write!(self.out, "[\n  {}", first.replace('\n', "\n  "))?;
        }
        write!(self.out, ",\n  {}", object.replace('\n', "\n  "))
    }

    /// Writes what closes them.
    pub fn finish(mut self) -> Result<(), Stop> {
        match (self.form, self.first.take(), self.count) {
            (Form::Json, _, 0) => writeln!(self.out, "[]")?,
            (Form::Json, Some(only), _) => writeln!(self.out, "{only}")?,
            (Form::Json, None, _) => writeln!(self.out, "\n]")?,
            (Form::Text | Form::JsonLines, ..) => {}
        }
        Ok(self.out.flush()?)
    }
}
