//! A time in which neither a rule nor the one that replaces it is in force.
//!
//! Two rules decide the same, cite the same clauses and are in force one after the other, but there are days between them. On these
//! days what both forbid is allowed, which is seldom meant: mostly a date is off by one.
//!
//! ```policy
//! rule old_limit { forbid lend when reader.loans >= 10 because en "Ten at most."  effective through 2025-12-31  cite house.limit }
//! rule new_limit { forbid lend when reader.loans >= 12 because en "Twelve at most."  effective from 2026-02-01  cite house.limit }
//! ```
//!
//! Better: let the second begin on the day after the first has ended.

use crate::diagnostic::Diagnostic;
use crate::value::calendar::{DAY, date};

use super::succession::handovers;
use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for between in handovers(on.policy).into_iter().filter(|handover| handover.begins > handover.ends) {
        let (first, last) = (date(between.ends, on.policy.zone()), date(between.begins - DAY, on.policy.zone()));
        let message = format!("neither `{}` nor `{}` is in force from {first} through {last}", between.earlier.name, between.later.name);
        found.push(finding(between.later.name_span, message).and(between.earlier.name_span, "the one before it"));
    }
}
