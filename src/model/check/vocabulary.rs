//! The header and the vocabulary: enums, records, entities, and a slot for every fact.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::{
    Actor, Changer, Currency, Element, Entity, EntityId, Enum, EnumId, Fact, FactId, FieldId, Key, Kind, Label, Member, Presumption,
    RecordId, RecordType, Scalar, Shape,
};
use crate::source::Span;
use crate::syntax::ast;
use crate::value::calendar::Zone;

use super::Checker;

/// How deeply records may hold records.
const DEEPEST: usize = 8;

impl<'a> Checker<'a> {
    pub(super) fn header(&mut self) {
        let Some(header) = self.declarations.policy else { return };
        self.policy.name.clone_from(&header.name.text);
        self.policy.vocabulary.languages = header.languages.iter().map(|name| name.text.clone()).collect();
        if let Some(title) = &header.title {
            self.policy.title = self.label(title);
        }
        if let Some(zone) = &header.time_zone {
            match Zone::parse(&zone.text) {
                Some(zone) => self.policy.vocabulary.zone = zone,
                None => self.error(Code::BadLiteral, zone.span, format!("`{}` is no offset such as `+08:00`", zone.text)),
            }
        }
    }

    /// A text without holes, by language; a language that the set does not name is an error.
    pub(super) fn label(&mut self, texts: &ast::Texts) -> Label {
        let mut label = Label::new();
        for (language, text) in &texts.by_language {
            self.language(language);
            if label.contains_key(&language.text) {
                self.error(Code::DuplicateName, language.span, format!("there are two texts in `{}`", language.text));
            }
            label.insert(language.text.clone(), self.words(text));
        }
        label
    }

    pub(super) fn language(&mut self, language: &ast::Name) {
        let languages = &self.policy.vocabulary.languages;
        if languages.is_empty() || languages.contains(&language.text) {
            return;
        }
        let known = languages.join(", ");
        let diagnostic = Diagnostic::error(Code::UnknownName, language.span, format!("the set has no language `{}`", language.text));
        // a slip in the header would be said of every text
        if self.found.iter().any(|earlier| earlier.code == diagnostic.code && earlier.message == diagnostic.message) {
            return;
        }
        self.report(diagnostic.help(format!("the policy header names {known}")));
    }

    /// The words of a text that may have no holes.
    pub(super) fn words(&mut self, text: &ast::Text) -> String {
        let mut words = String::new();
        for piece in &text.pieces {
            match piece {
                ast::Piece::Words(part) => words.push_str(part),
                ast::Piece::Hole(hole) => {
                    let diagnostic = Diagnostic::error(Code::Syntax, hole.span, "this text cannot have a hole");
                    self.report(diagnostic.help("write `\\{` for a brace"));
                }
            }
        }
        words
    }

    pub(super) fn vocabulary(&mut self) {
        self.actors();
        self.enums();
        self.name_entities();
        self.records();
        self.entities();
        self.presumptions();
        self.named_by();
    }

    fn actors(&mut self) {
        for placed in self.declarations.actors.values() {
            let label = self.label(&placed.node.label);
            let name = placed.node.name.text.clone();
            self.policy.vocabulary.actors.push(Actor { name, label, span: placed.node.name.span });
        }
    }

    fn enums(&mut self) {
        for placed in self.declarations.enums.values() {
            let mut members = IndexMap::new();
            for member in &placed.node.members {
                let label = self.label(&member.label);
                let name = member.name.text.clone();
                let meant = Member { name: name.clone(), label, doc: member.doc.clone(), span: member.name.span };
                if members.insert(name, meant).is_some() {
                    self.error(Code::DuplicateName, member.name.span, format!("the enum has two members called `{}`", member.name.text));
                }
            }
            let name = placed.node.name.text.clone();
            self.policy.vocabulary.enums.push(Enum { name, members, span: placed.node.name.span });
        }
    }

    /// Entities first by name alone: `changed by` may name any of them.
    fn name_entities(&mut self) {
        for placed in self.declarations.entities.values() {
            let node = placed.node;
            let label = self.label(&node.label);
            let entity = Entity {
                name: node.name.text.clone(),
                optional: node.optional,
                label,
                shape: Shape::default(),
                doc: placed.doc.map(str::to_owned),
                span: node.name.span,
            };
            self.policy.vocabulary.entities.insert(node.name.text.clone(), entity);
        }
    }

