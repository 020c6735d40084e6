//! How far a run has come: a line on the terminal where errors go, gone at the end; nothing where nobody looks.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::tally::Tally;

/// How often the line changes.
const A_SECOND: u8 = 10;

/// What the facts weigh, and how much of them was read.
#[derive(Debug, Clone, Default)]
pub struct Weight {
    /// bytes; unknown where something is no file
    pub total: Option<u64>,
    pub read: Arc<AtomicU64>,
}

pub struct Progress {
    bar: ProgressBar,
    weight: Weight,
    start: Instant,
    last: Option<Instant>,
}

impl Progress {
    /// Nothing is shown where it is not wanted, and where errors go to no terminal.
    pub fn new(wanted: bool, weight: Weight) -> Self {
        let shown = wanted && io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr_with_hz(A_SECOND) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(weight.total, target);
        lay_out(&bar, "{msg}");
        Self { bar, weight, start: Instant::now(), last: None }
    }

    /// Tells what was done, not too often.
    pub fn tell(&mut self, tally: &Tally) {
        const PAUSE: Duration = Duration::from_millis(1000 / A_SECOND as u64);
        if self.bar.is_hidden() || self.last.is_some_and(|last| last.elapsed() < PAUSE) {
            return;
        }
        self.bar.set_position(self.weight.read.load(Ordering::Relaxed));
        if self.last.replace(Instant::now()).is_none() && self.weight.total.is_some() {
            // nothing can be said of the end before
            lay_out(&self.bar, "{msg}  {percent}%, {eta} left");
        }
        let done = tally.all() as u64;
        let micros = u64::try_from(self.start.elapsed().as_micros()).unwrap_or(u64::MAX).max(1);
        let rate = HumanCount(done.saturating_mul(1_000_000) / micros);
        let errors = match tally.unreadable {
            0 => String::new(),
            count => format!("  {} unreadable", HumanCount(count as u64)),
        };
        self.bar.set_message(format!("{} records  {rate} a second{errors}", HumanCount(done)));
    }

    /// Prints something else, and takes the line away for as long.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// Where the library's words change, its own layout serves.
fn lay_out(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
