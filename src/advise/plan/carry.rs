//! Changes carried out on a copy of a record.

use crate::facts::record::{MemberRef, Presence, Record, SetFacts, Slot};
use crate::model::vocabulary::{Constant, EntityId, FactId, FieldId, Kind, RecordId, Vocabulary};
use crate::value::{State, Value};

use super::place::{Holder, Item, Place};

/// A copy of a record with some changes.
#[must_use]
pub fn carried_out<'c>(vocabulary: &Vocabulary, record: &Record, changes: impl Iterator<Item = (&'c Place, &'c Constant)>) -> Record {
    let mut copy = record.clone();
    carry_out(vocabulary, &mut copy, changes);
    copy
}

/// Makes some changes. Members are taken out of lists last, so that all places count as in the record as it stood.
pub fn carry_out<'c>(vocabulary: &Vocabulary, record: &mut Record, changes: impl Iterator<Item = (&'c Place, &'c Constant)>) {
    let mut gone: Vec<(FactId, u32)> = Vec::new();
    let (mut entities, mut others) = (Vec::new(), Vec::new());
    for (place, to) in changes {
        match place {
            Place::Listed { list, index } => gone.push((*list, *index)),
            Place::Present(_) => entities.push((place, to)),
            _ => others.push((place, to)),
        }
    }
    for (place, to) in entities.into_iter().chain(others) {
        put(vocabulary, record, place, to);
    }
    gone.sort_unstable();
    for members in gone.chunk_by(|a, b| a.0 == b.0) {
        take_out(vocabulary, record, members);
    }
}

/// Sets one place.
pub fn put(vocabulary: &Vocabulary, record: &mut Record, place: &Place, to: &Constant) {
    let yes = *to == Constant::Truth(true);
    match place {
        Place::Value(holder) => {
            let slot = record.keep_constant(to);
            fill(vocabulary, record, *holder, slot);
        }
        Place::InSet(holder, item) => put_member(vocabulary, record, *holder, (item, yes)),
        Place::Closed(holder) => close(vocabulary, record, *holder),
        Place::Listed { list, index } => take_out(vocabulary, record, &[(*list, *index)]),
        Place::Present(entity) if yes => make_present(vocabulary, record, *entity),
        Place::Present(entity) => record.make_absent(vocabulary, *entity),
    }
}

/// Puts a slot where it belongs; whoever has said something of an entity has said that it is there.
fn fill(vocabulary: &Vocabulary, record: &mut Record, holder: Holder, slot: Slot) {
    if let Some(owner) = vocabulary.owner(holder.fact())
        && record.presence(owner) == Presence::Missing
    {
        record.set_presence(owner, Presence::Given);
    }
    match holder {
        Holder::Fact(fact) => record.set_slot(fact, slot),
        Holder::Field { list, index, field } => {
            let list = record.slot(list);
            record.set_member_slot(list, index, field, slot);
        }
    }
}

fn put_member(vocabulary: &Vocabulary, record: &mut Record, holder: Holder, (item, is_in): (&Item, bool)) {
    let constant = item.constant();
    let State::Known(value) = constant.state() else { return };
    let mut set = copied(record, holder);
    set.yes.retain(|slot| record.state(*slot) != State::Known(value));
    set.no.retain(|slot| record.state(*slot) != State::Known(value));
    let slot = record.keep_constant(&constant);
    if is_in {
        set.yes.push(slot);
    } else if set.open {
        set.no.push(slot);
    }
    fill_set(vocabulary, record, holder, set);
}

/// What is known of a set; of one that nobody has told, that anything may be in it.
fn copied(record: &Record, holder: Holder) -> SetFacts {
    record.set(holder.slot(record)).cloned().unwrap_or(SetFacts { open: true, ..SetFacts::default() })
}

fn fill_set(vocabulary: &Vocabulary, record: &mut Record, holder: Holder, facts: SetFacts) {
    let slot = record.new_set(facts.open);
    if let Some(set) = record.set_mut(slot) {
        *set = facts;
    }
    fill(vocabulary, record, holder, slot);
}

fn close(vocabulary: &Vocabulary, record: &mut Record, holder: Holder) {
    let slot = holder.slot(record);
    match (holder.declaration(vocabulary).map(|fact| fact.kind), record.list(slot)) {
        (Some(Kind::List(_)), Some(_)) => {
            record.set_list_open(slot, false);
            fill(vocabulary, record, holder, slot);
        }
        (Some(Kind::List(of)), None) => {
            let slot = record.new_list(vocabulary, of, false);
            fill(vocabulary, record, holder, slot);
        }
        _ => {
            let facts = SetFacts { open: false, no: Vec::new(), ..copied(record, holder) };
            fill_set(vocabulary, record, holder, facts);
        }
    }
}

/// An entity that was absent is there, and nothing is known of it.
fn make_present(vocabulary: &Vocabulary, record: &mut Record, entity: EntityId) {
    record.set_presence(entity, Presence::Given);
    for (fact, _) in vocabulary.facts_of(entity) {
        record.set_slot(fact, Slot::Unknown);
    }
}

/// Takes members of one list out of it.
fn take_out(vocabulary: &Vocabulary, record: &mut Record, gone: &[(FactId, u32)]) {
    let Some((fact, _)) = gone.first() else { return };
    let slot = record.slot(*fact);
    let Some(list) = record.list(slot) else { return };
    let gone: Vec<u32> = gone.iter().map(|(_, index)| *index).collect();
    let fresh = copied_list(vocabulary, record, (slot, list.record), &gone);
    record.set_slot(*fact, fresh);
}

/// A copy of a list without some of its members, behind everything else, so that it may grow.
fn copied_list(vocabulary: &Vocabulary, record: &mut Record, (slot, of): (Slot, RecordId), gone: &[u32]) -> Slot {
    let fields = vocabulary.record(of).map_or(0, |of| of.fields.len());
    let Some(list) = record.list(slot) else { return record.new_list(vocabulary, of, true) };
    let fresh = record.new_list(vocabulary, of, list.open);
    for index in (0..list.count).filter(|index| !gone.contains(index)) {
        let place = record.push_member(fresh);
        for field in (0..).map(FieldId).take(fields) {
            let slot = record.member_slot(MemberRef::Known { list, index }, field);
            record.set_member_slot(fresh, place, field, slot);
        }
    }
    fresh
}

/// Whether two constants are the same value of an order: amounts, times, durations.
#[must_use]
pub fn is_ordered(constant: &Constant) -> bool {
    matches!(constant.state(), State::Known(Value::Number(_) | Value::Instant(_) | Value::Duration(_)))
}

/// Adds members of which nothing is known to a list, and closes it.
pub fn lengthen(vocabulary: &Vocabulary, record: &mut Record, fact: FactId, more: u32) {
    let Some(Kind::List(of)) = vocabulary.fact(fact).map(|fact| fact.kind) else { return };
    let slot = record.slot(fact);
    let fresh = copied_list(vocabulary, record, (slot, of), &[]);
    for _ in 0..more {
        record.push_member(fresh);
    }
    record.set_list_open(fresh, false);
    fill(vocabulary, record, Holder::Fact(fact), fresh);
}
