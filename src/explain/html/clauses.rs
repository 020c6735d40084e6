//! Clauses of documents, with a link to where these can be read.

use maud::{Markup, html};

use crate::explain::json::Cited;
use crate::explain::words::Word as Common;

use super::cards::Cards;

impl<'l> Cards<'l> {
    /// Each clause in the author's words, with where it stands.
    pub fn clauses(self, clauses: &[Cited]) -> Markup {
        html! {
            @if !clauses.is_empty() { ul.clauses { "\n" @for clause in clauses { li { (self.clause(clause)) } "\n" } } "\n" }
        }
    }

    fn clause(self, clause: &Cited) -> Markup {
        html! {
            (self.clause_name(clause))
            @if let Some(text) = &clause.text { " " q { (text) } }
            @if let Some(read_as) = &clause.read_as { " " (self.language.with_colon(Common::ReadSo.text(self.language), read_as)) }
        }
    }

    /// Where the document of a clause can be read.
    fn address(self, clause: &Cited) -> Option<&'l str> {
        let policy = self.library.policy;
        let document = policy.documents.get(&policy.clauses.get(&clause.name)?.document)?;
        document.address.as_deref()
    }

    /// `rules.min_age (§ 4)`, with a link to the document.
    pub fn clause_name(self, clause: &Cited) -> Markup {
        html! {
            @if let Some(address) = self.address(clause) { a href=(address) { code { (clause.name) } } } @else { code { (clause.name) } }
            @if let Some(at) = &clause.at { (self.language.with_aside("", at)) }
        }
    }
}
