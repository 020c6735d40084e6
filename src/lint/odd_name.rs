//! A name that is not written as names are: small letters, with `_` between the words.
//!
//! Whoever uses it has to remember how this one is spelt. Where fact files of others dictate it, an `allow` can say so.
//!
//! ```policy
//! entity reader { memberUntil date?  card__number text }
//! ```
//!
//! Better: `member_until`, `card_number`.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Item, ItemKind, Name};

use super::{Subject, finding, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for name in on.items().flat_map(names) {
        let usual = usual(&name.text);
        if usual != name.text && !usual.is_empty() {
            found.push(finding(name.span, format!("`{}` is an odd name", name.text)).saying(format!("more usual: `{usual}`")));
        }
    }
}

/// Everything that a declaration gives a name.
fn names(item: &Item) -> Vec<&Name> {
    let members = match &item.kind {
        ItemKind::Enum(of) => of.members.as_slice(),
        _ => &[],
    };
    let inner = parts::fields(item).iter().map(|field| &field.name).chain(members.iter().map(|member| &member.name));
    parts::name(item).into_iter().chain(inner).collect()
}

/// `member_until` for `memberUntil`, `card_number` for `card__number_`
fn usual(name: &str) -> String {
    let mut usual = String::new();
    let mut before = '_';
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !before.is_ascii_uppercase() && before != '_' {
            usual.push('_');
        }
        if letter != '_' || before != '_' {
            usual.push(letter.to_ascii_lowercase());
        }
        before = letter;
    }
    usual.trim_end_matches('_').to_owned()
}
