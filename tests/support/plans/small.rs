//! Small random policies and records, of which all that can be changed can be tried.

use std::fmt::Write;

use fastrand::Rng;
use serde_json::{Value as Json, json};

/// The instant that all records are judged at: 2024-03-01T00:00Z.
pub const NOW: i64 = 1_709_251_200;
pub const DAY: i64 = 86_400;
pub const COLOURS: [&str; 3] = ["red", "green", "blue"];

/// A fact that a policy may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    YesNo,
    Colour,
    /// may be none
    Perhaps,
    Whole,
    Time,
    Set,
    Parts,
}

#[derive(Debug, Clone)]
pub struct Fact {
    pub name: String,
    pub kind: Kind,
    pub changes: bool,
}

/// A policy in words, with the facts that it has.
#[derive(Debug, Clone)]
pub struct Small {
    pub text: String,
    pub facts: Vec<Fact>,
}

/// A policy of few facts and few rules.
pub fn policy(rng: &mut Rng) -> Small {
    let facts = facts(rng);
    let mut text = String::from(
        "policy small { title en \"Small\" time_zone \"Z\" languages en }\n\
         actor clerk en \"the clerk\"\nenum colour { red, green, blue }\n",
    );
    let changes = |fact: &Fact| if fact.changes { " changed by clerk" } else { "" };
    for fact in facts.iter().filter(|fact| fact.kind == Kind::Parts) {
        let _ = writeln!(text, "record part by id {{ id text  broken yes_no{} }}", changes(fact));
    }
    text += "entity thing {\n";
    for fact in &facts {
        let (ty, by) = match fact.kind {
            Kind::YesNo => ("yes_no", changes(fact)),
            Kind::Colour => ("colour", changes(fact)),
            Kind::Perhaps => ("colour?", changes(fact)),
            Kind::Whole => ("integer", changes(fact)),
            Kind::Time => ("time", changes(fact)),
            Kind::Set => ("set of colour", changes(fact)),
            Kind::Parts => ("list of part", if fact.changes && rng.bool() { " changed by clerk" } else { "" }),
        };
        let _ = writeln!(text, "  {} {ty}{by}", fact.name);
    }
    let default = if rng.u8(..3) == 0 { "forbid" } else { "permit" };
    let _ = writeln!(text, "}}\ndecision move {{ default {default} }}");
    rules(rng, &facts, default, &mut text);
    Small { text, facts }
}

fn facts(rng: &mut Rng) -> Vec<Fact> {
    let mut kinds = vec![
        Kind::YesNo,
        Kind::YesNo,
        Kind::YesNo,
        Kind::Colour,
        Kind::Perhaps,
        Kind::Whole,
        Kind::Whole,
        Kind::Time,
        Kind::Set,
        Kind::Parts,
    ];
    rng.shuffle(&mut kinds);
    kinds.truncate(rng.usize(2..=4));
    let name = |kind: Kind| match kind {
        Kind::YesNo => "flag",
        Kind::Colour => "colour",
        Kind::Perhaps => "perhaps",
        Kind::Whole => "count",
        Kind::Time => "begun",
        Kind::Set => "set",
        Kind::Parts => "parts",
    };
    kinds
        .iter()
        .enumerate()
        .map(|(place, kind)| Fact { name: format!("{}_{place}", name(*kind)), kind: *kind, changes: rng.u8(..4) > 0 })
        .collect()
}

fn rules(rng: &mut Rng, facts: &[Fact], default: &str, text: &mut String) {
    let count = rng.usize(1..=4);
    for number in 0..count {
        let permits = default == "forbid" && (number == 0 || rng.bool());
        let verb = if permits { "permit" } else { "forbid" };
        let _ = write!(text, "rule rule_{number} {{ {verb} move");
        if rng.u8(..4) == 0 {
            let _ = write!(text, " given {}", condition(rng, facts, 0));
        }
        let _ = write!(text, " when {}", condition(rng, facts, 2));
        if rng.u8(..5) == 0 {
            let _ = write!(text, " unless {}", condition(rng, facts, 0));
        }
        if verb == "forbid" && rng.u8(..12) == 0 {
            text.push_str(" remedy impossible");
        }
        text.push_str(" }\n");
    }
    if rng.u8(..4) == 0 {
        let _ = writeln!(text, "exception spared to rule_0 {{ when {} }}", condition(rng, facts, 1));
    }
}