    fn records(&mut self) {
        for (index, placed) in self.declarations.records.values().enumerate() {
            let node = placed.node;
            self.policy.vocabulary.records.push(RecordType {
                name: node.name.text.clone(),
                by: None,
                fields: IndexMap::new(),
                span: node.name.span,
            });
            let holder = self.holder(&node.name.text);
            let mut fields = IndexMap::new();
            if self.is_list_member(&node.name.text) {
                for field in &node.fields {
                    self.record_field(field, holder, &mut fields);
                }
            }
            let by = node.by.as_ref().and_then(|by| self.by(by, &node.fields));
            if let Some(record) = self.policy.vocabulary.records.get_mut(index) {
                record.fields = fields;
                record.by = by;
            }
        }
    }

    /// Whether some list holds records of this name; others are only laid out flat in entities.
    fn is_list_member(&self, record: &str) -> bool {
        let is_list = |field: &ast::Field| matches!(&field.ty.kind, ast::TypeKind::List(name) if name.text == record);
        let in_entities = self.declarations.entities.values().any(|placed| match &placed.node.shape {
            ast::Shape::Fields(fields) => fields.iter().any(is_list),
            ast::Shape::Of(_) => false,
        });
        in_entities || self.declarations.records.values().any(|placed| placed.node.fields.iter().any(is_list))
    }

    fn record_field(&mut self, field: &'a ast::Field, holder: Option<EntityId>, fields: &mut IndexMap<String, Fact>) {
        let Some(kind) = self.kind(&field.ty) else { return };
        if matches!(kind, Kind::List(_)) {
            self.error(Code::TypeMismatch, field.ty.span, "the members of a list cannot hold lists themselves");
            return;
        }
        let fact = self.fact(field, field.name.text.clone(), kind, holder);
        if fields.insert(field.name.text.clone(), fact).is_some() {
            self.error(Code::DuplicateName, field.name.span, format!("there are two fields called `{}`", field.name.text));
        }
    }

    /// The one entity whose list holds records of this name: who `self` is in them.
    fn holder(&self, record: &str) -> Option<EntityId> {
        let holds =
            |fields: &[ast::Field]| fields.iter().any(|field| matches!(&field.ty.kind, ast::TypeKind::List(name) if name.text == record));
        let mut holders = self.declarations.entities.values().enumerate().filter(|(_, placed)| match &placed.node.shape {
            ast::Shape::Fields(fields) => holds(fields),
            ast::Shape::Of(name) => self.declarations.records.get(name.text.as_str()).is_some_and(|placed| holds(&placed.node.fields)),
        });
        match (holders.next(), holders.next()) {
            (Some((index, _)), None) => u32::try_from(index).ok().map(EntityId),
            _ => None,
        }
    }

    fn by(&mut self, by: &ast::Name, fields: &[ast::Field]) -> Option<FieldId> {
        let index = fields.iter().position(|field| field.name.text == by.text);
        if index.is_none() {
            self.error(Code::UnknownFact, by.span, format!("the record has no field `{}`", by.text));
        }
        index.and_then(|index| u32::try_from(index).ok()).map(FieldId)
    }

    fn entities(&mut self) {
        for (index, placed) in self.declarations.entities.values().enumerate() {
            let Ok(owner) = u32::try_from(index).map(EntityId) else { return };
            let shape = match &placed.node.shape {
                ast::Shape::Fields(fields) => self.shape(&placed.node.name.text, fields, owner, 0),
                ast::Shape::Of(record) => self.shape_of(&placed.node.name.text, record, owner, 0),
            };
            if let Some((_, entity)) = self.policy.vocabulary.entities.get_index_mut(index) {
                entity.shape = shape;
            }
        }
    }

    fn shape_of(&mut self, path: &str, record: &ast::Name, owner: EntityId, depth: usize) -> Shape {
        let Some(placed) = self.declarations.records.get(record.text.as_str()) else {
            let names = self.declarations.records.keys().copied();
            let diagnostic = Diagnostic::error(Code::UnknownName, record.span, format!("no record is called `{}`", record.text));
            self.report(diagnostic.suggesting(&record.text, names));
            return Shape::default();
        };
        if depth > DEEPEST {
            self.error(Code::Cycle, record.span, format!("the record `{}` holds itself, or too many others", record.text));
            return Shape::default();
        }
        self.shape(path, &placed.node.fields, owner, depth)
    }

