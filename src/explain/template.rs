//! Texts of the policy with their holes filled from a record.

use std::fmt::Display;

use crate::eval::answer::Instance;
use crate::model::constant;
use crate::model::expression::{Choices, Place, SetRef};
use crate::model::policy::{Piece, Template};
use crate::model::vocabulary::Changer;
use crate::value::{State, Value};

use super::names;
use super::scene::Scene;
use super::words::Word;

/// The text for an instance of a rule; nothing where it has no words in any language.
#[must_use]
pub fn fill<'a>(scene: &Scene<'a>, template: &'a Template, instance: &Instance<'a>) -> Option<String> {
    Some(scene.language.of(&template.by_language)?.iter().map(|piece| self::piece(scene, piece, instance)).collect())
}

/// The text with its holes as they are written, for a list of rules; the label of one of the entities that a rule is `for` stands for all.
#[must_use]
pub fn unfilled(scene: &Scene<'_>, template: &Template, entities: &[String]) -> Option<String> {
    let hole = |piece: &Piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Entity(id) => match names::changer(scene, Changer::Entity(*id)) {
            name if entities.iter().any(|entity| entity == name) => format!("{{{}}}", entities.join("/")),
            name => format!("{{{name}}}"),
        },
        Piece::Value(term, _) => format!("{{{}}}", scene.written(term.span)),
        Piece::Set(set, None) => format!("{{{}}}", scene.written(set.span)),
        Piece::Set(set, Some(among)) => format!("{{{} among {}}}", scene.written(set.span), scene.written(among.span)),
        Piece::Choices(choices, _) => format!("{{{}}}", scene.written(choices.span)),
        Piece::Count(_) => "{count}".to_owned(),
        Piece::Member | Piece::SetMember(_) => "{member}".to_owned(),
    };
    Some(scene.language.of(&template.by_language)?.iter().map(hole).collect())
}

fn piece<'a>(scene: &Scene<'a>, piece: &'a Piece, instance: &Instance<'a>) -> String {
    let speech = scene.speech();
    match piece {
        Piece::Words(words) => words.clone(),
        Piece::Value(term, ty) => speech.state(scene.asker(instance).term(term), Some(*ty)),
        Piece::Entity(id) => {
            let entity = scene.vocabulary().entity(*id);
            entity.map_or("?", |entity| speech.label(&entity.label).unwrap_or(&entity.name)).to_owned()
        }
        Piece::Set(set, among) => self::set(scene, set, among.as_ref(), instance),
        Piece::Choices(choices, ty) => {
            let constants = constant::choices(scene.policy, choices, scene.at);
            speech.list(constants.iter().map(|constant| speech.constant(constant, Some(ty.member_type()))))
        }
        Piece::Count(counts) => {
            let count = scene.asker(instance).counts(counts);
            span(scene, count.least, count.most)
        }
        Piece::Member => member(scene, instance),
        Piece::SetMember(element) => match instance {
            Instance::SetMember(state @ State::Known(_)) => speech.state(*state, Some(element.term_type())),
            _ => speech.word(Word::OtherMembers).to_owned(),
        },
    }
}

/// A list's member, as answers name it.
fn member(scene: &Scene<'_>, instance: &Instance<'_>) -> String {
    let name = match instance {
        Instance::Member { list, member } => names::member(scene, *list, *member),
        _ => None,
    };
    name.map_or_else(|| scene.speech().word(Word::OtherMembers).to_owned(), |name| name.plain)
}

/// The members that are known to be in a set, or those of them that are among some choices.
fn set(scene: &Scene<'_>, set: &SetRef, among: Option<&Choices>, instance: &Instance<'_>) -> String {
    let speech = scene.speech();
    let slot = match set.place {
        Place::Fact(fact) => scene.record.slot(fact),
        Place::Field(_, field) => scene.member(instance).map(|member| scene.record.member_slot(member, field)).unwrap_or_default(),
    };
    let Some(facts) = scene.record.set(slot) else { return speech.state(State::Unknown, None) };
    let among = among.map(|choices| constant::choices(scene.policy, choices, scene.at));
    let wanted = |value: Value<'_>| among.as_ref().is_none_or(|among| among.iter().any(|one| one.state() == State::Known(value)));
    let known = facts.yes.iter().map(|member| scene.record.state(*member));
    let listed: Vec<String> = known
        .filter(|state| matches!(state, State::Known(value) if wanted(*value)))
        .map(|state| speech.state(state, Some(set.element.term_type())))
        .collect();
    if listed.is_empty() && facts.open { speech.state(State::Unknown, None) } else { speech.list(listed.into_iter()) }
}

/// A count: exact, or between two numbers.
#[must_use]
pub fn span<N: Display + PartialEq + Copy>(scene: &Scene<'_>, least: N, most: Option<N>) -> String {
    let speech = scene.speech();
    match most {
        Some(most) if most == least => least.to_string(),
        Some(most) => format!("{least}{}{most}", speech.word(Word::To)),
        None => format!("{}{least}", speech.word(Word::AtLeast)),
    }
}
