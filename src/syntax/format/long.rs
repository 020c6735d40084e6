//! Declarations on several lines.

use super::clauses::{self, is_language, write_text};
use super::phrase::{self, split};
use super::short::{at_equals, body};
use super::words::Word;
use super::writer::{STEP, Writer};
use super::{facts, fields, items, starts};
use crate::syntax::ast::{Given, ItemKind};

/// Writes a declaration; what stands above it has been written.
pub fn write(writer: &mut Writer, kind: &ItemKind, words: &[Word<'_>], indent: usize) {
    writer.margin = indent + STEP;
    match kind {
        ItemKind::Given(given) => write_given(writer, given, words, indent),
        ItemKind::Param(_) => write_param(writer, words, indent),
        ItemKind::Define(_) => write_value(writer, words, indent),
        ItemKind::Decision(_) | ItemKind::Actor(_) => write_labelled(writer, words, indent),
        _ => write_braces(writer, kind, words, indent),
    }
}

/// `entity item en "…" {`, what is inside, `}`
fn write_braces(writer: &mut Writer, kind: &ItemKind, words: &[Word<'_>], indent: usize) {
    let (Some((head, inside)), Some(close)) = (body(words), words.last()) else { return write_labelled(writer, words, indent) };
    write_head(writer, head, words.get(head.len()));
    let within = indent + STEP;
    match kind {
        ItemKind::Record(_) | ItemKind::Entity(_) => fields::write_fields(writer, inside, &starts::of(kind), within),
        ItemKind::Enum(_) => fields::write_members(writer, inside, within),
        ItemKind::Facts(_) => facts::write(writer, inside, &starts::of(kind), within),
        ItemKind::Message(_) => clauses::write_message(writer, inside, within),
        _ => clauses::write(writer, head.first().map_or("", |word| &word.text), inside, within),
    }
    writer.close(close, indent, inside.is_empty());
}

/// The words before an opening brace, and the brace.
fn write_head(writer: &mut Writer, head: &[Word<'_>], open: Option<&Word<'_>>) {
    write_phrase(writer, head);
    writer.blanks(1);
    if let Some(open) = open {
        writer.word(open);
    }
}

/// A word that begins a line, and what goes on beneath the word behind it.
fn write_phrase(writer: &mut Writer, words: &[Word<'_>]) {
    let Some((first, rest)) = words.split_first() else { return };
    writer.bare(first, "");
    writer.blanks(1);
    phrase::write(writer, rest);
}

fn write_given(writer: &mut Writer, given: &Given, words: &[Word<'_>], indent: usize) {
    let condition = given.condition.span.range().end;
    let Some(open) = words.iter().position(|word| word.start >= condition && word.is("{")) else { return };
    let (head, rest) = words.split_at_checked(open).unwrap_or((words, &[]));
    let Some((open, inside)) = rest.split_first() else { return };
    write_head(writer, head, Some(open));
    let behind = items::write(writer, &given.items, inside, indent + STEP, true);
    if let Some(close) = behind.first() {
        writer.close(close, indent, given.items.is_empty());
    }
}

/// A head, and its texts one a line.
fn write_labelled(writer: &mut Writer, words: &[Word<'_>], indent: usize) {
    let begins = |words: &[Word<'_>], at: usize| is_language(words, at) || words.get(at).is_some_and(|word| word.is("{"));
    for (index, part) in split(words, begins).into_iter().enumerate() {
        if index == 0 {
            write_phrase(writer, part);
            continue;
        }
        writer.line(indent + STEP);
        if is_language(part, 0) { write_text(writer, part) } else { write_default(writer, part) }
    }
}

/// `{ default permit }`
fn write_default(writer: &mut Writer, words: &[Word<'_>]) {
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            writer.blanks(1);
        }
        writer.word(word);
    }
}

/// `define may_lend = …`: what does not fit stands below.
fn write_value(writer: &mut Writer, words: &[Word<'_>], indent: usize) {
    let Some((head, value)) = at_equals(words) else { return write_phrase(writer, words) };
    write_phrase(writer, head);
    let Some((equals, value)) = value.split_first() else { return };
    writer.blanks(1);
    writer.word(equals);
    writer.blanks(1);
    if !phrase::fits(writer, value, 0) {
        writer.line(indent + STEP);
    }
    writer.margin = indent + STEP;
    phrase::write(writer, value);
}

/// `param fee_limit en "…" = 10 EUR`, then its clauses and its later values, each on a line.
fn write_param(writer: &mut Writer, words: &[Word<'_>], indent: usize) {
    let languages = (0..words.len()).filter(|at| is_language(words, *at)).count();
    for (index, part) in versions(words).into_iter().enumerate() {
        let mut parts = split(part, |words, at| words.get(at).is_some_and(|word| word.is("cite"))).into_iter();
        match (index, parts.next()) {
            (0, Some(value)) => write_value(writer, value, indent),
            (_, Some(value)) => {
                writer.line(indent + STEP);
                phrase::write(writer, value);
            }
            _ => {}
        }
        if let Some(cite) = parts.next() {
            write_cite(writer, cite, languages > 1 && index == 0, indent);
        }
    }
}

fn write_cite(writer: &mut Writer, cite: &[Word<'_>], below: bool, indent: usize) {
    writer.blanks(2);
    if below || !phrase::fits(writer, cite, 0) {
        writer.line(indent + STEP);
    }
    let Some((word, clauses)) = cite.split_first() else { return };
    writer.word(word);
    writer.blanks(1);
    phrase::write(writer, clauses);
}

/// A param's values: cut before each `then` that belongs to no `if`.
fn versions<'w, 't>(words: &'w [Word<'t>]) -> Vec<&'w [Word<'t>]> {
    let mut ifs = 0_usize;
    split(words, |words, at| {
        let is = |text: &str| words.get(at).is_some_and(|word| word.is(text));
        let begins = is("then") && ifs == 0;
        if is("if") {
            ifs += 1;
        } else if is("then") {
            ifs = ifs.saturating_sub(1);
        }
        begins
    })
}
