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
use super::remove::removable;

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for item in on.items() {
        if let ItemKind::Define(define) = &item.kind
            && !on.mentioned().contains(define.name.text.as_str())
            && !on.policy.decisions.contains_key(&define.name.text)
        {
            found.push(removable(on, item, &define.name, format!("nothing uses `{}`", define.name.text)));
        }
    }
}
