//! Timelines as a page.

use maud::html;

use crate::explain::Language;
use crate::explain::when::told::Told;
use crate::value::calendar;

use super::articles::{Article, Outcome, of_records};
use super::cards::Cards;
use super::parts::{Judged, Library, assumed, documents, judged};
use super::timeline::timeline;

/// The page of some records, each told in every language of the page.
#[must_use]
pub fn render(library: Library<'_>, languages: &[Language], records: &[Vec<(Language, Told)>]) -> String {
    of_records(library, languages, records, article)
}

fn article(cards: Cards<'_>, told: &Told) -> Article {
    let aside = &told.aside;
    let readable = |instant: i64| calendar::readable(instant, aside.zone);
    let (since, until) = (aside.window.since.map(readable), aside.window.until.map(readable));
    Article {
        name: told.record.clone().unwrap_or_else(|| aside.place.clone()),
        outcome: Outcome::new(told.verdict, &aside.answer, cards.language),
        body: html! {
            (judged(cards.language, &Judged::new(&told.decision, &told.settings, (&readable(aside.at), since.as_deref(), until.as_deref()))))
            (timeline(cards, told))
            (assumed(cards, &told.assumed))
            (documents(cards, &aside.documents))
        },
    }
}
