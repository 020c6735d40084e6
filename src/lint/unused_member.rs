//! A member of an enum that no condition names, and no scenario either.
//!
//! Other members of the enum are compared with, so this one falls on one side or the other; perhaps nobody has thought about which. Only
//! sets with scenarios are looked at.
//!
//! ```policy
//! enum medium { book, film, map }
//! rule films_stay { forbid lend when item.medium is film because en "Films stay in the house." }
//! scenario "a book" for lend { with item.medium = book  expect permitted }
//! ```
//!
//! Better: a scenario in which the item is a map, or a condition that names it.

use indexmap::IndexSet;

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Expression, ExpressionKind, Item, ItemKind, Member};

use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if on.policy.scenarios.is_empty() {
        return;
    }
    let (tests, rules): (Vec<&Item>, Vec<&Item>) = on.items().partition(|item| matches!(item.kind, ItemKind::Facts(_) | ItemKind::Scenario(_)));
    let (told, asked) = (words(&tests), words(&rules));
    for item in on.items() {
        let ItemKind::Enum(of) = &item.kind else { continue };
        let is = |words: &IndexSet<&str>, member: &Member| words.contains(member.name.text.as_str());
        if of.members.iter().any(|member| is(&asked, member)) {
            let unnamed = of.members.iter().filter(|member| !is(&asked, member) && !is(&told, member));
            found.extend(unnamed.map(|member| finding(member.name.span, format!("no condition and no scenario names `{}`", member.name.text))));
        }
    }
}

/// All single words that stand as values in declarations: what is a member is not told from a param of its name.
fn words<'a>(items: &[&'a Item]) -> IndexSet<&'a str> {
    let mut words = IndexSet::new();
    for expression in items.iter().flat_map(|item| item.expressions()) {
        expression.each(&mut |part| words.extend(word(part)));
    }
    words
}

fn word(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        ExpressionKind::Path(path) => match path.segments.as_slice() {
            [only] => Some(&only.text),
            _ => None,
        },
        _ => None,
    }
}
