//! Cuts a file into declarations, so that a mistake in one of them hides no other.
//!
//! A declaration begins with its word, first on its line or behind a closed declaration. A file whose braces do not match is cut a second
//! time, by its indentation as well: where a declaration's word stands no further in than the one before it, that one was not closed.

mod depth;
mod doc;
mod lex;
mod marks;
mod piece;

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use crate::syntax::nearest::nearest;

pub use depth::{LIMIT, too_deep};
pub use doc::doc_above;
pub use lex::{Kind, Lexer, Token};
use piece::Piece;

/// The words that begin a declaration.
pub const DECLARATIONS: &[&str] = &[
    "policy",
    "document",
    "actor",
    "enum",
    "record",
    "optional",
    "entity",
    "decision",
    "param",
    "define",
    "table",
    "message",
    "given",
    "rule",
    "exception",
    "duty",
    "effect",
    "suggest",
    "facts",
    "scenario",
];

/// A file in pieces.
#[derive(Debug, Default)]
pub struct Cut {
    pub chunks: Vec<Chunk>,
    pub comments: Vec<Range<usize>>,
    pub findings: Vec<Diagnostic>,
}

/// The text of one declaration.
#[derive(Debug)]
pub struct Chunk {
    pub range: Range<usize>,
    /// What is wrong with it has been found already.
    pub broken: bool,
    /// The declarations in the braces of a `given`; the range is that of its head.
    pub body: Option<Body>,
}

/// `{ … }` behind the head of a `given`
#[derive(Debug)]
pub struct Body {
    pub chunks: Vec<Chunk>,
    pub end: usize,
}

/// Cuts a file.
pub fn cut(file: FileId, text: &str) -> Cut {
    let plain = Cutter::new(file, text, false).run();
    plain.unwrap_or_else(|_| Cutter::new(file, text, true).run().unwrap_or_else(|cut| cut))
}

struct Cutter<'t> {
    file: FileId,
    text: &'t str,
    lexer: Lexer<'t>,
    ahead: Option<Token>,
    depth: depth::Depth,
    /// Whether the indentation counts.
    by_indent: bool,
    unbalanced: bool,
    cut: Cut,
}

/// A `given` whose body is being cut.
struct Within {
    indent: usize,
    body_indent: Option<usize>,
    level: usize,
}

impl<'t> Cutter<'t> {
    fn new(file: FileId, text: &'t str, by_indent: bool) -> Self {
        let lexer = Lexer::new(text, 0);
        let mut cutter =
            Self { file, text, lexer, ahead: None, depth: depth::Depth::new(), by_indent, unbalanced: false, cut: Cut::default() };
        cutter.advance();
        cutter
    }

    /// The pieces; as an error where the braces did not match.
    fn run(mut self) -> Result<Cut, Cut> {
        self.cut.chunks = self.chunks(None);
        if self.unbalanced { Err(self.cut) } else { Ok(self.cut) }
    }

    fn chunks(&mut self, mut within: Option<Within>) -> Vec<Chunk> {
        let mut chunks = Vec::new();
        while let Some(token) = self.ahead {
            match &mut within {
                Some(_) if self.is_closing_brace(token) => break,
                Some(within) if self.leaves(within, token) => break,
                Some(within) => _ = within.body_indent.get_or_insert(token.indent),
                None => {}
            }
            let level = within.as_ref().map_or(0, |within| within.level);
            chunks.extend(self.chunk(token, level));
        }
        chunks
    }

    fn chunk(&mut self, token: Token, level: usize) -> Option<Chunk> {
        let mark = self.depth.mark();
        let chunk = match self.word(token) {
            "given" if level < LIMIT => self.given(token, level),
            word if DECLARATIONS.contains(&word) => Some(self.declaration(token)),
            _ => self.stray(token),
        };
        self.depth.back_to(mark);
        chunk
    }

    fn declaration(&mut self, token: Token) -> Chunk {
        let piece = self.piece(token, |_, _| false);
        let (range, broken) = (piece.range(), piece.is_broken());
        self.report(piece);
        Chunk { range, broken, body: None }
    }

    /// Text that is no declaration.
    fn stray(&mut self, token: Token) -> Option<Chunk> {
        if self.is_closing_brace(token) {
            self.advance();
            self.unbalanced = true;
            self.find(Code::Syntax, token.start..token.end, "this `}` closes nothing");
            return None;
        }
        let piece = self.piece(token, |_, _| false);
        if !piece.is_broken() {
            self.cut.findings.push(self.no_declaration(token));
        }
        self.report(piece);
        None
    }

