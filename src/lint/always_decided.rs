//! A condition that is always yes, or always no, whatever the facts are.
//!
//! Either it says nothing, and can go, or it should say something else: a limit has moved, two names were mixed up, the ends of a range
//! are the wrong way round. Params count with their values, so it also finds what a new value has made pointless.
//!
//! ```policy
//! enum medium { book, film }
//! entity item { medium medium }
//! rule too_old { forbid lend when item.medium in {book, film} because en "It may not be lent." }
//! ```
//!
//! Better: leave the condition out, or say what was meant.

use crate::analysis::conditions::{Env, decided, is_range};
use crate::diagnostic::Diagnostic;
use crate::model::expression::{Condition, ConditionKind};

use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    places::conditions(on.policy, &mut |condition, env| {
        if let Some(yes) = single(on, condition, env) {
            let message = format!("`{}` is always {}", on.text(condition.span), if yes { "yes" } else { "no" });
            found.push(help(finding(condition.span, message), condition));
        }
    });
}

/// The answer of a comparison that has only one, or of an `or` whose parts leave no gap.
pub(super) fn single(on: &Subject<'_>, condition: &Condition, env: Env) -> Option<bool> {
    match &condition.kind {
        ConditionKind::Any(_) => decided(on.policy, env, condition).filter(|yes| *yes),
        ConditionKind::All(_) if is_range(condition) => decided(on.policy, env, condition).filter(|yes| !yes),
        _ if is_comparison(condition) => decided(on.policy, env, condition),
        _ => None,
    }
}

fn is_comparison(condition: &Condition) -> bool {
    matches!(
        condition.kind,
        ConditionKind::Is(..)
            | ConditionKind::Order(..)
            | ConditionKind::OneOf(..)
            | ConditionKind::HasAny(..)
            | ConditionKind::HasAll(..)
            | ConditionKind::Count(..)
            | ConditionKind::CountIs(..)
    )
}

fn help(diagnostic: Diagnostic, condition: &Condition) -> Diagnostic {
    match &condition.kind {
        ConditionKind::All(_) => diagnostic.help("a range goes from the smaller to the larger end"),
        ConditionKind::Count(..) | ConditionKind::CountIs(..) => diagnostic.help("a count is never below 0"),
        _ => diagnostic,
    }
}
