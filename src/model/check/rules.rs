//! Decisions, definitions, rules, exceptions, duties, effects and suggestions.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Condition, ConditionKind};
use crate::model::policy::{
    Body, Decision, DecisionId, DecisionKind, DefinitionId, Effective, Exception, ExceptionId, Instances, Notice, NoticeKind, Rule,
    RuleBody, RuleId, Scope, TableId, TableKind, TermType, ValuedBy, Verb,
};
use crate::model::vocabulary::{EntityId, Scalar};
use crate::source::Span;
use crate::syntax::ast;
use crate::value::calendar::{DAY, Moment};

use super::conditions::is_count;
use super::declare::Placed;
use super::names::{Env, Named, Variable};
use super::{Checker, Progress};

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

    pub(super) fn term_type(&mut self, ty: &ast::Type) -> Option<(TermType, bool)> {
        let scalar = match &ty.kind {
            ast::TypeKind::Named(name) => self.scalar(name)?,
            ast::TypeKind::Money(currency) => Scalar::Money(crate::model::vocabulary::Currency::parse(&currency.text)?),
            _ => {
                self.error(Code::TypeMismatch, ty.span, "an answer is a single value, not a set or a list");
                return None;
            }
        };
        Some((TermType::Scalar(scalar), ty.optional))
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

    pub(super) fn declare_definitions(&mut self) {
        let declarations = self.declarations;
        for placed in declarations.defines.values() {
            let name = Some(placed.node.name.text.clone());
            self.policy.definitions.push(Self::broken_definition(name, placed.node.name.span));
        }
        for given in &declarations.givens {
            self.policy.definitions.push(Self::broken_definition(None, given.condition.span));
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
            crate::model::expression::TermKind::Truth(condition) => Some(Body::Condition(*condition)),
            _ => Some(Body::Term { term: typed.term, ty, optional: typed.optional }),
        }
    }

    fn given_block(&mut self, given: &super::declare::Given<'a>) -> Option<Condition> {
        let own = self.condition(given.condition, &Env::default());
        let around = given.around.map(|index| self.given_definition(index, given.condition.span));
        let own = own?;
        let span = own.span;
        Some(match around {
            Some(around) => Condition { kind: ConditionKind::All(vec![around, own]), span },
            None => own,
        })
    }

    fn given_definition(&self, index: usize, span: Span) -> Condition {
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

    /// `given`, `when`, `unless` and `effective`, the blocks around included.
    pub(super) fn scope(&mut self, conditions: &ast::Conditions, given: Option<usize>, env: &Env) -> Scope {
        let own = conditions.given.as_ref().and_then(|given| self.condition(given, env));
        let around = given.map(|index| {
            let span = self.declarations.givens.get(index).map_or_else(Span::default, |given| given.condition.span);
            self.given_definition(index, span)
        });
        let given = match (around, own) {
            (Some(around), Some(own)) => {
                let span = own.span;
                Some(Condition { kind: ConditionKind::All(vec![around, own]), span })
            }
            (around, own) => around.or(own),
        };
        let when = conditions.when.as_ref().and_then(|when| self.condition(when, env));
        let unless = conditions.unless.as_ref().and_then(|unless| self.condition(unless, env));
        Scope { effective: self.effective(conditions.effective), given, when, unless }
    }

    fn effective(&mut self, effective: Option<ast::Effective>) -> Effective {
        let Some(effective) = effective else { return Effective::default() };
        let zone = self.policy.zone();
        let from = effective.from.map(|time| time.moment.seconds(zone));
        let until = effective.through.map(|time| match time.moment {
            Moment::Date { .. } => time.moment.seconds(zone) + DAY,
            Moment::Instant { seconds } => seconds + 1,
        });
        if let (Some(from), Some(until)) = (from, until)
            && from >= until
        {
            self.error(Code::Clauses, effective.span, "it ends before it begins");
        }
        Effective { from, until }
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

    fn verdict_named(&mut self, name: &ast::Name) -> Option<DecisionId> {
        let id = self.decision_named(name)?;
        if matches!(self.policy.decisions.get_index(id.index())?.1.kind, DecisionKind::Valued { .. }) {
            self.error(Code::TypeMismatch, name.span, format!("`{}` has a value: only a table or a definition can answer it", name.text));
            return None;
        }
        Some(id)
    }

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

    /// Lists the next rule under its decision; warnings answer nothing.
    fn enter(&mut self, decision: DecisionId, verb: Verb) {
        let Ok(next) = u32::try_from(self.policy.rules.len()) else { return };
        if let Some((_, found)) = self.policy.decisions.get_index_mut(decision.index())
            && let DecisionKind::Verdict { rules, .. } = &mut found.kind
            && verb != Verb::Warn
        {
            rules.push(RuleId(next));
        }
    }

    /// A body once, or once for each entity, or for the members of a list or a set.
    fn instances(&mut self, instances: Option<&'a ast::Instances>, mut body: impl FnMut(&mut Self, &Env) -> RuleBody) -> Option<Instances> {
        let Some(node) = instances else { return Some(Instances::Single(body(self, &Env::default()))) };
        if self.policy.vocabulary.entities.contains_key(&node.name.text) {
            self.error(Code::DuplicateName, node.name.span, format!("`{}` is an entity: choose another name", node.name.text));
        }
        let name = node.name.text.as_str();
        let with = |variable| Env { outer: Some((name, variable)), inner: None };
        match &node.over {
            ast::Over::Entities(entities) => {
                let mut found = Vec::new();
                for entity in entities {
                    let id = self.entity_named(entity)?;
                    let reported = self.found.len();
                    found.push((id, body(self, &with(Variable::Entity(id)))));
                    if self.found.len() > reported {
                        break;
                    }
                }
                Some(Instances::Entities(found))
            }
            ast::Over::Path(path) => match self.named(path, &Env::default())? {
                Named::List(list) => Some(Instances::List(list, body(self, &with(Variable::Member(list))))),
                Named::Set(set) => Some(Instances::Set(set, body(self, &with(Variable::SetMember(set))))),
                _ => {
                    let diagnostic = Diagnostic::error(Code::TypeMismatch, path.span, format!("`{}` is no list and no set", path.text()));
                    self.report(diagnostic.help("`for x in` goes through a list, a set, or `{entities}`"));
                    None
                }
            },
        }
    }

    fn entity_named(&mut self, name: &ast::Name) -> Option<EntityId> {
        if let Some(index) = self.policy.vocabulary.entities.get_index_of(&name.text) {
            return u32::try_from(index).ok().map(EntityId);
        }
        let names = self.declarations.entities.keys().copied();
        let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("no entity is called `{}`", name.text));
        self.report(diagnostic.suggesting(&name.text, names));
        None
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

    pub(super) fn keep_scenarios(&mut self) {
        for (name, placed) in &self.declarations.facts {
            self.policy.facts.insert((*name).to_owned(), placed.node.clone());
        }
        self.policy.scenarios = self.declarations.scenarios.iter().map(|scenario| (*scenario).clone()).collect();
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

pub(super) fn constant(yes: bool, span: Span) -> Condition {
    Condition { kind: ConditionKind::Constant(yes), span }
}
