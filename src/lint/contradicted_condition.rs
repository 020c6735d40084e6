//! Conditions that cannot hold together, so that a rule never applies.
//!
//! Each of them makes sense by itself, and no facts satisfy all: the fact would have to be two things at once, or lie above one limit and
//! below another. A rule that never applies forbids nothing, and nobody notices.
//!
//! ```policy
//! rule too_many { forbid lend given reader.loans < 3 when reader.loans >= 5 because en "Too many." }
//! ```
//!
//! Better: `or` where either is meant, or a rule for each.

use crate::analysis::conditions::{Outlook, applying, conjuncts, is_range, outlook};
use crate::diagnostic::Diagnostic;
use crate::model::expression::{Condition, ConditionKind};

use super::always_decided::single;
use super::places::Scoped;
use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut inner = Vec::new();
    places::conditions(on.policy, &mut |condition, env| {
        if matches!(condition.kind, ConditionKind::All(_))
            && !is_range(condition)
            && outlook(on.policy, env, &[(condition, true)]) == Outlook::Never
            && conjuncts(condition).iter().all(|part| single(on, part, env).is_none())
        {
            let message = format!("`{}` can never hold", on.text(condition.span));
            inner.push(finding(condition.span, message).saying("its parts contradict each other"));
        }
    });
    for of in places::scopes(on.policy) {
        if never_applies(on, of) && !inner.iter().any(|part| of.span.file == part.span().file && is_part(of, part)) {
            found.push(finding(of.place(), format!("`{}` never applies: its conditions contradict each other", of.name)));
        }
    }
    found.extend(inner);
}

/// Whether a finding within it says enough.
fn is_part(of: Scoped<'_>, part: &Diagnostic) -> bool {
    let within = |condition: &Condition| condition.span.start <= part.span().start && part.span().end <= condition.span.end;
    [&of.scope.given, &of.scope.when, &of.scope.unless].into_iter().flatten().any(within)
}

fn never_applies(on: &Subject<'_>, of: Scoped<'_>) -> bool {
    let wanted = applying(of.scope);
    let parts = || wanted.iter().flat_map(|(condition, _)| conjuncts(condition));
    wanted.len() + parts().count() > 2
        && outlook(on.policy, of.env, &wanted) == Outlook::Never
        && parts().all(|part| single(on, part, of.env).is_none())
}
