//! A table of values that nothing uses.
//!
//! It reads as a part of the policy and decides nothing: no condition, text or remedy names it, and no decision is called like it.
//!
//! ```policy
//! table days_lent : integer {
//!   | item.medium | => |
//!   | ----------- | -- |
//!   | film        | 7  |
//!   | else        | 28 |
//! }
//! rule too_long { forbid lend when request.days > 28 because en "That is too long." }
//! ```
//!
//! Better: `when request.days > days_lent`.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{ItemKind, TableTarget};

use super::Subject;
use super::unused::unused;

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let is_used = |name: &str| on.mentioned().contains(name) || on.policy.decisions.contains_key(name);
    let is_valued = |item: &ItemKind| matches!(item, ItemKind::Table(table) if matches!(table.target, TableTarget::Valued(_)));
    let says = |name: &str| format!("nothing uses `{name}`");
    found.extend(unused(on, is_valued, is_used, says));
}