    fn shape(&mut self, path: &str, fields: &'a [ast::Field], owner: EntityId, depth: usize) -> Shape {
        let mut shape = Shape::default();
        for field in fields {
            let path = format!("{path}.{}", field.name.text);
            let key = match &field.ty.kind {
                ast::TypeKind::Named(name) if self.declarations.records.contains_key(name.text.as_str()) => {
                    Some(Key::Object(self.shape_of(&path, name, owner, depth + 1)))
                }
                _ => self.entity_fact(field, path, owner),
            };
            let Some(key) = key else { continue };
            if shape.keys.insert(field.name.text.clone(), key).is_some() {
                self.error(Code::DuplicateName, field.name.span, format!("there are two fields called `{}`", field.name.text));
            }
        }
        shape
    }

    fn entity_fact(&mut self, field: &'a ast::Field, path: String, owner: EntityId) -> Option<Key> {
        let kind = self.kind(&field.ty)?;
        let fact = self.fact(field, path, kind, Some(owner));
        let id = FactId(u32::try_from(self.policy.vocabulary.facts.len()).ok()?);
        self.policy.vocabulary.facts.push(fact);
        self.policy.vocabulary.owners.push(owner);
        Some(Key::Fact(id))
    }

    fn fact(&mut self, field: &'a ast::Field, path: String, kind: Kind, owner: Option<EntityId>) -> Fact {
        let label = self.label(&field.label);
        let changed_by = field.changed_by.iter().filter_map(|name| self.changer(name, owner)).collect();
        Fact { path, kind, assume: None, changed_by, label, doc: field.doc.clone(), span: field.span }
    }

    fn changer(&mut self, name: &ast::Name, owner: Option<EntityId>) -> Option<Changer> {
        if name.text == "self" {
            if owner.is_none() {
                self.error(Code::UnknownName, name.span, "more than one entity holds this record: name who changes the fact");
            }
            return owner.map(Changer::Entity);
        }
        self.actor(name)
    }

