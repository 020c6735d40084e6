//! Facts: what is written on one line stays on one line where it fits, two blanks between the facts.

use unicode_width::UnicodeWidthStr;

use super::fields::at_starts;
use super::phrase;
use super::words::Word;
use super::writer::{Gap, STEP, WIDTH, Writer};

/// Writes the facts in braces, on lines as their author grouped them; `starts` are the places at which they begin.
pub fn write(writer: &mut Writer, inside: &[Word<'_>], starts: &[usize], indent: usize) {
    let mut after_block = true;
    for (index, fact) in at_starts(inside, starts).into_iter().enumerate() {
        let Some(first) = fact.first() else { continue };
        let text = inline_fact(fact, starts).filter(|_| !is_broken(fact));
        let fits = text.as_ref().is_some_and(|text| writer.column() + 2 + text.width() <= WIDTH);
        if after_block || first.first || !fits {
            writer.begin(first, indent, Gap::of(index));
        } else {
            writer.blanks(2);
        }
        let is_line = text.filter(|text| writer.here() + text.width() <= WIDTH);
        after_block = is_line.is_none();
        match is_line {
            Some(text) => writer.text(&text, fact.last().and_then(|last| last.behind)),
            None => write_fact(writer, fact, starts, indent),
        }
    }
}

/// Facts on one line, unless their author broke a line behind a brace.
pub fn inline_unbroken(inside: &[Word<'_>], starts: &[usize]) -> Option<String> {
    inline(inside, starts).filter(|_| !is_broken(inside))
}

/// `status = running  locks = {}`: facts on one line; nothing where a comment stands among them.
fn inline(inside: &[Word<'_>], starts: &[usize]) -> Option<String> {
    let facts: Option<Vec<String>> = at_starts(inside, starts).into_iter().map(|fact| inline_fact(fact, starts)).collect();
    Some(facts?.join("  "))
}

fn inline_fact(fact: &[Word<'_>], starts: &[usize]) -> Option<String> {
    if phrase::is_too_many(fact) {
        return None;
    }
    phrase::flat(fact)?;
    let Some((head, inside, _)) = block(fact) else { return phrase::flat(fact) };
    let facts = inline(inside, starts)?;
    Some(if facts.is_empty() { format!("{} {{}}", head.text) } else { format!("{} {{ {facts} }}", head.text) })
}

/// `instance { … }`: its name, what is inside, and the closing brace.
fn block<'w, 't>(fact: &'w [Word<'t>]) -> Option<(&'w Word<'t>, &'w [Word<'t>], &'w Word<'t>)> {
    match fact {
        [head, open, inside @ .., close] if open.is("{") => Some((head, inside, close)),
        _ => None,
    }
}

/// Whether the author began a new line behind an opening brace.
fn is_broken(fact: &[Word<'_>]) -> bool {
    fact.windows(3).any(|words| matches!(words, [name, open, next] if name.is_word() && open.is("{") && next.first))
}

fn write_fact(writer: &mut Writer, fact: &[Word<'_>], starts: &[usize], indent: usize) {
    match block(fact) {
        Some((head, inside, close)) => {
            writer.bare(head, "");
            writer.blanks(1);
            fact.get(1).into_iter().for_each(|open| writer.word(open));
            write(writer, inside, starts, indent + STEP);
            writer.close(close, indent, inside.is_empty());
        }
        None => write_value(writer, fact),
    }
}

/// `disks = [ … ]`
fn write_value(writer: &mut Writer, fact: &[Word<'_>]) {
    let Some((name, rest)) = fact.split_first() else { return };
    writer.bare(name, "");
    writer.blanks(1);
    let Some((equals, value)) = rest.split_first() else { return };
    writer.word(equals);
    writer.blanks(1);
    phrase::write(writer, value);
}
