//! Declarations below each other. Those on one line that follow each other without an empty line stand in columns; those on several lines
//! have an empty line around them.

use unicode_width::UnicodeWidthStr;

use super::columns::align;
use super::long;
use super::short::{self, Short};
use super::words::Word;
use super::writer::{Gap, Writer};
use crate::syntax::ast::{Item, ItemKind};

/// A declaration, its words, and how it is written if it is written on one line.
struct Entry<'a, 't> {
    item: &'a Item,
    words: &'a [Word<'t>],
    short: Option<Short>,
}

impl Entry<'_, '_> {
    /// Whether another one follows it in the same columns.
    fn joins(&self, next: &Self) -> bool {
        let alike = |(one, other): (&Short, &Short)| one.keyword == other.keyword && one.texts.is_empty() == other.texts.is_empty();
        let alike = self.short.as_ref().zip(next.short.as_ref()).is_some_and(alike);
        alike && !next.words.first().is_none_or(Word::stands_apart)
    }

    fn allows(&self) -> bool {
        matches!(self.item.kind, ItemKind::Allow(_))
    }

    fn behind(&self) -> Option<&str> {
        self.words.last().and_then(|word| word.behind)
    }
}

/// Writes declarations, and answers the words behind the last one. Inside a `given` an empty line stands above the first one.
pub fn write<'a, 't>(writer: &mut Writer, items: &'a [Item], words: &'a [Word<'t>], indent: usize, in_given: bool) -> &'a [Word<'t>] {
    let (entries, rest) = entries(items, words, indent);
    let texts: Vec<String> = entries.chunk_by(Entry::joins).flat_map(|group| texts(group, indent)).collect();
    let mut before = if in_given { Before::Given } else { Before::Nothing };
    for ((entry, text), is_long) in entries.iter().zip(&texts).zip(lengths(&entries, &texts)) {
        if let Some(begin) = entry.words.first() {
            writer.begin(begin, indent, before.gap(is_long));
        }
        writer.text(text, entry.short.as_ref().and(entry.behind()));
        before = if entry.allows() { Before::Allow } else { Before::Declaration { is_long } };
    }
    rest
}

/// What stands before a declaration.
#[derive(Debug, Clone, Copy)]
enum Before {
    /// the beginning of the file
    Nothing,
    Given,
    /// an `allow` that is about it
    Allow,
    Declaration {
        is_long: bool,
    },
}

impl Before {
    fn gap(self, is_long: bool) -> Gap {
        match self {
            Self::Nothing | Self::Allow => Gap::Never,
            Self::Given => Gap::Always,
            Self::Declaration { is_long: was_long } if was_long || is_long => Gap::Always,
            Self::Declaration { .. } => Gap::Kept,
        }
    }
}

/// Whether declarations stand on several lines; an `allow` is a part of what it is about.
fn lengths(entries: &[Entry<'_, '_>], texts: &[String]) -> Vec<bool> {
    let mut below = false;
    let mut lengths: Vec<bool> = Vec::with_capacity(texts.len());
    for (entry, text) in entries.iter().zip(texts).rev() {
        below = text.contains('\n') || entry.allows() && below;
        lengths.push(below);
    }
    lengths.reverse();
    lengths
}

fn entries<'a, 't>(items: &'a [Item], words: &'a [Word<'t>], indent: usize) -> (Vec<Entry<'a, 't>>, &'a [Word<'t>]) {
    let mut rest = words;
    let entries = items.iter().map(|item| {
        let end = item.span.range().end;
        let (words, behind) = rest.split_at_checked(rest.partition_point(|word| word.start < end)).unwrap_or((rest, &[]));
        rest = behind;
        let short = short::of(&item.kind, words).filter(|short| indent + short.alone().width() <= short.limit);
        Entry { item, words, short }
    });
    (entries.collect(), rest)
}

/// The texts of declarations: in columns if they are several and fit.
fn texts(group: &[Entry<'_, '_>], indent: usize) -> Vec<String> {
    let shorts: Vec<&Short> = group.iter().filter_map(|entry| entry.short.as_ref()).collect();
    let Some(first) = shorts.first() else { return group.iter().map(|entry| long_text(entry, indent)).collect() };
    let count = shorts.iter().map(|short| short.texts.len()).max().unwrap_or(0);
    let rows: Vec<Vec<String>> = shorts.iter().map(|short| short.cells(count)).collect();
    let aligned = align(&rows, &first.gaps(count), usize::MAX, indent);
    let fits = aligned.iter().zip(&shorts).all(|(line, short)| indent + line.width() <= short.limit);
    if shorts.len() > 1 && fits { aligned } else { shorts.iter().map(|short| short.alone()).collect() }
}

fn long_text(entry: &Entry<'_, '_>, indent: usize) -> String {
    let mut writer = Writer::at(indent);
    long::write(&mut writer, &entry.item.kind, entry.words, indent);
    writer.finish()
}
