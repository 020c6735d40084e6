//! A remedy that leaves its rule as it is: what it `makes` can hold, and the rule applies all the same.
//!
//! Somebody does what he was told to do, comes back, and is told the same. Where a rule has several reasons joined by `or`, a remedy has to
//! see to all of them.
//!
//! ```policy
//! rule overdue_or_unpaid {
//!   forbid lend  when reader.overdue or reader.owes > 0 EUR
//!   because en "Something is open."  remedy by reader en "Pay."  makes reader.owes is 0 EUR
//! }
//! ```
//!
//! Better: a rule for each reason; or `makes not reader.overdue and reader.owes is 0 EUR`.

use crate::analysis::conditions::{Env, Outlook, applying, outlook, whole};
use crate::diagnostic::Diagnostic;
use crate::model::expression::Condition;
use crate::model::policy::{Remedy, RemedyKind, Rule, RuleBody, Verb};

use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (rule, body) in places::rules(on.policy).filter(|(rule, _)| rule.verb == Verb::Forbid) {
        for makes in body.remedies.iter().filter_map(makes) {
            found.extend(idle(on, rule, body, makes));
        }
    }
}

/// What a remedy brings about.
pub(super) fn makes(remedy: &Remedy) -> Option<&Condition> {
    match &remedy.kind {
        RemedyKind::By { makes, .. } => makes.as_ref(),
        _ => None,
    }
}

fn idle(on: &Subject<'_>, rule: &Rule, body: &RuleBody, makes: &Condition) -> Option<Diagnostic> {
    let exceptions = rule.exceptions.iter().filter_map(|id| on.policy.exceptions.get(id.index()));
    let excused: Vec<Condition> = exceptions.map(|exception| whole(&exception.scope)).collect();
    let mut wanted = applying(&body.scope);
    wanted.push((makes, true));
    wanted.extend(excused.iter().map(|excused| (excused, false)));
    let Outlook::Possible(witness) = outlook(on.policy, Env::of(&rule.instances), &wanted) else { return None };
    let message = format!("after this, `{}` can apply all the same", rule.name);
    let diagnostic = finding(makes.span, message);
    Some(if witness.is_empty() { diagnostic } else { diagnostic.help(format!("it still does where {}", witness.join(", "))) })
}
