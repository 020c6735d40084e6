//! Plans as a page: for each a checklist for everybody who has to act, and where there is none, what stands in the way.

use maud::{Markup, html};

use crate::explain::Language;
use crate::explain::case::Judged;
use crate::explain::json::{Cited, Noted, Verdict};
use crate::explain::plan::json::{Obstacle, Plan, Ruled, Step, Told};
use crate::explain::plan::text::{actor, said};
use crate::explain::plan::words::{self, Phrase, phrase};
use crate::explain::words::Word as Common;

use super::articles::{Article, Outcome, of_records};
use super::cards::{Cards, Tone, card, list};
use super::checklist::Checklist;
use super::evidence::Evidence;
use super::parts::{Library, assumed, documents, judged, section};

/// The page of some records, each told in every language of the page.
#[must_use]
pub fn render(library: Library<'_>, languages: &[Language], records: &[Vec<(Language, Told)>]) -> String {
    of_records(library, languages, records, article)
}

fn article(cards: Cards<'_>, told: &Told) -> Article {
    let language = cards.language;
    Article {
        name: told.case.name().to_owned(),
        outcome: Outcome::new(Some(told.verdict), "", language),
        body: html! {
            (judged(language, &Judged { case: &told.case, lasts: &told.lasts, settings: &told.settings }))
            @if told.verdict == Verdict::Permitted { p { (phrase(Phrase::AlreadyPermitted, language)) } "\n" }
            @else if told.found == 0 && told.exhaustive { p { (phrase(Phrase::NoPlan, language)) } "\n" }
            @for (place, one) in told.plans.iter().enumerate() { (plan(cards, (place + 1, told.found), one)) }
            @if told.found > told.plans.len() { p { (words::more(language, told.found - told.plans.len())) } "\n" }
            (in_the_way(cards, told))
            @if let Some(limits) = words::limits(language, told) { p { (limits) } "\n" }
            (assumed(cards, &told.assumed))
            (documents(cards, &told.documents))
        },
    }
}

/// The steps by who has to do them, with their numbers.
fn plan(cards: Cards<'_>, number: (usize, usize), plan: &Plan) -> Markup {
    let mut checklist = Checklist::default();
    for (place, step) in plan.steps.iter().enumerate() {
        checklist.add(&actor(step, cards.language), self::step(cards, place + 1, step));
    }
    section(&words::heading(cards.language, number, &plan.when, plan.ends.as_deref()), &checklist.lists())
}

fn step(cards: Cards<'_>, number: usize, step: &Step) -> Markup {
    let said = said(step, cards.language);
    html! {
        strong { (number) ". " (said.first().map_or("", String::as_str)) }
        @for line in said.iter().skip(1) { div { (line.replace(" -> ", " → ")) } }
        (rules(cards, Phrase::Clears, &step.clears))
        (rules(cards, Phrase::Grants, &step.grants))
        (rules(cards, Phrase::Breaks, &step.breaks))
        @if !step.after.is_empty() { div { (words::after(cards.language, &step.after)) } }
    }
}

/// `clears balance_too_low`, and its clauses.
fn rules(cards: Cards<'_>, wanted: Phrase, rules: &[Ruled]) -> Markup {
    html! {
        @for rule in rules {
            div.faint { (phrase(wanted, cards.language)) " " code { (rule.head.title) } " " @if let Some(because) = &rule.because { (because) " " } (clauses(cards, &rule.clauses)) }
        }
    }
}

fn clauses(cards: Cards<'_>, clauses: &[Cited]) -> Markup {
    html! { @for clause in clauses { span.cited { (cards.clause_name(clause)) } " " } }
}

/// The rules that nothing clears, steps that would not help, and other ways.
fn in_the_way(cards: Cards<'_>, told: &Told) -> Markup {
    let language = cards.language;
    let setback = |step: &Step| html! { li.card.undetermined { (setback(cards, step)) } };
    let noted = |noted: &Noted| cards.note(noted);
    html! {
        (section(phrase(Phrase::InTheWay, language), &list("cards", told.obstacles.iter().map(|obstacle| self::obstacle(cards, obstacle)))))
        (section(phrase(Phrase::Setbacks, language), &list("cards", told.setbacks.iter().map(setback))))
        (section(Common::Suggestions.text(language), &list("folded", told.suggestions.iter().map(noted))))
    }
}

fn obstacle(cards: Cards<'_>, obstacle: &Obstacle) -> Markup {
    let rule = &obstacle.rule;
    let evidence = Evidence { facts: &[], place: &rule.policy, proof: None };
    card(
        Tone::Bad,
        rule.because.as_deref(),
        &rule.head,
        &html! {
            p { (words::why(cards.language, obstacle.why)) }
            (cards.cures(&obstacle.remedies))
            (cards.clauses(&rule.clauses))
            (evidence.details(cards))
        },
    )
}

fn setback(cards: Cards<'_>, step: &Step) -> Markup {
    html! {
        h4 { (actor(step, cards.language)) }
        @for line in said(step, cards.language) { div { (line.replace(" -> ", " → ")) } }
        (rules(cards, Phrase::Clears, &step.clears))
        (rules(cards, Phrase::Instead, &step.breaks))
    }
}
