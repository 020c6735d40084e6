//! Texts, numbers and words: what stands between the brackets.

use crate::bytes::plain_end;

use super::quoted::{escape, unescape};
use super::{Cursor, Fault, Quoted, What};

const BAD_ESCAPE: &str = "this is no escape";

impl<'t> Cursor<'t> {
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
        self.at += 1;
        let written = self.text.get(start - 1..self.at).unwrap_or("");
        Ok(Quoted { written, escaped })
    }

    /// Passes a text in quotes and adds it to another one, its escapes replaced; nothing where something is wrong with it, and then
    /// some of it may have been added.
    pub fn string_onto(&mut self, to: &mut String) -> Option<()> {
        let start = self.behind_byte(self.at, b'"')?;
        self.at = unescape(self.text, start, to)?;
        Some(())
    }

    /// Whether the text in quotes that stands here begins with a dot, or an escape that may be one.
    #[must_use]
    pub fn may_be_dots(&self) -> bool {
        matches!(self.text.as_bytes().get(self.at + 1), Some(b'.' | b'\\'))
    }

    /// Passes a text in quotes if nothing in it needs a second look.
    #[inline]
    pub fn plain_string(&mut self) -> Option<&'t str> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let start = self.at + 1;
        let end = plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    fn escape(&mut self) -> Result<(), Fault> {
        let rest = self.text.get(self.at..).unwrap_or("");
        let Some((_, length)) = escape(rest) else {
            let characters = if rest.starts_with("\\u") { 6 } else { 2 };
            return Err(self.refused(characters, BAD_ESCAPE));
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
}
