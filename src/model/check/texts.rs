//! Texts with holes, messages and remedies.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Condition, ConditionKind, Place, Term};
use crate::model::policy::{Message, MessageId, NoticeId, ParamType, Piece, Remedy, RemedyKind, Template};
use crate::model::vocabulary::{Changer, EntityId};
use crate::syntax::ast::{self, Expression, ExpressionKind};

use super::Checker;
use super::names::{Env, Named, Variable};

impl Checker<'_> {
    pub(super) fn messages(&mut self) {
        let declarations = self.declarations;
        for placed in declarations.messages.values() {
            let env = Env::default();
            let template = self.template(&placed.node.texts, &env);
            let remedies = self.remedies(&placed.node.remedies, &env);
            let name = placed.node.name.text.clone();
            self.policy.messages.insert(name.clone(), Message { name, template, remedies, span: placed.node.name.span });
        }
    }

    pub(super) fn template(&mut self, texts: &ast::Texts, env: &Env) -> Template {
        let mut template = Template::default();
        for (language, text) in &texts.by_language {
            self.language(language);
            let pieces = text.pieces.iter().filter_map(|piece| self.piece(piece, env)).collect();
            if template.by_language.insert(language.text.clone(), pieces).is_some() {
                self.error(Code::DuplicateName, language.span, format!("there are two texts in `{}`", language.text));
            }
        }
        template
    }

    fn piece(&mut self, piece: &ast::Piece, env: &Env) -> Option<Piece> {
        match piece {
            ast::Piece::Words(words) => Some(Piece::Words(words.clone())),
            ast::Piece::Hole(hole) => self.hole(hole, env),
        }
    }

    fn hole(&mut self, hole: &Expression, env: &Env) -> Option<Piece> {
        if let ExpressionKind::Among { set, of } = &hole.kind {
            let set = self.set(set, env)?;
            let wanted = crate::model::policy::TermType::Scalar(set.element.scalar());
            return Some(Piece::Set(set, Some(self.choices(of, wanted, env)?)));
        }
        if self.has_count(hole, env) {
            return self.counts(hole, env).map(Piece::Count);
        }
        if let ExpressionKind::Path(path) = &hole.kind
            && let Some(piece) = self.named_piece(path, env)
        {
            return Some(piece);
        }
        let typed = self.term(hole, None, env)?;
        typed.ty.map(|ty| Piece::Value(typed.term, ty))
    }

    /// A hole that names something other than a single value.
    fn named_piece(&mut self, path: &ast::Path, env: &Env) -> Option<Piece> {
        match self.look_up(path, env).ok()? {
            Named::Entity(entity) => Some(Piece::Entity(entity)),
            Named::Set(set) => Some(Piece::Set(set, None)),
            Named::Member => Some(Piece::Member),
            Named::SetMember(set) => Some(Piece::SetMember(set.element)),
            Named::Param(id) => {
                let ty = self.policy.params.get_index(id.index())?.1.ty;
                let kind = crate::model::expression::ChoicesKind::Param(id);
                matches!(ty, ParamType::Set(_) | ParamType::SetOf(_))
                    .then(|| Piece::Choices(crate::model::expression::Choices { kind, span: path.span }, ty))
            }
            _ => None,
        }
    }

    pub(super) fn because(&mut self, because: Option<&ast::Because>, env: &Env) -> (Option<Template>, Vec<Remedy>) {
        match because {
            None => (None, Vec::new()),
            Some(ast::Because::Texts(texts)) => (Some(self.template(texts, env)), Vec::new()),
            Some(ast::Because::Message(name)) => match self.message(name).and_then(|id| self.policy.messages.get_index(id.index())) {
                Some((_, message)) => (Some(message.template.clone()), message.remedies.clone()),
                None => (None, Vec::new()),
            },
        }
    }

    pub(super) fn message(&mut self, name: &ast::Name) -> Option<MessageId> {
        if let Some(index) = self.policy.messages.get_index_of(&name.text) {
            return u32::try_from(index).ok().map(MessageId);
        }
        let names = self.declarations.messages.keys().copied();
        let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("no message is called `{}`", name.text));
        self.report(diagnostic.suggesting(&name.text, names));
        None
    }

    pub(super) fn remedies(&mut self, remedies: &[ast::Remedy], env: &Env) -> Vec<Remedy> {
        remedies.iter().filter_map(|remedy| self.remedy(remedy, env)).collect()
    }

    fn remedy(&mut self, remedy: &ast::Remedy, env: &Env) -> Option<Remedy> {
        let kind = match &remedy.kind {
            ast::RemedyKind::Wait { texts } => RemedyKind::Wait { text: self.template(texts, env) },
            ast::RemedyKind::Impossible { texts, suggest } => {
                let text = self.template(texts, env);
                let suggest = suggest.iter().filter_map(|name| self.suggestion(name)).collect();
                RemedyKind::Impossible { text, suggest }
            }
            ast::RemedyKind::By { actor, texts, makes } => {
                let text = self.template(texts, env);
                let actor = self.acting(actor, env)?;
                let makes = makes.as_ref().and_then(|makes| self.makes(makes, actor, env));
                RemedyKind::By { actor, text, makes }
            }
        };
        Some(Remedy { kind, span: remedy.span })
    }

    /// Who acts: a variable for entities, an entity or an actor.
    pub(super) fn acting(&mut self, name: &ast::Name, env: &Env) -> Option<Changer> {
        match env.outer {
            Some((variable, Variable::Entity(entity))) if variable == name.text => Some(Changer::Entity(entity)),
            _ => self.actor(name),
        }
    }

    fn suggestion(&mut self, name: &ast::Name) -> Option<NoticeId> {
        if let Some(index) = self.declarations.suggestions.get_index_of(name.text.as_str()) {
            return u32::try_from(index).ok().map(NoticeId);
        }
        let names = self.declarations.suggestions.keys().copied();
        let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("no suggestion is called `{}`", name.text));
        self.report(diagnostic.suggesting(&name.text, names));
        None
    }

    fn makes(&mut self, makes: &Expression, actor: Changer, env: &Env) -> Option<Condition> {
        let condition = self.condition(makes, env)?;
        self.carried_out(&condition, actor, env);
        Some(condition)
    }

    /// A conjunction of simple conditions, each on a fact that the actor can change.
    fn carried_out(&mut self, condition: &Condition, actor: Changer, env: &Env) {
        match &condition.kind {
            ConditionKind::All(parts) => parts.iter().for_each(|part| self.carried_out(part, actor, env)),
            ConditionKind::Not(inner) => self.carried_out(inner, actor, env),
            ConditionKind::Term(term) | ConditionKind::IsNone(term) | ConditionKind::OneOf(term, _) => {
                self.changeable(&[term], condition, actor, env);
            }
            ConditionKind::Is(left, right) | ConditionKind::Order(_, left, right) => self.changeable(&[left, right], condition, actor, env),
            ConditionKind::Has(set, _) | ConditionKind::HasAny(set, _) | ConditionKind::HasAll(set, _) | ConditionKind::IsEmpty(set) => {
                self.place_changeable(&[set.place], condition, actor, env);
            }
            _ => {
                let diagnostic = Diagnostic::error(Code::BadRemedy, condition.span, "nobody can carry this out");
                self.report(
                    diagnostic
                        .help("`makes` takes simple conditions joined by `and`: a comparison of a fact, a set's members, a yes or no"),
                );
            }
        }
    }

    fn changeable(&mut self, terms: &[&Term], condition: &Condition, actor: Changer, env: &Env) {
        let mut places = Vec::new();
        for term in terms {
            super::placement::facts_of(&self.policy, term, &mut places);
        }
        self.place_changeable(&places, condition, actor, env);
    }

    fn place_changeable(&mut self, places: &[Place], condition: &Condition, actor: Changer, env: &Env) {
        let can = |place: &Place| match place {
            Place::Fact(fact) => self.policy.vocabulary.fact(*fact).is_some_and(|fact| fact.changed_by.contains(&actor)),
            Place::Field(record, field) => match env.outer {
                Some((_, Variable::Member(list))) => {
                    let field = self.policy.vocabulary.record(*record).and_then(|of| of.field(*field));
                    let list = self.policy.vocabulary.fact(list.fact);
                    field.is_some_and(|fact| fact.changed_by.contains(&actor)) || list.is_some_and(|fact| fact.changed_by.contains(&actor))
                }
                _ => false,
            },
        };
        if !places.iter().any(can) {
            let message = format!("{} cannot change this", self.changer_name(actor));
            let diagnostic = Diagnostic::error(Code::BadRemedy, condition.span, message);
            self.report(diagnostic.help("the vocabulary says who can change a fact: `changed by …`"));
        }
    }

    fn changer_name(&self, actor: Changer) -> String {
        let vocabulary = &self.policy.vocabulary;
        let name = match actor {
            Changer::Entity(EntityId(index)) => vocabulary.entities.get_index(index as usize).map(|(name, _)| name.clone()),
            Changer::Actor(index) => vocabulary.actors.get(index as usize).map(|actor| actor.name.clone()),
        };
        name.unwrap_or_default()
    }
}
