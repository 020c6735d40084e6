//! What stands in articles of every kind.

use maud::{Markup, html};

use crate::explain::Language;
use crate::explain::case::Judged;
use crate::explain::json::FactUsed;
use crate::explain::words::Word as Common;
use crate::model::policy::{DecisionId, Policy};
use crate::source::Sources;

use super::cards::Cards;

/// What all entries of a page have in common.
#[derive(Debug, Clone, Copy)]
pub struct Library<'l> {
    pub policy: &'l Policy,
    pub sources: &'l Sources,
    pub decision: DecisionId,
}

impl Library<'_> {
    /// The decision's question; its name where it has none.
    #[must_use]
    pub fn question(&self, language: Language) -> String {
        let Some((name, decision)) = self.policy.decisions.get_index(self.decision.index()) else { return String::new() };
        let question = language.of(&decision.question);
        question.unwrap_or(name).clone()
    }
}

/// Which decision, when it was judged, which values were tried, and since when and until when it is so.
#[must_use]
pub fn judged(language: Language, of: &Judged<'_>) -> Markup {
    html! {
        p.faint {
            code { (of.case.decision) } (language.clause_comma()) (of.how(language))
            @if let Some(holds) = of.holds(language) { (language.semicolon()) (holds) }
        } "\n"
    }
}

/// A heading with what stands below it; nothing where there is nothing.
#[must_use]
pub fn section(title: &str, body: &Markup) -> Markup {
    html! { @if !body.0.is_empty() { section { "\n" h3 { (title) } "\n" (body) } "\n" } }
}

#[must_use]
pub fn assumed(cards: Cards<'_>, assumed: &[FactUsed]) -> Markup {
    section(Common::Assumed.text(cards.language), &facts(assumed))
}

/// The documents that are cited: short name, title, edition.
#[must_use]
pub fn documents(cards: Cards<'_>, documents: &[(String, String)]) -> Markup {
    let list = html! {
        @if !documents.is_empty() { ul { @for (name, title) in documents {
            @let address = cards.library.policy.documents.get(name).and_then(|document| document.address.as_deref());
            li { code { (name) } " " @if let Some(address) = address { a href=(address) { (title) } } @else { (title) } }
        } } "\n" }
    };
    section(Common::Documents.text(cards.language), &list)
}

/// Facts with their values, a row a fact.
#[must_use]
pub fn facts(facts: &[FactUsed]) -> Markup {
    html! {
        @if !facts.is_empty() {
            dl.facts { @for fact in facts { dt { code { (fact.fact) } } dd { (fact.text) } } } "\n"
        }
    }
}
