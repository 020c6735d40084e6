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
use super::remove::removable;

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for item in on.items() {
        if let ItemKind::Table(table) = &item.kind
            && matches!(table.target, TableTarget::Valued(_))
            && !on.mentioned().contains(table.name.text.as_str())
            && !on.policy.decisions.contains_key(&table.name.text)
        {
            found.push(removable(on, item, &table.name, format!("nothing uses `{}`", table.name.text)));
        }
    }
}
