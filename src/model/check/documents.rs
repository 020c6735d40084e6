//! Documents, their clauses, and what cites them.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::policy::{Clause, ClauseId, Document, Standing};
use crate::syntax::ast;

use super::Checker;

impl Checker<'_> {
    pub(super) fn documents(&mut self) {
        for placed in self.declarations.documents.values() {
            let node = placed.node;
            let title = node.title.as_ref().map(|texts| self.label(texts)).unwrap_or_default();
            let edition = node.edition.map(|time| time.moment.seconds(self.policy.zone()));
            let official = self.authority(node);
            let address = node.address.as_ref().map(|address| self.address(address));
            let name = node.name.text.clone();
            let document = Document { name: name.clone(), title, address, edition, official, span: node.name.span };
            self.policy.documents.insert(name, document);
            for clause in &node.clauses {
                self.clause(&node.name, clause);
            }
        }
    }

    /// Pages link to it, so it may be nothing else than a page.
    fn address(&mut self, node: &ast::Name) -> String {
        let page = ["https://", "http://"].iter().find_map(|scheme| node.text.strip_prefix(scheme));
        if page.is_none_or(|page| page.is_empty() || page.contains(|c: char| c.is_whitespace() || c.is_control())) {
            self.error(Code::BadLiteral, node.span, format!("`{}` is no address such as `https://example.org/rules`", node.text));
        }
        node.text.clone()
    }

    fn authority(&mut self, node: &ast::Document) -> bool {
        match node.authority.as_ref().map(|name| (name.text.as_str(), name.span)) {
            Some(("official", _)) => true,
            Some(("third_party", _)) => false,
            Some((other, span)) => {
                self.error(Code::UnknownName, span, format!("an authority is `official` or `third_party`, not `{other}`"));
                false
            }
            None => {
                self.error(Code::Clauses, node.name.span, "the document does not say its authority: `official` or `third_party`");
                false
            }
        }
    }

    fn clause(&mut self, document: &ast::Name, node: &ast::Clause) {
        let name = format!("{}.{}", document.text, node.name.text);
        if let Some(first) = self.policy.clauses.get(&name) {
            let first = first.span;
            let diagnostic = Diagnostic::error(Code::DuplicateName, node.name.span, format!("there are two clauses called `{name}`"));
            self.report(diagnostic.and(first, "the first one"));
            return;
        }
        let text = self.label(&node.texts);
        let (read_as, standing) = match &node.mark {
            None => (None, Standing::Binding),
            Some(ast::Mark::ReadAs(texts)) => (Some(self.label(texts)), Standing::Binding),
            Some(ast::Mark::Informative(texts)) => {
                let reason = texts.as_ref().map(|texts| self.label(texts)).unwrap_or_default();
                (None, Standing::Informative(reason))
            }
            Some(ast::Mark::Superseded(texts)) => (None, Standing::Superseded(self.label(texts))),
        };
        let at = node.at.as_ref().map(|at| at.text.clone());
        let document = document.text.clone();
        self.policy.clauses.insert(name.clone(), Clause { name, document, at, text, read_as, standing, span: node.name.span });
    }

    /// The clauses that are cited; unknown ones are reported.
    pub(super) fn cited(&mut self, names: &[ast::Name]) -> Vec<ClauseId> {
        names.iter().filter_map(|name| self.cite(name)).collect()
    }

    fn cite(&mut self, name: &ast::Name) -> Option<ClauseId> {
        if let Some(index) = self.policy.clauses.get_index_of(&name.text) {
            return u32::try_from(index).ok().map(ClauseId);
        }
        let names = self.policy.clauses.keys().map(String::as_str);
        let diagnostic = Diagnostic::error(Code::UnknownClause, name.span, format!("no clause is called `{}`", name.text));
        let diagnostic = diagnostic.suggesting(&name.text, names);
        self.report(diagnostic);
        None
    }
}
