//! What is asked, and what answers it.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::policy::{Body, Decision, DecisionId, DecisionKind, DefinitionId, RuleId, TableId, TableKind, TermType, ValuedBy, Verb};
use crate::model::vocabulary::Scalar;
use crate::syntax::ast;

use super::Checker;

impl<'a> Checker<'a> {
    pub(super) fn declare_decisions(&mut self) {
        let declarations = self.declarations;
        for placed in declarations.decisions.values() {
            let node = placed.node;
            let question = self.label(&node.question);
            let kind = self.decision_kind(node);
            let name = node.name.text.clone();
            self.policy.decisions.insert(name.clone(), Decision { name, question, kind, span: node.name.span });
        }
    }

    fn decision_kind(&mut self, node: &'a ast::Decision) -> DecisionKind {
        let verdict = |default_permit| DecisionKind::Verdict { default_permit, rules: Vec::new(), tables: Vec::new() };
        match (&node.ty, node.default) {
            (Some(ty), default) => {
                if default.is_some() {
                    self.error(Code::Clauses, node.name.span, "a decision with a value has no default");
                }
                let (ty, optional) = self.term_type(ty).unwrap_or((TermType::Scalar(Scalar::YesNo), true));
                DecisionKind::Valued { ty, optional, by: self.valued_by(&node.name) }
            }
            (None, None) => {
                let diagnostic = Diagnostic::error(Code::Clauses, node.name.span, "the decision says no default");
                self.report(diagnostic.help("write `{ default permit }`, `{ default forbid }`, or a type such as `: money CNY`"));
                verdict(true)
            }
            (None, Some(default)) => verdict(default == ast::Verb::Permit),
        }
    }

    fn valued_by(&mut self, name: &ast::Name) -> ValuedBy {
        let index = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        if let Some(found) = self.declarations.tables.get_index_of(name.text.as_str()) {
            return ValuedBy::Table(TableId(index(found)));
        }
        if let Some(found) = self.declarations.defines.get_index_of(name.text.as_str()) {
            return ValuedBy::Definition(DefinitionId(index(found)));
        }
        let diagnostic = Diagnostic::error(Code::Unanswered, name.span, format!("nothing answers the decision `{}`", name.text));
        self.report(diagnostic.help(format!("write a table or a definition called `{}`", name.text)));
        ValuedBy::Definition(DefinitionId(u32::MAX))
    }

    /// A decision of a verdict needs something that answers it; a definition that answers one has to be of its type.
    pub(super) fn answer_decisions(&mut self) {
        let mut found = Vec::new();
        for decision in self.policy.decisions.values() {
            match &decision.kind {
                DecisionKind::Verdict { rules, tables, .. } if rules.is_empty() && tables.is_empty() => {
                    let message = format!("nothing answers the decision `{}`", decision.name);
                    found.push(Diagnostic::error(Code::Unanswered, decision.span, message).help("write a rule or a table for it"));
                }
                DecisionKind::Valued { ty, optional, by: ValuedBy::Definition(id) } => {
                    found.extend(self.answered_by(decision, *ty, *optional, *id));
                }
                _ => {}
            }
        }
        self.found.extend(found);
    }

    fn answered_by(&self, decision: &Decision, ty: TermType, optional: bool, id: DefinitionId) -> Option<Diagnostic> {
        let definition = self.policy.definitions.get(id.index())?;
        let (found, may_be_none) = match &definition.body {
            Body::Term { ty, optional, .. } => (*ty, *optional),
            Body::Condition(_) => (TermType::Scalar(Scalar::YesNo), false),
        };
        let vocabulary = &self.policy.vocabulary;
        let error =
            |message: String| Some(Diagnostic::error(Code::TypeMismatch, definition.span, message).and(decision.span, "the decision"));
        if !found.fits(ty) {
            return error(format!("the decision is a {}, its definition a {}", ty.name(vocabulary), found.name(vocabulary)));
        }
        if may_be_none && !optional {
            return error("the definition may be none, and the decision's type has no `?`".to_owned());
        }
        None
    }

    pub(super) fn decision_named(&mut self, name: &ast::Name) -> Option<DecisionId> {
        if let Some(index) = self.policy.decisions.get_index_of(&name.text) {
            return u32::try_from(index).ok().map(DecisionId);
        }
        let names = self.policy.decisions.keys().map(String::as_str);
        let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("no decision is called `{}`", name.text));
        let diagnostic = diagnostic.suggesting(&name.text, names);
        self.report(diagnostic);
        None
    }

    pub(super) fn verdict_named(&mut self, name: &ast::Name) -> Option<DecisionId> {
        let id = self.decision_named(name)?;
        if matches!(self.policy.decisions.get_index(id.index())?.1.kind, DecisionKind::Valued { .. }) {
            self.error(Code::TypeMismatch, name.span, format!("`{}` has a value: only a table or a definition can answer it", name.text));
            return None;
        }
        Some(id)
    }

    /// Lists the next rule under its decision; warnings answer nothing.
    pub(super) fn enter(&mut self, decision: DecisionId, verb: Verb) {
        let Ok(next) = u32::try_from(self.policy.rules.len()) else { return };
        if let Some((_, found)) = self.policy.decisions.get_index_mut(decision.index())
            && let DecisionKind::Verdict { rules, .. } = &mut found.kind
            && verb != Verb::Warn
        {
            rules.push(RuleId(next));
        }
    }

    /// Lists a table under the decision that it answers.
    pub(super) fn enter_table(&mut self, id: TableId, kind: TableKind) {
        let TableKind::Verdict(decision) = kind else { return };
        if let Some((_, found)) = self.policy.decisions.get_index_mut(decision.index())
            && let DecisionKind::Verdict { tables, .. } = &mut found.kind
        {
            tables.push(id);
        }
    }
}
