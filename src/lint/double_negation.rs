//! A condition that is negated twice.
//!
//! Everybody has to work out what it says, and some work it out wrong.
//!
//! ```policy
//! rule staff_only { forbid lend when not (reader.group is not staff) because en "Not for staff." }
//! ```
//!
//! Better: `reader.group is staff`.

use crate::diagnostic::{Diagnostic, Edit};
use crate::model::expression::{Condition, ConditionKind};

use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    places::conditions(on.policy, &mut |condition, _| {
        if let ConditionKind::Not(inner) = &condition.kind
            && inner.span != condition.span
            && matches!(inner.kind, ConditionKind::Not(_))
        {
            let diagnostic = finding(condition.span, format!("`{}` is negated twice", on.text(condition.span)));
            found.push(match straight(on, inner) {
                Some(text) => {
                    let title = format!("write `{text}`");
                    diagnostic.help(title.clone()).fix(title, vec![Edit { span: condition.span, text }])
                }
                None => diagnostic,
            });
        }
    });
}

/// A negated condition without its negation, as text.
pub(super) fn straight(on: &Subject<'_>, negated: &Condition) -> Option<String> {
    let raw = on.sources.text(negated.span);
    if raw.contains("//") || raw.contains('"') {
        // on one line, a comment would swallow the rest, and a text might lose its blanks
        return None;
    }
    let text = on.text(negated.span);
    let text = bare(&text);
    let ConditionKind::Not(inner) = &negated.kind else { return None };
    if inner.span != negated.span {
        return Some(text.strip_prefix("not")?.trim_start().to_owned());
    }
    let only = |from: &str, to: &str| (text.matches(from).count() == 1).then(|| text.replace(from, to));
    only(" is not ", " is ").or_else(|| only(" not in ", " in ")).or_else(|| only(" is forbidden", " is permitted"))
}

/// Without the parentheses around the whole.
fn bare(text: &str) -> &str {
    let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) else { return text };
    let mut depth = 0_i32;
    let leaves = inner.chars().any(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0
    });
    if leaves { text } else { inner }
}
