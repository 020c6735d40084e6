//! A citation of a clause that no longer holds.
//!
//! The answer leads its reader to a demand that was lifted. Perhaps the rule should be gone as well. A rule that ends
//! (`effective through`) may cite what held in its time, and so may a value of a param that a later one replaces.
//!
//! ```policy
//! document rules {
//!   authority official
//!   clause fee en "a film costs 1 EUR"
//!     superseded en "the council lifted the fee in May 2024"
//! }
//! rule fee_unpaid { forbid lend when reader.owes > 0 EUR because en "Pay first." cite rules.fee }
//! ```
//!
//! Better: cite the clause that came in its place, or leave the rule out.

use crate::diagnostic::Diagnostic;
use crate::model::policy::Standing;
use crate::syntax::ast::{Item, ItemKind, Name};

use super::{Subject, finding, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for name in on.items().flat_map(lasting) {
        if let Some(clause) = on.policy.clauses.get(&name.text)
            && matches!(clause.standing, Standing::Superseded(_))
        {
            found.push(finding(name.span, format!("`{}` is superseded", name.text)).and(clause.span, "declared here"));
        }
    }
}

/// What a declaration cites for good.
fn lasting(item: &Item) -> Vec<&Name> {
    let ends = parts::conditions(item).and_then(|conditions| conditions.effective).is_some_and(|effective| effective.through.is_some());
    match &item.kind {
        ItemKind::Param(param) => param.later.last().map_or(&param.cite, |later| &later.cite).iter().collect(),
        _ if ends => Vec::new(),
        _ => parts::cited(item),
    }
}
