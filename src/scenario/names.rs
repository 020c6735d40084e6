//! How answers name things, as scenarios write them: `encrypted_disk("d-1")`, `instance.disks("d-1").encrypted`.

use crate::eval::answer::{Finding, Instance, Need, Subject};
use crate::eval::proof::MemberPlace;
use crate::facts::name_member;
use crate::facts::record::Record;
use crate::model::policy::{Instances, Policy};
use crate::model::vocabulary::{Element, Fact, FactId, FieldId, Kind};
use crate::value::{State, Value};

/// The name of a rule, a table, a duty, an effect or a suggestion.
#[must_use]
pub fn subject(policy: &Policy, subject: Subject) -> &str {
    let name = match subject {
        Subject::Rule(id) => policy.rules.get(id.index()).map(|rule| &rule.name),
        Subject::Table(id) => policy.tables.get(id.index()).map(|table| &table.name),
        Subject::Notice(id) => policy.notices.get(id.index()).map(|notice| &notice.name),
    };
    name.map_or("?", String::as_str)
}

/// What a rule or a notice goes through.
#[must_use]
pub fn instances(policy: &Policy, subject: Subject) -> Option<&Instances> {
    match subject {
        Subject::Rule(id) => policy.rules.get(id.index()).map(|rule| &rule.instances),
        Subject::Notice(id) => policy.notices.get(id.index()).map(|notice| &notice.instances),
        Subject::Table(_) => None,
    }
}

/// The member that an instance is about: `source`, `d-1`, `#2`; none for the rest of a list.
#[must_use]
pub fn member(policy: &Policy, record: &Record, finding: &Finding<'_>) -> Option<String> {
    let vocabulary = &policy.vocabulary;
    match finding.instance {
        Instance::Only | Instance::Member { member: MemberPlace::Rest, .. } => None,
        Instance::Entity(id) => vocabulary.entity(id).map(|entity| entity.name.clone()),
        Instance::Member { list, member: MemberPlace::Known(index) } => Some(name_member(vocabulary, record, list, index).to_string()),
        Instance::SetMember(State::Known(Value::Text(text))) => Some(text.to_owned()),
        Instance::SetMember(State::Known(Value::Member(member))) => match instances(policy, finding.subject)? {
            Instances::Set(set, _) => match set.element {
                Element::Enum(id) => Some(vocabulary.member_name(id, member).to_owned()),
                Element::Text => None,
            },
            _ => None,
        },
        Instance::SetMember(_) => None,
    }
}

/// A finding by its name, with its member.
#[must_use]
pub fn finding(policy: &Policy, record: &Record, finding: &Finding<'_>) -> String {
    with_member(policy, finding.subject, member(policy, record, finding).as_deref())
}

/// `encrypted_disk("d-1")`, `account_not_verified(source)`, `encrypted_disk(#2)`
#[must_use]
pub fn with_member(policy: &Policy, of: Subject, member: Option<&str>) -> String {
    let name = subject(policy, of);
    let Some(member) = member else { return name.to_owned() };
    let is_word = match instances(policy, of) {
        Some(Instances::Entities(_)) => true,
        Some(Instances::Set(set, _)) => matches!(set.element, Element::Enum(_)),
        _ => false,
    };
    if is_word { format!("{name}({member})") } else { format!("{name}({})", quoted(member)) }
}

/// `"d-1"`; a place, `#2`, as it is.
#[must_use]
pub fn quoted(member: &str) -> String {
    if is_place(member) { member.to_owned() } else { format!("\"{member}\"") }
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
