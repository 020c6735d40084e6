//! All plans for a record of a small policy, by trying everything: every value of every fact that can be set, at every instant at which
//! something may change. Facts are changed in the file, which is then read again.

use std::collections::BTreeMap;

use caveat::eval::answer::{Ruling, Verdict};
use caveat::eval::{Scratch, answer, decide};
use caveat::facts::{Format, Options, Reader, Record};
use caveat::model::policy::{Policy, RemedyKind};
use serde_json::{Value as Json, json};

use super::small::{COLOURS, DAY, Kind, NOW, Small, time};

/// What is set, by name, and to what; of an amount only whether it goes up. With the earliest instant at which it is permitted.
pub type Plan = (BTreeMap<String, String>, i64);

/// A thing that can be set: its name, and what can be made of a record's facts.
struct Slot {
    name: String,
    choices: Vec<(String, Json)>,
    put: fn(&mut Json, &str, &Json),
}

pub fn read(policy: &Policy, facts: &Json) -> Record {
    let mut record = Record::new(&policy.vocabulary);
    let text = facts.to_string();
    let mut reader = Reader::new(&policy.vocabulary, Options::default(), Format::JsonLines, "small", text.as_bytes());
    let next = reader.next(&mut record);
    assert!(matches!(next, Some(Ok(_))), "{text}: {:?}", next.map(Result::err));
    record
}

/// The minimal plans, and whether it is permitted already.
pub fn plans(policy: &Policy, small: &Small, facts: &Json) -> Vec<Plan> {
    let slots = slots(small, facts);
    let instants = instants(small);
    let impossible: Vec<bool> = instants.iter().map(|at| impossible(policy, &read(policy, facts), *at)).collect();
    let mut found: Vec<Plan> = Vec::new();
    let mut picked = vec![0; slots.len()];
    loop {
        let mut changed = facts.clone();
        let mut set = BTreeMap::new();
        for (slot, choice) in slots.iter().zip(&picked).filter(|(_, choice)| **choice > 0) {
            let (key, value) = &slot.choices[choice - 1];
            (slot.put)(&mut changed, &slot.name, value);
            set.insert(slot.name.clone(), key.clone());
        }
        if let Some(at) = earliest(policy, &changed, &instants, &impossible) {
            found.push((set, at));
        }
        let Some(place) = (0..slots.len()).find(|place| picked[*place] < slots[*place].choices.len()) else { break };
        picked[..place].fill(0);
        picked[place] += 1;
    }
    minimal(&found)
}

fn minimal(found: &[Plan]) -> Vec<Plan> {
    let is_less = |less: &Plan, more: &Plan| less.1 <= more.1 && less.0.iter().all(|(name, to)| more.0.get(name) == Some(to));
    let mut minimal: Vec<Plan> =
        found.iter().filter(|plan| !found.iter().any(|less| less != *plan && is_less(less, plan))).cloned().collect();
    minimal.sort();
    minimal.dedup();
    minimal
}

fn earliest(policy: &Policy, facts: &Json, instants: &[i64], impossible: &[bool]) -> Option<i64> {
    let record = read(policy, facts);
    let decision = policy.decision(None).unwrap();
    let (mut scratch, mut deciding) = (Scratch::default(), Vec::new());
    let mut permitted = |at: i64| decide(policy, decision, &record, at, &mut scratch, &mut deciding) == Ruling::Verdict(Verdict::Permitted);
    instants.iter().zip(impossible).find(|(at, impossible)| !**impossible && permitted(**at)).map(|(at, _)| *at)
}

fn impossible(policy: &Policy, record: &Record, at: i64) -> bool {
    let answer = answer(policy, policy.decision(None).unwrap(), record, at);
    answer.forbidden_by.iter().any(|finding| {
        let remedies = finding.remedies(policy);
        !remedies.is_empty() && remedies.iter().all(|remedy| matches!(remedy.kind, RemedyKind::Impossible { .. }))
    })
}

/// Now and whatever instants some comparison may turn at.
fn instants(small: &Small) -> Vec<i64> {
    let timed = small.facts.iter().any(|fact| fact.kind == Kind::Time);
    let days = if timed { 0..=13 } else { 0..=0 };
    days.flat_map(|day| [0, 1].map(|second| NOW + day * DAY + second)).filter(|at| timed || *at == NOW).collect()
}

