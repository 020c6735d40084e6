//! A summary as a page: a table with bars for each question.

use maud::{Markup, html};

use crate::explain::Language;
use crate::explain::html::frame::{Frame, wide};

use super::sheets::{Bar, Row, Sheet, sheets};
use super::told::Told;
use super::words::{Word, records, share};

const STYLE: &str = include_str!("bars.css");

/// The page, in one language or in several with a switch between them; the first is shown first.
#[must_use]
pub fn render(told: &[(Language, Told)]) -> String {
    let Some((first, of)) = told.first() else { return String::new() };
    let languages: Vec<Language> = told.iter().map(|(language, _)| *language).collect();
    let title = format!("{}: {}", Word::Summary.text(*first), of.decision);
    let frame = Frame { languages: &languages, title: &title, style: STYLE };
    frame.page(|language| {
        let told = told.iter().find(|(of, _)| *of == language);
        told.map(|(language, told)| main(*language, told)).unwrap_or_default()
    })
}

fn main(language: Language, told: &Told) -> Markup {
    html! {
        "\n" h1 { (records(language, told.records)) } "\n"
        p { @if let Some(question) = &told.question { (question) " " } code { (told.decision) } } "\n"
        @for sheet in sheets(told, language) { (section(language, &sheet)) }
    }
}

fn section(language: Language, sheet: &Sheet) -> Markup {
    html! {
        section {
            "\n" h2 { (sheet.title) } "\n"
            (wide(&sheet.title, &table(language, sheet)))
        } "\n"
    }
}

fn table(language: Language, sheet: &Sheet) -> Markup {
    html! {
        table.bars {
            "\n" caption { (sheet.title) } "\n"
            thead {
                tr {
                    @for (place, column) in sheet.columns.iter().enumerate() { th scope="col" class=[(place > 0).then_some("n")] { (column) } }
                    th scope="col" colspan="2" { (Word::Share.text(language)) }
                }
            } "\n"
            tbody { "\n" @for row in &sheet.rows { (self::row(row, sheet.whole)) "\n" } } "\n"
        }
    }
}

fn row(row: &Row, whole: u64) -> Markup {
    html! {
        tr {
            th scope="row" { (row.name) @if let Some(says) = &row.says { small { (says) } } }
            @for number in &row.numbers { td.n { (number) } }
            td.share { (share(row.numbers.first().copied().unwrap_or(0), whole)) }
            td.bar aria-hidden="true" { (bar(row.bar, whole)) }
        }
    }
}

fn bar(bar: Bar, whole: u64) -> Markup {
    let parts = [("permitted", bar.permitted), ("forbidden", bar.forbidden), ("undetermined", bar.undetermined), ("plain", bar.plain)];
    html! {
        @for (class, records) in parts.into_iter().filter(|(_, records)| *records > 0) {
            span class=(class) style={ "width:" (share(records, whole).replace(' ', "")) } {}
        }
    }
}
