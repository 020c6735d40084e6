//! The vocabulary, laid out for reading keys fast: which key stands where, and which one came next last time.

use crate::model::vocabulary::{self, EntityId, EnumId, Kind, RecordId, Shape, Vocabulary};

use super::json::cursor::Cursor;
use super::lookup::{Literal, Names};

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
pub struct TableId(usize);

/// What stands behind a key.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    Now,
    Entity {
        entity: EntityId,
        optional: bool,
        table: TableId,
    },
    /// an object within an entity's
    Object(TableId),
    /// a fact of an entity, or of a list's member, by its place among them
    Value {
        slot: u32,
        kind: Kind,
    },
}

/// A key as it was found.
#[derive(Debug, Clone, Copy)]
pub enum Found {
    Known(Target),
    /// it stands twice in its object
    Twice,
    Unknown,
}

/// The keys of one kind of object.
#[derive(Debug, Default)]
struct Table {
    names: Names,
    keys: Vec<Key>,
    /// the key that came first last time
    first: usize,
    round: u64,
}

#[derive(Debug)]
struct Key {
    /// `"status":`
    written: Literal,
    target: Target,
    /// the key that followed last time
    after: usize,
    /// in which round it was read last
    seen: u64,
}

impl Layout {
    #[must_use]
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let members = vocabulary.enums.iter().map(|of| Names::new(of.members.keys().map(String::as_str))).collect();
        let mut layout = Self { tables: Vec::new(), records: Vec::new(), members, top: TableId(0) };
        let mut top = vec![("now", Target::Now)];
        for (index, (name, entity)) in vocabulary.entities.iter().enumerate() {
            let table = layout.shape(vocabulary, &entity.shape);
            let entity = Target::Entity { entity: EntityId(place(index)), optional: entity.optional, table };
            top.push((name, entity));
        }
        layout.top = layout.add(top);
        for record in &vocabulary.records {
            let fields = record.fields.iter().enumerate();
            let keys = fields.map(|(index, (name, field))| (name.as_str(), Target::Value { slot: place(index), kind: field.kind }));
            let table = layout.add(keys.collect());
            layout.records.push(table);
        }
        layout
    }

    fn shape(&mut self, of: &Vocabulary, shape: &Shape) -> TableId {
        let mut keys = Vec::new();
        for (name, key) in &shape.keys {
            let target = match key {
                vocabulary::Key::Object(inner) => Some(Target::Object(self.shape(of, inner))),
                vocabulary::Key::Fact(id) => of.fact(*id).map(|fact| Target::Value { slot: id.0, kind: fact.kind }),
            };
            keys.extend(target.map(|target| (name.as_str(), target)));
        }
        self.add(keys)
    }

    fn add(&mut self, keys: Vec<(&str, Target)>) -> TableId {
        let names = Names::new(keys.iter().map(|(name, _)| *name));
        let key = |(place, (name, target)): (usize, (&str, Target))| {
            let written = Literal::new(&format!("\"{name}\":"));
            Key { written, target, after: place + 1, seen: 0 }
        };
        let keys = keys.into_iter().enumerate().map(key).collect();
        self.tables.push(Table { names, keys, first: 0, round: 0 });
        TableId(self.tables.len() - 1)
    }

    /// The keys of a record.
    #[must_use]
    pub fn top(&self) -> TableId {
        self.top
    }

    /// The keys of a list's member.
    #[must_use]
    pub fn record(&self, record: RecordId) -> Option<TableId> {
        self.records.get(record.index()).copied()
    }

    /// The place of an enum's member.
    #[must_use]
    pub fn member(&self, of: EnumId, name: &str) -> Option<u32> {
        self.members.get(of.index())?.place(name).map(place)
    }

    /// Begins an object: none of its keys has been read yet.
    pub fn begin(&mut self, table: TableId) {
        if let Some(table) = self.tables.get_mut(table.0) {
            table.round += 1;
        }
    }

    /// Passes the next key of an object and its colon; nothing where none comes. `previous` is where the last one stood, none at first.
    #[inline]
    pub fn key(&mut self, table: TableId, previous: &mut Option<usize>, cursor: &mut Cursor<'_>) -> Option<Found> {
        let table = self.tables.get_mut(table.0)?;
        cursor.peek();
        let guess = *table.after(*previous);
        let place = if table.keys.get(guess).is_some_and(|key| cursor.eat_literal(&key.written)) {
            guess
        } else {
            let Some(place) = table.names.place(&cursor.key_text()?) else { return Some(Found::Unknown) };
            *table.after(*previous) = place;
            place
        };
        *previous = Some(place);
        table.read(place)
    }
}

impl Table {
    /// Which key is expected after another one.
    #[inline]
    fn after(&mut self, previous: Option<usize>) -> &mut usize {
        match previous.and_then(|previous| self.keys.get_mut(previous)) {
            Some(key) => &mut key.after,
            None => &mut self.first,
        }
    }

    #[inline]
    fn read(&mut self, place: usize) -> Option<Found> {
        let key = self.keys.get_mut(place)?;
        if key.seen == self.round {
            return Some(Found::Twice);
        }
        key.seen = self.round;
        Some(Found::Known(key.target))
    }
}

fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
