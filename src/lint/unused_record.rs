//! A record that no entity, field or list is made of.
//!
//! Its fields cannot be known of anything, so no condition can ask for them.
//!
//! ```policy
//! record address { town text }
//! entity reader { town text }
//! ```
//!
//! Better: `entity reader { home address }`, or leave it out.

use indexmap::IndexSet;

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Entity, ItemKind, Shape, TypeKind};

use super::unused::unused;
use super::{Subject, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let named = types_named(on);
    let says = |name: &str| format!("nothing is made of `{name}`");
    found.extend(unused(on, |item| matches!(item, ItemKind::Record(_)), |name| named.contains(name), says));
}

/// The enums and records that something is made of.
pub fn types_named<'a>(on: &Subject<'a>) -> IndexSet<&'a str> {
    let mut named = IndexSet::new();
    for item in on.items() {
        if let ItemKind::Entity(Entity { shape: Shape::Of(record), .. }) = &item.kind {
            named.insert(record.text.as_str());
        }
        named.extend(parts::types(item).into_iter().map(|ty| match &ty.kind {
            TypeKind::Named(name) | TypeKind::Set(name) | TypeKind::List(name) | TypeKind::Money(name) => name.text.as_str(),
        }));
    }
    named
}
