//! What all builders share: places, names, lists, clauses.

use std::iter::Peekable;
use std::ops::Range;

use pest::Parser;
use pest::iterators::Pairs;

use super::{Grammar, Rule, errors};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use crate::syntax::ast::{Lost, Name, Path};
use crate::syntax::findings::Findings;

pub type Pair<'t> = pest::iterators::Pair<'t, Rule>;

/// It cannot be built; the reason has been reported.
#[derive(Debug, Clone, Copy)]
pub struct Broken;

pub type Built<T> = Result<T, Broken>;

/// Builds the tree of one file and collects what is wrong with it.
pub struct Builder<'t> {
    pub file: FileId,
    pub text: &'t str,
    comments: &'t [Range<usize>],
    pub findings: Findings,
    /// The declarations that could not be read.
    pub lost: Vec<Lost>,
    /// A declaration that may hold another one could not be read.
    pub recut: bool,
}

impl<'t> Builder<'t> {
    pub fn new(file: FileId, text: &'t str, comments: &'t [Range<usize>]) -> Self {
        Self { file, text, comments, findings: Findings::default(), lost: Vec::new(), recut: false }
    }

    /// Reads a stretch of the file by a rule of the grammar.
    pub fn read(&mut self, kind: Rule, range: Range<usize>) -> Built<Pair<'t>> {
        self.try_read(kind, range).or_else(|finding| self.fail(finding))
    }

    /// Reads a stretch of the file, and leaves it to the caller to report why it cannot be read.
    pub fn try_read(&self, kind: Rule, range: Range<usize>) -> Result<Pair<'t>, Diagnostic> {
        let part = self.text.get(range.clone()).unwrap_or("");
        let read = Grammar::parse(kind, part).map(|mut pairs| pairs.next());
        match read {
            Ok(Some(pair)) => Ok(pair),
            Err(error) if !self.findings.is_full() => Err(errors::explain(self.file, self.text, kind, range, error)),
            _ => Err(Diagnostic::error(Code::Syntax, Span::new(self.file, range), "this cannot be read")),
        }
    }

    /// Where a part of the file's text stands in it.
    pub fn place(&self, part: &str) -> Range<usize> {
        let start = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        start..start + part.len()
    }

    pub fn span_of(&self, part: &str) -> Span {
        Span::new(self.file, self.place(part))
    }

    /// Where a pair stands, without the blanks and comments behind it.
    pub fn span(&self, pair: &Pair<'t>) -> Span {
        let Range { start, end } = self.place(pair.as_str());
        Span::new(self.file, start..self.trim(start, end))
    }

    fn trim(&self, start: usize, end: usize) -> usize {
        let mut part = self.text.get(start..end).unwrap_or("");
        loop {
            part = part.trim_end_matches([' ', '\t', '\r', '\n', '\u{FEFF}']);
            let end = start + part.len();
            let before = self.comments.partition_point(|comment| comment.start < end);
            let comment = before.checked_sub(1).and_then(|last| self.comments.get(last));
            match comment.filter(|comment| comment.end >= end && comment.start >= start) {
                Some(comment) => part = self.text.get(start..comment.start).unwrap_or(""),
                None => return end,
            }
        }
    }

    pub fn fail<T>(&mut self, finding: Diagnostic) -> Built<T> {
        self.findings.push(finding);
        Err(Broken)
    }

    pub fn error<T>(&mut self, code: Code, span: Span, message: impl Into<String>) -> Built<T> {
        self.fail(Diagnostic::error(code, span, message))
    }

    pub fn name(&self, pair: &Pair<'t>) -> Name {
        Name { text: pair.as_str().to_owned(), span: self.span(pair) }
    }

    /// The names among some parts that stand by a rule.
    pub fn names(&self, pairs: impl Iterator<Item = Pair<'t>>) -> Vec<Name> {
        pairs.map(|pair| self.name(&pair)).collect()
    }

    pub fn path(&self, pair: &Pair<'t>) -> Path {
        let segments = pair.as_str().split('.').map(|segment| Name { text: segment.to_owned(), span: self.span_of(segment) });
        Path { segments: segments.collect(), span: self.span(pair) }
    }

    /// The clauses of a declaration; one that is written twice and may not be is reported.
    pub fn clauses(&mut self, parts: Parts<'t>, repeatable: &[Rule]) -> Clauses<'t> {
        let pairs: Vec<Pair<'t>> = parts.collect();
        let mut seen: Vec<(Rule, Span)> = Vec::new();
        for pair in pairs.iter().filter(|pair| !repeatable.contains(&pair.as_rule())) {
            let place = self.span_of(first_word(pair.as_str()));
            match seen.iter().find(|(kind, _)| *kind == pair.as_rule()) {
                Some((_, first)) => self.findings.push(twice(pair, place, *first)),
                None => seen.push((pair.as_rule(), place)),
            }
        }
        Clauses { pairs }
    }
}

pub fn first_word(text: &str) -> &str {
    text.split(|c: char| c.is_whitespace()).next().unwrap_or("")
}

fn twice(pair: &Pair<'_>, second: Span, first: Span) -> Diagnostic {
    let word = first_word(pair.as_str());
    let found = Diagnostic::error(Code::Clauses, second, format!("a second `{word}`")).and(first, "the first");
    match pair.as_rule() {
        Rule::given | Rule::when => found.help("join the two conditions with `and`"),
        Rule::unless => found.help("join the two conditions with `or`"),
        Rule::cite | Rule::of => found.help(format!("write one `{word}` with a comma between the names")),
        _ => found,
    }
}

/// The clauses of a declaration, in the order they were written.
pub struct Clauses<'t> {
    pairs: Vec<Pair<'t>>,
}

impl<'t> Clauses<'t> {
    pub fn one(&self, kind: Rule) -> Option<Pair<'t>> {
        self.all(kind).next()
    }

    pub fn all(&self, kind: Rule) -> impl Iterator<Item = Pair<'t>> {
        self.pairs.iter().filter(move |pair| pair.as_rule() == kind).cloned()
    }
}

/// The parts of a pair, marks and keywords left out.
pub struct Parts<'t>(Peekable<Pairs<'t, Rule>>);

impl<'t> Parts<'t> {
    pub fn of(pair: Pair<'t>) -> Self {
        Self(pair.into_inner().peekable())
    }

    /// The next part, which the grammar promises.
    pub fn need(&mut self) -> Built<Pair<'t>> {
        self.next().ok_or(Broken)
    }

    /// The next part, if it is of this rule.
    pub fn maybe(&mut self, kind: Rule) -> Option<Pair<'t>> {
        self.skip();
        self.0.next_if(|pair| pair.as_rule() == kind)
    }

    /// The parts that come next and are of this rule.
    pub fn take_all(&mut self, kind: Rule) -> Vec<Pair<'t>> {
        std::iter::from_fn(|| self.maybe(kind)).collect()
    }

    fn skip(&mut self) {
        while self.0.next_if(|pair| is_mark(pair.as_rule())).is_some() {}
    }
}

impl<'t> Iterator for Parts<'t> {
    type Item = Pair<'t>;

    fn next(&mut self) -> Option<Pair<'t>> {
        self.skip();
        self.0.next()
    }
}

/// Whether a rule is a mark or a keyword: the grammar has them at its end.
pub fn is_mark(kind: Rule) -> bool {
    kind >= Rule::open || kind == Rule::EOI
}
