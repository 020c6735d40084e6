//! What can be known: enums, records, entities, and the slot in which each fact of a record stands.

use std::ops::Range;

use indexmap::IndexMap;

use crate::source::Span;
use crate::value::Decimal;
use crate::value::calendar::Zone;

/// A text in several languages, the first of them the set's own: `en "stopped" zh "已停止"`.
pub type Label = IndexMap<String, String>;

ids! {
    /// An enum, by its place in [`Vocabulary::enums`].
    EnumId,
    /// A record type of list members, by its place in [`Vocabulary::records`].
    RecordId,
    /// An entity, by its place in [`Vocabulary::entities`].
    EntityId,
    /// A fact of an entity, by its place in [`Vocabulary::facts`]; also its slot in a record.
    FactId,
    /// A fact of a list's member, by its place in [`RecordType::fields`]; also its slot within the member.
    FieldId,
}

/// Three capital letters: `CNY`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(pub [u8; 3]);

impl Currency {
    /// `CNY`; none where the text is not three capital letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let code: [u8; 3] = text.as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_uppercase).then_some(Self(code))
    }

    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

/// The type of a fact's value, without the `?`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scalar {
    YesNo,
    Integer,
    Number,
    Money(Currency),
    Text,
    Time,
    Date,
    Duration,
    Enum(EnumId),
}

/// What a set holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Element {
    Enum(EnumId),
    Text,
}

/// What stands in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `time?`: optional where it may be none.
    Scalar { scalar: Scalar, optional: bool },
    /// `set of service`
    Set(Element),
    /// `list of disk`; not within a list's member.
    List(RecordId),
}

/// A constant as the vocabulary and the policies own it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constant {
    None,
    Truth(bool),
    Member(u32),
    Text(Box<str>),
    Number(Decimal),
    Instant(i64),
    Duration(i64),
    Months(i64),
}

/// What may be presumed of a fact that nobody has told.
#[derive(Debug, Clone, PartialEq)]
pub enum Presumption {
    /// `assume no`, `assume none`
    Scalar(Constant),
    /// `assume {}`: the members, and no others
    Set(Vec<Constant>),
    /// `assume []`
    EmptyList,
}

/// Who can change a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Changer {
    /// an entity that acts; `self` is resolved to the entity that holds the fact
    Entity(EntityId),
    /// a declared actor, by its place in [`Vocabulary::actors`]
    Actor(u32),
}

/// A fact of an entity, or of a list's member.
#[derive(Debug, Clone)]
pub struct Fact {
    /// `instance.created_at`; for a member's field just `encrypted`.
    pub path: String,
    pub kind: Kind,
    pub assume: Option<Presumption>,
    pub changed_by: Vec<Changer>,
    pub label: Label,
    pub doc: Option<String>,
    /// Where the field is declared.
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct Member {
    pub name: String,
    pub label: Label,
    pub doc: Option<String>,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct Enum {
    pub name: String,
    pub members: IndexMap<String, Member>,
    pub span: Span,
}

/// The type of a list's members: scalars and sets only.
#[derive(Debug, Clone)]
pub struct RecordType {
    pub name: String,
    /// The field that names a member in answers.
    pub by: Option<FieldId>,
    pub fields: IndexMap<String, Fact>,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct Entity {
    pub name: String,
    /// May be `null` as a whole.
    pub optional: bool,
    pub label: Label,
    /// What its object in a fact file may hold.
    pub shape: Shape,
    /// Where its facts stand in [`Vocabulary::facts`].
    pub facts: Range<usize>,
    pub doc: Option<String>,
    pub span: Span,
}

/// The keys of an object in a fact file: facts, or objects within it.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    pub keys: IndexMap<String, Key>,
}

#[derive(Debug, Clone)]
pub enum Key {
    Fact(FactId),
    /// a field whose type is a record, laid out flat
    Object(Shape),
}

#[derive(Debug, Clone)]
pub struct Actor {
    pub name: String,
    pub label: Label,
    pub span: Span,
}

/// All that can be known.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    pub zone: Zone,
    pub languages: Vec<String>,
    pub enums: Vec<Enum>,
    /// The records that lists hold.
    pub records: Vec<RecordType>,
    pub entities: IndexMap<String, Entity>,
    pub facts: Vec<Fact>,
    /// The entity of each fact, in the order of `facts`; those of one entity stand together, in the order of `entities`.
    pub owners: Vec<EntityId>,
    pub actors: Vec<Actor>,
    /// The facts of which the first that is known names a record in reports.
    pub named_by: Vec<FactId>,
}

impl Vocabulary {
    #[must_use]
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(id.index())
    }

    /// The entity that holds a fact.
    #[must_use]
    pub fn owner(&self, id: FactId) -> Option<EntityId> {
        self.owners.get(id.index()).copied()
    }

    /// The facts that an entity holds.
    pub fn facts_of(&self, entity: EntityId) -> impl Iterator<Item = (FactId, &Fact)> {
        let facts = self.entity(entity).map_or(0..0, |entity| entity.facts.clone());
        let first = u32::try_from(facts.start).unwrap_or(u32::MAX);
        (first..).map(FactId).zip(self.facts.get(facts).unwrap_or_default())
    }

    #[must_use]
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get_index(id.index()).map(|(_, entity)| entity)
    }

    #[must_use]
    pub fn record(&self, id: RecordId) -> Option<&RecordType> {
        self.records.get(id.index())
    }

    #[must_use]
    pub fn enumeration(&self, id: EnumId) -> Option<&Enum> {
        self.enums.get(id.index())
    }

    /// A member's name as it is written.
    #[must_use]
    pub fn member_name(&self, id: EnumId, member: u32) -> &str {
        self.enumeration(id).and_then(|of| of.members.get_index(member as usize)).map_or("?", |(name, _)| name)
    }
}

impl RecordType {
    #[must_use]
    pub fn field(&self, id: FieldId) -> Option<&Fact> {
        self.fields.get_index(id.index()).map(|(_, fact)| fact)
    }
}

impl Scalar {
    /// The type as an author writes it.
    #[must_use]
    pub fn name(self, vocabulary: &Vocabulary) -> String {
        match self {
            Self::YesNo => "yes_no".to_owned(),
            Self::Integer => "integer".to_owned(),
            Self::Number => "number".to_owned(),
            Self::Money(currency) => format!("money {}", currency.code()),
            Self::Text => "text".to_owned(),
            Self::Time => "time".to_owned(),
            Self::Date => "date".to_owned(),
            Self::Duration => "duration".to_owned(),
            Self::Enum(id) => vocabulary.enumeration(id).map_or_else(|| "enum".to_owned(), |of| of.name.clone()),
        }
    }
}
