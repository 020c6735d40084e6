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
        Some(first) => is_object(&first) || is_broken_object(&first, &mut input, &mut begun)?,
        None => true,
    };
    let format = if are_lines { Format::JsonLines } else { Format::Json };
    Ok((format, Box::new(Bytes::new(begun).chain(input))))
}

/// Whether a line is an object that is broken, since another one stands on the next line.
fn is_broken_object(first: &str, input: &mut impl BufRead, begun: &mut Vec<u8>) -> io::Result<bool> {
    let second = if first.starts_with('{') { line(input, begun)? } else { None };
    Ok(second.is_some_and(|second| is_object(&second) && !begins_json(&format!("{first}\n{second}"))))
}

/// The next line that is not blank, without the blanks around it; none where only blanks are left. What was read is put behind `begun`.
/// Of what is no object nothing is read, and an empty one is given: it may be a long one.
fn line(input: &mut impl BufRead, begun: &mut Vec<u8>) -> io::Result<Option<String>> {
    let mut from = begun.len();
    loop {
        let shown = input.fill_buf()?;
        let is_other = |bytes: &[u8]| bytes.trim_ascii_start().first().is_some_and(|byte| *byte != b'{');
        if is_other(shown.strip_prefix(MARK).unwrap_or(shown)) {
            return Ok(Some(String::new()));
        }
        let read = input.take(MOST).read_until(b'\n', begun)?;
        let line = begun.get(from..).unwrap_or_default();
        let line = line.strip_prefix(MARK).unwrap_or(line).trim_ascii();
        if read == 0 || !line.is_empty() {
            return Ok((!line.is_empty()).then(|| String::from_utf8_lossy(line).into_owned()));
        }
        from = begun.len();
    }
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
