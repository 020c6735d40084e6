//! A param that nothing uses.
//!
//! Whoever changes its value expects answers to change, and none does. Often a condition has the number itself instead, or the name
//! of another param.
//!
//! ```policy
//! param loan_limit = 10
//! param book_limit = 10
//! rule too_many { forbid lend when reader.loans >= book_limit because en "Too many." }
//! ```
//!
//! Better: leave out `loan_limit`, or use it.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::ItemKind;

use super::Subject;
use super::unused::unused;

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let says = |name: &str| format!("nothing uses `{name}`");
    found.extend(unused(on, |item| matches!(item, ItemKind::Param(_)), |name| on.mentioned().contains(name), says));
}
