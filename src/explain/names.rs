//! How answers name things: a list's member by its identity, a fact by its path, the same in every language.

use crate::eval::answer::{Instance, Need};
use crate::eval::proof::{MemberPlace, SetPlace};
use crate::model::policy::Instances;
use crate::model::vocabulary::{Changer, Element, Fact, FactId, FieldId, Kind, RecordType, Scalar, Vocabulary};
use crate::value::{State, Value};

use super::scene::Scene;

/// A list's member: by the field that identifies it, or by its place, `#2`. The rest of a list has no name.
#[must_use]
pub fn member(scene: &Scene<'_>, list: FactId, place: MemberPlace) -> Option<String> {
    let MemberPlace::Known(index) = place else { return None };
    Some(identity(scene, list, place).unwrap_or_else(|| format!("#{}", index + 1)))
}

/// What the identifying field says, where it is known.
fn identity(scene: &Scene<'_>, list: FactId, place: MemberPlace) -> Option<String> {
    let record = record_of(scene.vocabulary(), list)?;
    let by = record.by?;
    let slot = scene.record.member_slot(scene.member_at(list, place)?, by);
    let State::Known(value) = scene.record.state(slot) else { return None };
    Some(plain(scene.vocabulary(), value, record.field(by).and_then(scalar_of)))
}

/// Which instance of a rule: `source`, `d-1`, `#2`, `slb`.
#[must_use]
pub fn instance(scene: &Scene<'_>, instance: &Instance<'_>, instances: Option<&Instances>) -> Option<String> {
    match instance {
        Instance::Only | Instance::SetMember(State::Unknown | State::None) => None,
        Instance::Entity(id) => scene.vocabulary().entity(*id).map(|entity| entity.name.clone()),
        Instance::Member { list, member: place } => member(scene, *list, *place),
        Instance::SetMember(State::Known(value)) => Some(plain(scene.vocabulary(), *value, element_of(instances))),
    }
}

/// A rule's name with its instance, as scenarios name it: `disk_bursting("d-1")`, `account_not_verified(source)`.
#[must_use]
pub fn with_instance(name: &str, instance: &Instance<'_>, member: Option<&str>) -> String {
    match (instance, member) {
        (_, None) => name.to_owned(),
        (Instance::Member { .. } | Instance::SetMember(State::Known(Value::Text(_))), Some(member)) => {
            format!("{name}({})", quoted(member))
        }
        (_, Some(member)) => format!("{name}({member})"),
    }
}

/// A member's name in quotes; a place, `#2`, without.
fn quoted(member: &str) -> String {
    if is_place(member) { member.to_owned() } else { format!("\"{member}\"") }
}

fn is_place(member: &str) -> bool {
    member.strip_prefix('#').is_some_and(|place| !place.is_empty() && place.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A fact that is asked for: `instance.status`, `instance.disks("d-1").encrypted`, `instance.services("slb")`.
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

/// `instance.created_at`
#[must_use]
pub fn path<'a>(scene: &Scene<'a>, fact: FactId) -> &'a str {
    scene.vocabulary().fact(fact).map_or("?", |fact| &fact.path)
}

/// `instance.disks("d-1").encrypted`; of the rest of the list `instance.disks.encrypted`.
#[must_use]
pub fn field_path(scene: &Scene<'_>, list: FactId, place: MemberPlace, id: FieldId) -> String {
    let field = field(scene.vocabulary(), list, id).map_or("?", |field| &field.path);
    match member(scene, list, place) {
        Some(member) => format!("{}({}).{field}", path(scene, list), quoted(&member)),
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

/// The name of who can change something: `source`, `provider`.
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

/// A value as it is written in fact files: an enum's member by its name.
#[must_use]
pub fn plain(vocabulary: &Vocabulary, value: Value<'_>, scalar: Option<Scalar>) -> String {
    match (value, scalar) {
        (Value::Text(text), _) => text.to_owned(),
        (Value::Number(number), _) => number.to_string(),
        (Value::Member(member), Some(Scalar::Enum(id))) => vocabulary.member_name(id, member).to_owned(),
        (Value::Truth(yes), _) => if yes { "yes" } else { "no" }.to_owned(),
        _ => "?".to_owned(),
    }
}

fn scalar_of(fact: &Fact) -> Option<Scalar> {
    match fact.kind {
        Kind::Scalar { scalar, .. } => Some(scalar),
        Kind::Set(_) | Kind::List(_) => None,
    }
}

fn element_of(instances: Option<&Instances>) -> Option<Scalar> {
    match instances {
        Some(Instances::Set(set, _)) => match set.element {
            Element::Enum(id) => Some(Scalar::Enum(id)),
            Element::Text => Some(Scalar::Text),
        },
        _ => None,
    }
}
