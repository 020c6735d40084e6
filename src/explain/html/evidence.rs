//! What an entry rests on, folded up until somebody asks: the facts, the policy's own text, and the proof.

use maud::{Markup, html};

use crate::explain::json::{FactUsed, Place, ProofTree};

use super::cards::Cards;
use super::frame::aside;
use super::parts::facts;
use super::words::Word;

/// What an entry rests on.
pub struct Evidence<'e> {
    pub facts: &'e [FactUsed],
    /// where it is declared
    pub place: &'e Place,
    pub proof: Option<&'e ProofTree>,
}

impl Evidence<'_> {
    /// All of it, folded up.
    pub fn details(&self, cards: Cards<'_>) -> Markup {
        html! { details { summary { (Word::Evidence.text(cards.language)) } (self.body(cards)) } "\n" }
    }

    /// All of it, to be read at once.
    pub fn unfolded(&self, cards: Cards<'_>) -> Markup {
        html! { details open="open" { summary { (Word::Evidence.text(cards.language)) } (self.body(cards)) } "\n" }
    }

    pub fn body(&self, cards: Cards<'_>) -> Markup {
        let word = |word: Word| word.text(cards.language);
        // the first step is the entry itself
        let parts = self.proof.map_or(&[][..], |proof| &proof.parts);
        let place = format!("{}:{}", self.place.file, self.place.line);
        html! {
            @if !self.facts.is_empty() { p.part { (word(Word::Facts)) } (facts(self.facts)) }
            p.part { (word(Word::PolicyText)) " " code.faint { (place) } }
            pre lang="en" { code { (declaration(cards, self.place)) } } "\n"
            @if !parts.is_empty() {
                p.part { (word(Word::Proof)) " " span.faint { (word(Word::DecidesLegend)) } }
                (tree(cards, parts))
            }
        }
    }
}

/// The policy's text of a declaration, moved to the margin.
fn declaration(cards: Cards<'_>, place: &Place) -> String {
    let sources = cards.library.sources;
    let indent = sources.position(place.whole).column.saturating_sub(1);
    let strip = |line: &str| {
        let blank = line.len() - line.trim_start_matches(' ').len();
        line.get(blank.min(indent)..).unwrap_or("").replace('\t', "    ")
    };
    sources.text(place.whole).lines().map(strip).collect::<Vec<_>>().join("\n")
}

/// Steps with the steps that they rest on; those that decide have a sign.
fn tree(cards: Cards<'_>, steps: &[ProofTree]) -> Markup {
    html! {
        ul.proof {
            @for step in steps {
                li class=[step.decides.then_some("decides")] {
                    @if step.decides { span.sign aria-hidden="true" { "◆ " } }
                    code { (step.step) }
                    @if !step.answer.is_empty() { (cards.language.with_colon("", &step.answer)) }
                    @if let Some(at) = &step.at { " " code.faint { (at.file) ":" (at.line) ":" (at.column) } }
                    @if step.decides { (aside(cards.language.with_aside("", Word::Decides.text(cards.language)).as_str())) }
                    @if !step.parts.is_empty() { (tree(cards, &step.parts)) }
                }
            }
        } "\n"
    }
}
