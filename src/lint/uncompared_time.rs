//! A time and a span that are held against a fixed date, not against `now`.
//!
//! "Five days after it was created" is a moment that comes and goes. Held against a date that is written down, the answer is the same
//! today and in ten years; `now` was probably forgotten.
//!
//! ```policy
//! rule too_young { forbid lend when item.acquired_on + 5 days > 2024-08-01 because en "It is too new." }
//! ```
//!
//! Better: `now < item.acquired_on + 5 days`. A time alone, such as `item.acquired_on > 2024-08-01`, is fine.

use crate::diagnostic::Diagnostic;
use crate::model::expression::{ConditionKind, Term, TermKind};
use crate::model::mentions::Mentions;
use crate::model::policy::{Body, Policy};
use crate::model::vocabulary::Scalar;
use crate::model::walk::Node;

use super::times::scalar;
use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    places::conditions(on.policy, &mut |condition, _| {
        let ConditionKind::Order(_, left, right) = &condition.kind else { return };
        let is_time = |term| matches!(scalar(on, term), Some(Scalar::Time | Scalar::Date));
        let moves = |one, other| is_moved(on.policy, one) && asks(on.policy, one) && is_fixed(on.policy, other);
        if is_time(left) && is_time(right) && (moves(left, right) || moves(right, left)) {
            let message = format!("`{}` does not depend on `now`", on.text(condition.span));
            found.push(finding(condition.span, message).help("hold a time and a span against `now`"));
        }
    });
}

/// Whether a term is a sum, perhaps by another name.
fn is_moved(policy: &Policy, term: &Term) -> bool {
    match &term.kind {
        TermKind::Add(..) | TermKind::Subtract(..) | TermKind::Shift { .. } => true,
        TermKind::Definition(id) => match policy.definitions.get(id.index()).map(|definition| &definition.body) {
            Some(Body::Term { term, .. }) => is_moved(policy, term),
            _ => false,
        },
        _ => false,
    }
}

/// Whether it asks facts, and not the clock.
fn asks(policy: &Policy, term: &Term) -> bool {
    let mentions = mentions(policy, term);
    !mentions.places.is_empty() && !mentions.time
}

fn is_fixed(policy: &Policy, term: &Term) -> bool {
    let mentions = mentions(policy, term);
    mentions.places.is_empty() && !mentions.time
}

fn mentions(policy: &Policy, term: &Term) -> Mentions {
    let mut mentions = Mentions::default();
    mentions.add(policy, Node::Term(term));
    mentions
}
