//! What lints look at.

use std::cell::OnceCell;

use indexmap::IndexSet;

use crate::model::check::Module;
use crate::model::policy::Policy;
use crate::source::{Sources, Span};
use crate::syntax::ast::{Item, ItemKind};

use super::allowed::{self, Allowed};

/// A sound set of policies, as it was written and as it is meant.
#[derive(Debug)]
pub struct Subject<'a> {
    pub modules: &'a [Module],
    pub policy: &'a Policy,
    pub sources: &'a Sources,
    /// when the lints are run, in seconds; what has ended is found only where this is known
    pub now: Option<i64>,
    pub(super) allowed: Vec<Allowed<'a>>,
    mentioned: OnceCell<IndexSet<&'a str>>,
}

impl<'a> Subject<'a> {
    #[must_use]
    pub fn new(modules: &'a [Module], policy: &'a Policy, sources: &'a Sources, now: Option<i64>) -> Self {
        Self { modules, policy, sources, now, allowed: allowed::collect(modules), mentioned: OnceCell::new() }
    }

    /// All declarations of all files, those in `given` blocks behind their block.
    pub fn items(&self) -> impl Iterator<Item = &'a Item> {
        self.modules.iter().flat_map(|module| module.file.all_items())
    }

    /// What was written at a place, on one line.
    pub fn text(&self, span: Span) -> String {
        self.sources.text(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The first words of all paths in conditions, texts and remedies; facts and scenarios do not count.
    pub fn mentioned(&self) -> &IndexSet<&'a str> {
        self.mentioned.get_or_init(|| {
            let mut names = IndexSet::new();
            let items = self.items().filter(|item| !matches!(item.kind, ItemKind::Facts(_) | ItemKind::Scenario(_)));
            for expression in items.flat_map(Item::expressions) {
                expression.each(&mut |part| {
                    names.extend(part.path().and_then(|path| path.segments.first()).map(|first| first.text.as_str()));
                });
            }
            names
        })
    }

    /// A lint that is not looked for: what allows it may be of use another time.
    pub(super) fn leave_out(&self, lint: &str) {
        self.allowed.iter().for_each(|allowed| allowed.leave_out(lint));
    }

    /// The same of a lint that needs to know the time, where nobody knows it.
    pub(super) fn without_now(&self, lint: &str) {
        if self.now.is_none() {
            self.leave_out(lint);
        }
    }

    /// Whether a file allows something at a place.
    pub(super) fn allows(&self, lint: &str, span: Span) -> bool {
        // all of them are asked, so that each knows whether it is of use
        self.allowed.iter().filter(|allowed| allowed.covers(lint, span)).count() > 0
    }
}
