//! Definitions and `given` blocks, each resolved when it is asked first; one that asks itself is reported.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Condition, ConditionKind, TermKind};
use crate::model::policy::{Body, Definition, DefinitionId};
use crate::source::Span;
use crate::syntax::ast;

use super::counts::is_count;
use super::declare::Given;
use super::names::Env;
use super::{Checker, Progress};

impl<'a> Checker<'a> {
    pub(super) fn declare_definitions(&mut self) {
        let declarations = self.declarations;
        for placed in declarations.defines.values() {
            let name = Some(placed.node.name.text.clone());
            self.policy.definitions.push(broken(name, placed.node.name.span));
        }
        for given in &declarations.givens {
            self.policy.definitions.push(broken(None, given.condition.span));
        }
        self.progress = vec![Progress::Waiting; self.policy.definitions.len()];
    }

    pub(super) fn definitions(&mut self) {
        for index in 0..self.policy.definitions.len() {
            if let Ok(id) = u32::try_from(index)
                && self.progress.get(index) == Some(&Progress::Waiting)
            {
                self.resolve_definition(DefinitionId(id));
            }
        }
    }

    /// Resolves a definition that another expression asks; nothing where it is broken or asks itself.
    pub(super) fn ensure_definition(&mut self, id: DefinitionId, asked_at: Span) -> Option<()> {
        match self.progress.get(id.index()) {
            Some(Progress::Done) => Some(()),
            Some(Progress::Waiting) => self.resolve_definition(id),
            Some(Progress::Busy) => {
                self.report_circle(id, asked_at);
                None
            }
            _ => None,
        }
    }

    fn resolve_definition(&mut self, id: DefinitionId) -> Option<()> {
        self.set_progress(id, Progress::Busy);
        self.busy.push(id.index());
        let body = self.definition_body(id.index());
        self.busy.pop();
        let broken = body.is_none() || self.progress.get(id.index()) == Some(&Progress::Broken);
        self.set_progress(id, if broken { Progress::Broken } else { Progress::Done });
        if let (Some(body), Some(definition)) = (body, self.policy.definitions.get_mut(id.index())) {
            definition.body = body;
        }
        (!broken).then_some(())
    }

    fn set_progress(&mut self, id: DefinitionId, progress: Progress) {
        if let Some(place) = self.progress.get_mut(id.index()) {
            *place = progress;
        }
    }

    fn definition_body(&mut self, index: usize) -> Option<Body> {
        let declarations = self.declarations;
        let env = Env::default();
        let Some((_, placed)) = declarations.defines.get_index(index) else {
            let given = declarations.givens.get(index - declarations.defines.len())?;
            return self.given_block(given).map(Body::Condition);
        };
        let body = &placed.node.body;
        if is_count(body) {
            self.counts(body, &env)?;
            return Some(Body::Condition(constant(true, body.span)));
        }
        self.body(body)
    }

    /// A definition's body: a condition if it is one, else a term.
    fn body(&mut self, body: &ast::Expression) -> Option<Body> {
        let typed = self.term(body, None, &Env::default())?;
        let Some(ty) = typed.ty else {
            self.error(Code::TypeMismatch, body.span, "the type of this definition does not show");
            return None;
        };
        match typed.term.kind {
            TermKind::Truth(condition) => Some(Body::Condition(*condition)),
            _ => Some(Body::Term { term: typed.term, ty, optional: typed.optional }),
        }
    }

    fn given_block(&mut self, given: &Given<'a>) -> Option<Condition> {
        let own = self.condition(given.condition, &Env::default());
        let around = given.around.map(|index| self.given_definition(index, given.condition.span));
        let own = own?;
        let span = own.span;
        Some(match around {
            Some(around) => Condition { kind: ConditionKind::All(vec![around, own]), span },
            None => own,
        })
    }

    pub(super) fn given_definition(&self, index: usize, span: Span) -> Condition {
        let id = u32::try_from(self.declarations.defines.len() + index).unwrap_or(u32::MAX);
        Condition { kind: ConditionKind::Definition(DefinitionId(id)), span }
    }

    /// A definition that asks itself, with the way round.
    fn report_circle(&mut self, id: DefinitionId, asked_at: Span) {
        let start = self.busy.iter().position(|index| *index == id.index()).unwrap_or(0);
        let circle: Vec<usize> = self.busy.iter().skip(start).copied().collect();
        for index in &circle {
            if let Some(place) = self.progress.get_mut(*index) {
                *place = Progress::Broken;
            }
        }
        let name = |index: &usize| self.policy.definitions.get(*index).and_then(|definition| definition.name.clone()).unwrap_or_default();
        let mut way: Vec<String> = circle.iter().map(name).collect();
        way.extend(circle.first().map(name));
        let mut diagnostic =
            Diagnostic::error(Code::Cycle, asked_at, format!("definitions ask each other in a circle: {}", way.join(" -> ")));
        for index in circle {
            if let Some(definition) = self.policy.definitions.get(index) {
                diagnostic = diagnostic.and(definition.span, "in the circle");
            }
        }
        self.report(diagnostic);
    }
}

fn constant(yes: bool, span: Span) -> Condition {
    Condition { kind: ConditionKind::Constant(yes), span }
}

/// What stands for a definition that is not, or could not be, resolved.
fn broken(name: Option<String>, span: Span) -> Definition {
    Definition { name, body: Body::Condition(constant(false, span)), span }
}