    /// The head of a `given`, then what stands in its braces.
    fn given(&mut self, token: Token, level: usize) -> Option<Chunk> {
        let head = self.piece(token, Piece::opens_body);
        let (range, broken) = (head.range(), head.is_broken());
        self.report(head);
        let Some(open) = self.ahead.filter(|token| self.word(*token) == "{") else {
            if !broken {
                let what = "a `given` between declarations has declarations in braces: `given … { … }`";
                self.find(Code::Syntax, range, what);
            }
            return None;
        };
        self.depth.count(open, self.text);
        self.advance();
        let chunks = self.chunks(Some(Within { indent: token.indent, body_indent: None, level: level + 1 }));
        let end = self.close_body(open, chunks.last().map_or(open.end, Chunk::end));
        Some(Chunk { range, broken, body: Some(Body { chunks, end }) })
    }

    fn close_body(&mut self, open: Token, so_far: usize) -> usize {
        match self.ahead.filter(|token| self.is_closing_brace(*token)) {
            Some(close) => {
                self.advance();
                close.end
            }
            None => {
                self.unclosed(open.start);
                so_far
            }
        }
    }

    /// Whether a declaration stands too far out to belong to the body of a `given`.
    fn leaves(&self, within: &Within, token: Token) -> bool {
        let outside = token.indent <= within.indent && within.body_indent.is_some_and(|body| body > within.indent);
        self.by_indent && token.first && outside && self.is_declaration(token)
    }

    /// Takes tokens from the first one up to the end of a declaration, or up to where `stop` says.
    fn piece(&mut self, first: Token, stop: fn(&Piece, &str) -> bool) -> Piece {
        let mut piece = Piece::new(first, self.text);
        let mut next = Some(first);
        while let Some(token) = next {
            let fits = self.depth.count(token, self.text);
            piece.take(token, self.text, fits);
            self.advance();
            next = self.ahead.filter(|token| !piece.is_closed() && !stop(&piece, self.word(*token)) && !self.ends(&mut piece, *token));
        }
        if piece.braces() > 0 {
            piece.leave_open();
        }
        piece
    }

    /// Whether a declaration ends before this token.
    fn ends(&self, piece: &mut Piece, token: Token) -> bool {
        let begins = self.is_declaration(token) && !piece.is_optional();
        let closing = self.is_closing_brace(token);
        if piece.braces() == 0 {
            return closing || begins && (token.first || piece.ends_in_brace());
        }
        let further_out = begins && token.indent <= piece.indent || closing && piece.braces() == 1 && token.indent < piece.indent;
        let ends = self.by_indent && token.first && further_out;
        if ends {
            piece.leave_open();
        }
        ends
    }

    /// Says what is wrong with a piece.
    fn report(&mut self, piece: Piece) {
        self.unbalanced |= piece.is_left_open();
        let findings = piece.findings(self.file, self.text);
        self.cut.findings.extend(findings);
    }

    fn unclosed(&mut self, at: usize) {
        self.unbalanced = true;
        self.cut.findings.push(unclosed(self.file, at));
    }

    fn no_declaration(&self, token: Token) -> Diagnostic {
        let span = Span::new(self.file, token.start..token.end);
        let found = Diagnostic::error(Code::Syntax, span, "expected a declaration such as `rule`");
        match nearest(self.word(token), DECLARATIONS) {
            Some(word) if token.kind == Kind::Word => found.saying(format!("did you mean `{word}`?")),
            _ => found,
        }
    }

    fn find(&mut self, code: Code, range: Range<usize>, message: &str) {
        self.cut.findings.push(Diagnostic::error(code, Span::new(self.file, range), message));
    }

    fn advance(&mut self) {
        self.ahead = self.lexer.next(&mut self.cut.comments);
    }

    fn word(&self, token: Token) -> &'t str {
        self.text.get(token.start..token.end).unwrap_or("")
    }

    fn is_declaration(&self, token: Token) -> bool {
        token.kind == Kind::Word && DECLARATIONS.contains(&self.word(token))
    }

    fn is_closing_brace(&self, token: Token) -> bool {
        token.kind == Kind::Close && self.word(token) == "}"
    }
}

fn unclosed(file: FileId, at: usize) -> Diagnostic {
    Diagnostic::error(Code::Syntax, Span::new(file, at..at + 1), "this `{` is not closed")
}

impl Chunk {
    fn end(&self) -> usize {
        self.body.as_ref().map_or(self.range.end, |body| body.end)
    }
}
