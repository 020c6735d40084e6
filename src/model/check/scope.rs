//! Where rules and notices apply: their conditions, when they are in force, and whom they are asked of.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Condition, ConditionKind};
use crate::model::policy::{Effective, Instances, RuleBody, Scope};
use crate::model::vocabulary::EntityId;
use crate::source::Span;
use crate::syntax::ast;
use crate::value::calendar::{DAY, Moment};

use super::Checker;
use super::names::{Env, Named, Variable};

impl<'a> Checker<'a> {
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

    /// A body once, or once for each entity, or for the members of a list or a set.
    pub(super) fn instances(
        &mut self,
        instances: Option<&'a ast::Instances>,
        mut body: impl FnMut(&mut Self, &Env) -> RuleBody,
    ) -> Option<Instances> {
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
}
