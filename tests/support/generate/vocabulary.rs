//! Random vocabularies: enums, records, entities with facts of every type, and what a declaration of them looks like.

use std::fmt::Write;

use super::dice::Dice;
use super::literal;

/// A type of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    YesNo,
    Integer,
    Number,
    /// in the currency of this place in [`literal::CURRENCIES`]
    Money(usize),
    Text,
    Time,
    Date,
    Duration,
    /// by its place in [`Vocabulary::enums`]
    Enum(usize),
}

/// What a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Scalar(Scalar),
    /// of texts or of an enum's members
    Set(Scalar),
    /// by its place in [`Vocabulary::records`]
    List(usize),
}

/// A fact of an entity or of a list's member.
#[derive(Debug, Clone)]
pub struct Field {
    /// `status`; within an object of its own `site.status`
    pub name: String,
    pub kind: Kind,
    /// It may be none: it is declared so, or its entity may be absent.
    pub optional: bool,
    /// It is declared so: `null` may stand for it.
    pub nullable: bool,
    pub assume: Option<String>,
    pub changed_by: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Enum {
    pub name: String,
    pub members: Vec<String>,
}

/// The type of a list's members, of several entities, or of an object within an entity.
#[derive(Debug, Clone)]
pub struct Record {
    pub name: String,
    pub by: Option<String>,
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone)]
pub struct Entity {
    pub name: String,
    pub optional: bool,
    /// the record that it is declared to be `of`
    pub of: Option<String>,
    /// an object within it: the field's name and the record
    pub object: Option<(String, usize)>,
    /// all facts, those of the object among them
    pub fields: Vec<Field>,
}

/// All that can be known.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    pub enums: Vec<Enum>,
    /// what lists hold
    pub records: Vec<Record>,
    /// what two entities share
    pub shared: Option<Record>,
    /// what stands as an object within an entity
    pub object: Option<Record>,
    pub entities: Vec<Entity>,
}

const MEMBERS: &[&str] = &["red", "green", "blue", "open", "closed", "other"];
/// Names of fields, some of them reserved words: these may stand after a dot.
const FIELDS: &[&str] =
    &["state", "level", "tags", "items", "since", "until", "count", "from", "rule", "when", "of", "is", "limit", "owner", "kind", "at"];

impl Vocabulary {
    pub fn generate(dice: &mut Dice) -> Self {
        let mut made = Self::default();
        for _ in 0..dice.number(1, 3) {
            let (name, members) = (dice.name("enum_"), dice.some(MEMBERS, 2, 4));
            made.enums.push(Enum { name, members: members.into_iter().map(str::to_owned).collect() });
        }
        for _ in 0..dice.number(1, 2) {
            let record = made.member_record(dice);
            made.records.push(record);
        }
        made.add_entities(dice);
        // a word that is an entity's name as well
        if dice.percent(40) {
            let name = dice.pick(&made.entities).name;
            made.enums[0].members.push(name);
        }
        made
    }

    /// The type of a list's members: scalars and sets, mostly with a field that names them.
    fn member_record(&self, dice: &mut Dice) -> Record {
        let named = dice.percent(70);
        let mut fields = self.fields(dice, 2, 4, &Place { members: true, ..Place::default() });
        if named {
            fields.insert(0, plain("id", Kind::Scalar(Scalar::Text)));
        }
        Record { name: dice.name("record_"), by: named.then(|| "id".to_owned()), fields }
    }

    fn add_entities(&mut self, dice: &mut Dice) {
        if dice.percent(60) {
            let fields = self.fields(dice, 2, 4, &Place::default());
            let name = dice.name("shared_");
            let optional = dice.percent(20);
            for _ in 0..2 {
                let facts = fields.iter().cloned().map(|field| field.of_entity(optional)).collect();
                let entity = Entity { name: dice.name("side_"), optional, of: Some(name.clone()), object: None, fields: facts };
                self.entities.push(entity);
            }
            self.shared = Some(Record { name, by: None, fields });
        }
        for index in 0..dice.number(1, 2) {
            let optional = index > 0 && dice.percent(70);
            let place = Place { optional, acting: self.entities.first().map(|entity| entity.name.clone()), ..Place::default() };
            let mut fields = self.fields(dice, 4, 7, &place);
            let object = (dice.percent(25) && self.object.is_none()).then(|| self.add_object(dice, optional, &mut fields));
            self.entities.push(Entity { name: dice.name("thing_"), optional, of: None, object, fields });
        }
    }

    /// Lays the facts of an object out among those of its entity.
    fn add_object(&mut self, dice: &mut Dice, optional: bool, fields: &mut Vec<Field>) -> (String, usize) {
        let record =
            Record { name: dice.name("object_"), by: None, fields: self.fields(dice, 1, 2, &Place { members: true, ..Place::default() }) };
        for field in &record.fields {
            fields.push(Field { name: format!("site.{}", field.name), ..field.clone().of_entity(optional) });
        }
        let count = record.fields.len();
        self.object = Some(record);
        ("site".to_owned(), count)
    }

    fn fields(&self, dice: &mut Dice, least: usize, most: usize, place: &Place) -> Vec<Field> {
        let names = dice.some(FIELDS, least, most);
        names.into_iter().map(|name| self.field(dice, name, place)).collect()
    }

