//! Words in a row: how they are spaced, and where a row is broken that is too long.
//!
//! A row is broken at its weakest joint: before each `and` or `or`, before `then` and `else`, between texts, behind commas, and at last
//! inside its longest brackets.

use unicode_width::UnicodeWidthStr;

use super::words::Word;
use super::writer::{CONDITION_WIDTH, STEP, WIDTH, Writer};
use crate::syntax::scan::Kind;

/// The words on one line; nothing where a comment stands among them.
pub fn flat(words: &[Word<'_>]) -> Option<String> {
    let mut line = String::new();
    for (at, word) in words.iter().enumerate() {
        if at > 0 && !word.above.is_empty() || at + 1 < words.len() && word.behind.is_some() {
            return None;
        }
        line.extend(std::iter::repeat_n(' ', blanks_before(words, at)));
        line.push_str(&word.text);
    }
    Some(line)
}

/// Writes words on one line, wherever it ends; only comments break it.
pub fn run(writer: &mut Writer, words: &[Word<'_>]) {
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            writer.blanks(blanks_before(words, at));
        }
        writer.word(word);
    }
}

/// Writes words on one line if they fit, and otherwise on several that begin where the first one does.
pub fn write(writer: &mut Writer, words: &[Word<'_>]) {
    if fits(writer, words, 0) {
        return run(writer, words);
    }
    let start = writer.here();
    writer.margin = start;
    match joint(words) {
        Some((joint, parts)) => write_parts(writer, joint, &parts, start),
        None => write_brackets(writer, words, start),
    }
}

/// Whether words fit on the line, with some blanks more.
pub fn fits(writer: &Writer, words: &[Word<'_>], more: usize) -> bool {
    let fits = |line: String| writer.here() + line.width() + more <= limit(words);
    !is_too_many(words) && flat(words).is_some_and(fits)
}

/// Whether words cannot fit on a line, however short they are.
pub fn is_too_many(words: &[Word<'_>]) -> bool {
    words.len() > WIDTH
}

/// How many columns a line with these words has.
pub fn limit(words: &[Word<'_>]) -> usize {
    match joint(words) {
        Some((Joint::Connective | Joint::Branch, _)) => CONDITION_WIDTH,
        _ => WIDTH,
    }
}

/// Where a row comes apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// before `and` or `or`
    Connective,
    /// before `then` or `else`
    Branch,
    /// between texts
    Text,
    /// behind commas: as many on a line as fit
    Comma,
}

/// Words cut at the weakest joint that they have.
fn joint<'w, 't>(words: &'w [Word<'t>]) -> Option<(Joint, Vec<&'w [Word<'t>]>)> {
    let joints = [Joint::Connective, Joint::Branch, Joint::Text, Joint::Comma];
    let cut = joints.into_iter().map(|joint| (joint, split(words, |words, at| joint.is_before(words, at))));
    cut.into_iter().find(|(_, parts)| parts.len() > 1)
}

impl Joint {
    fn is_before(self, words: &[Word<'_>], at: usize) -> bool {
        let Some(word) = words.get(at) else { return false };
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        match self {
            Self::Connective => word.is("and") || word.is("or"),
            Self::Branch => word.is("then") || word.is("else"),
            Self::Text => word.is_text() && before.is_some_and(Word::is_text),
            Self::Comma => before.is_some_and(|before| before.is(",")),
        }
    }
}

fn write_parts(writer: &mut Writer, joint: Joint, parts: &[&[Word<'_>]], start: usize) {
    for (index, part) in parts.iter().enumerate() {
        writer.margin = start;
        match joint {
            _ if index == 0 => write(writer, part),
            Joint::Text => {
                writer.line(start);
                run(writer, part);
            }
            Joint::Connective => behind_word(writer, part, start),
            Joint::Branch => behind_word(writer, part, start + STEP),
            Joint::Comma => {
                writer.blanks(1);
                if !fits(writer, part, 0) {
                    writer.line(start);
                }
                write(writer, part);
            }
        }
    }
}

/// `and …` on a line of its own.
fn behind_word(writer: &mut Writer, words: &[Word<'_>], column: usize) {
    writer.line(column);
    let Some((word, rest)) = words.split_first() else { return };
    writer.word(word);
    writer.blanks(1);
    write(writer, rest);
}

/// What stands in the longest brackets goes on beneath itself.
fn write_brackets(writer: &mut Writer, words: &[Word<'_>], start: usize) {
    let longest = groups(words).into_iter().filter(|group| group.len() > 2).max_by_key(std::ops::Range::len);
    let Some(group) = longest else { return run(writer, words) };
    let (before, rest) = words.split_at_checked(group.start + 1).unwrap_or((words, &[]));
    let (inside, behind) = rest.split_at_checked(group.len() - 2).unwrap_or((rest, &[]));
    run(writer, before);
    writer.blanks(blanks_before(words, group.start + 1));
    write(writer, inside);
    writer.margin = start;
    for (at, word) in behind.iter().enumerate() {
        writer.blanks(blanks_before(words, group.end - 1 + at));
        writer.word(word);
    }
}

/// The brackets that stand in no others, each from the opening one to behind the closing one.
pub fn groups(words: &[Word<'_>]) -> Vec<std::ops::Range<usize>> {
    let (mut groups, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, word) in words.iter().enumerate() {
        match word.kind {
            Kind::Open => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            Kind::Close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    groups.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    groups
}

/// Cuts words before those outside of brackets that begin a part.
pub fn split<'w, 't>(words: &'w [Word<'t>], mut begins: impl FnMut(&[Word<'t>], usize) -> bool) -> Vec<&'w [Word<'t>]> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, word) in words.iter().enumerate() {
        if at > start && depth == 0 && begins(words, at) {
            parts.extend(words.get(start..at));
            start = at;
        }
        match word.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    parts.extend(words.get(start..).filter(|part| !part.is_empty()));
    parts
}

/// How many blanks stand before a word in its row.
fn blanks_before(words: &[Word<'_>], at: usize) -> usize {
    let (Some(word), Some(before)) = (words.get(at), at.checked_sub(1).and_then(|before| words.get(before))) else { return 0 };
    let is_list = before.is("[") || word.is("]");
    let is_empty = before.is("[") && word.is("]");
    let tight = word.is(",")
        || word.is("?")
        || word.kind == Kind::Close
        || before.kind == Kind::Open
        || word.kind == Kind::Mark && word.text.len() > 1 && word.text.starts_with('.') && before.is(")")
        || word.is("(") && is_call(words, at);
    usize::from(is_list && !is_empty || !tight)
}

/// `encrypted_disk("d-1")`, `encrypted_disk(#2)`, `account_not_verified(source)`; but `some disk in disks (bad)`, `not (bad)`
fn is_call(words: &[Word<'_>], at: usize) -> bool {
    const BEFORE_CONDITIONS: &[&str] = &["and", "or", "not", "is", "in", "if", "when", "unless", "given", "makes", "of"];
    let word = |index: usize| words.get(index);
    let Some(name) = at.checked_sub(1).and_then(word).filter(|name| name.is_word()) else { return false };
    let Some(member) = word(at + 1).filter(|_| word(at + 2).is_some_and(|close| close.is(")"))) else { return false };
    let in_list = at.checked_sub(2).and_then(word).is_some_and(|before| before.is("in"));
    let is_named = member.is_word() && !in_list;
    !BEFORE_CONDITIONS.contains(&&*name.text) && (member.is_text() || member.text.starts_with('#') || is_named)
}
