//! A rule, a table, a duty, an effect or a suggestion whose time is over.
//!
//! It decides nothing today. It is still right for questions about the past (`--at`); where nobody asks them, it only makes the
//! policy longer to read.
//!
//! ```policy
//! rule stocktaking {
//!   forbid lend
//!   because en "The library counts its books."
//!   effective from 2024-03-01 through 2024-03-14
//! }
//! ```
//!
//! Better: leave it out, or give it its next time.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Item, ItemKind};
use crate::value::calendar::{DAY, Moment, date};

use super::{Subject, finding, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    on.without_now("ended-rule");
    let rules = on.items().filter(|item| !matches!(item.kind, ItemKind::Exception(_)));
    found.extend(rules.filter_map(|item| ended(on, item)));
}

/// A declaration whose `effective` is over.
pub fn ended(on: &Subject<'_>, item: &Item) -> Option<Diagnostic> {
    let (name, effective) = (parts::name(item)?, parts::conditions(item)?.effective?);
    let through = effective.through?.moment;
    let last = match through {
        Moment::Date { .. } => through.seconds(on.policy.zone()) + DAY - 1,
        Moment::Instant { seconds } => seconds,
    };
    let ended = || format!("`{}` ended on {}", name.text, date(last, on.policy.zone()));
    (last < on.now?).then(|| finding(effective.span, ended()))
}
