//! The vocabulary, laid out for reading keys fast: which key stands where, and which one came next last time.

use crate::model::vocabulary::{EntityId, EnumId, Key, Kind, RecordId, Shape, Vocabulary};

use super::json::cursor::{Cursor, Fault};
use super::names::Names;

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
    targets: Vec<Target>,
    /// which key followed each one when it was read last; at 0 the first one, at n + 1 the one after key n
    after: Vec<usize>,
    /// in which round each key was read last
    seen: Vec<u64>,
    round: u64,
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

    fn shape(&mut self, vocabulary: &Vocabulary, shape: &Shape) -> TableId {
        let mut keys = Vec::new();
        for (name, key) in &shape.keys {
            let target = match key {
                Key::Object(inner) => Some(Target::Object(self.shape(vocabulary, inner))),
                Key::Fact(id) => vocabulary.fact(*id).map(|fact| Target::Value { slot: id.0, kind: fact.kind }),
            };
            keys.extend(target.map(|target| (name.as_str(), target)));
        }
        self.add(keys)
    }

    fn add(&mut self, keys: Vec<(&str, Target)>) -> TableId {
        let names = Names::new(keys.iter().map(|(name, _)| *name));
        let count = names.len();
        let targets = keys.into_iter().map(|(_, target)| target).collect();
        self.tables.push(Table { names, targets, after: (0..=count).collect(), seen: vec![0; count], round: 0 });
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

    /// Passes the next key of an object and its colon. `previous` is where the last one stood; 0 at first.
    ///
    /// # Errors
    /// Where no key comes.
    pub fn key(&mut self, table: TableId, previous: &mut usize, cursor: &mut Cursor<'_>) -> Result<Found, Fault> {
        let Some(table) = self.tables.get_mut(table.0) else { return Err(cursor.expected("a key")) };
        let Some(place) = table.next(*previous, cursor)? else { return Ok(Found::Unknown) };
        *previous = place + 1;
        Ok(table.read(place))
    }
}

impl Table {
    /// The place of the next key, if it is known; the one that came here last time is tried first.
    fn next(&mut self, previous: usize, cursor: &mut Cursor<'_>) -> Result<Option<usize>, Fault> {
        let guess = self.after.get(previous).copied().unwrap_or(0);
        if self.names.name(guess).is_some_and(|name| cursor.eat_key(name)) {
            return Ok(Some(guess));
        }
        let place = self.names.place(&cursor.key()?.text());
        if let (Some(place), Some(after)) = (place, self.after.get_mut(previous)) {
            *after = place;
        }
        Ok(place)
    }

    fn read(&mut self, place: usize) -> Found {
        let (Some(seen), Some(target)) = (self.seen.get_mut(place), self.targets.get(place)) else { return Found::Unknown };
        if *seen == self.round {
            return Found::Twice;
        }
        *seen = self.round;
        Found::Known(*target)
    }
}

fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
