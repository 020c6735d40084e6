//! A rule that forbids or warns without saying why.
//!
//! Whoever is refused sees the name of the rule, and nothing else. An exception without a reason excuses somebody, and nobody knows why.
//!
//! ```policy
//! rule owes_too_much { forbid lend when reader.owes > 10 EUR }
//! ```
//!
//! Better: `because en "The reader owes {reader.owes}."`

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{ItemKind, Verb};

use super::{Subject, finding, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for item in on.items() {
        let does = match &item.kind {
            ItemKind::Rule(rule) if rule.verb == Verb::Forbid => "forbids",
            ItemKind::Rule(rule) if rule.verb == Verb::Warn => "warns",
            ItemKind::Exception(_) => "excuses",
            _ => continue,
        };
        if let Some(name) = parts::name(item)
            && parts::because(item).is_none()
        {
            found.push(finding(name.span, format!("`{}` {does} without a reason", name.text)).help("write `because` and a text"));
        }
    }
}
