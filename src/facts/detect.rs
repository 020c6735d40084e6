//! Which JSON an input holds that has no name to tell it: one value, or a record on each line.

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
/// # Errors
/// Where the input cannot be read.
pub fn json<'r>(input: impl Read + Send + 'r) -> io::Result<(Format, Box<dyn Read + Send + 'r>)> {
    let mut input = BufReader::new(input);
    let mut begun = Vec::new();
    let first = line(&mut input, &mut begun)?;
    let mut format = Format::Json;
    if first.starts_with('{') {
        if is_whole(&first) {
            format = Format::JsonLines;
        } else {
            let second = line(&mut input, &mut begun)?;
            if second.starts_with('{') && is_whole(&second) && !begins_json(&format!("{first}\n{second}")) {
                format = Format::JsonLines;
            }
        }
    }
    Ok((format, Box::new(Bytes::new(begun).chain(input))))
}

/// The next line that is not blank, without the blanks around it. What was read is put behind `begun`. Of what is no object only the
/// beginning is read: it may be one long line.
fn line(input: &mut impl BufRead, begun: &mut Vec<u8>) -> io::Result<String> {
    let mut from = begun.len();
    loop {
        let shown = input.fill_buf()?;
        let is_other = |bytes: &[u8]| bytes.trim_ascii_start().first().is_some_and(|byte| *byte != b'{');
        if is_other(shown.strip_prefix(MARK).unwrap_or(shown)) {
            return Ok(String::new());
        }
        let read = input.take(MOST).read_until(b'\n', begun)?;
        let line = begun.get(from..).unwrap_or_default();
        let line = line.strip_prefix(MARK).unwrap_or(line).trim_ascii();
        if read == 0 || !line.is_empty() {
            return Ok(String::from_utf8_lossy(line).into_owned());
        }
        from = begun.len();
    }
}

/// Whether a text is one value.
fn is_whole(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    cursor.skip(LEVELS).is_ok() && cursor.peek().is_none()
}

/// Whether a text without blanks behind it is a value, or the beginning of one.
fn begins_json(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    match cursor.skip(LEVELS) {
        Ok(()) => cursor.peek().is_none(),
        Err(fault) => fault.at.start == text.len(),
    }
}
