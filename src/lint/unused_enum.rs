//! An enum that is the type of nothing.
//!
//! No fact, param, table or decision can have one of its members. Often the field that it was written for has become a text.
//!
//! ```policy
//! enum medium { book, film, map }
//! entity item { medium text }
//! ```
//!
//! Better: `entity item { medium medium }`.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::ItemKind;

use super::Subject;
use super::unused::unused;
use super::unused_record::types_named;

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let named = types_named(on);
    let says = |name: &str| format!("nothing is of the type `{name}`");
    found.extend(unused(on, |item| matches!(item, ItemKind::Enum(_)), |name| named.contains(name), says));
}
