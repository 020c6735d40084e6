//! What a plan may set: a value, whether a member is in a set, whether there are others, whether an entity is there at all.

use crate::eval::proof::{MemberPlace, SetPlace};
use crate::facts::record::{MemberRef, Presence, Record, Slot};
use crate::model::vocabulary::{Changer, Constant, EntityId, Fact, FactId, FieldId, Kind, Vocabulary};
use crate::value::{State, Truth, Value};

/// Where a value or a set stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holder {
    Fact(FactId),
    /// of a list's member, by its place from 0
    Field {
        list: FactId,
        index: u32,
        field: FieldId,
    },
}

/// A member of a set.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    Member(u32),
    Text(Box<str>),
}

/// Something that can be set.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// a scalar
    Value(Holder),
    /// whether a member is in a set: yes or no
    InSet(Holder, Item),
    /// whether a set or a list has no others than are known: yes
    Closed(Holder),
    /// whether a member stays in a list: no
    Listed { list: FactId, index: u32 },
    /// whether an entity is there: yes or no
    Present(EntityId),
}

/// How something comes to be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way<'v> {
    /// somebody changes it, one of these
    Change(&'v [Changer]),
    /// nobody has said how it is: it is found out; these can change it
    FindOut(&'v [Changer]),
    /// it stays as it is
    Fixed,
}

impl Holder {
    /// Where a set of a proof stands; none in a member that is not known.
    #[must_use]
    pub fn of(place: SetPlace) -> Option<Self> {
        match place {
            SetPlace::Fact(fact) => Some(Self::Fact(fact)),
            SetPlace::Field { list, member, field } => Self::field(list, member, field),
        }
    }

    #[must_use]
    pub fn field(list: FactId, member: MemberPlace, field: FieldId) -> Option<Self> {
        match member {
            MemberPlace::Known(index) => Some(Self::Field { list, index, field }),
            MemberPlace::Rest => None,
        }
    }

    #[must_use]
    pub fn declaration(self, vocabulary: &Vocabulary) -> Option<&Fact> {
        match self {
            Self::Fact(fact) => vocabulary.fact(fact),
            Self::Field { list, field, .. } => match vocabulary.fact(list)?.kind {
                Kind::List(record) => vocabulary.record(record)?.field(field),
                _ => None,
            },
        }
    }

    #[must_use]
    pub fn slot(self, record: &Record) -> Slot {
        match self {
            Self::Fact(fact) => record.slot(fact),
            Self::Field { list, index, field } => {
                let list = record.list(record.slot(list));
                list.map(|list| record.member_slot(MemberRef::Known { list, index }, field)).unwrap_or_default()
            }
        }
    }

    /// The fact that a file has, of a field its list.
    #[must_use]
    pub fn fact(self) -> FactId {
        match self {
            Self::Fact(fact) | Self::Field { list: fact, .. } => fact,
        }
    }
}

impl Item {
    #[must_use]
    pub fn of(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Member(member) => Some(Self::Member(member)),
            Value::Text(text) => Some(Self::Text(text.into())),
            _ => None,
        }
    }

    #[must_use]
    pub fn constant(&self) -> Constant {
        match self {
            Self::Member(member) => Constant::Member(*member),
            Self::Text(text) => Constant::Text(text.clone()),
        }
    }
}

impl Place {
    /// What is known of it.
    #[must_use]
    pub fn state<'r>(&self, record: &'r Record) -> State<'r> {
        match self {
            Self::Value(holder) => record.state(holder.slot(record)),
            Self::InSet(holder, item) => State::from_truth(
                item.constant().state().known().map_or(Truth::Unknown, |value| record.contains(holder.slot(record), value)),
            ),
            Self::Closed(holder) => State::from_truth(if is_open(record, *holder) { Truth::Unknown } else { Truth::Yes }),
            Self::Listed { .. } => State::Known(Value::Truth(true)),
            Self::Present(entity) => State::from_truth(match record.presence(*entity) {
                Presence::Missing => Truth::Unknown,
                Presence::Absent => Truth::No,
                Presence::Given => Truth::Yes,
            }),
        }
    }

    /// How it comes to be set, as far as the vocabulary allows it.
    #[must_use]
    pub fn way<'v>(&self, vocabulary: &'v Vocabulary, record: &Record) -> Way<'v> {
        let changers = self.changers(vocabulary, record);
        match (self, self.state(record)) {
            (Self::Present(entity), _) if !vocabulary.entity(*entity).is_some_and(|entity| entity.optional) => Way::Fixed,
            (_, State::Unknown) => Way::FindOut(changers),
            (Self::Closed(_), _) => Way::Fixed,
            _ if changers.is_empty() => Way::Fixed,
            _ => Way::Change(changers),
        }
    }

    /// Who can change it. An entity comes and goes by whoever can change all that is said of it.
    fn changers<'v>(&self, vocabulary: &'v Vocabulary, record: &Record) -> &'v [Changer] {
        let entity = match self {
            Self::Value(holder) | Self::InSet(holder, _) | Self::Closed(holder) => {
                let absent = vocabulary.owner(holder.fact()).is_some_and(|owner| record.presence(owner) == Presence::Absent);
                return holder.declaration(vocabulary).filter(|_| !absent).map_or(&[], |fact| &fact.changed_by);
            }
            Self::Listed { list, .. } => return vocabulary.fact(*list).map_or(&[], |fact| &fact.changed_by),
            Self::Present(entity) => *entity,
        };
        let mut facts = vocabulary.facts_of(entity).map(|(_, fact)| fact);
        let first = facts.next().map_or(&[][..], |fact| &fact.changed_by);
        if facts.all(|fact| fact.changed_by == first) { first } else { &[] }
    }

    /// The fact, the list or the set that it belongs to; an entity has none.
    #[must_use]
    pub fn holder(&self) -> Option<Holder> {
        match self {
            Self::Value(holder) | Self::InSet(holder, _) | Self::Closed(holder) => Some(*holder),
            Self::Listed { list, .. } => Some(Holder::Fact(*list)),
            Self::Present(_) => None,
        }
    }
}

/// Whether a set or a list may have others than are known.
#[must_use]
pub fn is_open(record: &Record, holder: Holder) -> bool {
    let slot = holder.slot(record);
    match (record.set(slot), record.list(slot)) {
        (Some(set), _) => set.open,
        (_, Some(list)) => list.open,
        _ => slot == Slot::Unknown,
    }
}
