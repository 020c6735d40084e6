//! Declarations on one line: those without braces, and those whose author wrote them on one line.

use super::clauses::{is_language, message_parts};
use super::phrase::{flat, groups, limit, split};
use super::words::Word;
use super::writer::WIDTH;
use super::{facts, fields, starts};
use crate::syntax::ast::{ItemKind, Shape};

/// A declaration on one line, in cells: `param adult_age` `en "age of an adult"` `= 18` `cite rules.adults`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    /// What may stand in the same columns.
    pub keyword: &'static str,
    pub head: String,
    pub texts: Vec<String>,
    pub rest: Vec<String>,
    /// How many columns it may take.
    pub limit: usize,
}

impl Short {
    fn new(keyword: &'static str, head: String) -> Self {
        Self { keyword, head, texts: Vec::new(), rest: Vec::new(), limit: WIDTH }
    }

    /// The line where nothing like it is near.
    pub fn alone(&self) -> String {
        let cells = self.cells(self.texts.len());
        let gaps = (0..cells.len()).map(|column| self.gap(column, self.texts.len(), true));
        let cells = cells.iter().zip(gaps).filter(|(cell, _)| !cell.is_empty());
        cells.map(|(cell, gap)| " ".repeat(gap) + cell).collect()
    }

    /// The cells, with so many columns for texts.
    pub fn cells(&self, texts: usize) -> Vec<String> {
        let blank = std::iter::repeat_n(String::new(), texts.saturating_sub(self.texts.len()));
        [self.head.clone()].into_iter().chain(self.texts.iter().cloned()).chain(blank).chain(self.rest.iter().cloned()).collect()
    }

    /// The blanks before the columns.
    pub fn gaps(&self, texts: usize) -> Vec<usize> {
        (0..=texts + self.rest.len()).map(|column| self.gap(column, texts, false)).collect()
    }

    fn gap(&self, column: usize, texts: usize, alone: bool) -> usize {
        let is_text = (1..=texts).contains(&column);
        match (self.keyword, column) {
            (_, 0) => 0,
            ("message", 1) => 1,
            ("message", _) => 2,
            ("decision", _) => {
                if alone {
                    1
                } else {
                    2
                }
            }
            _ if is_text => {
                if alone {
                    1
                } else {
                    2
                }
            }
            ("param", column) if column == texts + 2 => 2,
            _ => 1,
        }
    }
}

/// How a declaration is written on one line; nothing where it is not, or where a comment stands inside.
pub fn of(kind: &ItemKind, words: &[Word<'_>]) -> Option<Short> {
    flat(words)?;
    match kind {
        ItemKind::Allow(_) => allow(words),
        ItemKind::Actor(_) => labelled("actor", words),
        ItemKind::Decision(_) => decision(words),
        ItemKind::Define(_) => define(words),
        ItemKind::Param(param) => {
            let is_short = param.later.is_empty() && (param.label.by_language.len() < 2 || param.cite.is_empty());
            if is_short { self::param(words) } else { None }
        }
        ItemKind::Entity(entity) if matches!(entity.shape, Shape::Of(_)) => labelled("entity", words),
        ItemKind::Entity(_) | ItemKind::Record(_) => braced("fields", words, |inside| fields::inline_fields(inside, &starts::of(kind))),
        ItemKind::Facts(_) => braced("facts", words, |inside| facts::inline_unbroken(inside, &starts::of(kind))),
        ItemKind::Enum(_) => braced("enum", words, fields::inline_members),
        ItemKind::Message(_) => message(words),
        _ => None,
    }
}

/// `allow magic-number "…"`
fn allow(words: &[Word<'_>]) -> Option<Short> {
    let (head, reason) = words.split_at_checked(2)?;
    Some(Short { rest: vec![flat(reason)?], ..Short::new("allow", flat(head)?) })
}

/// `actor librarian en "…"`
fn labelled(keyword: &'static str, words: &[Word<'_>]) -> Option<Short> {
    let mut parts = split(words, is_language).into_iter().map(flat);
    let head = parts.next()??;
    Some(Short { texts: parts.collect::<Option<_>>()?, ..Short::new(keyword, head) })
}

/// `decision lend en "…" { default permit }`
fn decision(words: &[Word<'_>]) -> Option<Short> {
    let Some((head, inside)) = body(words) else {
        return Some(Short { rest: vec![String::new()], ..labelled("decision", words)? });
    };
    Some(Short { rest: vec![format!("{{ {} }}", flat(inside)?)], ..labelled("decision", head)? })
}

/// `define may_lend = …`
fn define(words: &[Word<'_>]) -> Option<Short> {
    let (head, value) = at_equals(words)?;
    Some(Short { rest: vec![flat(value)?], limit: limit(value), ..Short::new("define", flat(head)?) })
}

/// `param adult_age en "…" = 18  cite rules.adults`
fn param(words: &[Word<'_>]) -> Option<Short> {
    let (head, value) = at_equals(words)?;
    let mut parts = split(value, |words, at| words.get(at).is_some_and(|word| word.is("cite"))).into_iter().map(flat);
    let rest = vec![parts.next()??, parts.next().unwrap_or(Some(String::new()))?];
    Some(Short { rest, ..labelled("param", head)? })
}

/// Cuts before the `=` of a declaration.
pub fn at_equals<'w, 't>(words: &'w [Word<'t>]) -> Option<(&'w [Word<'t>], &'w [Word<'t>])> {
    words.split_at_checked(words.iter().position(|word| word.is("="))?)
}

/// `enum medium { … }`, if its author did not break the line behind the brace.
fn braced(keyword: &'static str, words: &[Word<'_>], inline: impl Fn(&[Word<'_>]) -> Option<String>) -> Option<Short> {
    let (head, inside) = body(words)?;
    if inside.first().is_some_and(|word| word.first) {
        return None;
    }
    let inside = inline(inside)?;
    let braces = if inside.is_empty() { "{}".to_owned() } else { format!("{{ {inside} }}") };
    Some(Short { rest: vec![braces], ..Short::new(keyword, flat(head)?) })
}

/// `message no_maps { en "…"  zh "…" }`
fn message(words: &[Word<'_>]) -> Option<Short> {
    let (head, inside) = body(words)?;
    if inside.first().is_some_and(|word| word.first) {
        return None;
    }
    let mut texts = message_parts(inside).into_iter().map(flat).collect::<Option<Vec<String>>>()?;
    texts.first_mut()?.insert_str(0, "{ ");
    texts.last_mut()?.push_str(" }");
    Some(Short { texts, ..Short::new("message", flat(head)?) })
}

/// What stands before the braces at the end, and what inside.
pub fn body<'w, 't>(words: &'w [Word<'t>]) -> Option<(&'w [Word<'t>], &'w [Word<'t>])> {
    let braces = groups(words).pop().filter(|group| group.end == words.len())?;
    words.get(braces.start).filter(|open| open.is("{"))?;
    Some((words.get(..braces.start)?, words.get(braces.start + 1..braces.end - 1)?))
}
