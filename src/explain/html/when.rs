//! Timelines as a page.

use maud::html;

use crate::explain::Language;
use crate::explain::case::Judged;
use crate::explain::when::json::Told;

use super::articles::{Article, Outcome, of_records};
use super::cards::Cards;
use super::parts::{Library, assumed, documents, judged};
use super::timeline::timeline;

/// The page of some records, each told in every language of the page.
#[must_use]
pub fn render(library: Library<'_>, languages: &[Language], records: &[Vec<(Language, Told)>]) -> String {
    of_records(library, languages, records, article)
}

fn article(cards: Cards<'_>, told: &Told) -> Article {
    Article {
        name: told.case.name().to_owned(),
        outcome: Outcome::new(told.verdict, &told.aside.answer, cards.language),
        body: html! {
            (judged(cards.language, &Judged { case: &told.case, lasts: &told.lasts, settings: &told.settings }))
            (timeline(cards, told))
            (assumed(cards, &told.assumed))
            (documents(cards, &told.aside.documents))
        },
    }
}
