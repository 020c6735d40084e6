//! An `allow` that allows nothing.
//!
//! The thing that it excused is gone, or its name is misspelt. It would silently excuse the next one.
//!
//! ```policy
//! allow unused-param "asked for by the tests"
//! param loan_limit = 10
//! rule too_many { forbid lend when reader.loans >= loan_limit because en "Too many." }
//! ```
//!
//! Better: leave it out.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::Allow;

use super::remove::removal_alone;
use super::{ALL, Lint, Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for allowed in on.allowed.iter().filter(|allowed| !allowed.is_used()) {
        let name = &allowed.allow.lint;
        found.push(if Lint::named(&name.text).is_some() {
            let useless = finding(name.span, format!("without this `allow`, no {} would be found", name.text));
            useless.fix("remove it", vec![removal_alone(on, whole(on, allowed.allow))])
        } else {
            let unknown = finding(name.span, format!("there is no lint called `{}`", name.text));
            unknown.suggesting(&name.text, ALL.iter().map(|lint| lint.name))
        });
    }
}

/// From its first word on.
fn whole(on: &Subject<'_>, allow: &Allow) -> Span {
    let (name, reason) = (allow.lint.span.range(), allow.reason.span.range());
    let before = on.sources.get(allow.lint.span.file).and_then(|file| file.text.get(..name.start)).unwrap_or("");
    Span::new(allow.lint.span.file, before.rfind("allow").unwrap_or(name.start)..reason.end)
}
