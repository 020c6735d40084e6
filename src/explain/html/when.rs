//! Timelines as a page.

use maud::html;

use crate::explain::Language;
use crate::explain::when::told::Told;
use crate::value::calendar;

use super::answers::{Library, assumed, documents, judged};
use super::articles::{Article, Outcome, page};
use super::cards::Cards;
use super::timeline::timeline;

/// The page of some records, each told in every language of the page.
#[must_use]
pub fn render(library: Library<'_>, languages: &[Language], records: &[Vec<(Language, Told)>]) -> String {
    let of = |language: Language| records.iter().filter_map(move |told| told.iter().find(|(of, _)| *of == language));
    page(
        languages,
        |language| library.question(language),
        |language| of(language).map(|(language, told)| article(Cards { library, language: *language }, told)).collect(),
    )
}

fn article(cards: Cards<'_>, told: &Told) -> Article {
    let aside = &told.aside;
    let readable = |instant: i64| calendar::readable(instant, aside.zone);
    let holds = cards.language.holds(aside.window.since.map(readable).as_deref(), aside.window.until.map(readable).as_deref());
    Article {
        name: told.record.clone().unwrap_or_else(|| aside.place.clone()),
        outcome: Outcome::new(told.verdict, &aside.answer, cards.language),
        body: html! {
            p.faint {
                (judged(cards.language, &told.decision, &readable(aside.at), &told.settings))
                @if let Some(holds) = holds { (cards.language.semicolon()) (holds) }
            } "\n"
            (timeline(cards, told))
            (assumed(cards, &told.assumed))
            (documents(cards, &aside.documents))
        },
    }
}
