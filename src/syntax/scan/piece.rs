//! One declaration while its tokens are taken: where its braces stand, and what is wrong with its tokens.

use std::ops::Range;

use super::lex::{Kind, Token};
use super::{Chunk, LIMIT, marks, unclosed};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::source::{FileId, Span};

/// How many further places a message about foreign marks names.
const FURTHER: usize = 8;

/// The tokens from the first one on, as far as they were taken.
pub struct Piece<'t> {
    text: &'t str,
    pub first: Token,
    last: Token,
    pub state: State,
    /// How many braces are open.
    pub braces: usize,
    /// The brace that is closed last, and whether it opens a body, not a set.
    outer: usize,
    is_body: bool,
    /// Whether it seems to hold the beginning of another declaration.
    pub suspect: bool,
    deep: Option<usize>,
    unclosed_text: Option<usize>,
    foreign: Vec<Range<usize>>,
}

/// How far a declaration has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    GoesOn,
    /// Its body is closed.
    Closed,
    /// It ended although braces are open.
    LeftOpen,
}

impl<'t> Piece<'t> {
    pub fn new(first: Token, text: &'t str) -> Self {
        Self {
            text,
            first,
            last: first,
            state: State::GoesOn,
            braces: 0,
            outer: first.start,
            is_body: false,
            suspect: false,
            deep: None,
            unclosed_text: None,
            foreign: Vec::new(),
        }
    }

    pub fn take(&mut self, token: Token, is_too_deep: bool) {
        match (token.kind, token.text(self.text)) {
            (Kind::Open, "{") => self.open(token),
            (Kind::Close, "}") => self.close(),
            (Kind::UnclosedText, _) => _ = self.unclosed_text.get_or_insert(token.start),
            (Kind::Foreign, _) if self.foreign.len() <= FURTHER => self.foreign.push(token.start..token.end),
            _ => {}
        }
        if is_too_deep {
            self.deep.get_or_insert(token.start);
        }
        self.last = token;
    }

    fn open(&mut self, token: Token) {
        if self.braces == 0 {
            self.outer = token.start;
            self.is_body = !self.wants_operand();
        }
        self.braces += 1;
    }

    fn close(&mut self) {
        self.braces = self.braces.saturating_sub(1);
        if self.braces == 0 && self.is_body {
            self.state = State::Closed;
        }
    }

    /// Whether a `{` opens a set here: it stands behind an operator.
    fn wants_operand(&self) -> bool {
        const WORDS: &[&str] = &["in", "of", "among", "then", "assume", "is", "not", "has"];
        const MARKS: &[&str] = &["=", "+", "-", "*", "<", ">", ",", "|", "."];
        let word = self.last.text(self.text);
        match self.last.kind {
            Kind::Word => WORDS.contains(&word),
            Kind::Mark => MARKS.contains(&word),
            Kind::Open => true,
            _ => false,
        }
    }

    /// Whether this word opens what stands in the braces of a `given`.
    pub fn ends_in_head(&self, word: &str) -> bool {
        self.braces == 0 && word == "{" && !self.wants_operand()
    }

    pub fn ends_in_brace(&self) -> bool {
        self.last.text(self.text) == "}"
    }

    /// Whether the word of a declaration goes on with it: only `optional` (of `optional entity`) or `allow` (of `allow rule-without-…`)
    /// has been taken.
    pub fn wants_word(&self) -> bool {
        self.first.start == self.last.start && matches!(self.first.text(self.text), "optional" | "allow")
    }

    pub fn is_broken(&self) -> bool {
        self.state == State::LeftOpen || self.deep.is_some() || self.unclosed_text.is_some() || !self.foreign.is_empty()
    }

    pub fn chunk(&self) -> Chunk {
        Chunk {
            range: self.first.start..self.last.end,
            broken: self.is_broken(),
            suspect: self.suspect,
            indent: self.first.indent,
            body: None,
        }
    }

    /// What is wrong with its tokens; where a text is not closed, later quotes and braces say nothing.
    pub fn findings(&self, file: FileId) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = self.unclosed_text.map(|at| unclosed_text(file, at)).into_iter().collect();
        if self.state == State::LeftOpen && findings.is_empty() {
            findings.push(unclosed(file, self.outer));
        }
        findings.extend(self.foreign_marks(file));
        findings.extend(self.deep.map(|at| too_deep(file, at)));
        findings
    }

    /// One finding for all foreign marks.
    fn foreign_marks(&self, file: FileId) -> Option<Diagnostic> {
        let (first, further) = self.foreign.split_first()?;
        let mark = self.text.get(first.clone())?.chars().next()?;
        let instead = match marks::translate(mark)? {
            words @ ("a new line" | "an ordinary blank") => words.to_owned(),
            written => format!("`{written}`"),
        };
        let message = format!("{} is not a mark of the language", marks::name(mark));
        let found = Diagnostic::error(Code::Syntax, Span::new(file, first.clone()), message).saying(format!("write {instead}"));
        let found = further.iter().fold(found, |found, place| found.and(Span::new(file, place.clone()), ""));
        let edit = |place: &Range<usize>| {
            let text = marks::replacement(self.text.get(place.clone())?)?;
            Some(Edit { span: Span::new(file, place.clone()), text })
        };
        let edits: Option<Vec<Edit>> = self.foreign.iter().map(edit).collect();
        Some(match edits {
            Some(edits) => found.fix("write the marks of the language", edits),
            None => found,
        })
    }
}

fn unclosed_text(file: FileId, at: usize) -> Diagnostic {
    Diagnostic::error(Code::Syntax, Span::new(file, at..at + 1), "the text is not closed")
        .help("a text ends on its line: `\"…\"`; further texts in quotes may follow on the next lines and are joined")
}

/// What to say where something is nested too deeply.
pub fn too_deep(file: FileId, at: usize) -> Diagnostic {
    Diagnostic::error(Code::TooDeep, Span::new(file, at..at + 1), format!("nested more than {LIMIT} levels deep"))
        .help("name parts of it with `define`")
}
