//! Where conditions stand, for lints that look at all of them.

use crate::analysis::conditions::Env;
use crate::model::expression::Condition;
use crate::model::policy::{Instances, Policy, Rule, RuleBody, Scope};
use crate::model::walk::{self, Node};
use crate::source::Span;

/// `given`, `when` and `unless` of something, once for each entity that it is for.
#[derive(Debug, Clone, Copy)]
pub struct Scoped<'m> {
    pub name: &'m str,
    pub span: Span,
    pub scope: &'m Scope,
    pub env: Env,
}

impl Scoped<'_> {
    /// The condition that says the most about it, for a finding about all of them.
    pub fn place(&self) -> Span {
        let said = [&self.scope.when, &self.scope.given, &self.scope.unless].into_iter().flatten().next();
        said.map_or(self.span, |condition| condition.span)
    }
}

/// Everything that has a scope: rules, tables, exceptions, duties, effects and suggestions.
pub fn scopes(policy: &Policy) -> Vec<Scoped<'_>> {
    let mut found: Vec<Scoped<'_>> = rules(policy).map(|(rule, body)| of_rule(rule, body)).collect();
    for notice in &policy.notices {
        let env = Env::of(&notice.instances);
        let bodies = walk::bodies(&notice.instances).into_iter();
        found.extend(bodies.map(|body| Scoped { name: &notice.name, span: notice.span, scope: &body.scope, env }));
    }
    let exceptions = policy.exceptions.iter().map(|of| (&of.name, of.span, &of.scope));
    let tables = policy.tables.iter().map(|of| (&of.name, of.name_span, &of.scope));
    found.extend(exceptions.chain(tables).map(|(name, span, scope)| Scoped { name, span, scope, env: Env::default() }));
    found
}

/// Every rule with each of its bodies.
pub fn rules(policy: &Policy) -> impl Iterator<Item = (&Rule, &RuleBody)> {
    policy.rules.iter().flat_map(|rule| walk::bodies(&rule.instances).into_iter().map(move |body| (rule, body)))
}

/// Whether a rule is asked once, and of no member.
pub fn is_single(rule: &Rule) -> bool {
    matches!(rule.instances, Instances::Single(_) | Instances::Entities(_))
}

pub fn of_rule<'m>(rule: &'m Rule, body: &'m RuleBody) -> Scoped<'m> {
    Scoped { name: &rule.name, span: rule.name_span, scope: &body.scope, env: Env::of(&rule.instances) }
}

/// Every condition that rules, definitions and tables are made of, the whole before its parts; holes and remedies are left out.
pub fn conditions<'m>(policy: &'m Policy, visit: &mut impl FnMut(&'m Condition, Env)) {
    for of in scopes(policy) {
        for condition in [&of.scope.given, &of.scope.when, &of.scope.unless].into_iter().flatten() {
            each(Node::Condition(condition), of.env, visit);
        }
    }
    for definition in &policy.definitions {
        each(walk::body(&definition.body), Env::default(), visit);
    }
    for column in policy.tables.iter().flat_map(|table| &table.columns) {
        each(Node::Term(&column.term), Env::default(), visit);
    }
}

fn each<'m>(node: Node<'m>, env: Env, visit: &mut impl FnMut(&'m Condition, Env)) {
    node.each(&mut |node| {
        if let Node::Condition(condition) = node {
            visit(condition, env);
        }
    });
}
