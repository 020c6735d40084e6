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
use super::remove::removable;

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for item in on.items() {
        if let ItemKind::Param(param) = &item.kind
            && !on.mentioned().contains(param.name.text.as_str())
        {
            found.push(removable(on, item, &param.name, format!("nothing uses `{}`", param.name.text)));
        }
    }
}
