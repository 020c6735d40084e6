//! A document that nothing cites.
//!
//! Either its demands are not enforced, or the rules that enforce them do not say where they come from. A document all of whose clauses
//! are informative or superseded demands nothing, and need not be cited.
//!
//! ```policy
//! document fees { authority official  clause late en "a late return costs 1 EUR" }
//! rule returned_late { forbid lend when reader.late because en "Returned late." }
//! ```
//!
//! Better: `cite fees.late` in the rule.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Document, ItemKind, Mark};

use super::uncited_clause::Cited;
use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let cited = Cited::by(on);
    for item in on.items() {
        if let ItemKind::Document(document) = &item.kind
            && is_unused(document, &cited)
        {
            found.push(finding(document.name.span, format!("nothing cites `{}`", document.name.text)));
        }
    }
}

/// Whether a document demands something, or has no clauses at all, and nothing cites it.
pub fn is_unused(document: &Document, cited: &Cited<'_>) -> bool {
    let is_marked = |mark: &Option<Mark>| matches!(mark, Some(Mark::Informative(_) | Mark::Superseded(_)));
    let demands = document.clauses.is_empty() || document.clauses.iter().any(|clause| !is_marked(&clause.mark));
    demands && !cited.documents.contains(document.name.text.as_str())
}
