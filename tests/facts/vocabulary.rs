//! Vocabularies for tests, from a few lines in the look of the language.

use caveat::model::vocabulary::{
    Constant, Currency, Element, Entity, EntityId, Enum, EnumId, Fact, FactId, FieldId, Key, Kind, Member, Presumption, RecordId, RecordType,
    Scalar, Shape, Vocabulary,
};
use caveat::source::Span;
use caveat::value::Decimal;
use caveat::value::calendar::Zone;
use indexmap::IndexMap;

/// Reads lines such as `enum network classic vpc`, `record disk by id`, `entity instance`, `optional vswitch`, and fields under them:
/// `created_at time?`, `disks list disk = []`, `owner account` for a record laid out flat.
pub fn vocabulary(text: &str) -> Vocabulary {
    let mut maker = Maker::default();
    maker.vocabulary.zone = Zone { seconds_east: 8 * 3600 };
    for line in text.lines().map(|line| line.split("//").next().unwrap_or("").trim()).filter(|line| !line.is_empty()) {
        maker.line(&line.split_whitespace().collect::<Vec<_>>());
    }
    maker.finish()
}

#[derive(Default)]
struct Maker {
    vocabulary: Vocabulary,
    /// the fields of every record, also of those that are laid out flat
    records: IndexMap<String, (Option<String>, Vec<Vec<String>>)>,
    entities: Vec<(String, bool, Vec<Vec<String>>)>,
    in_entity: bool,
}

impl Maker {
    fn line(&mut self, words: &[&str]) {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        match words {
            ["enum", name, members @ ..] => self.vocabulary.enums.push(Enum {
                name: (*name).to_owned(),
                members: members.iter().map(|name| ((*name).to_owned(), member(name))).collect(),
                span: Span::default(),
            }),
            ["named_by", ..] => self.entities.push((String::new(), false, vec![owned(&words[1..])])),
            ["record", name, by @ ..] => {
                self.records.insert((*name).to_owned(), (by.get(1).map(|by| (*by).to_owned()), Vec::new()));
                self.in_entity = false;
            }
            [kind @ ("entity" | "optional"), name] => {
                self.entities.push(((*name).to_owned(), *kind == "optional", Vec::new()));
                self.in_entity = true;
            }
            ["entity", name, "of", record] => {
                let fields = self.records[*record].1.clone();
                self.entities.push(((*name).to_owned(), false, fields));
                self.in_entity = true;
            }
            field if self.in_entity => self.entities.last_mut().unwrap().2.push(owned(field)),
            field => self.records.last_mut().unwrap().1.1.push(owned(field)),
        }
    }

    fn finish(mut self) -> Vocabulary {
        for (name, (by, fields)) in self.records.clone() {
            let fields: IndexMap<_, _> = fields.iter().map(|field| (field[0].clone(), self.fact(field[0].clone(), field))).collect();
            let by = by.map(|by| FieldId(u32::try_from(fields.get_index_of(&by).unwrap()).unwrap()));
            self.vocabulary.records.push(RecordType { name, by, fields, span: Span::default() });
        }
        for (name, optional, fields) in self.entities.clone() {
            if name.is_empty() {
                let named = |path: &String| self.vocabulary.facts.iter().position(|fact| fact.path == *path).unwrap();
                self.vocabulary.named_by = fields[0].iter().map(|path| FactId(u32::try_from(named(path)).unwrap())).collect();
                continue;
            }
            let entity = EntityId(u32::try_from(self.vocabulary.entities.len()).unwrap());
            let shape = self.shape(entity, &name, &fields);
            let entity = Entity { name: name.clone(), optional, label: IndexMap::new(), shape, doc: None, span: Span::default() };
            self.vocabulary.entities.insert(name, entity);
        }
        self.vocabulary
    }

