//! Where a file may be cut into blocks, format by format: functions of the bytes that have been read so far.

mod any_json;
pub mod documents;
pub mod elements;
pub mod json;
pub mod rows;
mod toml;
mod yaml;

use memchr::{memchr, memrchr};

use super::block::{Kind, Markup, Point};
use super::format::Format;
use crate::bytes::blanks;

/// What to do with the bytes at the beginning of what has been read.
#[derive(Debug, Clone)]
pub enum Cut {
    /// so many of them are a block
    Block(usize, Kind),
    /// so many of them are none of a record's
    Pass(usize),
    /// so many of them are the header of a table whose cells are separated by this
    Header(usize, u8),
    /// more must be read before anything can be said
    More,
    /// nothing is left of the file
    End,
}

/// How a file is being cut.
#[derive(Debug, Clone)]
pub enum Cutter {
    Lines,
    /// within a line of a record that is too long, and how it goes on behind that
    TooLong(Box<Self>),
    Json(json::State),
    /// one of these, before anything was cut off
    AnyJson {
        may_be_empty: bool,
    },
    Documents {
        markup: Markup,
        /// whether a block has been cut off
        has_begun: bool,
    },
    Table(rows::State),
    Ended,
}

impl Cutter {
    /// In TOML, `[[records]]` begins one of `many` records.
    #[must_use]
    pub fn new(format: Format, many: bool) -> Self {
        let documents = |markup| Self::Documents { markup, has_begun: false };
        match format {
            Format::JsonLines => Self::Lines,
            Format::Json => Self::Json(json::State::Start),
            Format::AnyJson { may_be_empty } => Self::AnyJson { may_be_empty },
            Format::Yaml => documents(Markup::Yaml),
            Format::Toml => documents(Markup::Toml { many }),
            // is not read in turn
            Format::Parquet => Self::Ended,
            Format::Csv => Self::Table(rows::State::Header(b',')),
            Format::Tsv => Self::Table(rows::State::Header(b'\t')),
        }
    }

    /// Looks at what has been read and not been cut off; `ended` where the file has no more.
    pub fn cut(&mut self, bytes: &[u8], ended: bool) -> Cut {
        match self {
            Self::Ended => Cut::End,
            Self::Lines => lines(bytes, ended),
            Self::TooLong(then) => match memchr(b'\n', bytes) {
                Some(newline) => {
                    *self = (**then).clone();
                    Cut::Pass(newline + 1)
                }
                None => all_or(bytes, ended, Cut::Pass(bytes.len())),
            },
            Self::Json(state) => state.cut(bytes, ended),
            Self::AnyJson { may_be_empty } => {
                let blanks = blanks(bytes);
                if blanks > 0 {
                    return Cut::Pass(blanks);
                }
                let are_lines = if bytes.is_empty() { ended.then_some(*may_be_empty) } else { any_json::are_lines(bytes, ended) };
                let Some(are_lines) = are_lines else { return Cut::More };
                *self = if are_lines { Self::Lines } else { Self::Json(json::State::Start) };
                self.cut(bytes, ended)
            }
            Self::Documents { markup, has_begun } => {
                let cut = documents::cut(*markup, bytes, ended);
                // an empty TOML file is a record of which nothing is said
                let is_empty = !*has_begun && matches!((&*markup, &cut), (Markup::Toml { .. }, Cut::End));
                *has_begun |= is_empty || matches!(cut, Cut::Block(..));
                if is_empty { Cut::Block(0, Kind::Documents(*markup)) } else { cut }
            }
            Self::Table(state) => state.cut(bytes, ended),
        }
    }

    /// Gives up a record that is too large; the rest of the file as well, unless the next line may begin another one.
    pub fn give_up(&mut self) {
        *self = match self {
            Self::Lines | Self::Table(rows::State::Rows(_)) => Self::TooLong(Box::new(self.clone())),
            _ => Self::Ended,
        };
    }
}

fn lines(bytes: &[u8], ended: bool) -> Cut {
    match memrchr(b'\n', bytes) {
        _ if ended => all_or(bytes, true, Cut::Block(bytes.len(), Kind::Lines)),
        Some(newline) => Cut::Block(newline + 1, Kind::Lines),
        None => Cut::More,
    }
}

/// What is to be done with bytes, if there are any.
fn all_or(bytes: &[u8], ended: bool, some: Cut) -> Cut {
    match (bytes.is_empty(), ended) {
        (false, _) => some,
        (true, true) => Cut::End,
        (true, false) => Cut::More,
    }
}

impl Kind {
    fn behind() -> Self {
        Self::Json(Point::Behind)
    }
}
