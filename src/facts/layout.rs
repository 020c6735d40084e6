//! The vocabulary, laid out for reading keys fast: which key stands where, and in which order they came last time.
//!
//! Who writes records writes their keys in one order. So the keys of an object are expected in the order that was learned from another
//! one, and each costs one comparison; a missing one is passed over. Where the order differs, keys are looked up one by one, and the
//! new order is learned.

use crate::model::reads::Reads;
use crate::model::vocabulary::{self, Element, EntityId, EnumId, FieldId, Kind, RecordId, Scalar, Shape, Vocabulary};

use super::lookup::{Literal, Names, WINDOW};

/// All tables of keys.
#[derive(Debug)]
pub struct Layout {
    tables: Vec<Table>,
    /// the table of each list's record, by [`RecordId`]
    records: Vec<TableId>,
    /// the members of each enum, by [`EnumId`]
    members: Vec<Names>,
    top: TableId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableId(u32);

impl TableId {
    #[inline]
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// What stands behind a key.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    pub form: Form,
    /// a fact that may be `null`
    pub optional: bool,
    /// of a fact of an entity, or of a list's member: its place among them
    pub slot: u32,
}

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// one value
    Scalar(Scalar),
    /// a set of texts
    Texts,
    /// a set of an enum's members
    Members(EnumId),
    List(RecordId),
    /// the moment that the record is judged at
    Now,
    Entity {
        entity: EntityId,
        table: TableId,
        /// may be `null`; not [`Target::optional`], by which a slot is filled
        optional: bool,
    },
    /// an object within an entity's
    Object(TableId),
    /// a fact that nobody asks for
    Unread,
}

impl Target {
    /// What is no fact.
    fn other(form: Form) -> Self {
        Self { form, optional: false, slot: 0 }
    }

    fn value(slot: u32, kind: Kind) -> Self {
        let (form, optional) = match kind {
            Kind::Set(Element::Text) => (Form::Texts, false),
            Kind::Set(Element::Enum(of)) => (Form::Members(of), false),
            Kind::List(record) => (Form::List(record), false),
            Kind::Scalar { scalar, optional } => (Form::Scalar(scalar), optional),
        };
        Self { form, optional, slot }
    }
}

/// The keys of one kind of object.
#[derive(Debug)]
pub struct Table {
    names: Names,
    keys: Vec<Target>,
    /// how many keys the tables before it have
    before: usize,
    /// in the order that was learned
    pub steps: Vec<Step>,
    /// how often it was another one
    misses: u64,
}

/// A key that is expected.
#[derive(Debug, Clone)]
pub struct Step {
    /// `"status":`
    pub written: Literal,
    pub target: Target,
    place: u32,
}

/// One line of the processor's memory.
const _: () = assert!(size_of::<Step>() == 64);

/// Which keys were read of the objects that are not in the order that was expected.
#[derive(Debug, Default)]
pub struct Marks {
    /// in which round each key of all tables was read last
    seen: Vec<u64>,
    round: u64,
    /// the order in which they were read, by table
    orders: Vec<(TableId, Vec<usize>)>,
    /// the tables whose objects were not in the order that was expected
    missed: Vec<TableId>,
    /// by table: how many objects are read without expecting an order
    patience: Vec<u8>,
}

impl Layout {
    /// Of the facts that `reads` lacks the values are not read.
    #[must_use]
    pub fn new(vocabulary: &Vocabulary, reads: &Reads) -> Self {
        let members = vocabulary.enums.iter().map(|of| Names::new(of.members.keys().map(String::as_str), "")).collect();
        let mut layout = Self { tables: Vec::new(), records: Vec::new(), members, top: TableId(0) };
        let mut top = vec![("now", Target::other(Form::Now))];
        for (index, (name, entity)) in vocabulary.entities.iter().enumerate() {
            let table = layout.shape((vocabulary, reads), &entity.shape);
            top.push((name, Target::other(Form::Entity { entity: EntityId(place(index)), table, optional: entity.optional })));
        }
        layout.top = layout.add(top);
        for (id, record) in (0..).map(RecordId).zip(&vocabulary.records) {
            let fields = (0..).map(FieldId).zip(&record.fields);
            let keys = fields.map(|(field, (name, fact))| {
                let target = Target::value(field.0, fact.kind);
                (name.as_str(), if reads.has_field(id, field) { target } else { Target::other(Form::Unread) })
            });
            let table = layout.add(keys.collect());
            layout.records.push(table);
        }
        layout
    }

    fn shape(&mut self, (of, reads): (&Vocabulary, &Reads), shape: &Shape) -> TableId {
        let mut keys = Vec::new();
        for (name, key) in &shape.keys {
            let target = match key {
                vocabulary::Key::Object(inner) => Some(Target::other(Form::Object(self.shape((of, reads), inner)))),
                vocabulary::Key::Fact(id) if !reads.has(*id) => Some(Target::other(Form::Unread)),
                vocabulary::Key::Fact(id) => of.fact(*id).map(|fact| Target::value(id.0, fact.kind)),
            };
            keys.extend(target.map(|target| (name.as_str(), target)));
        }
        self.add(keys)
    }

