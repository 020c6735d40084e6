//! The declarations of a policy by name, each with the `given` blocks around it.

use std::collections::BTreeMap;

use caveat::syntax::ast::{
    Decision, Define, Entity, Enum, Exception, Expression, File, Item, ItemKind, Notice, Param, Record, Rule, Table, TableTarget,
};
use caveat::value::calendar::Zone;

/// A declaration in its scopes.
pub struct Scoped<'a, T> {
    pub item: &'a T,
    pub around: Vec<&'a Expression>,
}

#[derive(Default)]
pub struct Index<'a> {
    pub zone: Zone,
    pub enums: BTreeMap<&'a str, &'a Enum>,
    pub records: BTreeMap<&'a str, &'a Record>,
    pub entities: BTreeMap<&'a str, &'a Entity>,
    pub params: BTreeMap<&'a str, &'a Param>,
    pub defines: BTreeMap<&'a str, &'a Define>,
    pub decisions: BTreeMap<&'a str, &'a Decision>,
    pub tables: Vec<Scoped<'a, Table>>,
    pub rules: Vec<Scoped<'a, Rule>>,
    pub exceptions: Vec<Scoped<'a, Exception>>,
    pub notices: Vec<Scoped<'a, Notice>>,
}

impl<'a> Index<'a> {
    pub fn new(files: &'a [File]) -> Self {
        let mut index = Self::default();
        for item in files.iter().flat_map(|file| &file.items) {
            index.add(item, &[]);
        }
        index
    }

    fn add(&mut self, item: &'a Item, around: &[&'a Expression]) {
        let around = around.to_vec();
        match &item.kind {
            ItemKind::Policy(item) => {
                self.zone = item.time_zone.as_ref().and_then(|zone| Zone::parse(&zone.text)).unwrap_or_default();
            }
            ItemKind::Enum(item) => _ = self.enums.insert(&item.name.text, item),
            ItemKind::Record(item) => _ = self.records.insert(&item.name.text, item),
            ItemKind::Entity(item) => _ = self.entities.insert(&item.name.text, item),
            ItemKind::Param(item) => _ = self.params.insert(&item.name.text, item),
            ItemKind::Define(item) => _ = self.defines.insert(&item.name.text, item),
            ItemKind::Decision(item) => _ = self.decisions.insert(&item.name.text, item),
            ItemKind::Table(item) => self.tables.push(Scoped { item, around }),
            ItemKind::Rule(item) => self.rules.push(Scoped { item, around }),
            ItemKind::Exception(item) => self.exceptions.push(Scoped { item, around }),
            ItemKind::Notice(item) => self.notices.push(Scoped { item, around }),
            ItemKind::Given(block) => {
                let inner = [around, vec![&block.condition]].concat();
                for item in &block.items {
                    self.add(item, &inner);
                }
            }
            _ => {}
        }
    }

    /// A table that is used like a definition, or that answers a valued decision.
    pub fn valued_table(&self, name: &str) -> Option<&Scoped<'a, Table>> {
        self.tables.iter().find(|table| table.item.name.text == name && !self.is_verdict_table(table.item))
    }

    fn is_verdict_table(&self, table: &Table) -> bool {
        match &table.target {
            TableTarget::For(_) => true,
            TableTarget::Own => self.verdict_decision(&table.name.text).is_some(),
            TableTarget::Valued(_) => false,
        }
    }

    pub fn verdict_decision(&self, name: &str) -> Option<&'a Decision> {
        self.decisions.get(name).copied().filter(|decision| decision.ty.is_none())
    }

    /// The tables that answer a verdict decision.
    pub fn tables_for(&self, decision: &str) -> impl Iterator<Item = &Scoped<'a, Table>> {
        self.tables.iter().filter(move |table| match &table.item.target {
            TableTarget::For(name) => name.text == decision,
            TableTarget::Own => table.item.name.text == decision,
            TableTarget::Valued(_) => false,
        })
    }

    /// The exceptions that name a rule or a table.
    pub fn exceptions_to(&self, name: &str) -> impl Iterator<Item = &Scoped<'a, Exception>> {
        self.exceptions.iter().filter(move |exception| exception.item.to.iter().any(|to| to.text == name))
    }
}
