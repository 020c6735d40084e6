//! A `yes_no` fact or a decision that is named in the negative.
//!
//! `not reader.not_verified` is read wrongly sooner or later, and so is a `no` in its fact file.
//!
//! ```policy
//! entity reader { not_verified yes_no }
//! rule stranger { forbid lend when reader.not_verified because en "The reader is not verified." }
//! ```
//!
//! Better: `entity reader { verified yes_no }` and `when not reader.verified`.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Item, ItemKind, Name, TypeKind};

use super::{Subject, finding, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for name in on.items().flat_map(asked).filter(|name| is_negative(&name.text)) {
        found.push(finding(name.span, format!("`{}` is named in the negative", name.text)));
    }
}

/// What is answered by yes or no.
fn asked(item: &Item) -> Vec<&Name> {
    let fields = parts::fields(item).iter().filter(|field| matches!(&field.ty.kind, TypeKind::Named(name) if name.text == "yes_no"));
    let decision = match &item.kind {
        ItemKind::Decision(decision) if decision.ty.is_none() => Some(&decision.name),
        _ => None,
    };
    fields.map(|field| &field.name).chain(decision).collect()
}

fn is_negative(name: &str) -> bool {
    let first = name.split('_').next().unwrap_or("");
    name.contains('_') && (["no", "non", "without"].contains(&first) || name.split('_').any(|word| word == "not"))
}
