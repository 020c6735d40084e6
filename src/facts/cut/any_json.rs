//! Whether JSON has one value, or a record on each line: many a file of the latter is called `.json`, and the standard input has no name.

use memchr::memchr;

use super::super::json::cursor::Cursor;
use super::super::node::LEVELS;
use crate::bytes::blanks;

/// Whether a text that begins so, without blanks before it, is JSON Lines; nothing where more must be read before anything can be said.
///
/// It is where the first line is a whole object. Since that one may be broken as any other may be, it is as well where the second line is
/// a whole object, and both together are not how JSON begins.
pub fn are_lines(text: &[u8], ended: bool) -> Option<bool> {
    if text.starts_with(b"[") {
        return Some(false);
    }
    let (first, rest) = line(text, ended)?;
    if is_object(first) {
        return Some(true);
    }
    let (second, _) = line(rest.get(blanks(rest)..).unwrap_or_default(), ended)?;
    Some(is_object(second) && !begins_json(&[first, second].join(&b'\n')))
}

/// The first line of a text, without the blanks around it, and what follows.
fn line(text: &[u8], ended: bool) -> Option<(&[u8], &[u8])> {
    let length = memchr(b'\n', text).or_else(|| ended.then_some(text.len()))?;
    let (line, rest) = text.split_at_checked(length)?;
    Some((line.trim_ascii_end(), rest))
}

/// Whether a text is one object.
fn is_object(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let mut cursor = Cursor::new(&text);
    text.starts_with('{') && cursor.skip(LEVELS).is_ok() && cursor.peek().is_none()
}

/// Whether a text without blanks behind it is a value, or the beginning of one.
fn begins_json(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let mut cursor = Cursor::new(&text);
    match cursor.skip(LEVELS) {
        Ok(()) => cursor.peek().is_none(),
        Err(fault) => fault.at.start == text.len(),
    }
}