    fn field(&self, dice: &mut Dice, name: &str, place: &Place) -> Field {
        let list = if place.members { 0 } else { 12 };
        let kind = match dice.weigh(&[(70, 0), (18, 1), (list, 2)]) {
            0 => Kind::Scalar(self.scalar(dice)),
            1 => Kind::Set(if dice.percent(60) { self.enumeration(dice) } else { Scalar::Text }),
            _ => Kind::List(dice.number(0, self.records.len() - 1)),
        };
        let mut field = plain(name, kind);
        if let Kind::Scalar(_) = kind {
            field.nullable = dice.percent(25);
            field.optional = field.nullable;
        }
        field.assume = dice.percent(30).then(|| self.presumption(dice, &field));
        field.changed_by = place.acting.clone().filter(|_| dice.percent(50));
        field.of_entity(place.optional)
    }

    fn presumption(&self, dice: &mut Dice, field: &Field) -> String {
        match field.kind {
            Kind::Scalar(_) if field.nullable && dice.percent(50) => "none".to_owned(),
            Kind::Scalar(scalar) => literal::literal(self, dice, scalar),
            Kind::Set(element) if dice.percent(40) => literal::set(self, dice, element),
            Kind::Set(_) => "{}".to_owned(),
            Kind::List(_) => "[]".to_owned(),
        }
    }

    pub fn scalar(&self, dice: &mut Dice) -> Scalar {
        match dice.number(0, 11) {
            0 | 1 => Scalar::YesNo,
            2 => Scalar::Integer,
            3 => Scalar::Number,
            4 => Scalar::Money(dice.number(0, 1)),
            5 => Scalar::Text,
            6 | 7 => Scalar::Time,
            8 => Scalar::Date,
            9 => Scalar::Duration,
            _ => self.enumeration(dice),
        }
    }

    fn enumeration(&self, dice: &mut Dice) -> Scalar {
        Scalar::Enum(dice.number(0, self.enums.len() - 1))
    }

    /// The type as it is written.
    pub fn type_name(&self, scalar: Scalar) -> String {
        match scalar {
            Scalar::YesNo => "yes_no".to_owned(),
            Scalar::Integer => "integer".to_owned(),
            Scalar::Number => "number".to_owned(),
            Scalar::Money(currency) => format!("money {}", literal::CURRENCIES[currency]),
            Scalar::Text => "text".to_owned(),
            Scalar::Time => "time".to_owned(),
            Scalar::Date => "date".to_owned(),
            Scalar::Duration => "duration".to_owned(),
            Scalar::Enum(place) => self.enums[place].name.clone(),
        }
    }

    /// The declarations.
    pub fn declarations(&self) -> Vec<String> {
        let enums = self.enums.iter().map(|one| format!("enum {} {{ {} }}\n", one.name, one.members.join(", ")));
        let records = self.records.iter().chain(&self.shared).chain(&self.object).map(|record| self.record_text(record));
        let entities = self.entities.iter().map(|entity| self.entity_text(entity));
        enums.chain(records).chain(entities).collect()
    }

    fn record_text(&self, record: &Record) -> String {
        let by = record.by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
        format!("record {}{by} {{\n{}}}\n", record.name, self.fields_text(&record.fields))
    }

    fn entity_text(&self, entity: &Entity) -> String {
        let optional = if entity.optional { "optional " } else { "" };
        if let Some(record) = &entity.of {
            return format!("{optional}entity {} of {record} en \"the {}\"\n", entity.name, entity.name);
        }
        let own = entity.fields.len() - entity.object.as_ref().map_or(0, |(_, count)| *count);
        let mut fields = self.fields_text(&entity.fields[..own]);
        if let (Some((name, _)), Some(record)) = (&entity.object, &self.object) {
            writeln!(fields, "  {name} {}", record.name).expect("a text takes a line");
        }
        format!("{optional}entity {} {{\n{fields}}}\n", entity.name)
    }

    fn fields_text(&self, fields: &[Field]) -> String {
        fields.iter().map(|field| self.field_text(field)).collect()
    }

    fn field_text(&self, field: &Field) -> String {
        let ty = match field.kind {
            Kind::Scalar(scalar) => self.type_name(scalar),
            Kind::Set(element) => format!("set of {}", self.type_name(element)),
            Kind::List(record) => format!("list of {}", self.records[record].name),
        };
        let mut line = format!("  {} {ty}{}", field.name, if field.nullable { "?" } else { "" });
        if let Some(assume) = &field.assume {
            write!(line, " assume {assume}").expect("a text takes a text");
        }
        if let Some(actor) = &field.changed_by {
            write!(line, " changed by {actor}").expect("a text takes a text");
        }
        line + "\n"
    }
}

/// Where a field stands.
#[derive(Default)]
struct Place {
    /// in a list's member or an object: no lists
    members: bool,
    /// in an entity that may be absent
    optional: bool,
    /// who can change it
    acting: Option<String>,
}

impl Field {
    /// The field as a fact of an entity: none together with it.
    fn of_entity(mut self, optional: bool) -> Self {
        self.optional |= optional && matches!(self.kind, Kind::Scalar(_));
        self
    }
}

fn plain(name: &str, kind: Kind) -> Field {
    Field { name: name.to_owned(), kind, optional: false, nullable: false, assume: None, changed_by: None }
}
