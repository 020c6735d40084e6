//! A JSON file: its only record, or the elements of an array.

use super::super::block::{Kind, Point};
use super::elements::{self, End};
use super::{Cut, all_or};
use crate::bytes::blanks;

/// How far the file has been cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Start,
    /// behind the `[` of an array
    First,
    /// behind a comma between elements
    Further,
    /// behind the last record: nothing may follow
    Behind,
    Ended,
}

impl State {
    pub fn cut(&mut self, bytes: &[u8], ended: bool) -> Cut {
        match self {
            Self::Start => self.begin(bytes, ended),
            Self::First => self.elements(bytes, ended, Point::First),
            Self::Further => self.elements(bytes, ended, Point::Further),
            Self::Behind => match blanks(bytes) {
                0 if !bytes.is_empty() => self.last(Cut::Block(bytes.len(), Kind::behind())),
                blank => all_or(bytes, ended, Cut::Pass(blank)),
            },
            Self::Ended => Cut::End,
        }
    }

    fn last(&mut self, cut: Cut) -> Cut {
        *self = Self::Ended;
        cut
    }

    fn begin(&mut self, bytes: &[u8], ended: bool) -> Cut {
        let blank = blanks(bytes);
        match bytes.get(blank) {
            Some(b'[') => {
                *self = Self::First;
                Cut::Pass(blank + 1)
            }
            Some(b'{') => match elements::value_end(bytes, blank) {
                End::At(end) => {
                    *self = Self::Behind;
                    Cut::Block(end, Kind::Json(Point::Only))
                }
                End::Open => self.all(bytes, ended, Point::Only),
                End::Broken => self.last(Cut::Block(bytes.len(), Kind::Json(Point::Only))),
            },
            _ => self.all(bytes, ended, Point::Only),
        }
    }

    fn all(&mut self, bytes: &[u8], ended: bool, point: Point) -> Cut {
        if ended { self.last(Cut::Block(bytes.len(), Kind::Json(point))) } else { Cut::More }
    }

    /// As many elements as have been read. What ends with a comma is never the last block.
    fn elements(&mut self, bytes: &[u8], ended: bool, point: Point) -> Cut {
        let mut whole = 0;
        loop {
            match elements::end(bytes, whole) {
                End::At(end) if bytes.get(end) == Some(&b',') => whole = end + 1,
                End::At(end) => {
                    *self = Self::Behind;
                    return Cut::Block(end + 1, Kind::Json(point));
                }
                _ if whole > 0 => {
                    *self = Self::Further;
                    return Cut::Block(whole, Kind::Json(point));
                }
                End::Open if !ended => return Cut::More,
                End::Open | End::Broken => return self.last(Cut::Block(bytes.len(), Kind::Json(point))),
            }
        }
    }
}
