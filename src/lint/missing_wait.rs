//! A rule that time alone clears, without a `remedy wait`.
//!
//! `when now < …` holds until a moment that is known. People who are told nothing ask when they may come again, and the answer could have
//! said so.
//!
//! ```policy
//! rule resting { forbid lend when now < item.returned_at + rest because en "It rests." }
//! ```
//!
//! Better: add `remedy wait`; answers then say until when.

use crate::analysis::conditions::conjuncts;
use crate::diagnostic::Diagnostic;
use crate::model::expression::{Condition, ConditionKind, Term, TermKind};
use crate::model::policy::{Body, Policy, RemedyKind, RuleBody, Verb};
use crate::value::ops::Order;

use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (rule, body) in places::rules(on.policy).filter(|(rule, body)| rule.verb == Verb::Forbid && says_nothing(body)) {
        let parts = [&body.scope.given, &body.scope.when].into_iter().flatten().flat_map(conjuncts);
        if let Some(part) = parts.into_iter().find(|part| ends(on.policy, part)) {
            let message = format!("time alone clears `{}`, and no remedy says so", rule.name);
            found.push(finding(part.span, message).help("add `remedy wait`: answers then say until when"));
        }
    }
}

/// Whether no remedy speaks of waiting, or says that nothing helps.
fn says_nothing(body: &RuleBody) -> bool {
    body.remedies.iter().all(|remedy| matches!(remedy.kind, RemedyKind::By { .. }))
}

/// Whether a condition stops holding at some time, and never holds again.
fn ends(policy: &Policy, condition: &Condition) -> bool {
    match &condition.kind {
        ConditionKind::Order(Order::Less | Order::AtMost, left, right) => nows(policy, left) > nows(policy, right),
        ConditionKind::Order(Order::Greater | Order::AtLeast, left, right) => nows(policy, left) < nows(policy, right),
        ConditionKind::Definition(id) => match policy.definitions.get(id.index()).map(|definition| &definition.body) {
            Some(Body::Condition(body)) => conjuncts(body).into_iter().any(|part| ends(policy, part)),
            _ => false,
        },
        _ => false,
    }
}

/// How often `now` is added in a term.
fn nows(policy: &Policy, term: &Term) -> i32 {
    match &term.kind {
        TermKind::Now => 1,
        TermKind::Add(left, right) => nows(policy, left).saturating_add(nows(policy, right)),
        TermKind::Subtract(left, right) => nows(policy, left).saturating_sub(nows(policy, right)),
        TermKind::Definition(id) => match policy.definitions.get(id.index()).map(|definition| &definition.body) {
            Some(Body::Term { term, .. }) => nows(policy, term),
            _ => 0,
        },
        _ => 0,
    }
}
