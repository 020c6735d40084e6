//! How answers name things, as scenarios write them: `encrypted_disk("d-1")`, `instance.disks("d-1").encrypted`.

use crate::eval::answer::{Finding, Need, Subject};
use crate::eval::names::{self, Named};
use crate::eval::proof::MemberPlace;
use crate::facts::name_member;
use crate::facts::record::Record;
use crate::model::policy::{Instances, Policy};
use crate::model::vocabulary::{Element, Fact, FactId, FieldId, Kind};
use crate::model::written;

/// A finding by its name, with its member.
#[must_use]
pub fn finding(policy: &Policy, record: &Record, finding: &Finding<'_>) -> String {
    names::with_instance(finding.subject.name(policy), member(policy, record, finding).as_ref())
}

/// The member that an instance is about; none for the rest of a list.
#[must_use]
pub fn member(policy: &Policy, record: &Record, finding: &Finding<'_>) -> Option<Named> {
    names::instance(policy, record, &finding.instance, finding.subject.instances(policy))
}

/// `encrypted_disk("d-1")`, `account_not_verified(source)`, `encrypted_disk(#2)`
#[must_use]
pub fn with_member(policy: &Policy, of: Subject, member: Option<&str>) -> String {
    let name = of.name(policy);
    let Some(member) = member else { return name.to_owned() };
    let is_word = match of.instances(policy) {
        Some(Instances::Entities(_)) => true,
        Some(Instances::Set(set, _)) => matches!(set.element, Element::Enum(_)),
        _ => false,
    };
    if is_word { format!("{name}({member})") } else { format!("{name}({})", quoted(member)) }
}

/// `"d-1"`; a place, `#2`, as it is.
#[must_use]
pub fn quoted(member: &str) -> String {
    if is_place(member) { member.to_owned() } else { written::quoted(member) }
}

fn is_place(member: &str) -> bool {
    member.strip_prefix('#').is_some_and(|place| !place.is_empty() && place.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The ways to write a fact that is asked for: in full, then without the members, which stands for all of them.
#[must_use]
pub fn need(policy: &Policy, record: &Record, need: &Need) -> Vec<String> {
    let vocabulary = &policy.vocabulary;
    match need {
        Need::Fact(fact) => vec![path(policy, *fact).to_owned()],
        Need::Entity(entity) => vec![vocabulary.entity(*entity).map_or("?", |entity| &entity.name).to_owned()],
        Need::InSet { set, member } => vec![format!("{}({})", path(policy, *set), quoted(member)), path(policy, *set).to_owned()],
        Need::Field { list, member, field } => of_member(policy, record, *list, *member, *field),
        Need::InFieldSet { list, at, field, member } => {
            let sets = of_member(policy, record, *list, *at, *field);
            let full = sets.first().map(|set| format!("{set}({})", quoted(member)));
            full.into_iter().chain(sets).collect()
        }
    }
}

fn of_member(policy: &Policy, record: &Record, list: FactId, place: MemberPlace, field: FieldId) -> Vec<String> {
    let of = path(policy, list);
    let name = field_of(policy, list, field).map_or("?", |field| &field.path);
    let bare = format!("{of}.{name}");
    match place {
        MemberPlace::Rest => vec![bare],
        MemberPlace::Known(index) => {
            let member = name_member(&policy.vocabulary, record, list, index).to_string();
            vec![format!("{of}({}).{name}", quoted(&member)), bare]
        }
    }
}

fn field_of(policy: &Policy, list: FactId, field: FieldId) -> Option<&Fact> {
    let Kind::List(record) = policy.vocabulary.fact(list)?.kind else { return None };
    policy.vocabulary.record(record)?.field(field)
}

fn path(policy: &Policy, fact: FactId) -> &str {
    policy.vocabulary.fact(fact).map_or("?", |fact| &fact.path)
}
