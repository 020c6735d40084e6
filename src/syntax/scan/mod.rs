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
use crate::syntax::findings::Findings;

pub use depth::{LIMIT, too_deep};
pub use doc::doc_above;
pub use lex::{Kind, Lexer, Token};
pub use piece::too_deep as nested_too_deeply;
use piece::{Piece, State};

/// The words that begin a declaration.
pub const DECLARATIONS: &[&str] = &[
    "policy",
    "allow",
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
    /// Where text begins that is no declaration.
    pub strays: Vec<usize>,
    pub findings: Findings,
}

/// The text of one declaration.
#[derive(Debug)]
pub struct Chunk {
    pub range: Range<usize>,
    /// What is wrong with it has been found already.
    pub broken: bool,
    /// It seems to hold the beginning of another declaration: perhaps its brace is closed by one of the next.
    pub suspect: bool,
    /// How many bytes stand before the first token of its line.
    pub indent: usize,
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
    Cutter::new(file, text, false).run().unwrap_or_else(|_| cut_by_indent(file, text))
}

/// Cuts a file by its indentation as well.
pub fn cut_by_indent(file: FileId, text: &str) -> Cut {
    Cutter::new(file, text, true).run().unwrap_or_else(|cut| cut)
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
        while let Some(token) = self.ahead.filter(|_| !self.is_in_vain()) {
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

    /// Whether the file will be cut again.
    fn is_in_vain(&self) -> bool {
        self.unbalanced && !self.by_indent
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
        let chunk = piece.chunk();
        self.report(&piece);
        chunk
    }

    /// Text that is no declaration.
    fn stray(&mut self, token: Token) -> Option<Chunk> {
        if self.is_closing_brace(token) {
            self.advance();
            self.unbalanced = true;
            self.find(Code::Syntax, token.start..token.end, "this `}` closes nothing");
            return None;
        }
        self.cut.strays.push(token.start);
        let piece = self.piece(token, |_, _| false);
        if !piece.is_broken() && !self.cut.findings.is_full() {
            self.cut.findings.push(no_declaration(self.file, self.text, token));
        }
        self.report(&piece);
        None
    }

    /// The head of a `given`, then what stands in its braces.
    fn given(&mut self, token: Token, level: usize) -> Option<Chunk> {
        let head = self.piece(token, Piece::ends_in_head);
        let mut chunk = head.chunk();
        self.report(&head);
        let Some(open) = self.ahead.filter(|token| self.word(*token) == "{") else {
            if !chunk.broken {
                let what = "a `given` between declarations has declarations in braces: `given … { … }`";
                self.find(Code::Syntax, chunk.range, what);
            }
            return None;
        };
        self.depth.exceeds(open, self.text);
        self.advance();
        let chunks = self.chunks(Some(Within { indent: token.indent, body_indent: None, level: level + 1 }));
        let end = self.close_body(open, chunks.last().map_or(open.end, Chunk::end));
        chunk.body = Some(Body { chunks, end });
        Some(chunk)
    }

    fn close_body(&mut self, open: Token, so_far: usize) -> usize {
        let Some(close) = self.ahead.filter(|token| self.is_closing_brace(*token)) else {
            self.unbalanced = true;
            self.cut.findings.push(unclosed(self.file, open.start));
            return so_far;
        };
        self.advance();
        close.end
    }

    /// Whether a declaration stands too far out to belong to the body of a `given`.
    fn leaves(&self, within: &Within, token: Token) -> bool {
        let outside = token.indent <= within.indent && within.body_indent.is_some_and(|body| body > within.indent);
        self.by_indent && token.first && outside && self.is_declaration(token)
    }

    /// Takes tokens from the first one up to the end of a declaration, or up to where `stop` says.
    fn piece(&mut self, first: Token, stop: fn(&Piece<'t>, &str) -> bool) -> Piece<'t> {
        let mut piece = Piece::new(first, self.text);
        let mut next = Some(first);
        while let Some(token) = next {
            let is_too_deep = self.depth.exceeds(token, self.text);
            piece.take(token, is_too_deep);
            self.advance();
            next = self
                .ahead
                .filter(|token| piece.state != State::Closed && !stop(&piece, self.word(*token)) && !self.ends(&mut piece, *token));
        }
        if piece.braces > 0 {
            piece.state = State::LeftOpen;
        }
        piece
    }

    /// Whether a declaration ends before this token.
    fn ends(&self, piece: &mut Piece<'t>, token: Token) -> bool {
        let closing = self.is_closing_brace(token);
        if piece.braces == 0 {
            let begins = self.is_declaration(token) && !piece.wants_word();
            return closing || begins && (token.first || piece.ends_in_brace());
        }
        let begins = token.first && token.indent <= piece.first.indent && self.must_be_declaration(token);
        let falls_back = token.first && closing && piece.braces == 1 && token.indent < piece.first.indent;
        if self.by_indent && (begins || falls_back) {
            piece.state = State::LeftOpen;
            return true;
        }
        piece.suspect |= begins;
        false
    }

    /// Says what is wrong with a piece.
    fn report(&mut self, piece: &Piece<'t>) {
        self.unbalanced |= piece.state == State::LeftOpen;
        self.cut.findings.extend(piece.findings(self.file));
    }

    fn find(&mut self, code: Code, range: Range<usize>, message: &str) {
        self.cut.findings.push(Diagnostic::error(code, Span::new(self.file, range), message));
    }

    fn advance(&mut self) {
        self.ahead = self.lexer.next(&mut self.cut.comments);
    }

    fn word(&self, token: Token) -> &'t str {
        token.text(self.text)
    }

    fn is_declaration(&self, token: Token) -> bool {
        token.kind == Kind::Word && DECLARATIONS.contains(&self.word(token))
    }

    /// Whether it is the word of a declaration, and not of the clauses `given` and `suggest`.
    fn must_be_declaration(&self, token: Token) -> bool {
        let rest = self.text.get(token.start..).unwrap_or("");
        let line = rest.lines().next().unwrap_or("");
        let line = line.split_once("//").map_or(line, |(line, _)| line).trim_end();
        match self.word(token) {
            "given" => line.ends_with('{'),
            "suggest" => line.contains('{'),
            _ => self.is_declaration(token),
        }
    }

    fn is_closing_brace(&self, token: Token) -> bool {
        token.kind == Kind::Close && self.word(token) == "}"
    }
}

/// What to say about a token that begins no declaration.
pub fn no_declaration(file: FileId, text: &str, token: Token) -> Diagnostic {
    let is_comment = text.get(token.start..).is_some_and(|rest| rest.starts_with('#') || rest.starts_with("/*"));
    let message = if is_comment { "a comment begins with `//` and ends with its line" } else { "expected a declaration such as `rule`" };
    let found = Diagnostic::error(Code::Syntax, Span::new(file, token.start..token.end), message);
    if token.kind == Kind::Word { found.suggesting(token.text(text), DECLARATIONS.iter().copied()) } else { found }
}

fn unclosed(file: FileId, at: usize) -> Diagnostic {
    Diagnostic::error(Code::Syntax, Span::new(file, at..at + 1), "this `{` is not closed")
}

impl Chunk {
    fn end(&self) -> usize {
        self.body.as_ref().map_or(self.range.end, |body| body.end)
    }
}
