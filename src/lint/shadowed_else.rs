//! An `else` row that is never reached, because the rows above it fit all facts.
//!
//! It looks as if there were another case. And should one arise, when an enum gets a new member, it is answered silently instead of being
//! reported as a gap.
//!
//! ```policy
//! enum medium { book, film }
//! table fee : money EUR first {
//!   | item.medium | => fee |
//!   | ----------- | ------ |
//!   | book        | 0 EUR  |
//!   | film        | 1 EUR  |
//!   | else        | 2 EUR  |
//! }
//! ```
//!
//! Better: leave the `else` row out.

use crate::analysis::tables::{ends_in_else, unreached};
use crate::diagnostic::{Diagnostic, Edit};
use crate::source::Span;

use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for table in on.policy.tables.iter().filter(|table| ends_in_else(table)) {
        let [.., before, last] = table.rows.as_slice() else { continue };
        if unreached(on.policy, table).last() == Some(&(table.rows.len() - 1)) {
            let diagnostic = finding(last.span, format!("the last row of `{}` is never reached", table.name));
            let line = Span { start: before.span.end, ..last.span };
            let fix = vec![Edit { span: line, text: String::new() }];
            found.push(diagnostic.help("the rows above it fit all facts").fix("leave the row out", fix));
        }
    }
}
