//! A condition that stands twice in one rule.
//!
//! The second one changes nothing. Often it was meant to ask something else, of the other party or of another day.
//!
//! ```policy
//! rule for_adults { forbid lend when source.age < adult_age or source.age < adult_age because en "For adults." }
//! ```
//!
//! Better: leave it out, or ask what was meant.

use indexmap::IndexMap;

use crate::analysis::conditions::{conjuncts, is_range, key};
use crate::diagnostic::{Diagnostic, Edit};
use crate::model::expression::{Condition, ConditionKind};
use crate::source::Span;

use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    places::conditions(on.policy, &mut |condition, _| match &condition.kind {
        ConditionKind::All(parts) | ConditionKind::Any(parts) if !is_range(condition) => twice(on, &parts.iter().collect::<Vec<_>>(), found),
        _ => {}
    });
    for of in places::scopes(on.policy) {
        let own = [&of.scope.given, &of.scope.when].into_iter().flatten().flat_map(conjuncts);
        twice(on, &own.collect::<Vec<_>>(), found);
    }
}

/// What stands twice among conditions that are joined.
fn twice(on: &Subject<'_>, parts: &[&Condition], found: &mut Vec<Diagnostic>) {
    let mut first: IndexMap<String, Span> = IndexMap::new();
    for (index, part) in parts.iter().enumerate() {
        let key = key::condition(part);
        let Some(earlier) = first.get(&key) else {
            first.insert(key, part.span);
            continue;
        };
        let diagnostic = finding(part.span, format!("`{}` is said twice", on.text(part.span))).and(*earlier, "the first time");
        let before = parts.get(index.wrapping_sub(1)).and_then(|before| removal(on, before.span, part.span));
        found.push(match before {
            Some(edit) => diagnostic.fix("leave it out", vec![edit]),
            None => diagnostic,
        });
    }
}

/// Takes a part away, with the `and` or `or` before it, if nothing else stands between.
fn removal(on: &Subject<'_>, before: Span, part: Span) -> Option<Edit> {
    let between = Span { start: before.end, end: part.start, ..part };
    let is_joined = before.file == part.file && before.end < part.start && matches!(on.text(between).trim(), "and" | "or");
    is_joined.then(|| Edit { span: Span { start: before.end, ..part }, text: String::new() })
}
