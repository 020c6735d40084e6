//! JSON as nodes with their places.

use super::super::node::{Content, Entry, LEVELS, Node};
use super::cursor::{Cursor, Fault, What};

/// Reads one value.
///
/// # Errors
/// Where it is no JSON, or nested too deeply.
pub fn read(cursor: &mut Cursor<'_>) -> Result<Node, Fault> {
    node(cursor, LEVELS)
}

/// Reads a value that may have so many levels of brackets.
fn node(cursor: &mut Cursor<'_>, levels: usize) -> Result<Node, Fault> {
    let first = cursor.peek();
    let start = cursor.at();
    let content = match first {
        Some(b'{' | b'[') if levels == 0 => return Err(Fault { at: start..start + 1, what: What::TooDeep }),
        Some(b'{') => object(cursor, levels - 1)?,
        Some(b'[') => array(cursor, levels - 1)?,
        Some(b'"') => Content::Text(cursor.string()?.text().into_owned()),
        Some(b'-' | b'0'..=b'9') => Content::Number(cursor.number()?.to_owned()),
        _ if cursor.null() => Content::Null,
        _ => Content::Truth(cursor.truth().ok_or_else(|| cursor.expected("a value"))?),
    };
    Ok(Node { at: start..cursor.at(), content })
}

fn object(cursor: &mut Cursor<'_>, levels: usize) -> Result<Content, Fault> {
    let mut entries = Vec::new();
    cursor.eat(b'{');
    if cursor.eat(b'}') {
        return Ok(Content::Object(entries));
    }
    loop {
        entries.push(entry(cursor, levels)?);
        if !cursor.eat(b',') {
            cursor.close(b'}')?;
            return Ok(Content::Object(entries));
        }
    }
}

fn entry(cursor: &mut Cursor<'_>, levels: usize) -> Result<Entry, Fault> {
    cursor.peek();
    let start = cursor.at();
    let key = cursor.key()?;
    let key_at = start..start + key.length();
    Ok(Entry { key: key.text().into_owned(), key_at, value: node(cursor, levels)? })
}

fn array(cursor: &mut Cursor<'_>, levels: usize) -> Result<Content, Fault> {
    let mut nodes = Vec::new();
    cursor.eat(b'[');
    if cursor.eat(b']') {
        return Ok(Content::Array(nodes));
    }
    loop {
        nodes.push(node(cursor, levels)?);
        if !cursor.eat(b',') {
            cursor.close(b']')?;
            return Ok(Content::Array(nodes));
        }
    }
}
