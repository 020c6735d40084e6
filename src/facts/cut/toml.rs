//! Where the records of a TOML file begin: at `[[records]]` on a line of its own that stands in no text.

use memchr::memchr;

/// Where the record ends that begins at a place, if another one follows it. What stands before the first one belongs to it. The last line
/// is looked at only where the text has ended.
#[must_use]
pub fn next(bytes: &[u8], from: usize, ended: bool) -> Option<usize> {
    let mut at = from;
    let mut has_begun = false;
    loop {
        let rest = bytes.get(at..)?;
        let line = match memchr(b'\n', rest) {
            Some(newline) => rest.get(..newline)?,
            None if ended => rest,
            None => return None,
        };
        if begins_record(line) {
            if has_begun {
                return Some(at);
            }
            has_begun = true;
        }
        at = next_line(bytes, at)?;
    }
}

fn begins_record(line: &[u8]) -> bool {
    let name = line.trim_ascii_start().strip_prefix(b"[[").map(<[u8]>::trim_ascii_start);
    let behind = name.and_then(|name| name.strip_prefix(b"records")?.trim_ascii_start().strip_prefix(b"]]"));
    behind.is_some_and(|behind| matches!(behind.trim_ascii_start().first(), None | Some(b'#')))
}

/// The beginning of the next line that stands in no text.
fn next_line(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at = match *bytes.get(at)? {
            b'\n' => return Some(at + 1),
            b'#' => at + memchr(b'\n', bytes.get(at..)?)?,
            b'"' | b'\'' => text_end(bytes, at)?,
            _ => at + 1,
        };
    }
}

/// The place behind the text that begins at a quote: behind its last quote, or where its line ends if it cannot have several.
fn text_end(bytes: &[u8], from: usize) -> Option<usize> {
    let quote = *bytes.get(from)?;
    let is_closed = |at: usize| bytes.get(at..).is_some_and(|rest| rest.starts_with(&[quote; 3]));
    let has_lines = is_closed(from);
    let mut at = from + if has_lines { 3 } else { 1 };
    loop {
        at = match *bytes.get(at)? {
            b'\n' if !has_lines => return Some(at),
            b'\\' if quote == b'"' && (has_lines || bytes.get(at + 1) != Some(&b'\n')) => at + 2,
            byte if byte == quote && !has_lines => return Some(at + 1),
            byte if byte == quote && is_closed(at) => {
                // it may end with two quotes of its own
                let own = bytes.get(at + 3..)?.iter().take(2).take_while(|byte| **byte == quote).count();
                return Some(at + 3 + own);
            }
            _ => at + 1,
        };
    }
}
