//! Duties, effects and suggestions.

use crate::model::policy::{Notice, NoticeKind, RuleBody};
use crate::syntax::ast;

use super::Checker;
use super::declare::Placed;
use super::names::Env;

impl<'a> Checker<'a> {
    /// Suggestions first: remedies know them by their place.
    pub(super) fn notices(&mut self) {
        let declarations = self.declarations;
        let all = declarations.suggestions.values().chain(declarations.duties.values()).chain(declarations.effects.values());
        for placed in all {
            self.notice(placed);
        }
    }

    fn notice(&mut self, placed: &Placed<'a, ast::Notice>) {
        let node = placed.node;
        let kind = self.notice_kind(&node.kind);
        let instances = self.instances(node.instances.as_ref(), |this, env| {
            let scope = this.scope(&node.conditions, placed.given, env);
            RuleBody { scope, because: Some(this.template(&node.says, env)), remedies: Vec::new() }
        });
        let reading = node.conditions.reading.as_ref().map(|texts| self.label(texts));
        let cite = self.cited(&node.conditions.cite);
        let is_suggestion = matches!(node.kind, ast::NoticeKind::Suggestion { .. });
        let fallback = is_suggestion.then_some(NoticeKind::Suggestion { instead_of: None });
        let (Some(kind), Some(instances)) = (kind.or(fallback), instances) else { return };
        let (name, module) = (node.name.text.clone(), placed.module.to_owned());
        self.policy.notices.push(Notice { name, module, kind, instances, cite, reading, span: placed.span });
    }

    fn notice_kind(&mut self, kind: &ast::NoticeKind) -> Option<NoticeKind> {
        Some(match kind {
            ast::NoticeKind::Duty { of, phase, decision } => {
                let of: Vec<_> = of.iter().filter_map(|name| self.acting(name, &Env::default())).collect();
                NoticeKind::Duty { of, phase: *phase, decision: self.decision_named(decision)? }
            }
            ast::NoticeKind::Effect { phase, decision } => NoticeKind::Effect { phase: *phase, decision: self.decision_named(decision)? },
            ast::NoticeKind::Suggestion { instead_of } => {
                let instead_of = match instead_of {
                    Some(name) => Some(self.verdict_named(name)?),
                    None => None,
                };
                NoticeKind::Suggestion { instead_of }
            }
        })
    }
}
