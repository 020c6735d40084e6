//! Declarations whose names nothing uses.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::ItemKind;

use super::remove::removable;
use super::{Subject, parts};

/// The declarations of a kind whose names are not used, with what is said of a name; each may be removed.
pub fn unused<'s>(
    on: &'s Subject<'_>,
    is_of_kind: impl Fn(&ItemKind) -> bool + 's,
    is_used: impl Fn(&str) -> bool + 's,
    says: impl Fn(&str) -> String + 's,
) -> impl Iterator<Item = Diagnostic> + 's {
    let named = on.items().filter(move |item| is_of_kind(&item.kind)).filter_map(|item| Some((item, parts::name(item)?)));
    named.filter(move |(_, name)| !is_used(&name.text)).map(move |(item, name)| removable(on, item, name, says(&name.text)))
}
