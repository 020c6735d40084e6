//! Random records of a vocabulary, and what can be learned about them: each `?` completed, each open list or set added to or closed.

use serde_json::{Map, Value, json};

use super::dice::Dice;
use super::literal;
use super::vocabulary::{Entity, Field, Kind, Scalar, Vocabulary};

/// The last element of a list or set that may have more.
const MORE: &str = "...";

/// A record of which more or less is known.
pub fn record(vocabulary: &Vocabulary, dice: &mut Dice) -> Value {
    let unknown = dice.pick(&[0, 5, 15, 40, 70]);
    let mut facts = Map::new();
    for entity in &vocabulary.entities {
        if dice.percent(unknown / 3) {
            continue;
        }
        if entity.optional && dice.percent(25) {
            facts.insert(entity.name.clone(), Value::Null);
            continue;
        }
        let mut given = json!({});
        for field in &entity.fields {
            if !dice.percent(unknown) {
                put(&mut given, &segments(&field.name), fact(vocabulary, dice, field, unknown));
            }
        }
        facts.insert(entity.name.clone(), given);
    }
    Value::Object(facts)
}

fn fact(vocabulary: &Vocabulary, dice: &mut Dice, field: &Field, unknown: u8) -> Value {
    match field.kind {
        Kind::Scalar(_) if field.nullable && dice.percent(30) => Value::Null,
        Kind::Scalar(scalar) => literal::fact(vocabulary, dice, scalar),
        Kind::Set(element) => {
            let mut members = dice.some(&candidates(vocabulary, element), 0, 3);
            if dice.percent(unknown) {
                members.push(json!(MORE));
            }
            Value::Array(members)
        }
        Kind::List(record) => {
            let mut members = Vec::new();
            for _ in 0..dice.number(0, 3) {
                members.push(member(vocabulary, dice, record, unknown, &members));
            }
            if dice.percent(unknown) {
                members.push(json!(MORE));
            }
            Value::Array(members)
        }
    }
}

/// What a set may hold.
fn candidates(vocabulary: &Vocabulary, element: Scalar) -> Vec<Value> {
    match element {
        Scalar::Enum(place) => vocabulary.enums[place].members.iter().map(|member| json!(member)).collect(),
        _ => literal::TEXTS.iter().map(|text| json!(text)).collect(),
    }
}

/// A list's member whose name no other one bears.
fn member(vocabulary: &Vocabulary, dice: &mut Dice, record: usize, unknown: u8, others: &[Value]) -> Value {
    let record = &vocabulary.records[record];
    let mut made = json!({});
    for field in &record.fields {
        if dice.percent(unknown) {
            continue;
        }
        let value = if record.by.as_ref() == Some(&field.name) { Some(identity(dice, &field.name, others)) } else { None };
        let value = value.unwrap_or_else(|| fact(vocabulary, dice, field, unknown));
        put(&mut made, std::slice::from_ref(&field.name), value);
    }
    made
}

fn identity(dice: &mut Dice, by: &str, others: &[Value]) -> Value {
    let free: Vec<Value> = ["d-1", "d-2", "d-3", "盘", "d 5", "d-6", "d-7", "d-8"]
        .into_iter()
        .map(|name| json!(name))
        .filter(|name| others.iter().all(|other| other.get(by) != Some(name)))
        .collect();
    dice.pick(&free)
}

/// Something that is not known yet.
#[derive(Debug, Clone)]
pub struct Gap {
    /// the keys and places that lead to it
    at: Vec<String>,
    /// as answers name it
    name: String,
    kind: GapKind,
}

#[derive(Debug, Clone)]
enum GapKind {
    Entity {
        optional: bool,
    },
    Field(Field),
    /// the field that names a list's member
    Identity {
        list: Vec<String>,
    },
    OpenList {
        record: usize,
    },
    OpenSet(Scalar),
}

impl Gap {
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// What was learned, by the names that answers give to what they need.
#[derive(Debug, Clone)]
pub struct Learned {
    exactly: Vec<String>,
    under: Vec<String>,
}

impl Learned {
    /// Whether a need was met, at least in part.
    pub fn touches(&self, need: &str) -> bool {
        let below = |name: &String| need.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '(']));
        self.exactly.iter().any(|name| name == need) || self.under.iter().any(below)
    }
}

/// All that is not known.
pub fn gaps(vocabulary: &Vocabulary, facts: &Value) -> Vec<Gap> {
    vocabulary.entities.iter().flat_map(|entity| entity_gaps(vocabulary, facts, entity)).collect()
}

fn entity_gaps(vocabulary: &Vocabulary, facts: &Value, entity: &Entity) -> Vec<Gap> {
    let at = vec![entity.name.clone()];
    match facts.get(&entity.name) {
        None => vec![Gap { at, name: entity.name.clone(), kind: GapKind::Entity { optional: entity.optional } }],
        Some(Value::Null) => Vec::new(),
        Some(_) => entity.fields.iter().flat_map(|field| field_gaps(vocabulary, facts, &at, &entity.name, field)).collect(),
    }
}

