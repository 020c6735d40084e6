//! A table that decided, as a table: the row that decides, and in each of the others the cells that exclude it.

use maud::{Markup, html};

use crate::explain::Language;
use crate::explain::matrix::{Fate, Matrix, MatrixCell, MatrixRow};
use crate::explain::words::Word as Common;
use crate::value::Truth;

use super::cards::Cards;
use super::frame::{aside, void, wide};
use super::parts::section;
use super::words::Word;

pub fn table(cards: Cards<'_>, matrix: &Matrix) -> Markup {
    let word = |word: Word| word.text(cards.language);
    let title = cards.language.with_colon(word(Word::Tables), &matrix.name);
    section(&title, &html! { p.faint { (word(Word::MatrixLegend)) } "\n" (wide(&title, &grid(cards, matrix))) })
}

fn grid(cards: Cards<'_>, matrix: &Matrix) -> Markup {
    let word = |word: Word| word.text(cards.language);
    html! {
        table.matrix {
            "\n" thead { tr {
                th scope="col" { (word(Word::Row)) }
                @for column in &matrix.columns {
                    th scope="col" { code { (foldable(&column.asks)) } span.value { (word(Word::InThisRecord)) " " (column.value) } }
                }
                th scope="col" { (word(Word::Outcome)) }
            } } "\n"
            tbody { "\n" @for (place, row) in matrix.rows.iter().enumerate() { (self::row(cards, place, row)) "\n" } }
        }
    }
}

/// A long name, which may go on in the next line behind its points and underscores, so that all columns fit on a page.
fn foldable(name: &str) -> Markup {
    html! { @for part in name.split_inclusive(['.', '_']) { (part) @if part.ends_with(['.', '_']) { (void("wbr", &[])) } } }
}

fn row(cards: Cards<'_>, place: usize, row: &MatrixRow) -> Markup {
    let (class, sign, fate) = match row.fate {
        Fate::Decides => ("decides", "▶\u{a0}", Word::Deciding.text(cards.language)),
        Fate::Possible => ("possible", "?\u{a0}", Word::Possible.text(cards.language)),
        Fate::Excluded => ("excluded", "", Word::Excluded.text(cards.language)),
        Fate::NotReached => ("excluded", "", Common::NotReached.text(cards.language)),
    };
    html! {
        tr class=(class) {
            th scope="row" {
                span aria-hidden="true" { (sign) } (place + 1)
                (aside(&cards.language.with_aside("", fate)))
            }
            @for cell in &row.cells { (self::cell(cards.language, cell)) }
            td.outcome {
                (row.says)
                @if let Some(because) = &row.because { span.because { " " (because) } }
                @if class != "excluded" { @for clause in &row.clauses { span.cited { " " (cards.clause_name(clause)) } } }
            }
        }
    }
}

fn cell(language: Language, cell: &MatrixCell) -> Markup {
    let (class, sign, says) = match cell.fits {
        Truth::Yes => return html! { td { (cell.text) } },
        Truth::No => ("excludes", "✕\u{a0}", Word::ExcludesRow),
        Truth::Unknown => ("unknown", "?\u{a0}", Word::NotKnownCell),
    };
    html! {
        td class=(class) {
            span aria-hidden="true" { (sign) } (cell.text)
            (aside(&language.with_aside("", says.text(language))))
        }
    }
}
