//! A rule that repeats what the `given` block around it says.
//!
//! The block holds for everything in it. A reader who meets the condition again wonders what is different here, and nothing is.
//!
//! ```policy
//! given item.medium is film {
//!   rule for_adults { forbid lend when item.medium is film and reader.age < adult_age because en "For adults." }
//! }
//! ```
//!
//! Better: leave it out of the rule.

use indexmap::IndexMap;

use crate::analysis::conditions::{conjuncts, key};
use crate::diagnostic::Diagnostic;
use crate::model::expression::{Condition, ConditionKind};
use crate::model::policy::{Body, Policy};
use crate::source::Span;

use super::places::Scoped;
use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for of in places::scopes(on.policy) {
        repeated(on, of, found);
    }
    for definition in on.policy.definitions.iter().filter(|definition| definition.name.is_none()) {
        if let Body::Condition(condition) = &definition.body {
            compare(on, conjuncts(condition), found);
        }
    }
}

fn repeated(on: &Subject<'_>, of: Scoped<'_>, found: &mut Vec<Diagnostic>) {
    compare(on, [&of.scope.given, &of.scope.when].into_iter().flatten().flat_map(conjuncts).collect(), found);
}

/// Holds the parts that are written here against those of the blocks around.
fn compare(on: &Subject<'_>, parts: Vec<&Condition>, found: &mut Vec<Diagnostic>) {
    let mut around: IndexMap<String, Span> = IndexMap::new();
    for part in &parts {
        of_blocks(on.policy, part, &mut around);
    }
    for part in parts.into_iter().filter(|part| block(on.policy, part).is_none()) {
        if let Some(said) = around.get(&key::condition(part)) {
            let message = format!("the `given` around it says `{}` already", on.text(part.span));
            found.push(finding(part.span, message).and(*said, "here"));
        }
    }
}

/// The condition of the block that stands for a part.
fn block<'m>(policy: &'m Policy, part: &Condition) -> Option<&'m Condition> {
    let ConditionKind::Definition(id) = part.kind else { return None };
    let definition = policy.definitions.get(id.index()).filter(|definition| definition.name.is_none())?;
    match &definition.body {
        Body::Condition(condition) => Some(condition),
        Body::Term { .. } => None,
    }
}

fn of_blocks(policy: &Policy, part: &Condition, around: &mut IndexMap<String, Span>) {
    let Some(condition) = block(policy, part) else { return };
    for inner in conjuncts(condition) {
        around.entry(key::condition(inner)).or_insert(inner.span);
        of_blocks(policy, inner, around);
    }
}
