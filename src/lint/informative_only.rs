//! A rule that forbids, and cites only clauses that demand nothing.
//!
//! Whoever is refused looks the clause up and finds no reason there. Either the clause demands something and is marked wrongly, or the
//! rule comes from somewhere else.
//!
//! ```policy
//! document rules {
//!   authority official
//!   clause hours en "the library opens at ten"
//!     informative en "it says when one can come"
//! }
//! rule closed { forbid lend when request.hour < 10 because en "Closed." cite rules.hours }
//! ```
//!
//! Better: leave out `informative` and its reason, or cite the clause that demands it.

use crate::diagnostic::Diagnostic;
use crate::model::policy::Standing;

use super::third_party_only::forbidding;
use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (span, cited) in forbidding(on) {
        let informative = |clause: &&str| on.policy.clauses.get(*clause).is_some_and(|of| matches!(of.standing, Standing::Informative(_)));
        if !cited.is_empty() && cited.iter().all(informative) {
            found.push(finding(span, "this forbids, and what it cites is informative only").help(format!("it cites {}", cited.join(", "))));
        }
    }
}
