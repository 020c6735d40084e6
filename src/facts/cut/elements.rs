//! Where the elements of a JSON array end: by brackets, quotes and commas alone, so that an element which is no JSON costs only itself.

use crate::bytes::blanks;

/// Where an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// behind it stands what is at this place
    At(usize),
    /// the text ends within it, or before what should follow
    Open,
    /// its brackets do not match, or something else follows: nobody can say where the next one begins
    Broken,
}

/// The end of the element that stands at a place: the comma, or the bracket of the array.
#[must_use]
pub fn end(bytes: &[u8], from: usize) -> End {
    let start = from + blanks(bytes.get(from..).unwrap_or_default());
    if !matches!(bytes.get(start), Some(b'{' | b'[')) {
        return scalar_end(bytes, start);
    }
    let behind = match value_end(bytes, start) {
        End::At(behind) => behind,
        other => return other,
    };
    let end = behind + blanks(bytes.get(behind..).unwrap_or_default());
    match bytes.get(end) {
        Some(b',' | b']') => End::At(end),
        Some(_) => End::Broken,
        None => End::Open,
    }
}

/// The place behind the object or the array that stands at a place.
#[must_use]
pub fn value_end(bytes: &[u8], from: usize) -> End {
    let mut open = Vec::new();
    let mut at = from;
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            b'"' => at = quoted_end(bytes, at),
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' if open.pop() != Some(byte) => return End::Broken,
            b'}' | b']' if open.is_empty() => return End::At(at + 1),
            _ => {}
        }
        at += 1;
    }
    End::Open
}

fn scalar_end(bytes: &[u8], from: usize) -> End {
    let mut at = from;
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            b'"' => at = quoted_end(bytes, at),
            b',' | b']' => return End::At(at),
            b'{' | b'[' | b'}' => return End::Broken,
            _ => {}
        }
        at += 1;
    }
    End::Open
}

/// The place of the quote that ends a text; of the line's end, where none does.
fn quoted_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            b'"' | b'\n' => return at,
            b'\\' if bytes.get(at + 1) != Some(&b'\n') => at += 2,
            _ => at += 1,
        }
    }
    at
}