fn slots(small: &Small, facts: &Json) -> Vec<Slot> {
    let mut slots = Vec::new();
    for fact in &small.facts {
        let own = facts["thing"].get(&fact.name);
        if own.is_some() && !fact.changes {
            continue;
        }
        let plain = |choices: Vec<(String, Json)>| Slot { name: fact.name.clone(), choices, put: put_value };
        let others =
            |values: Vec<Json>| values.into_iter().filter(|value| Some(value) != own).map(|value| (value.to_string(), value)).collect();
        match fact.kind {
            Kind::YesNo => slots.push(plain(others(vec![json!(true), json!(false)]))),
            Kind::Colour => slots.push(plain(others(COLOURS.map(|colour| json!(colour)).to_vec()))),
            Kind::Perhaps => slots.push(plain(others(COLOURS.map(|colour| json!(colour)).into_iter().chain([Json::Null]).collect()))),
            Kind::Whole => slots.push(plain(amounts((-2..=9).map(|number| (number, json!(number))), own.and_then(Json::as_i64)))),
            Kind::Time => {
                let days = (-8..=8).flat_map(|day| [-1, 0, 1].map(|second| NOW + day * DAY + second));
                let own = own.and_then(Json::as_str).and_then(|own| caveat::value::calendar::parse(own).ok());
                let own = own.map(|own| own.seconds(caveat::value::calendar::Zone::default()));
                slots.push(plain(amounts(days.map(|at| (at, json!(time(at)))), own)));
            }
            Kind::Set => slots.extend(COLOURS.map(|colour| {
                let has = own.and_then(Json::as_array).is_some_and(|set| set.contains(&json!(colour)));
                Slot { name: format!("{}.{colour}", fact.name), choices: vec![((!has).to_string(), json!(!has))], put: put_in_set }
            })),
            Kind::Parts => slots.extend(parts(small, fact, own)),
        }
    }
    slots
}

/// Of what is known every other value, named by its direction; of what is not, every value.
fn amounts(values: impl Iterator<Item = (i64, Json)>, own: Option<i64>) -> Vec<(String, Json)> {
    let named = |(at, value): (i64, Json)| match own {
        Some(own) if at == own => None,
        Some(own) => Some((if at > own { "up" } else { "down" }.to_owned(), value)),
        None => Some(("known".to_owned(), value)),
    };
    values.filter_map(named).collect()
}

/// Of each part whether it is broken, and whether it stays.
fn parts(small: &Small, fact: &super::small::Fact, own: Option<&Json>) -> Vec<Slot> {
    let goes = small.text.contains(&format!("{} list of part changed by", fact.name));
    let members = own.and_then(Json::as_array).cloned().unwrap_or_default();
    let slot = |member: &Json| {
        let broken = member["broken"].as_bool().unwrap_or_default();
        let mut choices = vec![((!broken).to_string(), json!(!broken))];
        if goes {
            choices.push(("gone".to_owned(), Json::Null));
        }
        Slot { name: format!("{}.{}", fact.name, member["id"].as_str().unwrap_or_default()), choices, put: put_in_part }
    };
    members.iter().map(slot).collect()
}

fn put_value(facts: &mut Json, name: &str, value: &Json) {
    facts["thing"][name] = value.clone();
}

fn put_in_set(facts: &mut Json, name: &str, value: &Json) {
    let (name, colour) = name.split_once('.').unwrap();
    let set = facts["thing"][name].as_array_mut().unwrap();
    set.retain(|member| member != colour);
    if value == &json!(true) {
        set.push(json!(colour));
    }
}

fn put_in_part(facts: &mut Json, name: &str, value: &Json) {
    let (name, id) = name.split_once('.').unwrap();
    let parts = facts["thing"][name].as_array_mut().unwrap();
    if value.is_null() {
        parts.retain(|part| part["id"] != id);
    } else {
        parts.iter_mut().find(|part| part["id"] == id).unwrap()["broken"] = value.clone();
    }
}
