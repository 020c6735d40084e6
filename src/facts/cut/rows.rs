//! A table: its header, then its rows.

use std::sync::Arc;

use super::super::block::Kind;
use super::super::table::cells::{self, Row};
use super::super::table::columns::Columns;
use super::Cut;

/// How far a table has been cut.
#[derive(Debug, Clone)]
pub enum State {
    /// before the header; cells are separated by this
    Header(u8),
    Rows(Arc<Columns>),
}

impl State {
    pub fn cut(&self, bytes: &[u8], ended: bool) -> Cut {
        match self {
            Self::Header(delimiter) => header(bytes, ended, *delimiter),
            Self::Rows(_) if ended && bytes.is_empty() => Cut::End,
            Self::Rows(columns) if ended => Cut::Block(bytes.len(), Kind::Rows(Arc::clone(columns))),
            Self::Rows(columns) => match cells::last_row_end(bytes, columns.delimiter) {
                Some(end) => Cut::Block(end, Kind::Rows(Arc::clone(columns))),
                None => Cut::More,
            },
        }
    }
}

fn header(bytes: &[u8], ended: bool, delimiter: u8) -> Cut {
    let blank = bytes.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len());
    match blank {
        _ if blank == bytes.len() && ended => return Cut::Header(blank, delimiter),
        0 if bytes.is_empty() => return Cut::More,
        0 => {}
        _ => return Cut::Pass(blank),
    }
    let mut row = Row::new(bytes, 0, delimiter);
    let is_open = row.by_ref().last().is_some_and(|cell| cell.fault == Some(Row::OPEN));
    let whole = ended || !is_open && (row.at() < bytes.len() || bytes.ends_with(b"\n"));
    if whole { Cut::Header(row.at(), delimiter) } else { Cut::More }
}
