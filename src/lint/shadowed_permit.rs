//! A rule that permits what is permitted anyway.
//!
//! With `default permit`, everything is allowed that no rule forbids, so a rule that permits changes no answer. Authors who write one
//! often believe that it lifts a rule that forbids.
//!
//! ```policy
//! decision lend { default permit }
//! rule staff_may { permit lend when reader.staff because en "Staff may." }
//! ```
//!
//! Better: `exception staff_may to … { when reader.staff }`, or nothing.

use crate::diagnostic::Diagnostic;
use crate::model::policy::{DecisionKind, Verb};

use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for rule in on.policy.rules.iter().filter(|rule| rule.verb == Verb::Permit) {
        let decision = on.policy.decisions.get_index(rule.decision.index()).map(|(_, decision)| decision);
        if let Some(decision) = decision
            && matches!(decision.kind, DecisionKind::Verdict { default_permit: true, .. })
        {
            let message = format!("`{}` is permitted by default, so `{}` changes nothing", decision.name, rule.name);
            found.push(finding(rule.name_span, message).help("to excuse from a rule that forbids, write an `exception` to it"));
        }
    }
}
