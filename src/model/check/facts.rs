//! Records and entities: a slot for every fact.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::{Changer, Entity, EntityId, Fact, FactId, FieldId, Key, Kind, RecordType, Shape};
use crate::syntax::ast;

use super::Checker;

/// How deeply records may hold records.
const DEEPEST: usize = 8;

impl<'a> Checker<'a> {
    /// Entities first by name alone: `changed by` may name any of them.
    pub(super) fn name_entities(&mut self) {
        for placed in self.declarations.entities.values() {
            let node = placed.node;
            let label = self.label(&node.label);
            let entity = Entity {
                name: node.name.text.clone(),
                optional: node.optional,
                label,
                shape: Shape::default(),
                facts: 0..0,
                doc: placed.doc.map(str::to_owned),
                span: node.name.span,
            };
            self.policy.vocabulary.entities.insert(node.name.text.clone(), entity);
        }
    }

    pub(super) fn records(&mut self) {
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

    pub(super) fn entities(&mut self) {
        for (index, placed) in self.declarations.entities.values().enumerate() {
            let Ok(owner) = u32::try_from(index).map(EntityId) else { return };
            let first = self.policy.vocabulary.facts.len();
            let shape = match &placed.node.shape {
                ast::Shape::Fields(fields) => self.shape(&placed.node.name.text, fields, owner, 0),
                ast::Shape::Of(record) => self.shape_of(&placed.node.name.text, record, owner, 0),
            };
            let vocabulary = &mut self.policy.vocabulary;
            if let Some((_, entity)) = vocabulary.entities.get_index_mut(index) {
                entity.shape = shape;
                entity.facts = first..vocabulary.facts.len();
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
}
