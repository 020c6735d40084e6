//! Where each fact of a record stands in its file: taken down on request only, while the record is read by way of nodes.

use indexmap::IndexMap;

use crate::model::vocabulary::{EntityId, FactId, FieldId};
use crate::source::Position;

/// Something that a fact file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Told {
    /// the record's own `now`
    Now,
    /// that an entity is there, or is not
    Entity(EntityId),
    Fact(FactId),
    /// a field of a list's member, which is known by its place from 0
    Field(FactId, u32, FieldId),
}

/// The lines and columns of the values of a record; of what comes from a table, those of the cells.
#[derive(Debug, Clone, Default)]
pub struct Places {
    pub(super) found: IndexMap<Told, Position>,
}

impl Places {
    /// Where the file says it; none for what it does not say.
    #[must_use]
    pub fn of(&self, told: Told) -> Option<Position> {
        self.found.get(&told).copied()
    }
}

/// Places in bytes, as they are found.
#[derive(Debug, Default)]
pub struct Notes {
    /// where the text begins that the nodes' places are counted from
    pub base: usize,
    pub found: Vec<(Told, usize)>,
}
