//! A whole number that is compared with a fraction.
//!
//! Nothing lies exactly at such a limit, so it is not clear which of its neighbours was meant to be inside.
//!
//! ```policy
//! rule too_many { forbid lend when reader.loans > 2.5 because en "Too many." }
//! ```
//!
//! Better: `reader.loans >= 3`.

use crate::analysis::conditions::cuts_whole;
use crate::diagnostic::Diagnostic;
use crate::model::expression::ConditionKind;

use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    places::conditions(on.policy, &mut |condition, env| {
        if matches!(condition.kind, ConditionKind::Order(..)) && cuts_whole(on.policy, env, condition) {
            let message = format!("`{}` compares a whole number with a fraction", on.text(condition.span));
            found.push(finding(condition.span, message).help("name the whole number that is the first, or the last, one inside"));
        }
    });
}
