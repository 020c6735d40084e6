//! The clauses of a declaration: in the order of the language reference, each on a line of its own, with what they say in one column.

use super::phrase::{self, split};
use super::words::Word;
use super::writer::{Gap, STEP, Writer};
use super::{document, rows};
use crate::syntax::scan::Kind;

/// The words that begin clauses, in the order in which the clauses are written; those in one list stand for each other.
type Order = &'static [&'static [&'static str]];

/// What may stand in the braces of a declaration; nothing where it has no clauses.
pub fn order(declaration: &str) -> Option<Order> {
    Some(match declaration {
        "policy" => &[&["title"], &["time_zone"], &["languages"], &["records"], &["allow"]],
        "document" => &[&["title"], &["address"], &["edition"], &["authority"], &["clause"]],
        "rule" => &[
            &["forbid", "permit", "warn"],
            &["given"],
            &["when"],
            &["unless"],
            &["because"],
            &["reading"],
            &["remedy"],
            &["effective"],
            &["cite"],
        ],
        "exception" => &[&["given"], &["when"], &["unless"], &["because"], &["reading"], &["effective"], &["cite"]],
        "duty" | "effect" | "suggest" => &[
            &["of", "instead"],
            &["before", "during", "after"],
            &["given"],
            &["when"],
            &["unless"],
            &["says"],
            &["reading"],
            &["effective"],
            &["cite"],
        ],
        "table" => &[&["given"], &["unless"], &["|"], &["reading"], &["remedy"], &["effective"], &["cite"]],
        "scenario" => &[&["from"], &["at"], &["with"], &["without"], &["expect", "|"]],
        _ => return None,
    })
}

/// One clause, or one row of a table.
struct Clause<'w, 't> {
    rank: usize,
    first: &'w Word<'t>,
    words: &'w [Word<'t>],
}