fn field_gaps(vocabulary: &Vocabulary, facts: &Value, holder: &[String], prefix: &str, field: &Field) -> Vec<Gap> {
    let at = [holder.to_vec(), segments(&field.name)].concat();
    let name = format!("{prefix}.{}", field.name);
    let Some(value) = find(facts, &at) else {
        return vec![Gap { at, name, kind: GapKind::Field(field.clone()) }];
    };
    let open = value.as_array().is_some_and(|members| members.last() == Some(&json!(MORE)));
    match field.kind {
        Kind::Scalar(_) => Vec::new(),
        Kind::Set(element) => open.then_some(Gap { at, name, kind: GapKind::OpenSet(element) }).into_iter().collect(),
        Kind::List(record) => {
            let members = value.as_array().map_or(&[][..], Vec::as_slice);
            let known = members.len() - usize::from(open);
            let mut gaps: Vec<Gap> = (0..known).flat_map(|place| member_gaps(vocabulary, facts, &at, &name, record, place)).collect();
            gaps.extend(open.then_some(Gap { at, name, kind: GapKind::OpenList { record } }));
            gaps
        }
    }
}

fn member_gaps(vocabulary: &Vocabulary, facts: &Value, list: &[String], name: &str, record: usize, place: usize) -> Vec<Gap> {
    let record = &vocabulary.records[record];
    let at = [list.to_vec(), vec![place.to_string()]].concat();
    let identity = record.by.as_ref().and_then(|by| find(facts, &[at.clone(), vec![by.clone()]].concat()));
    let member = match identity.and_then(Value::as_str) {
        Some(text) => format!("{name}({text:?})"),
        None => format!("{name}(#{})", place + 1),
    };
    let mut gaps: Vec<Gap> = record.fields.iter().flat_map(|field| field_gaps(vocabulary, facts, &at, &member, field)).collect();
    for gap in &mut gaps {
        if let GapKind::Field(field) = &gap.kind
            && record.by.as_ref() == Some(&field.name)
        {
            gap.kind = GapKind::Identity { list: list.to_vec() };
        }
    }
    gaps
}

/// Learns one thing; with `fully` as much as there is to it.
pub fn learn(vocabulary: &Vocabulary, dice: &mut Dice, facts: &mut Value, gap: &Gap, fully: bool) -> Learned {
    let mut learned = Learned { exactly: vec![gap.name.clone()], under: Vec::new() };
    match &gap.kind {
        GapKind::Entity { optional } => {
            let absent = *optional && dice.percent(30);
            if absent {
                learned.under.push(gap.name.clone());
            }
            put(facts, &gap.at, if absent { Value::Null } else { json!({}) });
        }
        GapKind::Field(field) => {
            let unknown = if fully { 0 } else { 30 };
            let value = fact(vocabulary, dice, field, unknown);
            put(facts, &gap.at, value);
            learned.under.push(gap.name.clone());
        }
        GapKind::Identity { list } => {
            let others = find(facts, list).and_then(Value::as_array).cloned().unwrap_or_default();
            let by = gap.at.last().expect("a gap is somewhere").clone();
            put(facts, &gap.at, identity(dice, &by, &others));
        }
        GapKind::OpenList { record } => {
            let record = *record;
            let add = if fully { dice.percent(30) } else { dice.percent(60) };
            let fields = vocabulary.records[record].fields.iter().map(|field| format!("{}.{}", gap.name, field.name));
            learned.under.extend(fields);
            let members = array(facts, &gap.at);
            let known = members[..members.len() - 1].to_vec();
            let added = add.then(|| member(vocabulary, dice, record, if fully { 0 } else { 30 }, &known));
            reopen(members, added, fully || dice.percent(40));
        }
        GapKind::OpenSet(element) => {
            let members = array(facts, &gap.at);
            let free: Vec<Value> = candidates(vocabulary, *element).into_iter().filter(|value| !members.contains(value)).collect();
            let added = if dice.percent(60) { dice.find(&free) } else { None };
            let close = fully || added.is_none() || dice.percent(30);
            if close {
                learned.under.push(gap.name.clone());
            } else if let Some(text) = added.as_ref().and_then(Value::as_str) {
                learned.exactly.push(format!("{}({text:?})", gap.name));
            }
            reopen(members, added, close);
        }
    }
    learned
}

/// Adds a member to an open list or set, and closes it or leaves it open.
fn reopen(members: &mut Vec<Value>, added: Option<Value>, close: bool) {
    members.pop();
    members.extend(added);
    if !close {
        members.push(json!(MORE));
    }
}

/// The record with everything known that was not.
pub fn complete(vocabulary: &Vocabulary, dice: &mut Dice, facts: &Value) -> Value {
    let mut facts = facts.clone();
    while let Some(gap) = gaps(vocabulary, &facts).first() {
        learn(vocabulary, dice, &mut facts, gap, true);
    }
    facts
}

fn segments(name: &str) -> Vec<String> {
    name.split('.').map(str::to_owned).collect()
}

fn find<'v>(facts: &'v Value, at: &[String]) -> Option<&'v Value> {
    at.iter().try_fold(facts, |value, step| match value {
        Value::Array(members) => members.get(step.parse::<usize>().ok()?),
        _ => value.get(step),
    })
}

fn array<'v>(facts: &'v mut Value, at: &[String]) -> &'v mut Vec<Value> {
    place(facts, at).as_array_mut().expect("a list or a set")
}

fn put(facts: &mut Value, at: &[String], value: Value) {
    *place(facts, at) = value;
}

/// The value at the end of a path; objects on the way are made.
fn place<'v>(facts: &'v mut Value, at: &[String]) -> &'v mut Value {
    at.iter().fold(facts, |value, step| {
        if value.is_array() {
            return &mut value[step.parse::<usize>().expect("a place")];
        }
        if !value.is_object() {
            *value = json!({});
        }
        &mut value[step.as_str()]
    })
}
