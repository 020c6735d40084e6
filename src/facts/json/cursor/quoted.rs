//! Texts in quotes, and the escapes in them.

use std::borrow::Cow;

use memchr::memchr;

/// The text between two quotes.
#[derive(Debug, Clone, Copy)]
pub struct Quoted<'t> {
    pub(super) raw: &'t str,
    pub(super) escaped: bool,
}

impl<'t> Quoted<'t> {
    /// How many bytes it takes with its quotes.
    #[must_use]
    pub fn length(self) -> usize {
        self.raw.len() + 2
    }

    /// Its length without the quotes, if nothing in it is an escape.
    #[must_use]
    pub fn plain_length(self) -> Option<usize> {
        (!self.escaped).then_some(self.raw.len())
    }

    /// The text, its escapes replaced.
    #[must_use]
    pub fn text(self) -> Cow<'t, str> {
        if !self.escaped {
            return Cow::Borrowed(self.raw);
        }
        let mut text = String::with_capacity(self.raw.len());
        self.write(&mut text);
        Cow::Owned(text)
    }

    /// Adds the text, its escapes replaced.
    pub fn write(self, text: &mut String) {
        let mut rest = self.raw;
        while let Some(at) = memchr(b'\\', rest.as_bytes()) {
            let (before, escape) = rest.split_at(at);
            let (character, length) = simple_escape(escape).or_else(|| unicode_escape(escape)).unwrap_or(('\u{FFFD}', 1));
            text.push_str(before);
            text.push(character);
            rest = escape.get(length..).unwrap_or("");
        }
        text.push_str(rest);
    }
}

fn simple_escape(escape: &str) -> Option<(char, usize)> {
    let character = match escape.as_bytes().get(1)? {
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return None,
        other => char::from(*other),
    };
    Some((character, 2))
}

/// The character of `\u00e9`, or of the pair `\ud83d\ude00`, and the length of its escape.
pub(super) fn unicode_escape(escape: &str) -> Option<(char, usize)> {
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