/// Writes the clauses that stand in braces.
pub fn write(writer: &mut Writer, declaration: &str, inside: &[Word<'_>], indent: usize) {
    let Some(order) = order(declaration) else { return };
    let mut clauses = clauses(inside, order);
    clauses.sort_by_key(|clause| clause.rank);
    let column = indent + keyword_width(&clauses, order) + if declaration == "scenario" { 1 } else { 2 };
    let names = document::widths(clauses.iter().map(|clause| clause.words));
    let (mut gap, mut after_clause) = (Gap::Never, false);
    for group in clauses.chunk_by(|one, other| one.first.is("|") && other.first.is("|")) {
        match group {
            [clause] if !clause.first.is("|") => {
                let begins_clauses = clause.first.is("clause") && !after_clause && gap != Gap::Never;
                writer.begin(clause.first, indent, if begins_clauses { Gap::Always } else { gap });
                after_clause = clause.first.is("clause");
                match &*clause.first.text {
                    "clause" => document::write_clause(writer, clause.words, names, indent),
                    _ => write_clause(writer, clause, column),
                }
            }
            group => rows::write(writer, &group.iter().map(|row| row.words).collect::<Vec<_>>(), indent, gap),
        }
        gap = Gap::Kept;
    }
}

fn clauses<'w, 't>(inside: &'w [Word<'t>], order: Order) -> Vec<Clause<'w, 't>> {
    let (mut starts, mut depth, mut in_row) = (Vec::new(), 0_usize, false);
    for (at, word) in inside.iter().enumerate() {
        let may_begin = depth == 0 && (!in_row || word.first);
        if let Some(rank) = rank(inside, at, order).filter(|_| may_begin) {
            starts.push((at, rank));
            in_row = word.is("|");
        }
        match word.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([inside.len()]);
    let pieces = starts.iter().zip(ends).filter_map(|((start, rank), end)| Some((*rank, inside.get(*start..end)?)));
    pieces.filter_map(|(rank, words)| Some(Clause { rank, first: words.first()?, words })).collect()
}

/// The place in the order of the clause that a word begins.
fn rank(words: &[Word<'_>], at: usize, order: Order) -> Option<usize> {
    let word = words.get(at).filter(|word| !word.is_text())?;
    let before = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", |before| &*before.text);
    let next = words.get(at + 1);
    let is_name = match &*word.text {
        "of" => matches!(before, "count" | "any" | "all" | "instead"),
        "instead" => !next.is_some_and(|next| next.is("of")),
        "address" => before == "clause",
        "title" | "edition" | "authority" | "clause" | "languages" | "records" => {
            matches!(before, "clause" | "authority" | "languages" | ",") || next.is_some_and(Word::is_text)
        }
        _ => false,
    };
    order.iter().position(|words| words.contains(&&*word.text)).filter(|_| !is_name)
}

/// How wide the words are that stand before the column: those of the clauses, and those that could stand for them.
fn keyword_width(clauses: &[Clause<'_, '_>], order: Order) -> usize {
    let padded = clauses.iter().filter(|clause| is_padded(&clause.first.text));
    let words = padded.filter_map(|clause| order.get(clause.rank)).flat_map(|words| words.iter());
    words.filter(|word| is_padded(word)).map(|word| word.len()).max().unwrap_or(0)
}

/// Whether what a clause says stands in the column.
fn is_padded(word: &str) -> bool {
    !matches!(word, "|" | "clause" | "records" | "instead" | "allow")
}

fn write_clause(writer: &mut Writer, clause: &Clause<'_, '_>, column: usize) {
    let start = writer.here();
    writer.bare(clause.first, "");
    let keyword = &*clause.first.text;
    writer.blanks(if is_padded(keyword) { column.saturating_sub(start + keyword.len()) } else { 1 });
    writer.margin = column;
    let rest = clause.words.get(1..).unwrap_or(&[]);
    match keyword {
        "title" => write_title(writer, rest, column),
        "because" | "reading" | "says" => write_texts(writer, rest, column),
        "remedy" => write_remedy(writer, rest, column),
        _ => phrase::write(writer, rest),
    }
}

/// Whether a language and its text begin at a place.
pub fn is_language(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.is_word() && !word.is("at")) && words.get(at + 1).is_some_and(Word::is_text)
}

/// Writes texts in several languages, one a line.
pub fn write_texts(writer: &mut Writer, words: &[Word<'_>], column: usize) {
    for (index, part) in split(words, is_language).into_iter().enumerate() {
        if index > 0 {
            writer.line(column);
        }
        write_text(writer, part);
    }
}

/// `en "…"`; further texts stand below the first one.
pub fn write_text(writer: &mut Writer, words: &[Word<'_>]) {
    match words.split_first() {
        Some((language, texts)) if is_language(words, 0) => {
            writer.word(language);
            writer.blanks(1);
            phrase::write(writer, texts);
        }
        _ => phrase::write(writer, words),
    }
}

/// Titles stand side by side.
fn write_title(writer: &mut Writer, words: &[Word<'_>], column: usize) {
    let parts = split(words, is_language);
    let fits = phrase::fits(writer, words, parts.len());
    for (index, part) in parts.into_iter().enumerate() {
        match (index, fits) {
            (0, _) => {}
            (_, true) => writer.blanks(2),
            (_, false) => writer.line(column),
        }
        write_text(writer, part);
    }
}

/// `by source en "…" makes …`: on one line in one language, otherwise its parts below each other.
pub fn write_remedy(writer: &mut Writer, words: &[Word<'_>], column: usize) {
    let begins =
        |words: &[Word<'_>], at: usize| is_language(words, at) || words.get(at).is_some_and(|word| word.is("makes") || word.is("suggest"));
    let parts = split(words, begins);
    let texts = parts.iter().filter(|part| is_language(part, 0)).count();
    let is_one_line = texts == 0 || texts == 1 && phrase::fits(writer, words, 0);
    for (index, part) in parts.into_iter().enumerate() {
        match (index, is_one_line) {
            (0, _) => {}
            (_, true) => writer.blanks(1),
            (_, false) => writer.line(column),
        }
        write_part(writer, part);
    }
}

fn write_part(writer: &mut Writer, words: &[Word<'_>]) {
    match words.split_first() {
        Some((makes, condition)) if makes.is("makes") || makes.is("suggest") => {
            writer.word(makes);
            writer.blanks(1);
            phrase::write(writer, condition);
        }
        _ => write_text(writer, words),
    }
}

/// Writes what stands in the braces of a message: its texts, then its remedies.
pub fn write_message(writer: &mut Writer, inside: &[Word<'_>], indent: usize) {
    for (index, part) in message_parts(inside).into_iter().enumerate() {
        let Some((first, rest)) = part.split_first() else { continue };
        writer.begin(first, indent, Gap::of(index));
        writer.bare(first, "");
        writer.blanks(1);
        writer.margin = indent + STEP;
        if first.is("remedy") { write_remedy(writer, rest, indent + STEP) } else { phrase::write(writer, rest) }
    }
}

pub fn message_parts<'w, 't>(inside: &'w [Word<'t>]) -> Vec<&'w [Word<'t>]> {
    let is_remedy = |words: &[Word<'_>], at: usize| words.get(at).is_some_and(|word| word.is("remedy"));
    let (texts, remedies): (Vec<_>, Vec<_>) = split(inside, is_remedy).into_iter().partition(|part| !is_remedy(part, 0));
    texts.into_iter().flat_map(|part| split(part, is_language)).chain(remedies).collect()
}
