//! How answers name things: a list's member by its identity, a fact by its path, the same in every language.

use crate::eval::answer::{Instance, Need};
use crate::eval::names;
pub use crate::eval::names::{Named, with_instance};
use crate::eval::proof::{MemberPlace, SetPlace};
use crate::model::policy::Instances;
use crate::model::vocabulary::{Changer, Fact, FactId, FieldId, Kind, RecordType, Vocabulary};
use crate::model::written::quoted;

use super::scene::Scene;

/// A list's member.
#[must_use]
pub fn member(scene: &Scene<'_>, list: FactId, place: MemberPlace) -> Option<Named> {
    names::member(scene.policy, scene.record, list, place)
}

/// Which instance of a rule; none where a rule has but one, and for the rest of a list or set.
#[must_use]
pub fn instance(scene: &Scene<'_>, instance: &Instance<'_>, instances: Option<&Instances>) -> Option<Named> {
    names::instance(scene.policy, scene.record, instance, instances)
}

/// A fact that is asked for: `car.clean`, `car.wheels("left").flat`, `car.inside("coat")`.
#[must_use]
pub fn need(scene: &Scene<'_>, need: &Need) -> String {
    match need {
        Need::Fact(id) => path(scene, *id).to_owned(),
        Need::Field { list, member, field } => field_path(scene, *list, *member, *field),
        Need::InSet { set, member } => format!("{}({})", path(scene, *set), quoted(member)),
        Need::InFieldSet { list, at, field, member } => format!("{}({})", field_path(scene, *list, *at, *field), quoted(member)),
        Need::Entity(id) => scene.vocabulary().entity(*id).map_or("?", |entity| &entity.name).to_owned(),
    }
}

/// `car.built`
#[must_use]
pub fn path<'a>(scene: &Scene<'a>, fact: FactId) -> &'a str {
    scene.vocabulary().fact(fact).map_or("?", |fact| &fact.path)
}

/// `car.wheels("left").flat`; of the rest of the list `car.wheels.flat`.
#[must_use]
pub fn field_path(scene: &Scene<'_>, list: FactId, place: MemberPlace, id: FieldId) -> String {
    let field = field(scene.vocabulary(), list, id).map_or("?", |field| &field.path);
    match member(scene, list, place) {
        Some(member) => format!("{}({}).{field}", path(scene, list), member.quoted),
        None => format!("{}.{field}", path(scene, list)),
    }
}

/// The path of a set.
#[must_use]
pub fn set_path(scene: &Scene<'_>, place: SetPlace) -> String {
    match place {
        SetPlace::Fact(fact) => path(scene, fact).to_owned(),
        SetPlace::Field { list, member, field } => field_path(scene, list, member, field),
    }
}

/// The declaration of a set.
#[must_use]
pub fn set_fact(vocabulary: &Vocabulary, place: SetPlace) -> Option<&Fact> {
    match place {
        SetPlace::Fact(fact) => vocabulary.fact(fact),
        SetPlace::Field { list, field: id, .. } => field(vocabulary, list, id),
    }
}

/// The declaration behind a fact that is asked for; an entity has none.
#[must_use]
pub fn declaration<'a>(scene: &Scene<'a>, need: &Need) -> Option<&'a Fact> {
    match need {
        Need::Fact(id) | Need::InSet { set: id, .. } => scene.vocabulary().fact(*id),
        Need::Field { list, field: id, .. } | Need::InFieldSet { list, field: id, .. } => field(scene.vocabulary(), *list, *id),
        Need::Entity(_) => None,
    }
}

/// A field of a list's members.
#[must_use]
pub fn field(vocabulary: &Vocabulary, list: FactId, id: FieldId) -> Option<&Fact> {
    record_of(vocabulary, list)?.field(id)
}

/// The type of a list's members.
#[must_use]
pub fn record_of(vocabulary: &Vocabulary, list: FactId) -> Option<&RecordType> {
    match vocabulary.fact(list)?.kind {
        Kind::List(record) => vocabulary.record(record),
        _ => None,
    }
}

/// The name of who can change something: `owner`.
#[must_use]
pub fn changer<'a>(scene: &Scene<'a>, changer: Changer) -> &'a str {
    match changer {
        Changer::Entity(id) => scene.vocabulary().entity(id).map_or("?", |entity| &entity.name),
        Changer::Actor(index) => scene.vocabulary().actors.get(index as usize).map_or("?", |actor| &actor.name),
    }
}

/// How people call who can change something: `the source`, `the provider`.
#[must_use]
pub fn changer_label<'a>(scene: &Scene<'a>, who: Changer) -> &'a str {
    let label = match who {
        Changer::Entity(id) => scene.vocabulary().entity(id).map(|entity| &entity.label),
        Changer::Actor(index) => scene.vocabulary().actors.get(index as usize).map(|actor| &actor.label),
    };
    label.and_then(|label| scene.speech().label(label)).unwrap_or_else(|| changer(scene, who))
}