/// Conditions that hold of nothing only because of none are refused by `check`; this one is asked of colours that may be none.
fn condition(rng: &mut Rng, facts: &[Fact], depth: u8) -> String {
    if depth > 0 && rng.u8(..5) < 2 {
        let word = if rng.bool() { "and" } else { "or" };
        return format!("({}) {word} ({})", condition(rng, facts, depth - 1), condition(rng, facts, depth - 1));
    }
    let fact = &facts[rng.usize(..facts.len())];
    let path = format!("thing.{}", fact.name);
    let colour = COLOURS[rng.usize(..3)];
    let other = COLOURS[rng.usize(..3)];
    match fact.kind {
        Kind::YesNo if rng.bool() => path,
        Kind::YesNo => format!("not {path}"),
        Kind::Colour => [format!("{path} is {colour}"), format!("{path} is not {colour}"), format!("{path} in {{{colour}, {other}}}")]
            [rng.usize(..3)]
        .clone(),
        Kind::Perhaps => [format!("{path} is {colour}"), format!("{path} is none"), format!("{path} is not none")][rng.usize(..3)].clone(),
        Kind::Whole => whole(rng, facts, &path),
        Kind::Time => format!("now {} {path} + {} days", ["<", "<=", ">", ">="][rng.usize(..4)], rng.u8(..4)),
        Kind::Set => [
            format!("{path} has {colour}"),
            format!("{path} is empty"),
            format!("{path} is not empty"),
            format!("{path} has any of {{{colour}, {other}}}"),
            format!("not {path} has all of {{{colour}, {other}}}"),
        ][rng.usize(..5)]
        .clone(),
        Kind::Parts => [
            format!("some part in {path} (part.broken)"),
            format!("every part in {path} (part.broken)"),
            format!("count part in {path} (part.broken) > 1"),
        ][rng.usize(..3)]
        .clone(),
    }
}

fn whole(rng: &mut Rng, facts: &[Fact], path: &str) -> String {
    let order = ["<", "<=", ">", ">="][rng.usize(..4)];
    let other = facts.iter().find(|fact| fact.kind == Kind::Whole && !path.ends_with(&fact.name));
    match (rng.u8(..4), other) {
        (0, Some(other)) => format!("{path} {order} thing.{}", other.name),
        (1, _) => format!("{path} is {}", rng.u8(..5)),
        (2, _) => format!("2 * {path} {order} {}", rng.u8(..9)),
        _ => format!("{path} {order} {}", rng.u8(..5)),
    }
}

/// A record; now and then something is not known.
pub fn record(rng: &mut Rng, small: &Small) -> Json {
    let mut thing = serde_json::Map::new();
    for fact in &small.facts {
        let value = match fact.kind {
            Kind::YesNo => json!(rng.bool()),
            Kind::Colour => json!(COLOURS[rng.usize(..3)]),
            Kind::Perhaps if rng.u8(..3) == 0 => Json::Null,
            Kind::Perhaps => json!(COLOURS[rng.usize(..3)]),
            Kind::Whole => json!(rng.u8(..5)),
            Kind::Time => json!(time(NOW + (i64::from(rng.u8(..7)) - 3) * DAY)),
            Kind::Set => json!(COLOURS.iter().filter(|_| rng.bool()).collect::<Vec<_>>()),
            Kind::Parts => json!((0..rng.u8(..3)).map(|id| json!({"id": format!("p{id}"), "broken": rng.bool()})).collect::<Vec<_>>()),
        };
        let said = matches!(fact.kind, Kind::Set | Kind::Parts) || rng.u8(..8) > 0;
        if said {
            thing.insert(fact.name.clone(), value);
        }
    }
    json!({ "thing": thing })
}

pub fn time(seconds: i64) -> String {
    caveat::value::calendar::rfc3339(seconds, caveat::value::calendar::Zone::default())
}
