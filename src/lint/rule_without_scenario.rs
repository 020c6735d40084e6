//! A rule, a table or an exception that no scenario shows at work.
//!
//! Whoever changes it by mistake is not told. Only sets with scenarios are looked at. A rule is shown where a scenario names it behind
//! `expect`, or where it applies in one; a table where it answers one, and an exception where it excuses somebody.
//!
//! ```policy
//! rule too_many { forbid lend when reader.loans >= 10 because en "Too many." }
//! scenario "nine books" for lend { with reader.loans = 9  expect permitted }
//! ```
//!
//! Better: a scenario on the other side as well, `with reader.loans = 10  expect forbidden by too_many`.

use indexmap::{IndexMap, IndexSet};

use crate::diagnostic::Diagnostic;
use crate::eval::answer::Subject as Of;
use crate::model::policy::{ExceptionId, Policy, RuleId, TableId, TableKind};
use crate::scenario::{Hidden, hidden};
use crate::source::Span;
use crate::syntax::ast::{Expectation, ExpectationKind, ItemKind, Name, Noted};

use super::expectation_without_rules::{answered_by, expectations};
use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if on.policy.scenarios.is_empty() {
        return;
    }
    let named: IndexSet<&str> = on.policy.scenarios.iter().flat_map(expectations).flat_map(references).collect();
    let unnamed: Vec<(Of, &str, Span)> = deciding(on.policy).filter(|(_, name, _)| !named.contains(name)).collect();
    let exceptions = exceptions(on);
    let wanted = Hidden {
        subjects: unnamed.iter().map(|(of, ..)| *of).collect(),
        exceptions: exceptions.iter().map(|(id, _)| *id).collect(),
    };
    let Hidden { subjects, exceptions: without } = hidden(on.policy, wanted);
    let never = unnamed.into_iter().filter(|(of, ..)| subjects.contains(of)).map(|(_, name, span)| (name, span));
    let idle = exceptions.into_iter().filter(|(id, _)| without.contains(id)).map(|(_, name)| (name.text.as_str(), name.span));
    found.extend(never.chain(idle).map(|(name, span)| finding(span, format!("no scenario shows `{name}` at work"))));
}

/// The rules, and the tables that answer decisions.
fn deciding(policy: &Policy) -> impl Iterator<Item = (Of, &str, Span)> {
    let answering: IndexSet<TableId> = policy.decisions.values().filter_map(answered_by).collect();
    let rules = (0..).map(RuleId).zip(&policy.rules).map(|(id, rule)| (Of::Rule(id), rule.name.as_str(), rule.name_span));
    let tables = (0..).map(TableId).zip(&policy.tables);
    let tables = tables.filter(move |(id, table)| matches!(table.kind, TableKind::Verdict(_)) || answering.contains(id));
    rules.chain(tables.map(|(id, table)| (Of::Table(id), table.name.as_str(), table.name_span)))
}

fn exceptions<'a>(on: &Subject<'a>) -> Vec<(ExceptionId, &'a Name)> {
    let ids: IndexMap<&str, ExceptionId> =
        on.policy.exceptions.iter().map(|exception| exception.name.as_str()).zip((0..).map(ExceptionId)).collect();
    let named = on.items().filter_map(|item| match &item.kind {
        ItemKind::Exception(exception) => Some((*ids.get(exception.name.text.as_str())?, &exception.name)),
        _ => None,
    });
    named.collect()
}

/// What an expectation names as at work.
fn references(expectation: &Expectation) -> Vec<&str> {
    match &expectation.kind {
        ExpectationKind::Forbidden(by) => by.iter().map(|reference| reference.name.text.as_str()).collect(),
        ExpectationKind::Noted { noted: Noted::Told, reference, .. } => vec![reference.name.text.as_str()],
        // a table that gives a value has the name of its decision
        ExpectationKind::Value { decision, .. } => vec![decision.text.as_str()],
        _ => Vec::new(),
    }
}