    fn shape(&mut self, entity: EntityId, path: &str, fields: &[Vec<String>]) -> Shape {
        let mut shape = Shape::default();
        for field in fields {
            let path = format!("{path}.{}", field[0]);
            let key = match self.records.get(&field[1]) {
                Some((_, fields)) => Key::Object(self.shape(entity, &path, &fields.clone())),
                None => {
                    let fact = self.fact(path, field);
                    self.vocabulary.facts.push(fact);
                    self.vocabulary.owners.push(entity);
                    Key::Fact(FactId(u32::try_from(self.vocabulary.facts.len() - 1).unwrap()))
                }
            };
            shape.keys.insert(field[0].clone(), key);
        }
        shape
    }

    fn fact(&self, path: String, field: &[String]) -> Fact {
        let (ty, assume) = match field.iter().position(|word| word == "=") {
            Some(at) => (&field[1..at], Some(field[at + 1].as_str())),
            None => (&field[1..], None),
        };
        let kind = self.kind(ty);
        let assume = assume.map(|text| self.presumption(kind, text));
        Fact { path, kind, assume, changed_by: Vec::new(), label: IndexMap::new(), doc: None, span: Span::default() }
    }

    fn kind(&self, ty: &[String]) -> Kind {
        let words: Vec<_> = ty.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["set", "text"] => Kind::Set(Element::Text),
            ["set", of] => Kind::Set(Element::Enum(self.enumeration(of))),
            ["list", of] => Kind::List(RecordId(u32::try_from(self.records.get_index_of(*of).unwrap()).unwrap())),
            ["money", code] => match code.strip_suffix('?') {
                Some(code) => Kind::Scalar { scalar: Scalar::Money(Currency::parse(code).unwrap()), optional: true },
                None => Kind::Scalar { scalar: Scalar::Money(Currency::parse(code).unwrap()), optional: false },
            },
            [name] => {
                let bare = name.trim_end_matches('?');
                Kind::Scalar { scalar: self.scalar(bare), optional: bare != *name }
            }
            other => panic!("no type: {other:?}"),
        }
    }

    fn scalar(&self, name: &str) -> Scalar {
        match name {
            "yes_no" => Scalar::YesNo,
            "integer" => Scalar::Integer,
            "number" => Scalar::Number,
            "text" => Scalar::Text,
            "time" => Scalar::Time,
            "date" => Scalar::Date,
            "duration" => Scalar::Duration,
            name => Scalar::Enum(self.enumeration(name)),
        }
    }

    fn enumeration(&self, name: &str) -> EnumId {
        let place = self.vocabulary.enums.iter().position(|of| of.name == name);
        EnumId(u32::try_from(place.unwrap_or_else(|| panic!("no enum {name}"))).unwrap())
    }

    fn presumption(&self, kind: Kind, text: &str) -> Presumption {
        match (kind, text) {
            (Kind::List(_), _) => Presumption::EmptyList,
            (Kind::Set(Element::Enum(id)), members) => {
                let names = members.trim_matches(['{', '}']).split(',').filter(|name| !name.is_empty());
                let place = |name: &str| self.vocabulary.enums[id.index()].members.get_index_of(name).unwrap();
                Presumption::Set(names.map(|name| Constant::Member(u32::try_from(place(name)).unwrap())).collect())
            }
            (Kind::Set(Element::Text), _) => Presumption::Set(Vec::new()),
            (_, "none") => Presumption::Scalar(Constant::None),
            (_, "yes" | "no") => Presumption::Scalar(Constant::Truth(text == "yes")),
            (Kind::Scalar { scalar: Scalar::Enum(id), .. }, name) => {
                let place = self.vocabulary.enums[id.index()].members.get_index_of(name).unwrap();
                Presumption::Scalar(Constant::Member(u32::try_from(place).unwrap()))
            }
            (_, number) => Presumption::Scalar(Constant::Number(Decimal::parse(number).unwrap())),
        }
    }
}

fn member(name: &str) -> Member {
    Member { name: name.to_owned(), label: IndexMap::new(), doc: None, span: Span::default() }
}
