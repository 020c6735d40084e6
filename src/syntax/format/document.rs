//! The clauses of a document.

use unicode_width::UnicodeWidthStr;

use super::clauses::{is_language, write_text};
use super::phrase::{self, flat, split};
use super::words::Word;
use super::writer::{STEP, Writer};

/// How wide the names of the clauses are, and their places: `clause film.term`, `at "page 2"`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Widths {
    name: usize,
    place: usize,
}

/// `clause film.term  at "page 2"  en "…"  read as en "…"`
struct Parts<'w, 't> {
    name: &'w [Word<'t>],
    place: &'w [Word<'t>],
    texts: Vec<&'w [Word<'t>]>,
    /// `read as`, `informative` or `superseded`, and its texts
    mark: &'w [Word<'t>],
    mark_texts: Vec<&'w [Word<'t>]>,
}

impl<'w, 't> Parts<'w, 't> {
    fn of(words: &'w [Word<'t>]) -> Self {
        let language = |words: &[Word<'_>], from: usize| (from..words.len()).find(|at| is_language(words, *at)).unwrap_or(words.len());
        let (head, rest) = words.split_at_checked(language(words, 2)).unwrap_or((words, &[]));
        let (name, place) = head.split_at_checked(2).unwrap_or((head, &[]));
        let mark = (0..rest.len()).find(|at| is_mark(rest, *at)).unwrap_or(rest.len());
        let (texts, rest) = rest.split_at_checked(mark).unwrap_or((rest, &[]));
        let (mark, mark_texts) = rest.split_at_checked(language(rest, 1)).unwrap_or((rest, &[]));
        Self { name, place, texts: split(texts, is_language), mark, mark_texts: split(mark_texts, is_language) }
    }

    /// Whether it speaks several languages, each on a line of its own.
    fn is_roomy(&self) -> bool {
        self.texts.len() > 1 || self.mark_texts.len() > 1
    }
}

fn is_mark(words: &[Word<'_>], at: usize) -> bool {
    let is_word = words.get(at).is_some_and(|word| word.is("read") || word.is("informative") || word.is("superseded"));
    is_word && !is_language(words, at)
}

/// The columns of those clauses that stand on one line.
pub fn widths<'w, 't: 'w>(clauses: impl Iterator<Item = &'w [Word<'t>]>) -> Widths {
    let short =
        clauses.filter(|words| words.first().is_some_and(|word| word.is("clause"))).map(Parts::of).filter(|parts| !parts.is_roomy());
    let width = |words: &[Word<'_>]| flat(words).map_or(0, |text| text.width());
    short.fold(Widths::default(), |widths, parts| Widths {
        name: widths.name.max(width(parts.name)),
        place: widths.place.max(width(parts.place)),
    })
}

pub fn write_clause(writer: &mut Writer, words: &[Word<'_>], widths: Widths, indent: usize) {
    let parts = Parts::of(words);
    let below = indent + STEP;
    let start = writer.here();
    if let Some((clause, name)) = parts.name.split_first() {
        writer.bare(clause, "");
        writer.blanks(1);
        phrase::run(writer, name);
    }
    writer.margin = below;
    let roomy = parts.is_roomy();
    let reach = |writer: &mut Writer, column: usize| writer.blanks(if roomy { 1 } else { column.saturating_sub(writer.column()).max(1) });
    reach(writer, start + widths.name + 2);
    phrase::run(writer, parts.place);
    let texts = start + widths.name + if widths.place > 0 { widths.place + 4 } else { 2 };
    for part in &parts.texts {
        if roomy {
            writer.line(below);
        } else {
            reach(writer, texts);
        }
        write_text(writer, part);
    }
    if !parts.mark.is_empty() {
        writer.line(below);
        phrase::run(writer, parts.mark);
        write_mark_texts(writer, &parts.mark_texts, below + STEP);
    }
}

fn write_mark_texts(writer: &mut Writer, texts: &[&[Word<'_>]], column: usize) {
    for part in texts {
        if texts.len() > 1 {
            writer.line(column);
        } else {
            writer.blanks(1);
        }
        write_text(writer, part);
    }
}
