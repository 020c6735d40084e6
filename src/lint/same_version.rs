//! A dated value of a param that is the same as the one before it.
//!
//! Nothing changes on that day. Often the new number was forgotten.
//!
//! ```policy
//! param loan_limit = 10
//!   then 10 from 2027-01-01
//! ```
//!
//! Better: `then 12 from 2027-01-01`, or leave the line out.

use crate::diagnostic::Diagnostic;

use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for param in on.policy.params.values() {
        for (before, version) in param.versions.iter().zip(param.versions.iter().skip(1)) {
            if before.value == version.value {
                let message = format!("from that day on `{}` is the same as before", param.name);
                found.push(finding(version.span, message).and(before.span, "before"));
            }
        }
    }
}