    /// An entity that acts, or a declared actor.
    pub(super) fn actor(&mut self, name: &ast::Name) -> Option<Changer> {
        let vocabulary = &self.policy.vocabulary;
        if let Some(index) = vocabulary.entities.get_index_of(&name.text) {
            return u32::try_from(index).ok().map(EntityId).map(Changer::Entity);
        }
        if let Some(index) = vocabulary.actors.iter().position(|actor| actor.name == name.text) {
            return u32::try_from(index).ok().map(Changer::Actor);
        }
        let names = vocabulary.entities.keys().map(String::as_str).chain(vocabulary.actors.iter().map(|actor| actor.name.as_str()));
        let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("no entity or actor is called `{}`", name.text));
        let diagnostic = diagnostic.suggesting(&name.text, names);
        self.report(diagnostic);
        None
    }

    fn kind(&mut self, ty: &ast::Type) -> Option<Kind> {
        let kind = match &ty.kind {
            ast::TypeKind::Named(name) => Kind::Scalar { scalar: self.scalar(name)?, optional: ty.optional },
            ast::TypeKind::Money(currency) => Kind::Scalar { scalar: self.money(currency)?, optional: ty.optional },
            ast::TypeKind::Set(element) => Kind::Set(self.element(element)?),
            ast::TypeKind::List(record) => Kind::List(self.list_record(record)?),
        };
        if ty.optional && !matches!(kind, Kind::Scalar { .. }) {
            let diagnostic = Diagnostic::error(Code::TypeMismatch, ty.span, "a set or a list cannot be none");
            self.report(diagnostic.help("an empty one says that there is nothing"));
        }
        Some(kind)
    }

    fn money(&mut self, currency: &ast::Name) -> Option<Scalar> {
        let found = Currency::parse(&currency.text);
        if found.is_none() {
            self.error(Code::BadLiteral, currency.span, "a currency is three capital letters such as `CNY`");
        }
        found.map(Scalar::Money)
    }

    pub(super) fn scalar(&mut self, name: &ast::Name) -> Option<Scalar> {
        Some(match name.text.as_str() {
            "yes_no" => Scalar::YesNo,
            "integer" => Scalar::Integer,
            "number" => Scalar::Number,
            "text" => Scalar::Text,
            "time" => Scalar::Time,
            "date" => Scalar::Date,
            "duration" => Scalar::Duration,
            _ => Scalar::Enum(self.enumeration(name)?),
        })
    }

    fn enumeration(&mut self, name: &ast::Name) -> Option<EnumId> {
        let index = self.policy.vocabulary.enums.iter().position(|of| of.name == name.text);
        if index.is_none() {
            let plain = ["yes_no", "integer", "number", "text", "time", "date", "duration", "money", "set", "list"];
            let names = self.declarations.enums.keys().chain(self.declarations.records.keys()).copied().chain(plain);
            let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("no type is called `{}`", name.text));
            let diagnostic = diagnostic.suggesting(&name.text, names);
            self.report(
                diagnostic.help(
                    "types are yes_no, integer, number, money CNY, text, time, date, duration, an enum, a record, set of …, list of …",
                ),
            );
        }
        index.and_then(|index| u32::try_from(index).ok()).map(EnumId)
    }

    pub(super) fn element(&mut self, name: &ast::Name) -> Option<Element> {
        if name.text == "text" {
            return Some(Element::Text);
        }
        self.enumeration(name).map(Element::Enum)
    }

    fn list_record(&mut self, name: &ast::Name) -> Option<RecordId> {
        let index = self.declarations.records.get_index_of(name.text.as_str());
        if index.is_none() {
            let names = self.declarations.records.keys().copied();
            let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("no record is called `{}`", name.text));
            let diagnostic = diagnostic.suggesting(&name.text, names);
            self.report(diagnostic);
        }
        index.and_then(|index| u32::try_from(index).ok()).map(RecordId)
    }

    /// `assume …`, once all types are known.
    fn presumptions(&mut self) {
        for (record, placed) in self.declarations.records.values().enumerate() {
            for field in &placed.node.fields {
                let of = |policy: &crate::model::policy::Policy| {
                    policy.vocabulary.records.get(record).and_then(|of| of.fields.get(&field.name.text)).map(|fact| fact.kind)
                };
                let Some(kind) = of(&self.policy) else { continue };
                let assume = self.presumption(field, kind);
                let record = self.policy.vocabulary.records.get_mut(record);
                if let Some(fact) = record.and_then(|of| of.fields.get_mut(&field.name.text)) {
                    fact.assume = assume;
                }
            }
        }
        for index in 0..self.policy.vocabulary.facts.len() {
            let Some((span, kind)) = self.policy.vocabulary.facts.get(index).map(|fact| (fact.span, fact.kind)) else { continue };
            let Some(field) = self.field_at(span) else { continue };
            let assume = self.presumption(field, kind);
            if let Some(fact) = self.policy.vocabulary.facts.get_mut(index) {
                fact.assume = assume;
            }
        }
    }

    fn field_at(&self, span: Span) -> Option<&'a ast::Field> {
        let records = self.declarations.records.values().flat_map(|placed| &placed.node.fields);
        let entities = self.declarations.entities.values().flat_map(|placed| match &placed.node.shape {
            ast::Shape::Fields(fields) => fields.as_slice(),
            ast::Shape::Of(_) => &[],
        });
        records.chain(entities).find(|field| field.span == span)
    }

    fn presumption(&mut self, field: &'a ast::Field, kind: Kind) -> Option<Presumption> {
        let value = field.assume.as_ref()?;
        match kind {
            Kind::Scalar { scalar, optional } => self.constant_of(value, scalar, optional).map(Presumption::Scalar),
            Kind::Set(element) => self.constant_set(value, element).map(Presumption::Set),
            Kind::List(_) => {
                let empty = matches!(&value.kind, ast::ExpressionKind::List { elements, more: false } if elements.is_empty());
                if !empty {
                    self.error(Code::TypeMismatch, value.span, "of a list only `[]` can be assumed");
                }
                empty.then_some(Presumption::EmptyList)
            }
        }
    }

    fn named_by(&mut self) {
        let Some(header) = self.declarations.policy else { return };
        for path in &header.named_by {
            if let Some(fact) = self.scalar_fact(path) {
                self.policy.vocabulary.named_by.push(fact);
            }
        }
    }
}
