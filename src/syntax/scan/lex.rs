//! Tokens, as coarse as cutting allows. Comments are set aside.

use std::ops::Range;

use super::marks;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `when`, `instance.created_at`
    Word,
    /// `10`, `2024`
    Number,
    /// `"…"`
    Text,
    /// `"…` without its closing quote
    UnclosedText,
    /// `{`, `(`, `[`
    Open,
    /// `}`, `)`, `]`
    Close,
    /// `，`: a mark of another script, for which the language has one of its own
    Foreign,
    /// any other character
    Mark,
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// Whether it is the first of its line.
    pub first: bool,
    /// How many bytes stand before the first token of its line.
    pub indent: usize,
}

impl Token {
    /// What it is, in the text from which it was taken.
    pub fn text(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Walks through a text, token by token.
#[derive(Debug, Clone)]
pub struct Lexer<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    fresh: bool,
    indent: usize,
}

impl<'t> Lexer<'t> {
    pub fn new(text: &'t str, at: usize) -> Self {
        Self { text, at, line: at, fresh: true, indent: 0 }
    }

    /// The next token; the comments before it are added to `comments`.
    pub fn next(&mut self, comments: &mut Vec<Range<usize>>) -> Option<Token> {
        self.skip_blanks(comments);
        let start = self.at;
        let (kind, length) = self.measure()?;
        self.at += length;
        let first = std::mem::take(&mut self.fresh);
        if first {
            self.indent = start - self.line;
        }
        Some(Token { kind, start, end: self.at, first, indent: self.indent })
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip_blanks(&mut self, comments: &mut Vec<Range<usize>>) {
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'\n' => self.break_line(),
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'/' if self.rest().starts_with("//") => comments.push(self.skip_comment()),
                0xEF if self.rest().starts_with('\u{FEFF}') => self.skip_byte_order_mark(),
                _ => return,
            }
        }
    }

    fn break_line(&mut self) {
        self.at += 1;
        self.line = self.at;
        self.fresh = true;
    }

    /// It stands before the indentation.
    fn skip_byte_order_mark(&mut self) {
        self.at += '\u{FEFF}'.len_utf8();
        if self.fresh {
            self.line = self.at;
        }
    }

    fn skip_comment(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        start..self.at
    }

    /// What stands here, and how long it is.
    fn measure(&self) -> Option<(Kind, usize)> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        Some(match first {
            'a'..='z' | 'A'..='Z' => (Kind::Word, word_length(rest)),
            '0'..='9' => (Kind::Number, rest.bytes().take_while(|b| is_word(*b)).count()),
            '"' => text_length(rest),
            '{' | '(' | '[' => (Kind::Open, 1),
            '}' | ')' | ']' => (Kind::Close, 1),
            _ if marks::translate(first).is_some() => (Kind::Foreign, marks::length(rest, first)),
            _ => (Kind::Mark, first.len_utf8()),
        })
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// `instance.created_at` is one word.
fn word_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut length = 0;
    loop {
        length += bytes.iter().skip(length).take_while(|b| is_word(**b)).count();
        let goes_on = bytes.get(length) == Some(&b'.') && bytes.get(length + 1).is_some_and(u8::is_ascii_alphabetic);
        if !goes_on {
            return length;
        }
        length += 1;
    }
}

/// A text ends with its line.
fn text_length(rest: &str) -> (Kind, usize) {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => return (Kind::UnclosedText, at),
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return (Kind::Text, at + 1),
            _ => {}
        }
    }
    (Kind::UnclosedText, rest.len())
}
