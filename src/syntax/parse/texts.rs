//! Texts: quotes are joined, escapes resolved, holes read.

use std::ops::Range;

use super::Rule;
use super::build::{Broken, Builder, Built, Pair, Parts};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Expression, ExpressionKind, Name, Piece, Text, Texts};
use crate::syntax::scan;
use crate::syntax::wording::quoted;

impl<'t> Builder<'t> {
    /// `en "…" zh "…"`
    pub fn texts(&mut self, pair: Pair<'t>) -> Built<Texts> {
        let mut parts = Parts::of(pair);
        let mut texts = Texts::default();
        while let Some(language) = parts.next() {
            let language = self.name(&language);
            let text = parts.need()?;
            if texts.by_language.iter().any(|(known, _)| known.text == language.text) {
                return self.error(Code::Clauses, language.span, format!("a second text in {}", quoted(&language.text)));
            }
            texts.by_language.push((language, self.text(text)?));
        }
        Ok(texts)
    }

    /// The texts among some parts, or none.
    pub fn maybe_texts(&mut self, parts: &mut Parts<'t>) -> Built<Texts> {
        parts.maybe(Rule::texts).map_or_else(|| Ok(Texts::default()), |pair| self.texts(pair))
    }

    /// The texts of a clause that has nothing else.
    pub fn clause_texts(&mut self, clause: Pair<'t>) -> Built<Texts> {
        self.maybe_texts(&mut Parts::of(clause))
    }

    /// A text with holes.
    fn text(&mut self, pair: Pair<'t>) -> Built<Text> {
        self.quotes(pair, true)
    }

    /// A text that is a value: it has no holes.
    pub fn plain_text(&mut self, pair: Pair<'t>) -> Built<Name> {
        let text = self.quotes(pair, false)?;
        Ok(Name { text: text.pieces.iter().map(words).collect(), span: text.span })
    }

    fn quotes(&mut self, pair: Pair<'t>, holes: bool) -> Built<Text> {
        let span = self.span(&pair);
        let mut pieces = Vec::new();
        let mut broken = false;
        for quote in Parts::of(pair) {
            broken |= self.quote(quote.as_str(), holes, &mut pieces).is_err();
        }
        if broken { Err(Broken) } else { Ok(Text { pieces, span }) }
    }

    /// A text that is a value, as an expression.
    pub fn text_value(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let Name { text, span } = self.plain_text(pair)?;
        let pieces = if text.is_empty() { Vec::new() } else { vec![Piece::Words(text)] };
        Ok(Expression { kind: ExpressionKind::Text(Text { pieces, span }), span })
    }

    /// Adds what stands between two quotes.
    fn quote(&mut self, quote: &'t str, holes: bool, pieces: &mut Vec<Piece>) -> Built<()> {
        let mut rest = quote.get(1..quote.len().saturating_sub(1)).unwrap_or("");
        while let Some(at) = rest.find(['\\', '{', '}']) {
            let (words, special) = rest.split_at(at);
            add_words(pieces, words);
            rest = match special.as_bytes().first() {
                Some(b'\\') => self.escape(special, pieces)?,
                Some(b'{') if holes => self.hole(special, pieces)?,
                Some(b'{') => return self.unbalanced(special, "only a text that is shown may have a hole"),
                _ => return self.unbalanced(special, "this `}` has no `{` before it"),
            };
        }
        add_words(pieces, rest);
        Ok(())
    }

    /// Adds what an escape stands for; answers what follows it.
    fn escape(&mut self, special: &'t str, pieces: &mut Vec<Piece>) -> Built<&'t str> {
        let escaped = special.chars().nth(1);
        let words = match escaped {
            Some('n') => "\n",
            Some('"') => "\"",
            Some('\\') => "\\",
            Some('{') => "{",
            Some('}') => "}",
            _ => {
                let written = special.get(..1 + escaped.map_or(0, char::len_utf8)).unwrap_or(special);
                let found = Diagnostic::error(Code::BadLiteral, self.span_of(written), format!("`{written}` stands for nothing"));
                return self.fail(found.help(r#"the escapes are `\"`, `\\`, `\{`, `\}` and `\n`"#));
            }
        };
        add_words(pieces, words);
        Ok(special.get(2..).unwrap_or(""))
    }

    /// Adds a hole; answers what follows it.
    fn hole(&mut self, special: &'t str, pieces: &mut Vec<Piece>) -> Built<&'t str> {
        let Some(end) = closing_brace(special) else {
            return self.unbalanced(special, "this `{` is not closed");
        };
        let inside = special.get(1..end).unwrap_or("");
        pieces.push(Piece::Hole(self.hole_expression(inside)?));
        Ok(special.get(end + 1..).unwrap_or(""))
    }

    fn hole_expression(&mut self, inside: &'t str) -> Built<Expression> {
        let place = self.place(inside);
        let shift = |range: Range<usize>| place.start + range.start..place.start + range.end;
        if let Some(at) = inside.find(['\\', '"']) {
            let span = Span::new(self.file, shift(at..at + 1));
            return self.error(Code::Syntax, span, "a hole in a text has no quotes in it");
        }
        if let Some(at) = inside.find("//") {
            return self.error(Code::Syntax, Span::new(self.file, shift(at..at + 2)), "a hole in a text has no comment in it");
        }
        if let Some(at) = scan::too_deep(inside) {
            return self.fail(scan::nested_too_deeply(self.file, place.start + at));
        }
        let pair = self.read(Rule::hole, place)?;
        self.hole_content(pair)
    }

    /// `x`, or `x among set`
    fn hole_content(&mut self, pair: Pair<'t>) -> Built<Expression> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let set = self.negation(parts.need()?)?;
        match parts.next() {
            Some(of) => {
                let of = Box::new(self.set_or_sum(of)?);
                Ok(Expression { kind: ExpressionKind::Among { set: Box::new(set), of }, span })
            }
            None => Ok(set),
        }
    }

    fn unbalanced<T>(&mut self, special: &'t str, message: &str) -> Built<T> {
        let brace = special.get(..1).unwrap_or("");
        let found = Diagnostic::error(Code::Syntax, self.span_of(brace), message);
        self.fail(found.help(format!("for the brace itself write `\\{brace}`")))
    }
}

fn words(piece: &Piece) -> &str {
    match piece {
        Piece::Words(words) => words,
        Piece::Hole(_) => "",
    }
}

fn add_words(pieces: &mut Vec<Piece>, words: &str) {
    match pieces.last_mut() {
        Some(Piece::Words(before)) => before.push_str(words),
        _ if words.is_empty() => {}
        _ => pieces.push(Piece::Words(words.to_owned())),
    }
}

/// Where the brace at the beginning is closed.
fn closing_brace(special: &str) -> Option<usize> {
    let mut open = 0_usize;
    special.bytes().position(|byte| {
        match byte {
            b'{' => open += 1,
            b'}' => open -= 1,
            _ => {}
        }
        open == 0
    })
}
