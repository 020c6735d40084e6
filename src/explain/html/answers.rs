//! Answers as a page: for each record the verdict, then what it rests on, what is to be done, and what will change.

use maud::{Markup, html};

use crate::explain::Language;
use crate::explain::case::Judged;
use crate::explain::json::{Noted, Reason, Told, Unreadable, Verdict};
use crate::explain::report::Report;
use crate::explain::words::Word as Common;

use super::articles::{Article, Outcome, page};
use super::cards::{Cards, Tone, list};
use super::parts::{Library, assumed, documents, judged, section};
use super::words::Word;
use super::{checklist, matrix, timeline};

/// What stands on a page for one record of a fact file.
#[derive(Debug)]
pub enum Entry {
    /// a report in each language of the page
    Answered(Vec<(Language, Report)>),
    Unreadable(Unreadable),
}

/// The page, in some languages, of which the first is shown first.
#[must_use]
pub fn render(library: Library<'_>, languages: &[Language], entries: &[Entry]) -> String {
    let article = |entry: &Entry, language: Language| match entry {
        Entry::Unreadable(unreadable) => Some(self::unreadable(unreadable, language)),
        Entry::Answered(reports) => {
            let (_, report) = reports.iter().find(|(of, _)| *of == language)?;
            Some(answer(Cards { library, language }, report))
        }
    };
    page(languages, |language| library.question(language), |language| entries.iter().filter_map(|entry| article(entry, language)).collect())
}

fn unreadable(unreadable: &Unreadable, language: Language) -> Article {
    let place = |file: &str, line: usize| format!("{file}:{line}");
    let faults = std::iter::once(&unreadable.error).chain(&unreadable.further);
    Article {
        name: place(&unreadable.error.file, unreadable.error.line),
        outcome: Outcome::unreadable(language),
        body: html! {
            ul lang="en" { @for fault in faults { li { code { (place(&fault.file, fault.line)) } " " (fault.message) } } } "\n"
        },
    }
}

fn answer(cards: Cards<'_>, report: &Report) -> Article {
    let told = &report.told;
    Article {
        name: told.case.name().to_owned(),
        outcome: Outcome::new(told.verdict, &told.aside.value, cards.language),
        body: html! {
            (judged(cards.language, &Judged { case: &told.case, lasts: &told.lasts, settings: &told.settings }))
            (reasons(cards, told))
            (unknown(cards, told))
            (checklist::of_answer(cards.language, told))
            (timeline::timeline(cards, &report.timeline))
            @for table in &report.tables { (matrix::table(cards, table)) }
            (consequences(cards, told))
            (beside(cards, told))
        },
    }
}

/// The rules and tables that make the verdict what it is.
fn reasons(cards: Cards<'_>, told: &Told) -> Markup {
    let word = |word: Common| word.text(cards.language);
    let of = |reasons: &[Reason], tone| list("cards", reasons.iter().map(|reason| cards.reason(reason, tone)));
    let or = |cards: Markup, none: Common| {
        if cards.0.is_empty() {
            html! { p { (word(none)) } "\n" }
        } else {
            cards
        }
    };
    html! {
        @match told.verdict {
            Some(Verdict::Forbidden) => {
                (section(word(Common::WhyForbidden), &or(of(&told.forbidden_by, Tone::Bad), Common::NothingPermits)))
            }
            Some(Verdict::Permitted) => {
                (section(word(Common::WhyPermitted), &or(of(&told.permitted_by, Tone::Good), Common::NothingForbids)))
            }
            _ => {}
        }
        (section(word(Common::WhyValue), &of(told.valued_by.as_slice(), Tone::Plain)))
    }
}

fn unknown(cards: Cards<'_>, told: &Told) -> Markup {
    let open = list("cards", told.undetermined.iter().map(|open| cards.open(open)));
    section(Common::NotKnown.text(cards.language), &open)
}

/// What applies beside the verdict.
fn consequences(cards: Cards<'_>, told: &Told) -> Markup {
    let word = |word: Common| word.text(cards.language);
    let noted = |title: Common, noted: &[Noted]| {
        let mut sorted: Vec<&Noted> = noted.iter().collect();
        sorted.sort_by_key(|noted| noted.phase);
        section(word(title), &list("folded", sorted.into_iter().map(|noted| cards.note(noted))))
    };
    html! {
        (section(word(Common::Excepted), &list("cards", told.excepted.iter().map(|excepted| cards.excepted(excepted)))))
        (section(word(Common::Warnings), &list("cards", told.warnings.iter().map(|noted| cards.warning(noted)))))
        (noted(Common::Duties, &told.duties))
        (noted(Common::Effects, &told.effects))
        (noted(Common::Suggestions, &told.suggestions))
    }
}

/// What permits it all the same, what was presumed, the rules that do not apply, and the documents.
fn beside(cards: Cards<'_>, told: &Told) -> Markup {
    let word = |word: Common| word.text(cards.language);
    let others = list("folded", told.others.iter().flatten().map(|other| cards.other(other)));
    let permits: &[Reason] = if told.verdict == Some(Verdict::Permitted) { &[] } else { &told.permitted_by };
    let permits = list("cards", permits.iter().map(|reason| cards.reason(reason, Tone::Good)));
    html! {
        (section(Word::Permits.text(cards.language), &permits))
        (assumed(cards, &told.assumed))
        (section(word(Common::Others), &others))
        (documents(cards, &told.aside.documents))
    }
}
