//! A definition that nothing uses.
//!
//! It reads as a part of the policy and decides nothing. Often a condition that should have named it says something else, or the rule
//! that it was written for is gone.
//!
//! ```policy
//! define is_child = reader.age < 12
//! rule not_for_children { forbid lend when item.for_adults and reader.age < 16 because en "It is for adults." }
//! ```
//!
//! Better: leave out `is_child`, or use it.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::ItemKind;

use super::Subject;
use super::unused::unused;

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let is_used = |name: &str| on.mentioned().contains(name) || on.policy.decisions.contains_key(name);
    let says = |name: &str| format!("nothing uses `{name}`");
    found.extend(unused(on, |item| matches!(item, ItemKind::Define(_)), is_used, says));
}
