//! A `remedy wait` on a rule that does not depend on time.
//!
//! The moment until which to wait is computed from the rule's own condition. One without `now` stays as it is: people are told to wait,
//! and wait for nothing.
//!
//! ```policy
//! rule on_loan { forbid lend when item.on_loan because en "It is on loan." remedy wait }
//! ```
//!
//! Better: `remedy wait en "until it comes back"`, which needs no known moment; or a condition with `now`.

use crate::diagnostic::Diagnostic;
use crate::model::mentions::Mentions;
use crate::model::policy::{Effective, Remedy, RemedyKind, Rule, Scope};
use crate::model::walk;

use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (rule, body) in places::rules(on.policy) {
        let mut waits = body.remedies.iter().filter(|remedy| is_wait(remedy)).peekable();
        if waits.peek().is_some() && !asks_time(on, rule, &body.scope) {
            found.extend(waits.map(|wait| told(wait, &rule.name)));
        }
    }
    for table in &on.policy.tables {
        let mut waits = table.remedies.iter().filter(|remedy| is_wait(remedy)).peekable();
        if waits.peek().is_none() || table.scope.effective != Effective::default() || !table.exceptions.is_empty() {
            continue;
        }
        let mut asked = Mentions::default();
        walk::table_roots(table, &mut |node| asked.add(on.policy, node));
        if !asked.time && !asked.verdict() {
            found.extend(waits.map(|wait| told(wait, &table.name)));
        }
    }
}

fn told(wait: &Remedy, name: &str) -> Diagnostic {
    finding(wait.span, format!("`{name}` does not depend on time, so waiting does not help"))
        .help("say what to wait for: `remedy wait en \"until …\"`")
}

/// A wait until a moment that is computed.
pub(super) fn is_wait(remedy: &Remedy) -> bool {
    matches!(&remedy.kind, RemedyKind::Wait { text } if text.by_language.is_empty())
}

fn asks_time(on: &Subject<'_>, rule: &Rule, scope: &Scope) -> bool {
    let exceptions = rule.exceptions.iter().filter_map(|id| on.policy.exceptions.get(id.index()));
    let scopes: Vec<&Scope> = exceptions.map(|exception| &exception.scope).chain([scope]).collect();
    let conditions: Vec<_> = scopes.iter().flat_map(|scope| [&scope.given, &scope.when, &scope.unless]).flatten().collect();
    let asked = Mentions::of(on.policy, &conditions);
    asked.time || asked.verdict() || scopes.iter().any(|scope| scope.effective != Effective::default())
}
