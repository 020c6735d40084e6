//! The words of a text with the comments beside them, as fine as a layout needs them: `2024-08-01`, `5 days`, `>=` and `-3` are one each.

use std::borrow::Cow;
use std::ops::Range;

use super::literal;
use crate::syntax::scan::{Kind, Lexer, Token};

/// A word, a mark or a text, and what stands beside it.
#[derive(Debug, Clone)]
pub struct Word<'t> {
    pub text: Cow<'t, str>,
    pub kind: Kind,
    pub start: usize,
    /// Comments on lines of their own, above its line.
    pub above: Vec<Comment<'t>>,
    /// A comment behind it, on its line.
    pub behind: Option<&'t str>,
    /// Whether an empty line stands directly above it, below its comments.
    pub gap: bool,
    /// Whether it is the first of its line.
    pub first: bool,
}

/// `// why`
#[derive(Debug, Clone)]
pub struct Comment<'t> {
    pub text: &'t str,
    /// Whether an empty line stands directly above it.
    pub gap: bool,
}

impl Word<'_> {
    pub fn is(&self, text: &str) -> bool {
        self.kind != Kind::Text && self.text == text
    }

    pub fn is_text(&self) -> bool {
        self.kind == Kind::Text
    }

    /// Whether it is a word, and not a mark, a number or a text.
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether an empty line stands anywhere between it and what is before it.
    pub fn stands_apart(&self) -> bool {
        self.gap || self.above.iter().any(|comment| comment.gap)
    }
}

/// The words of a text; the last one is empty and carries the comments at the end.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut reader = Reader { text, words: Vec::new(), line_end: 0 };
    let (mut lexer, mut comments) = (Lexer::new(text, 0), Vec::new());
    while let Some(token) = lexer.next(&mut comments) {
        let end = reader.take(token, &std::mem::take(&mut comments));
        if end != token.end {
            lexer = Lexer::new(text, end);
        }
    }
    reader.add(Kind::Mark, text.len()..text.len(), "".into(), &comments);
    without_needless_commas(reader.words)
}

struct Reader<'t> {
    text: &'t str,
    words: Vec<Word<'t>>,
    /// Where the last word or comment ends.
    line_end: usize,
}

impl<'t> Reader<'t> {
    /// Adds a token with what belongs to it, and answers where it ends.
    fn take(&mut self, token: Token, comments: &[Range<usize>]) -> usize {
        let rest = self.text.get(token.start..).unwrap_or("");
        let signed = token.text(self.text) == "-" && !self.words.last().is_some_and(ends_operand);
        let is_lint = token.kind == Kind::Word && self.words.last().is_some_and(|word| word.is("allow"));
        let literal = match token.kind {
            Kind::Word if is_lint => literal::lint(rest).filter(|(length, _)| *length > token.end - token.start),
            Kind::Number => literal::amount(rest),
            Kind::Mark if signed => literal::signed(rest),
            Kind::Mark => literal::mark(rest),
            _ => None,
        };
        let (kind, length, text) = match literal {
            Some((length, text)) if token.kind == Kind::Number || signed => (Kind::Number, length, text),
            Some((length, text)) => (token.kind, length, text),
            None => (token.kind, token.end - token.start, token.text(self.text).into()),
        };
        let range = token.start..token.start + length;
        self.add(kind, range.clone(), text, comments);
        range.end
    }

    fn add(&mut self, kind: Kind, range: Range<usize>, text: Cow<'t, str>, comments: &[Range<usize>]) {
        let mut above = Vec::new();
        for comment in comments {
            let breaks = self.breaks(comment.start);
            self.line_end = comment.end;
            let text = self.text.get(comment.clone()).unwrap_or("").trim_end();
            match self.words.last_mut() {
                Some(word) if breaks == 0 && above.is_empty() => word.behind = Some(text),
                _ => above.push(Comment { text, gap: breaks > 1 }),
            }
        }
        let breaks = self.breaks(range.start);
        let first = breaks > 0 || self.words.is_empty();
        self.line_end = range.end;
        self.words.push(Word { text, kind, start: range.start, above, behind: None, gap: breaks > 1, first });
    }

    /// How many line breaks stand between the last word or comment and a place.
    fn breaks(&self, at: usize) -> usize {
        self.text.get(self.line_end..at).unwrap_or("").matches('\n').count()
    }
}

/// Whether a `-` behind it is a minus: a value has ended.
fn ends_operand(word: &Word<'_>) -> bool {
    const BEFORE_VALUES: &[&str] = &[
        "is", "not", "in", "of", "has", "among", "and", "or", "then", "else", "assume", "given", "when", "unless", "makes", "from",
        "through", "at", "if",
    ];
    match word.kind {
        Kind::Word => !BEFORE_VALUES.contains(&&*word.text),
        Kind::Number | Kind::Text | Kind::UnclosedText | Kind::Close => true,
        Kind::Open | Kind::Foreign | Kind::Mark => false,
    }
}

/// A comma before a closing bracket says nothing; one before `...` is always written; a comment stands behind a comma.
fn without_needless_commas(words: Vec<Word<'_>>) -> Vec<Word<'_>> {
    let mut kept: Vec<Word<'_>> = Vec::with_capacity(words.len());
    for mut word in words {
        let closes = word.kind == Kind::Close;
        if let Some(comma) = kept.pop_if(|last| closes && last.is(",") && last.above.is_empty()) {
            restore(&mut kept, comma);
        }
        let follows = kept.last_mut();
        if let Some(last) = follows.filter(|_| word.is(",") && word.above.is_empty() && word.behind.is_none()) {
            word.behind = last.behind.take();
        }
        if word.is("...") && !kept.last().is_some_and(|last| last.is(",") || last.kind == Kind::Open) {
            let behind = kept.last_mut().and_then(|last| last.behind.take());
            kept.push(Word { text: ",".into(), kind: Kind::Mark, start: word.start, above: Vec::new(), behind, gap: false, first: false });
        }
        kept.push(word);
    }
    kept
}

/// What stands behind a comma that goes stands behind the word before it; where there is a comment already, the comma stays.
fn restore<'t>(kept: &mut Vec<Word<'t>>, comma: Word<'t>) {
    match kept.last_mut() {
        _ if comma.behind.is_none() => {}
        Some(last) if last.behind.is_none() => last.behind = comma.behind,
        _ => kept.push(comma),
    }
}
