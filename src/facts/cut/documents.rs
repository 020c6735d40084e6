//! Where YAML documents end: at `---` and `...` in the first column, which YAML allows nowhere else.

use memchr::memchr;

use super::super::block::Kind;
use super::{Cut, all_or};

/// As many documents as have been read.
pub fn cut(bytes: &[u8], ended: bool) -> Cut {
    let mut whole = 0;
    while let Some(next) = next(bytes, whole, ended) {
        whole = next;
    }
    match whole {
        _ if ended => all_or(bytes, true, Cut::Block(bytes.len(), Kind::Documents)),
        0 => Cut::More,
        _ => Cut::Block(whole, Kind::Documents),
    }
}

/// Where the document ends that begins at a place, if another one may follow it. The last line is looked at only where the text has ended.
#[must_use]
pub fn next(bytes: &[u8], from: usize, ended: bool) -> Option<usize> {
    let mut at = from;
    let mut content = false;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = match memchr(b'\n', rest) {
            Some(newline) => newline + 1,
            None if ended && !rest.is_empty() => rest.len(),
            None => return None,
        };
        let line = rest.get(..length).unwrap_or_default();
        if is_marker(line, b"...") {
            return Some(at + length);
        }
        if is_marker(line, b"---") && content {
            return Some(at);
        }
        content = content || !matches!(line.trim_ascii_start().first(), None | Some(b'#' | b'%'));
        at += length;
    }
}

fn is_marker(line: &[u8], marker: &[u8]) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| rest.first().is_none_or(u8::is_ascii_whitespace))
}
