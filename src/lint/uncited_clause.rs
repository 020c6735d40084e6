//! A clause that demands something, and that nothing cites.
//!
//! It was perhaps forgotten, or the rule that enforces it does not say so.
//!
//! ```policy
//! document rules {
//!   authority official
//!   clause fees  en "who owes more than 10 EUR borrows nothing"
//!   clause count en "a reader has ten books at most"
//! }
//! rule owes_too_much { forbid lend when reader.owes > 10 EUR because en "Pay first." cite rules.fees }
//! ```
//!
//! Better: write the rule and cite the clause, or say why there is none: `informative en "the desk counts"`, `superseded en "…"`.

use indexmap::IndexSet;

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{ItemKind, Mark};

use super::unused_document::is_unused;
use super::{Subject, finding, parts};

/// What a set cites.
pub struct Cited<'a> {
    /// `rules.fees`
    pub clauses: IndexSet<&'a str>,
    /// `rules`
    pub documents: IndexSet<&'a str>,
}

impl<'a> Cited<'a> {
    pub fn by(on: &Subject<'a>) -> Self {
        let clauses: IndexSet<&str> = on.items().flat_map(parts::cited).map(|name| name.text.as_str()).collect();
        let documents = clauses.iter().filter_map(|clause| clause.split('.').next()).collect();
        Self { clauses, documents }
    }
}

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let cited = Cited::by(on);
    for item in on.items() {
        let ItemKind::Document(document) = &item.kind else { continue };
        if is_unused(document, &cited) {
            continue; // is told of as a whole
        }
        for clause in &document.clauses {
            let name = format!("{}.{}", document.name.text, clause.name.text);
            let is_marked = matches!(clause.mark, Some(Mark::Informative(_) | Mark::Superseded(_)));
            if !is_marked && !cited.clauses.contains(name.as_str()) {
                let diagnostic = finding(clause.name.span, format!("nothing cites `{name}`"));
                found.push(diagnostic.help("where it demands nothing, write `informative` behind it, or `superseded` and why"));
            }
        }
    }
}
