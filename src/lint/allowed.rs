//! What the files allow: `allow magic-number "the fee of 1983"` above a declaration, or in the header.

use std::cell::Cell;

use crate::model::check::Module;
use crate::source::Span;
use crate::syntax::ast::{Allow, Item, ItemKind};

/// One exception, and whether anything would have been found without it.
#[derive(Debug)]
pub struct Allowed<'a> {
    pub allow: &'a Allow,
    /// the declaration; none for the whole set
    within: Option<Span>,
    used: Cell<bool>,
}

impl<'a> Allowed<'a> {
    fn new(allow: &'a Allow, within: Option<Span>) -> Self {
        Self { allow, within, used: Cell::new(false) }
    }

    /// Whether it allows a finding; remembers that it did.
    pub fn covers(&self, lint: &str, span: Span) -> bool {
        let inside = |within: Span| within.file == span.file && within.start <= span.start && span.end <= within.end;
        let covers = self.allow.lint.text == lint && self.within.is_none_or(inside);
        self.used.set(self.used.get() || covers);
        covers
    }

    /// Remembers that the lint was not looked for.
    pub fn leave_out(&self, lint: &str) {
        self.used.set(self.used.get() || self.allow.lint.text == lint);
    }

    pub fn is_used(&self) -> bool {
        self.used.get()
    }
}

/// All exceptions of a set.
pub fn collect(modules: &[Module]) -> Vec<Allowed<'_>> {
    let mut all = Vec::new();
    for module in modules {
        among(&module.file.items, &mut all);
    }
    all
}

fn among<'a>(items: &'a [Item], all: &mut Vec<Allowed<'a>>) {
    for (index, item) in items.iter().enumerate() {
        match &item.kind {
            ItemKind::Policy(policy) => all.extend(policy.allows.iter().map(|allow| Allowed::new(allow, None))),
            ItemKind::Allow(allow) => {
                let next = items.iter().skip(index).find(|next| !matches!(next.kind, ItemKind::Allow(_)));
                all.push(Allowed::new(allow, Some(next.map_or(item.span, |next| next.span))));
            }
            ItemKind::Given(given) => among(&given.items, all),
            _ => {}
        }
    }
}
