//! Which JSON an input holds: one value, or a record on each line. Many a file of the latter is called `.json`, and the standard input has
//! no name.

use std::io::{self, BufRead, BufReader, Cursor as Bytes, Read};

use super::format::Format;
use super::json::cursor::Cursor;
use super::node::LEVELS;
use super::utf8::MARK;

/// So much of an input is looked at, in bytes, for each of two lines.
const MOST: u64 = 1 << 20;

/// Whether an input is JSON or JSON Lines, and the same input with what was looked at.
///
/// It is JSON Lines where the first line that is not blank is a whole object. Since that one may be broken as any other may be, it is so
/// as well where the second line is a whole object, and both together are not how JSON begins.
///
/// Of a stream nothing is awaited behind a first line that is whole, and nothing at all is no record. A file with nothing or one line is
/// JSON: an empty one is broken.
///
/// # Errors
/// Where the input cannot be read.
pub fn json<'r>(input: impl Read + Send + 'r, is_stream: bool) -> io::Result<(Format, Box<dyn Read + Send + 'r>)> {
    let mut input = BufReader::new(input);
    let mut begun = Vec::new();
    let first = line(&mut input, &mut begun)?;
    if !is_stream && input.fill_buf()?.is_empty() {
        return Ok((Format::Json, Box::new(Bytes::new(begun))));
    }
    let are_lines = match first {
        Some(first) => {
            let first = text(&begun, first);
            is_object(&first) || is_broken_object(&first, &mut input, &mut begun)?
        }
        None => true,
    };
    let format = if are_lines { Format::JsonLines } else { Format::Json };
    Ok((format, Box::new(Bytes::new(begun).chain(input))))
}

/// Whether a line is an object that is broken, since another one stands on the next line.
fn is_broken_object(first: &str, input: &mut impl BufRead, begun: &mut Vec<u8>) -> io::Result<bool> {
    if !first.starts_with('{') {
        return Ok(false);
    }
    let second = line(input, begun)?.map(|second| text(begun, second));
    Ok(second.is_some_and(|second| is_object(&second) && !begins_json(&format!("{first}\n{second}"))))
}

/// Puts the next line that is not blank behind `begun`, with the blank ones before it, and says where it begins there; nothing where only
/// blanks are left. Of what is no object nothing is read: it may be a long line.
fn line(input: &mut impl BufRead, begun: &mut Vec<u8>) -> io::Result<Option<usize>> {
    loop {
        let from = begun.len();
        let shown = input.fill_buf()?;
        let is_other = |bytes: &[u8]| bytes.trim_ascii_start().first().is_some_and(|byte| *byte != b'{');
        if is_other(shown.strip_prefix(MARK).unwrap_or(shown)) {
            return Ok(Some(from));
        }
        let read = input.take(MOST).read_until(b'\n', begun)?;
        if read == 0 {
            return Ok(None);
        }
        if begun.get(from..).is_some_and(|line| !line.strip_prefix(MARK).unwrap_or(line).trim_ascii().is_empty()) {
            return Ok(Some(from));
        }
    }
}

/// What was read from a place on, without the blanks around it.
fn text(begun: &[u8], from: usize) -> String {
    let line = begun.get(from..).unwrap_or_default();
    String::from_utf8_lossy(line.strip_prefix(MARK).unwrap_or(line).trim_ascii()).into_owned()
}

/// Whether a text is one object.
fn is_object(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    text.starts_with('{') && cursor.skip(LEVELS).is_ok() && cursor.peek().is_none()
}

/// Whether a text without blanks behind it is a value, or the beginning of one.
fn begins_json(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    match cursor.skip(LEVELS) {
        Ok(()) => cursor.peek().is_none(),
        Err(fault) => fault.at.start == text.len(),
    }
}
