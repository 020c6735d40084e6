//! An actor who can change nothing and has nothing to do.
//!
//! No fact is changed by him, no remedy is his, and no duty. Often a `changed by` is missing.
//!
//! ```policy
//! actor librarian en "the librarian"
//! entity item { damages integer }
//! ```
//!
//! Better: `entity item { damages integer changed by librarian }`.

use indexmap::IndexSet;

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Item, ItemKind, NoticeKind, RemedyKind};

use super::unused::unused;
use super::{Subject, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let acting: IndexSet<&str> = on.items().flat_map(actors).collect();
    let says = |name: &str| format!("`{name}` changes nothing and has nothing to do");
    found.extend(unused(on, |item| matches!(item, ItemKind::Actor(_)), |name| acting.contains(name), says));
}

/// Who acts in a declaration.
fn actors(item: &Item) -> Vec<&str> {
    let changing = parts::fields(item).iter().flat_map(|field| &field.changed_by);
    let curing = parts::remedies(item).iter().filter_map(|remedy| match &remedy.kind {
        RemedyKind::By { actor, .. } => Some(actor),
        _ => None,
    });
    let bound = match &item.kind {
        ItemKind::Notice(notice) => match &notice.kind {
            NoticeKind::Duty { of, .. } => of.as_slice(),
            _ => &[],
        },
        _ => &[],
    };
    changing.chain(curing).chain(bound).map(|name| name.text.as_str()).collect()
}
