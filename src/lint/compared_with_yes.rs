//! A yes or no that is compared with `yes` or `no`.
//!
//! It is a condition by itself. A comparison that is not needed hides the one that matters, and `is no` reads like a value.
//!
//! ```policy
//! rule reference_book { forbid lend when item.reference is yes because en "It stays here." }
//! ```
//!
//! Better: `item.reference`; for `item.reference is no`, `not item.reference`.

use indexmap::IndexSet;

use crate::analysis::conditions::may_be_none;
use crate::diagnostic::{Diagnostic, Edit};
use crate::model::expression::{Condition, ConditionKind, Term, TermKind};
use crate::model::vocabulary::Constant;

use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen = IndexSet::new();
    places::conditions(on.policy, &mut |condition, env| {
        let Some((term, yes)) = compared(condition) else { return };
        if seen.insert(condition.span) && !may_be_none(on.policy, env, term) {
            let name = on.text(term.span);
            let better = if yes { name.clone() } else { format!("not {name}") };
            let diagnostic = finding(condition.span, format!("`{name}` is a condition by itself")).help(format!("write `{better}`"));
            found.push(if name.contains(' ') {
                diagnostic
            } else {
                diagnostic.fix(format!("write `{better}`"), vec![Edit { span: condition.span, text: better }])
            });
        }
    });
}

/// What is compared, and the answer that it has to have; `is not` is a negation in the same place.
fn compared(condition: &Condition) -> Option<(&Term, bool)> {
    match &condition.kind {
        ConditionKind::Is(term, with) | ConditionKind::Is(with, term) if truth(with).is_some() && truth(term).is_none() => {
            Some((term, truth(with)?))
        }
        ConditionKind::Not(inner) if inner.span == condition.span => compared(inner).map(|(term, yes)| (term, !yes)),
        _ => None,
    }
}

fn truth(term: &Term) -> Option<bool> {
    match &term.kind {
        TermKind::Constant(Constant::Truth(yes)) => Some(*yes),
        TermKind::Truth(condition) => match condition.kind {
            ConditionKind::Constant(yes) => Some(yes),
            _ => None,
        },
        _ => None,
    }
}
