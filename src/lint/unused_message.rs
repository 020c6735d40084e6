//! A message that no rule and no row of a table shows.
//!
//! Whoever changes its text expects answers to change, and none does. Often a row has lost its reason, or names another message.
//!
//! ```policy
//! message too_many { en "The reader has too many books." }
//! rule too_many { forbid lend when reader.loans >= 10 because en "Too many." }
//! ```
//!
//! Better: `because too_many`.

use indexmap::IndexSet;

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::ItemKind;

use super::unused::unused;
use super::{Subject, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let shown: IndexSet<&str> = on.items().flat_map(parts::messages).map(|name| name.text.as_str()).collect();
    let says = |name: &str| format!("no rule and no table shows `{name}`");
    found.extend(unused(on, |item| matches!(item, ItemKind::Message(_)), |name| shown.contains(name), says));
}