    fn add(&mut self, keys: Vec<(&str, Target)>) -> TableId {
        let names = Names::new(keys.iter().map(|(name, _)| *name), ":");
        // a very long key is not expected, but looked up
        let step = |(place, (name, target)): (u32, &(&str, Target))| {
            let written = Literal::new(&format!("\"{name}\":"))?;
            Some(Step { written, target: *target, place })
        };
        let steps = (0..).zip(&keys).filter_map(step).collect();
        let before = self.tables.last().map_or(0, |last| last.before + last.keys.len());
        self.tables.push(Table { names, keys: keys.into_iter().map(|(_, target)| target).collect(), before, steps, misses: 0 });
        TableId(place(self.tables.len() - 1))
    }

    /// The keys of a record.
    #[must_use]
    pub fn top(&self) -> TableId {
        self.top
    }

    #[inline]
    #[must_use]
    pub fn table(&self, id: TableId) -> Option<&Table> {
        self.tables.get(id.index())
    }

    /// The keys of a list's member.
    #[must_use]
    pub fn record(&self, record: RecordId) -> Option<TableId> {
        self.records.get(record.index()).copied()
    }

    /// The members of each enum, by [`EnumId`].
    #[must_use]
    pub fn members(&self) -> &[Names] {
        &self.members
    }

    /// The place of an enum's member.
    #[must_use]
    pub fn member(&self, of: EnumId, name: &str) -> Option<u32> {
        self.members.get(of.index())?.place(name)
    }

    /// Learns the orders in which keys were read.
    pub fn learn(&mut self, marks: &mut Marks) {
        for (id, order) in marks.orders.drain(..) {
            if let Some(table) = self.tables.get_mut(id.index()) {
                table.learn(order);
            }
        }
        for id in marks.missed.drain(..) {
            if let Some(table) = self.tables.get_mut(id.index()) {
                table.misses += 1;
            }
        }
    }
}

impl Table {
    /// Whether the order of the next object is learned that has another one than was expected: where one order never lasts, that is less
    /// and less often.
    #[must_use]
    pub fn is_to_learn(&self) -> bool {
        (self.misses + 1).is_power_of_two()
    }

    /// The place of a key.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<usize> {
        self.names.place(key).map(|place| place as usize)
    }

    /// The place of the key with its colon that a window begins with, and their length.
    #[expect(clippy::inline_always, reason = "in the loop that reads keys with their values")]
    #[inline(always)]
    #[must_use]
    pub fn beginning(&self, window: &[u8; WINDOW]) -> Option<(usize, usize)> {
        self.names.beginning(window).map(|(place, length)| (place as usize, length))
    }

    /// What stands behind a key, by its place.
    #[inline]
    #[must_use]
    pub fn behind(&self, place: usize) -> Option<&Target> {
        self.keys.get(place)
    }

    /// Expects keys in an order; the others behind those that they stood behind before.
    fn learn(&mut self, mut order: Vec<usize>) {
        let mut behind = 0;
        for step in &self.steps {
            let found = order.iter().position(|place| *place == step.place as usize);
            if found.is_none() {
                order.insert(behind, step.place as usize);
            }
            behind = found.unwrap_or(behind) + 1;
        }
        self.steps.sort_by_key(|step| order.iter().position(|place| *place == step.place as usize));
    }
}

impl Marks {
    /// Begins an object of which no key was read.
    pub fn begin(&mut self) -> u64 {
        self.round += 1;
        self.round
    }

    /// Notes a key of an object; says whether it is the first time.
    #[inline]
    pub fn note(&mut self, table: &Table, place: usize, round: u64) -> bool {
        let at = table.before + place;
        if self.seen.len() <= at {
            self.seen.resize(at + 1, 0);
        }
        self.seen.get_mut(at).is_some_and(|seen| std::mem::replace(seen, round) != round)
    }

    /// Whether to expect an order of the next object.
    #[inline]
    pub fn expects(&mut self, table: TableId) -> bool {
        let Some(left) = self.patience.get_mut(table.index()) else { return true };
        let expects = *left == 0;
        *left = left.saturating_sub(1);
        expects
    }

    /// Notes that an object is in another order than was expected: that of the next ones is not worth expecting.
    pub fn missed(&mut self, table: TableId) {
        const PATIENCE: u8 = 15;
        if self.patience.len() <= table.index() {
            self.patience.resize(table.index() + 1, 0);
        }
        if let Some(left) = self.patience.get_mut(table.index()) {
            *left = PATIENCE;
        }
        self.missed.push(table);
    }

    /// Keeps the order in which the keys of an object came.
    pub fn keep(&mut self, table: TableId, order: Vec<usize>) {
        self.orders.push((table, order));
    }

    /// Forgets the orders of a record that could not be read.
    pub fn forget(&mut self) {
        self.orders.clear();
        self.missed.clear();
    }
}

fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
