//! A citation of a clause that no longer holds.
//!
//! The answer leads its reader to a demand that was lifted. Perhaps the rule should be gone as well.
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

use super::{Subject, finding, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for name in on.items().flat_map(parts::cited) {
        if let Some(clause) = on.policy.clauses.get(&name.text)
            && matches!(clause.standing, Standing::Superseded(_))
        {
            found.push(finding(name.span, format!("`{}` is superseded", name.text)).and(clause.span, "declared here"));
        }
    }
}
