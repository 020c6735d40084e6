//! What may be presumed of facts that nobody has told: their declared constants, on request only, and never without saying so.
//!
//! A set or a list of which a part is told is left as it is.

use crate::model::vocabulary::{Fact, FactId, FieldId, Kind, Presumption, RecordId, Vocabulary};

use super::record::{MemberRef, Record, Slot};

/// A fact that was presumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presumed {
    /// The fact, or the list of whose member it is.
    pub fact: FactId,
    /// The member's place, from 0, and its field.
    pub member: Option<(u32, FieldId)>,
}

/// Gives every unknown fact that has an `assume` its constant, also within the members of lists, and says which these were.
///
/// A record in which nothing is unknown stays as it is.
pub fn presume(vocabulary: &Vocabulary, record: &mut Record) -> Vec<Presumed> {
    let mut presumed = Vec::new();
    for (fact, index) in vocabulary.facts.iter().zip(0..) {
        let id = FactId(index);
        if record.slot(id) == Slot::Unknown
            && let Some(slot) = presumption(vocabulary, record, fact)
        {
            record.set_slot(id, slot);
            presumed.push(Presumed { fact: id, member: None });
        }
        if let Kind::List(of) = fact.kind {
            members(vocabulary, record, id, of, &mut presumed);
        }
    }
    presumed
}

fn members(vocabulary: &Vocabulary, record: &mut Record, id: FactId, of: RecordId, presumed: &mut Vec<Presumed>) {
    let slot = record.slot(id);
    let (Some(list), Some(of)) = (record.list(slot), vocabulary.record(of)) else { return };
    for index in 0..list.count {
        for (fact, field) in of.fields.values().zip((0..).map(FieldId)) {
            if record.member_slot(MemberRef::Known { list, index }, field) == Slot::Unknown
                && let Some(value) = presumption(vocabulary, record, fact)
            {
                record.set_member_slot(slot, index, field, value);
                presumed.push(Presumed { fact: id, member: Some((index, field)) });
            }
        }
    }
}

/// The slot of what is presumed of a fact.
fn presumption(vocabulary: &Vocabulary, record: &mut Record, fact: &Fact) -> Option<Slot> {
    Some(match (fact.assume.as_ref()?, fact.kind) {
        (Presumption::Scalar(constant), _) => record.keep_constant(constant),
        (Presumption::Set(members), _) => {
            let members = members.iter().map(|member| record.keep_constant(member)).collect();
            let set = record.new_set(false);
            record.set_mut(set)?.yes = members;
            set
        }
        (Presumption::EmptyList, Kind::List(of)) => record.new_list(vocabulary, of, false),
        (Presumption::EmptyList, _) => return None,
    })
}
