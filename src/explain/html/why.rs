//! Explanations as a page: each rule with its status, the policy's text, and the steps that settled it.

use maud::html;

use crate::explain::Language;
use crate::explain::case::Judged;
use crate::explain::json::Status;
use crate::explain::matrix::Matrix;
use crate::explain::why::json::{Kind, Rule, Told};
use crate::explain::words::Word as Common;

use super::articles::{Article, Outcome, of_records};
use super::cards::{Cards, Tone, list};
use super::matrix;
use super::parts::{Library, assumed, documents, judged, section};

/// What is told of a record, with the tables that decide.
pub struct Why {
    pub told: Told,
    pub tables: Vec<Matrix>,
}

/// The page of some records, each told in every language of the page.
#[must_use]
pub fn render(library: Library<'_>, languages: &[Language], records: &[Vec<(Language, Why)>]) -> String {
    of_records(library, languages, records, article)
}

fn article(cards: Cards<'_>, why: &Why) -> Article {
    let (told, language) = (&why.told, cards.language);
    let word = |word: Common| word.text(language);
    let decides = told.rules.iter().filter(|rule| rule.decides).map(|rule| cards.rule(rule, tone(rule)));
    let others = told.rules.iter().filter(|rule| !rule.decides).map(|rule| cards.folded_rule(rule));
    let asked = |table: &&Matrix| told.rules.iter().any(|rule| rule.head.rule == table.name);
    Article {
        name: told.case.name().to_owned(),
        outcome: Outcome::new(told.verdict, &told.aside.value, language),
        body: html! {
            (judged(language, &Judged { case: &told.case, lasts: &told.lasts, settings: &told.settings }))
            (section(word(Common::Decides), &list("cards", decides)))
            @for table in why.tables.iter().filter(asked) { (matrix::table(cards, table)) }
            (section(word(Common::DecidesNothing), &list("folded", others)))
            (assumed(cards, &told.assumed))
            (documents(cards, &told.aside.documents))
        },
    }
}

fn tone(rule: &Rule) -> Tone {
    match (rule.status, rule.kind) {
        (Status::Unknown, _) => Tone::Open,
        (_, Kind::Forbid) => Tone::Bad,
        (_, Kind::Permit) => Tone::Good,
        (_, Kind::Warn) => Tone::Warning,
        _ => Tone::Plain,
    }
}
