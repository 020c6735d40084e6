//! One declaration while its tokens are taken: where its braces stand, and what is wrong with its tokens.

use std::ops::Range;

use super::lex::{Kind, Token};
use super::{marks, unclosed};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// How many further places a message about one kind of mistake names.
const FURTHER: usize = 8;

pub struct Piece {
    pub indent: usize,
    start: usize,
    end: usize,
    braces: usize,
    /// The brace that is closed last.
    outer: usize,
    /// Whether that brace opens a body, not a set.
    is_body: bool,
    closed: bool,
    left_open: bool,
    deep: Option<usize>,
    unclosed_text: Option<usize>,
    foreign: Vec<Range<usize>>,
    wants_operand: bool,
    ends_in_brace: bool,
    optional: bool,
}

impl Piece {
    pub fn new(first: Token, text: &str) -> Self {
        Self {
            indent: first.indent,
            start: first.start,
            end: first.end,
            braces: 0,
            outer: first.start,
            is_body: false,
            closed: false,
            left_open: false,
            deep: None,
            unclosed_text: None,
            foreign: Vec::new(),
            wants_operand: false,
            ends_in_brace: false,
            optional: text.get(first.start..first.end) == Some("optional"),
        }
    }

    pub fn take(&mut self, token: Token, text: &str, fits: bool) {
        let word = text.get(token.start..token.end).unwrap_or("");
        match (token.kind, word) {
            (Kind::Open, "{") => self.open(token),
            (Kind::Close, "}") => self.close(),
            (Kind::UnclosedText, _) => _ = self.unclosed_text.get_or_insert(token.start),
            (Kind::Foreign, _) if self.foreign.len() <= FURTHER => self.foreign.push(token.start..token.end),
            _ => {}
        }
        if !fits {
            self.deep.get_or_insert(token.start);
        }
        self.optional = self.optional && token.start == self.start;
        self.wants_operand = wants_operand(token.kind, word);
        self.ends_in_brace = word == "}";
        self.end = token.end;
    }

    fn open(&mut self, token: Token) {
        if self.braces == 0 {
            self.outer = token.start;
            self.is_body = !self.wants_operand;
        }
        self.braces += 1;
    }

    fn close(&mut self) {
        self.braces = self.braces.saturating_sub(1);
        self.closed = self.braces == 0 && self.is_body;
    }

    /// Whether the token opens what stands in the braces of a `given`: a set stands only behind an operator.
    pub fn opens_body(&self, word: &str) -> bool {
        self.braces == 0 && word == "{" && !self.wants_operand
    }

    pub fn leave_open(&mut self) {
        self.left_open = true;
    }

    /// The findings about its tokens; where a text is not closed, later quotes and braces say nothing.
    pub fn findings(&self, file: FileId, text: &str) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = self.unclosed_text.map(|at| unclosed_text(file, at)).into_iter().collect();
        if self.left_open && findings.is_empty() {
            findings.push(unclosed(file, self.outer));
        }
        findings.extend(foreign(file, text, &self.foreign));
        findings.extend(self.deep.map(|at| too_deep(file, at)));
        findings
    }

    pub fn is_broken(&self) -> bool {
        self.left_open || self.deep.is_some() || self.unclosed_text.is_some() || !self.foreign.is_empty()
    }

    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub fn braces(&self) -> usize {
        self.braces
    }

    pub fn is_closed(&self) -> bool {
        self.closed
    }

    pub fn is_left_open(&self) -> bool {
        self.left_open
    }

    pub fn ends_in_brace(&self) -> bool {
        self.ends_in_brace
    }

    /// Whether `entity` goes on with it: only `optional` has been taken.
    pub fn is_optional(&self) -> bool {
        self.optional
    }
}

/// Whether a `{` behind this token opens a set.
fn wants_operand(kind: Kind, word: &str) -> bool {
    const WORDS: &[&str] = &["in", "of", "among", "then", "assume", "is", "not", "has"];
    const MARKS: &[&str] = &["=", "+", "-", "*", "<", ">", ",", "|", "."];
    match kind {
        Kind::Word => WORDS.contains(&word),
        Kind::Mark => MARKS.contains(&word),
        Kind::Open => true,
        _ => false,
    }
}

fn unclosed_text(file: FileId, at: usize) -> Diagnostic {
    Diagnostic::error(Code::Syntax, Span::new(file, at..at + 1), "the text is not closed")
        .help("a text ends on the line on which it begins: `\"…\"`; further texts in quotes may follow on the next lines and are joined")
}

fn too_deep(file: FileId, at: usize) -> Diagnostic {
    Diagnostic::error(Code::TooDeep, Span::new(file, at..at + 1), format!("nested more than {} levels deep", super::LIMIT))
        .help("name parts of it with `define`")
}

/// One finding for all foreign marks of a declaration.
fn foreign(file: FileId, text: &str, places: &[Range<usize>]) -> Option<Diagnostic> {
    let (first, further) = places.split_first()?;
    let mark = text.get(first.clone())?.chars().next()?;
    let instead = match marks::translate(mark)? {
        words @ ("a new line" | "an ordinary blank") => words.to_owned(),
        written => format!("`{written}`"),
    };
    let message = format!("{} is not a mark of the language", marks::name(mark));
    let found = Diagnostic::error(Code::Syntax, Span::new(file, first.clone()), message).saying(format!("write {instead}"));
    Some(further.iter().fold(found, |found, place| found.and(Span::new(file, place.clone()), "")))
}
