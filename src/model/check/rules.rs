//! Rules, and the exceptions to them.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::policy::{Exception, ExceptionId, Rule, RuleBody};
use crate::syntax::ast;

use super::Checker;
use super::declare::Placed;
use super::names::Env;

impl<'a> Checker<'a> {
    pub(super) fn rules(&mut self) {
        let declarations = self.declarations;
        for placed in declarations.rules.values() {
            self.rule(placed);
        }
    }

    fn rule(&mut self, placed: &Placed<'a, ast::Rule>) {
        let node = placed.node;
        let decision = self.verdict_named(&node.decision);
        let instances = self.instances(node.instances.as_ref(), |this, env| {
            let scope = this.scope(&node.conditions, placed.given, env);
            let (because, mut remedies) = this.because(node.because.as_ref(), env);
            remedies.extend(this.remedies(&node.remedies, env));
            RuleBody { scope, because, remedies }
        });
        let cite = self.cited(&node.conditions.cite);
        let reading = node.conditions.reading.as_ref().map(|texts| self.label(texts));
        let (Some(decision), Some(instances)) = (decision, instances) else { return };
        self.enter(decision, node.verb);
        self.policy.rules.push(Rule {
            name: node.name.text.clone(),
            module: placed.module.to_owned(),
            verb: node.verb,
            decision,
            instances,
            exceptions: self.exceptions_to(&node.name.text),
            cite,
            reading,
            span: placed.span,
            name_span: node.name.span,
            doc: placed.doc.map(str::to_owned),
        });
    }

    /// The exceptions that name a rule or a table.
    pub(super) fn exceptions_to(&self, name: &str) -> Vec<ExceptionId> {
        let names = |placed: &Placed<'a, ast::Exception>| placed.node.to.iter().any(|to| to.text == name);
        let exceptions = self.declarations.exceptions.values().enumerate();
        exceptions.filter(|(_, placed)| names(placed)).filter_map(|(index, _)| u32::try_from(index).ok()).map(ExceptionId).collect()
    }

    pub(super) fn exceptions(&mut self) {
        let declarations = self.declarations;
        for placed in declarations.exceptions.values() {
            let node = placed.node;
            for to in &node.to {
                self.excused(to);
            }
            let env = Env::default();
            let scope = self.scope(&node.conditions, placed.given, &env);
            let (because, _) = self.because(node.because.as_ref(), &env);
            let reading = node.conditions.reading.as_ref().map(|texts| self.label(texts));
            let cite = self.cited(&node.conditions.cite);
            let (name, module) = (node.name.text.clone(), placed.module.to_owned());
            self.policy.exceptions.push(Exception { name, module, scope, because, reading, cite, span: placed.span });
        }
    }

    fn excused(&mut self, to: &ast::Name) {
        let known = |name: &str| self.declarations.rules.contains_key(name) || self.declarations.tables.contains_key(name);
        if known(&to.text) {
            return;
        }
        let names = self.declarations.rules.keys().chain(self.declarations.tables.keys()).copied();
        let diagnostic = Diagnostic::error(Code::UnknownName, to.span, format!("no rule or table is called `{}`", to.text));
        self.report(diagnostic.suggesting(&to.text, names));
    }
}
