//! An exception whose time is over.
//!
//! It excuses nobody today. It is still right for questions about the past (`--at`); where nobody asks them, it only makes the policy
//! longer to read.
//!
//! ```policy
//! exception summer_readers to too_many {
//!   when reader.group is child
//!   because en "Children may take more in the holidays."
//!   effective from 2024-07-01 through 2024-08-31
//! }
//! ```
//!
//! Better: leave it out, or give it its next time.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::ItemKind;

use super::Subject;
use super::ended_rule::ended;

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    on.without_now("ended-exception");
    let exceptions = on.items().filter(|item| matches!(item.kind, ItemKind::Exception(_)));
    found.extend(exceptions.filter_map(|item| ended(on, item)));
}
