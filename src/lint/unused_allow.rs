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

use super::{ALL, Lint, Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for allowed in on.allowed.iter().filter(|allowed| !allowed.is_used()) {
        let name = &allowed.allow.lint;
        found.push(if Lint::named(&name.text).is_some() {
            finding(name.span, format!("without this `allow`, no {} would be found", name.text))
        } else {
            let unknown = finding(name.span, format!("there is no lint called `{}`", name.text));
            unknown.suggesting(&name.text, ALL.iter().map(|lint| lint.name))
        });
    }
}
