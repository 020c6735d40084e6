//! A run under way: what comes of each block is written, and in the end what the run left undone is said.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

use crate::batch::judge::Judge;
use crate::batch::pipeline::Event;
use crate::batch::sheet::Sheet;

use super::super::Exit;
use super::super::stop::Stop;
use super::super::terminal;
use super::super::write::NewFile;
use super::answers::Answers;
use super::interrupt::Interrupt;
use super::progress::Progress;

/// A run under way.
pub struct Run<'t> {
    answers: Answers<'t>,
    progress: Progress,
    interrupt: Interrupt,
    /// why the output cannot go on
    failed: Option<Stop>,
    /// whether it stopped at a broken record
    stopped: bool,
}

impl<'t> Run<'t> {
    pub fn new(answers: Answers<'t>, progress: Progress, interrupt: Interrupt) -> Self {
        Self { answers, progress, interrupt, failed: None, stopped: false }
    }

    pub fn take(&mut self, event: Event<Sheet>) -> ControlFlow<()> {
        let on = match event {
            Event::Idle(in_hand) => {
                // whoever writes records slowly wants their answers all the same
                self.failed = self.answers.flush().err().map(Stop::from);
                self.failed.is_none() && !(self.interrupt.came() && in_hand == 0)
            }
            Event::Done(sheet) => {
                self.stopped = sheet.ends;
                self.failed = self.answers.sheet(sheet, &self.progress).err();
                !self.stopped && self.failed.is_none()
            }
        };
        self.progress.tell(&self.answers.tally);
        if on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    /// Closes the output, says what the run left undone, and gives the exit status.
    pub fn finish(
        mut self,
        judge: &Judge<'_>,
        output: Option<(NewFile, &Path)>,
        summary: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Exit, Stop> {
        self.progress.end();
        if let Some(stop) = self.failed {
            return Err(stop);
        }
        self.answers.finish(judge)?;
        // behind the last record that was answered, workers may have counted others
        if !self.stopped {
            let mut out = terminal::output();
            summary(&mut out)?;
            out.flush()?;
        }
        let undone = if self.interrupt.came() {
            Some(format!("interrupted after {}", records(self.answers.tally.all())))
        } else {
            self.stopped.then(|| "stopped at a record that cannot be read".to_owned())
        };
        let mut notes = Vec::new();
        match (output, undone) {
            (Some((NewFile::Whole { .. }, path)), Some(why)) => notes.push(format!("{why}; `{}` is not written", path.display())),
            (_, Some(why)) => notes.push(why),
            (Some((file, path)), None) => file.finish().map_err(|error| Stop::at(path, "write", &error))?,
            (None, None) => {}
        }
        if self.answers.tally.all() == 0 && notes.is_empty() {
            notes.push("the facts hold no record".to_owned());
        }
        if self.answers.not_shown() > 0 {
            notes.insert(0, format!("and {} more that cannot be read", self.answers.not_shown()));
        }
        for note in notes {
            // where even this cannot be written, the status still tells
            let _ = writeln!(io::stderr(), "{note}");
        }
        Ok(if self.interrupt.came() { Exit::Interrupted } else { self.answers.exit() })
    }
}

/// `1 record`, `3 records`
fn records(count: usize) -> String {
    format!("{count} record{}", if count == 1 { "" } else { "s" })
}
