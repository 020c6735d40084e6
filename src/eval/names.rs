//! What the members are called that answers speak of: the same in every language, and as scenarios write them.

use crate::facts::{Record, name_member, value_text};
use crate::model::policy::{Instances, Policy};
use crate::model::vocabulary::FactId;
use crate::model::written::quoted;
use crate::value::{State, Value};

use super::proof::{Instance, MemberPlace};

/// A member as answers name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// `left`, `#2`, `tenant`
    pub plain: String,
    /// `"left"`, `#2`, `tenant`
    pub quoted: String,
}

impl Named {
    fn word(name: String) -> Self {
        Self { plain: name.clone(), quoted: name }
    }
}

/// A list's member: by the field that identifies it, or by its place. The rest of a list has no name.
#[must_use]
pub fn member(policy: &Policy, record: &Record, list: FactId, place: MemberPlace) -> Option<Named> {
    let MemberPlace::Known(index) = place else { return None };
    let name = name_member(&policy.vocabulary, record, list, index);
    Some(Named { plain: name.to_string(), quoted: name.quoted() })
}

/// Which instance of a rule; none where a rule has but one, and for the rest of a list or set.
#[must_use]
pub fn instance(policy: &Policy, record: &Record, instance: &Instance<'_>, instances: Option<&Instances>) -> Option<Named> {
    match instance {
        Instance::Only | Instance::SetMember(State::Unknown | State::None) => None,
        Instance::Entity(id) => policy.vocabulary.entity(*id).map(|entity| Named::word(entity.name.clone())),
        Instance::Member { list, member: place } => member(policy, record, *list, *place),
        Instance::SetMember(State::Known(Value::Text(text))) => Some(Named { plain: (*text).to_owned(), quoted: quoted(text) }),
        Instance::SetMember(State::Known(value)) => {
            let scalar = instances?.element()?.scalar();
            Some(Named::word(value_text(&policy.vocabulary, scalar, *value).into_owned()))
        }
    }
}

/// A rule's name with its instance, as scenarios write it: `flat_wheel("left")`, `unpaid(tenant)`.
#[must_use]
pub fn with_instance(name: &str, member: Option<&Named>) -> String {
    member.map_or_else(|| name.to_owned(), |member| [name, "(", &member.quoted, ")"].concat())
}
