//! Texts in quotes, and the escapes in them.

use std::borrow::Cow;

use crate::bytes::plain_end;

/// A text in quotes.
#[derive(Debug, Clone, Copy)]
pub struct Quoted<'t> {
    /// with its quotes
    pub(super) written: &'t str,
    pub(super) escaped: bool,
}

impl<'t> Quoted<'t> {
    /// How many bytes it takes with its quotes.
    #[must_use]
    pub fn length(self) -> usize {
        self.written.len()
    }

    /// The text, its escapes replaced.
    #[must_use]
    pub fn text(self) -> Cow<'t, str> {
        let mut text = String::new();
        if self.escaped && unescape(self.written, 1, &mut text).is_some() {
            return Cow::Owned(text);
        }
        Cow::Borrowed(self.written.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or_default())
    }
}

/// Adds the text that stands from a place on, up to its closing quote, to another one, its escapes replaced, and gives the place behind the
/// quote; nothing where something is wrong with it.
pub(super) fn unescape(text: &str, from: usize, to: &mut String) -> Option<usize> {
    let mut at = from;
    loop {
        let end = plain_end(text.as_bytes(), at);
        to.push_str(text.get(at..end)?);
        match text.as_bytes().get(end)? {
            b'"' => return Some(end + 1),
            b'\\' => {
                let (character, length) = escape(text.get(end..)?)?;
                to.push(character);
                at = end + length;
            }
            _ => return None,
        }
    }
}

/// The character of an escape, and the length of that; nothing where JSON has no such one.
pub(super) fn escape(escape: &str) -> Option<(char, usize)> {
    let character = match escape.as_bytes().get(1)? {
        plain @ (b'"' | b'\\' | b'/') => char::from(*plain),
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode_escape(escape),
        _ => return None,
    };
    Some((character, 2))
}

/// The character of `\u00e9`, or of the pair `\ud83d\ude00`, and the length of its escape.
fn unicode_escape(escape: &str) -> Option<(char, usize)> {
    let unit = hexadecimal(escape)?;
    if let Some(character) = char::from_u32(unit) {
        return Some((character, 6));
    }
    let second = hexadecimal(escape.get(6..)?)?;
    let pair = [u16::try_from(unit).ok()?, u16::try_from(second).ok()?];
    let character = char::decode_utf16(pair).next()?.ok()?;
    Some((character, 12))
}

fn hexadecimal(escape: &str) -> Option<u32> {
    let digits = escape.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}
