//! What the command line knows of its surroundings: language, colour, width, and where its words go.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::ValueEnum;
use termcolor::{BufferedStandardStream, ColorChoice};

use crate::explain::Language;
use crate::explain::page::Page;

/// How wide a text is laid out where no terminal says.
const USUAL_WIDTH: usize = 100;

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    /// on a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    Always,
    Never,
}

/// A language of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    En,
    Zh,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// for people
    Text,
    /// an array
    Json,
}

/// Where the words go, and how.
#[derive(Debug)]
pub struct Terminal {
    pub language: Language,
    pub width: usize,
    pub coloured: bool,
    errors: ColorChoice,
}

impl Terminal {
    #[must_use]
    pub fn new(color: Color, lang: Option<Lang>) -> Self {
        Self {
            language: lang.map_or_else(language_of_the_locale, Lang::language),
            width: terminal_size::terminal_size().map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0).max(40)),
            coloured: wanted(color, io::stdout().is_terminal()),
            errors: if wanted(color, io::stderr().is_terminal()) { ColorChoice::Always } else { ColorChoice::Never },
        }
    }

    /// How answers are laid out.
    #[must_use]
    pub fn page(&self) -> Page {
        Page { language: self.language, width: self.width, coloured: self.coloured }
    }

    /// Where findings are printed, each at once and not letter by letter.
    #[must_use]
    pub fn errors(&self) -> BufferedStandardStream {
        BufferedStandardStream::stderr(self.errors)
    }
}

impl Lang {
    fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::Zh => Language::Chinese,
        }
    }
}

/// Where answers are printed.
pub fn output() -> impl Write {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// The clock, in seconds.
pub fn clock() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|past| i64::try_from(past.as_secs()).ok()).unwrap_or(0)
}

fn wanted(color: Color, is_terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            is_terminal
                && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

/// The first of the variables that is set decides, as everywhere.
fn language_of_the_locale() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok()).find(|value| !value.is_empty());
    set.and_then(|locale| locale.parse().ok()).unwrap_or_default()
}
