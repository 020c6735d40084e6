//! A time in which both a rule and the one that replaces it are in force.
//!
//! Two rules decide the same, cite the same clauses and have each a time of its own, but the second begins before the first has ended.
//! On these days both decide, and the stricter one wins, which may be neither.
//!
//! ```policy
//! rule old_limit { forbid lend when reader.loans >= 10 because en "Ten at most."  effective through 2026-01-31  cite house.limit }
//! rule new_limit { forbid lend when reader.loans >= 12 because en "Twelve at most."  effective from 2026-01-01  cite house.limit }
//! ```
//!
//! Better: let the second begin on the day after the first has ended.

use crate::diagnostic::Diagnostic;
use crate::value::calendar::date;

use super::succession::handovers;
use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for both in handovers(on.policy).into_iter().filter(|handover| handover.begins < handover.ends) {
        let (first, last) = (date(both.begins, on.policy.zone()), date(both.ends - 1, on.policy.zone()));
        let message = format!("both `{}` and `{}` are in force from {first} through {last}", both.earlier.name, both.later.name);
        found.push(finding(both.later.name_span, message).and(both.earlier.name_span, "the one before it"));
    }
}
