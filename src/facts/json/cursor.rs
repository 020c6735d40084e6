//! Reads JSON (RFC 8259) from a text, one token after the other. Nothing is built that nobody asked for, and nothing recurs: a
//! hundred thousand brackets are passed over like any other text.

use std::borrow::Cow;
use std::ops::Range;

use crate::bytes::plain_end;
use crate::facts::lookup::Literal;

/// A place in a JSON text.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'t> {
    text: &'t str,
    at: usize,
    /// nothing behind it is passed
    end: usize,
}

/// Why a text is no JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub at: Range<usize>,
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// something else should stand there
    Expected(&'static str),
    /// what stands there is not allowed
    Refused(&'static str),
    /// too many brackets are open
    TooDeep,
}

/// The text between two quotes.
#[derive(Debug, Clone, Copy)]
pub struct Quoted<'t> {
    raw: &'t str,
    escaped: bool,
}

impl<'t> Cursor<'t> {
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, end: text.len() }
    }

    /// A line of a text.
    #[must_use]
    pub fn of_line(text: &'t str, line: &Range<usize>) -> Self {
        Self { text, at: line.start, end: line.end }
    }

    /// The text that it reads.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The next 32 bytes, after a blank; nothing where the text ends before.
    #[inline]
    pub fn window(&mut self) -> Option<&'t [u8; 32]> {
        self.peek()?;
        self.text.as_bytes().get(self.at..)?.first_chunk()
    }

    /// Passes so many bytes.
    #[inline]
    pub fn pass(&mut self, length: usize) {
        self.at += length;
    }

    /// The same text, from another place on.
    #[must_use]
    pub fn moved_to(self, at: usize) -> Self {
        Self { at, ..self }
    }

    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The next byte that is not blank, without passing it.
    #[inline]
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other,
            }
        }
    }

    /// Passes a byte if it comes next, after blanks.
    #[inline]
    pub fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Passes a byte that has to come next, after blanks.
    ///
    /// # Errors
    /// Where another one comes.
    pub fn expect(&mut self, byte: u8, what: &'static str) -> Result<(), Fault> {
        if self.eat(byte) { Ok(()) } else { Err(self.expected(what)) }
    }

    /// That something else should stand here.
    #[must_use]
    pub fn expected(&self, what: &'static str) -> Fault {
        Fault { at: self.at..self.token_end(), what: What::Expected(what) }
    }

    /// Passes these bytes if they come next, without blanks before.
    #[inline]
    pub fn eat_all(&mut self, bytes: &[u8]) -> bool {
        let found = self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(bytes));
        if found {
            self.at += bytes.len();
        }
        found
    }

    /// Passes an expected text if it comes next, without blanks before.
    #[inline]
    pub fn eat_literal(&mut self, literal: &Literal) -> bool {
        let found = self.text.as_bytes().get(self.at..).is_some_and(|rest| literal.begins(rest));
        if found {
            self.at += literal.length();
        }
        found
    }

    /// Passes an object's key and its colon.
    ///
    /// # Errors
    /// Where no key in quotes comes, or no colon.
    pub fn key(&mut self) -> Result<Quoted<'t>, Fault> {
        if self.peek() != Some(b'"') {
            return Err(self.expected("a key in double quotes"));
        }
        let key = self.string()?;
        self.expect(b':', "`:`")?;
        Ok(key)
    }

    /// Passes a text in quotes.
    ///
    /// # Errors
    /// Where none comes, it does not end, or it has a character or an escape that JSON does not allow.
    pub fn string(&mut self) -> Result<Quoted<'t>, Fault> {
        self.expect(b'"', "a text in double quotes")?;
        let start = self.at;
        let mut escaped = false;
        loop {
            self.at = plain_end(self.text.as_bytes(), self.at);
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => self.escape()?,
                None | Some(b'\n' | b'\r') => return Err(Fault { at: start - 1..self.at, what: What::Refused("the text does not end") }),
                Some(_) => return Err(self.refused(1, "a control character stands in a text; write it as an escape")),
            }
            escaped = true;
        }
        let raw = self.text.get(start..self.at).unwrap_or("");
        self.at += 1;
        Ok(Quoted { raw, escaped })
    }

    /// Whether the text in quotes that stands here begins with a dot, or an escape that may be one.
    #[must_use]
    pub fn may_be_dots(&self) -> bool {
        matches!(self.text.as_bytes().get(self.at + 1), Some(b'.' | b'\\'))
    }

    /// Passes a text in quotes if nothing in it needs a second look, and gives its place.
    #[inline]
    pub fn plain_range(&mut self) -> Option<Range<usize>> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let start = self.at + 1;
        let end = plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        Some(start..end)
    }

    /// Passes a text in quotes if nothing in it needs a second look.
    #[inline]
    pub fn plain_string(&mut self) -> Option<&'t str> {
        self.plain_range().and_then(|at| self.text.get(at))
    }

    fn escape(&mut self) -> Result<(), Fault> {
        let length = match self.text.as_bytes().get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u') => unicode_escape(self.text.get(self.at..).unwrap_or("")).ok_or_else(|| self.refused(6, BAD_ESCAPE))?.1,
            _ => return Err(self.refused(2, BAD_ESCAPE)),
        };
        self.at += length;
        Ok(())
    }

    /// Passes a number and gives its text.
    ///
    /// # Errors
    /// Where digits are missing.
    pub fn number(&mut self) -> Result<&'t str, Fault> {
        let start = self.at;
        self.next_if(b"-");
        if !self.next_if(b"0") {
            self.digits()?;
        }
        if self.next_if(b".") {
            self.digits()?;
        }
        if self.next_if(b"eE") {
            self.next_if(b"+-");
            self.digits()?;
        }
        Ok(self.text.get(start..self.at).unwrap_or(""))
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(self.expected("a digit")) } else { Ok(()) }
    }

    /// Passes `true` or `false`.
    #[inline]
    pub fn truth(&mut self) -> Option<bool> {
        match self.peek()? {
            b't' => self.eat_all(b"true").then_some(true),
            b'f' => self.eat_all(b"false").then_some(false),
            _ => None,
        }
    }

    /// Passes `null`, if it comes next.
    #[inline]
    pub fn null(&mut self) -> bool {
        self.peek() == Some(b'n') && self.eat_all(b"null")
    }

    /// Passes a whole value.
    ///
    /// # Errors
    /// Where it is no JSON, or more than so many levels of brackets are open in it.
    pub fn skip(&mut self, levels: usize) -> Result<(), Fault> {
        let mut open = Vec::new();
        loop {
            let inside = self.enter(&mut open, levels)?;
            if !inside && !self.leave(&mut open)? {
                return Ok(());
            }
        }
    }

    /// Passes a scalar, or a bracket; says whether a value follows within it.
    fn enter(&mut self, open: &mut Vec<u8>, levels: usize) -> Result<bool, Fault> {
        let close = match self.peek() {
            Some(b'{') => b'}',
            Some(b'[') => b']',
            _ => return self.scalar().map(|()| false),
        };
        if open.len() >= levels {
            return Err(Fault { at: self.at..self.at + 1, what: What::TooDeep });
        }
        self.at += 1;
        if self.eat(close) {
            return Ok(false);
        }
        if close == b'}' {
            self.key()?;
        }
        open.push(close);
        Ok(true)
    }

    /// Passes what stands between the end of a value and the next one; says whether there is one.
    fn leave(&mut self, open: &mut Vec<u8>) -> Result<bool, Fault> {
        while let Some(close) = open.last().copied() {
            if self.eat(b',') {
                if close == b'}' {
                    self.key()?;
                }
                return Ok(true);
            }
            self.close(close)?;
            open.pop();
        }
        Ok(false)
    }

    /// Passes the bracket that ends an object or an array.
    ///
    /// # Errors
    /// Where something else comes.
    pub fn close(&mut self, bracket: u8) -> Result<(), Fault> {
        self.expect(bracket, if bracket == b'}' { "`,` or `}`" } else { "`,` or `]`" })
    }

    /// Makes sure that nothing follows.
    ///
    /// # Errors
    /// Where something does.
    pub fn end(&mut self, what: &'static str) -> Result<(), Fault> {
        if self.peek().is_none() { Ok(()) } else { Err(self.expected(what)) }
    }

    fn scalar(&mut self) -> Result<(), Fault> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            _ if self.null() || self.truth().is_some() => Ok(()),
            _ => Err(self.expected("a value")),
        }
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        if self.at < self.end { self.text.as_bytes().get(self.at).copied() } else { None }
    }

    fn next_if(&mut self, any_of: &[u8]) -> bool {
        let found = self.byte().is_some_and(|byte| any_of.contains(&byte));
        self.at += usize::from(found);
        found
    }

    /// That the next characters are not allowed.
    fn refused(&self, characters: usize, what: &'static str) -> Fault {
        let length = self.text.get(self.at..).unwrap_or("").chars().take(characters).map(char::len_utf8).sum::<usize>();
        Fault { at: self.at..self.at + length, what: What::Refused(what) }
    }

    /// Where the word, or the single character, ends that stands here.
    fn token_end(&self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or("");
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        self.at + word.max(rest.chars().next().map_or(0, char::len_utf8))
    }
}

const BAD_ESCAPE: &str = "this is no escape";

impl<'t> Quoted<'t> {
    /// How many bytes it takes with its quotes.
    #[must_use]
    pub fn length(self) -> usize {
        self.raw.len() + 2
    }

    /// The text, its escapes replaced.
    #[must_use]
    pub fn text(self) -> Cow<'t, str> {
        if self.escaped { Cow::Owned(unescape(self.raw)) } else { Cow::Borrowed(self.raw) }
    }
}

fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        let (character, length) = simple_escape(escape).or_else(|| unicode_escape(escape)).unwrap_or(('\u{FFFD}', 1));
        text.push_str(before);
        text.push(character);
        rest = escape.get(length..).unwrap_or("");
    }
    text.push_str(rest);
    text
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
