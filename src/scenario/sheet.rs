//! The facts of a scenario while they are put together: what a later clause says replaces what an earlier one said.

use indexmap::IndexMap;

use crate::facts::record::{Presence, Record, Slot};
use crate::model::vocabulary::{Constant, EntityId, FactId, FieldId, RecordId, Vocabulary};

/// What is said of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    Scalar(Constant),
    /// `{crime}`, `{crime, ...}`
    Set {
        members: Vec<Constant>,
        open: bool,
    },
    /// `[ {id = "d-1"} ]`
    List {
        record: RecordId,
        members: Vec<Vec<(FieldId, Given)>>,
        open: bool,
    },
}

/// The facts that are known, by entity and fact.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    entities: IndexMap<EntityId, Presence>,
    facts: IndexMap<FactId, Given>,
}

impl Sheet {
    /// Says a fact; its entity is there.
    pub fn tell(&mut self, vocabulary: &Vocabulary, fact: FactId, given: Given) {
        if let Some(entity) = vocabulary.owner(fact) {
            self.entities.insert(entity, Presence::Given);
        }
        self.facts.insert(fact, given);
    }

    /// Says that an entity is there, whatever is known of it.
    pub fn enter(&mut self, entity: EntityId) {
        self.entities.insert(entity, Presence::Given);
    }

    /// Says that nothing is known of a fact.
    pub fn forget(&mut self, fact: FactId) {
        self.facts.shift_remove(&fact);
    }

    /// Says of a whole entity that it is absent, or that nothing is known of it.
    pub fn clear(&mut self, vocabulary: &Vocabulary, entity: EntityId, presence: Presence) {
        self.facts.retain(|fact, _| vocabulary.owner(*fact) != Some(entity));
        self.entities.insert(entity, presence);
    }

    #[must_use]
    pub fn given(&self, fact: FactId) -> Option<&Given> {
        self.facts.get(&fact)
    }

    #[must_use]
    pub fn is_absent(&self, entity: EntityId) -> bool {
        self.entities.get(&entity) == Some(&Presence::Absent)
    }

    /// The same as a fact file's record would have it.
    #[must_use]
    pub fn record(&self, vocabulary: &Vocabulary) -> Record {
        let mut record = Record::new(vocabulary);
        for (entity, presence) in &self.entities {
            match presence {
                Presence::Absent => record.make_absent(vocabulary, *entity),
                presence => record.set_presence(*entity, *presence),
            }
        }
        for (fact, given) in &self.facts {
            let slot = keep(&mut record, vocabulary, given);
            record.set_slot(*fact, slot);
        }
        record
    }
}

fn keep(record: &mut Record, vocabulary: &Vocabulary, given: &Given) -> Slot {
    match given {
        Given::Scalar(constant) => record.keep_constant(constant),
        Given::Set { members, open } => keep_set(record, members, *open),
        Given::List { record: of, members, open } => {
            let list = record.new_list(vocabulary, *of, *open);
            for fields in members {
                let index = record.push_member(list);
                for (field, given) in fields {
                    let slot = keep(record, vocabulary, given);
                    record.set_member_slot(list, index, *field, slot);
                }
            }
            list
        }
    }
}

fn keep_set(record: &mut Record, members: &[Constant], open: bool) -> Slot {
    let set = record.new_set(open);
    for member in members {
        let slot = record.keep_constant(member);
        if let Some(facts) = record.set_mut(set) {
            facts.yes.push(slot);
        }
    }
    set
}
