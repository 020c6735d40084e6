//! Random rules, exceptions, duties, effects, warnings and suggestions.

use super::atoms::set_literal;
use super::conditions::condition;
use super::dice::Dice;
use super::literal;
use super::world::{Context, Member, World};

/// A rule over entities, a list or a set, or without any: what follows its name.
fn instances(world: &World, dice: &mut Dice, context: &mut Context) -> String {
    let variable = World::variable(dice);
    let entities = &world.vocabulary.entities;
    match dice.weigh(&[(40, 0), (15, 1), (28, 2), (17, 3)]) {
        1 => {
            let shared: Vec<_> = entities.iter().filter(|entity| entity.of.is_some()).collect();
            let Some(first) = shared.first() else { return String::new() };
            let names: Vec<&str> = shared.iter().map(|entity| entity.name.as_str()).collect();
            context.party = Some((variable.clone(), (*first).clone()));
            format!(" for {variable} in {{{}}}", dice.shuffled(&names).join(", "))
        }
        2 => {
            let Some((list, record)) = dice.find(&world.lists(context)) else { return String::new() };
            context.member = Some(Member::OfList { variable: variable.clone(), fields: world.vocabulary.records[record].fields.clone() });
            format!(" for {variable} in {list}")
        }
        3 => {
            let Some((set, element)) = dice.find(&world.sets(context)) else { return String::new() };
            context.member = Some(Member::OfSet { variable: variable.clone(), element });
            format!(" for {variable} in {set}")
        }
        _ => String::new(),
    }
}

/// The clauses `given`, `when`, `unless` and `effective`.
fn conditions(world: &World, dice: &mut Dice, context: &mut Context) -> Vec<String> {
    let mut given = if dice.percent(35) { vec![condition(world, dice, context, 1)] } else { Vec::new() };
    let before = context.now;
    context.now = false;
    let mut when = if dice.percent(92) { vec![condition(world, dice, context, 2)] } else { Vec::new() };
    let timed = when.iter().any(|text| text.contains("now"));
    let mut inner = context.negated();
    let unless = if dice.percent(25) { Some(condition(world, dice, &mut inner, 1)) } else { None };
    context.absorb(inner);
    context.now |= before;
    for fact in unique(context.elsewhere.take().unwrap_or_default()) {
        let said = format!("{fact} is not none");
        if dice.percent(60) { given.push(said) } else { when.insert(0, said) }
    }
    let mut clauses = Vec::new();
    let all = |parts: Vec<String>| parts.join(" and ");
    if !given.is_empty() {
        clauses.push(format!("given {}", all(given)));
    }
    if !when.is_empty() {
        clauses.push(format!("when {}", all(when)));
    }
    clauses.extend(unless.map(|text| format!("unless {text}")));
    if dice.percent(20) {
        clauses.push(effective(dice));
    }
    context.now = timed;
    clauses
}

fn unique(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names.dedup();
    names
}

/// `effective from 2024-01-31 through 2024-03-31`
pub fn effective(dice: &mut Dice) -> String {
    let days = literal::thresholds(dice, super::vocabulary::Scalar::Date, 2);
    match dice.number(0, 2) {
        0 => format!("effective from {}", days[0]),
        1 => format!("effective through {}", days[1]),
        _ => format!("effective from {} through {}", days[0], days[1]),
    }
}

/// A message with a hole or without.
pub fn words(world: &World, dice: &mut Dice, context: &Context) -> String {
    let subjects = world.subjects(context);
    let sets = world.sets(context);
    match dice.number(0, 5) {
        0 | 1 => format!("en \"it is {{{}}}.\"", dice.pick(&subjects).text),
        2 if !sets.is_empty() => format!("en \"it has {{{}}}.\"", dice.pick(&sets).0),
        3 if !sets.is_empty() => {
            let (set, element) = dice.pick(&sets);
            let among = set_literal(world, dice, element);
            if among.contains('"') { "en \"it is so.\"".to_owned() } else { format!("en \"it has {{{set} among {among}}}.\"") }
        }
        _ => "en \"it is so.\"".to_owned(),
    }
}

/// A rule that forbids, permits or warns.
pub fn rule(world: &World, dice: &mut Dice, verb: &str, decision: &str) -> (String, String) {
    let mut context = Context { elsewhere: Some(Vec::new()), ..Context::default() };
    let name = dice.name("rule_");
    let instances = instances(world, dice, &mut context);
    let mut clauses = conditions(world, dice, &mut context);
    clauses.push(format!("{verb} {decision}"));
    clauses.push(format!("because {}", words(world, dice, &context)));
    if verb == "forbid" && context.now {
        clauses.push("remedy wait".to_owned());
    } else if verb == "forbid" && dice.percent(25) {
        clauses.push("remedy impossible".to_owned());
    }
    clauses.push(cite(dice));
    (block(dice, &format!("rule {name}{instances}"), &clauses), name)
}

/// A declaration whose clauses stand in any order.
fn block(dice: &mut Dice, head: &str, clauses: &[String]) -> String {
    let lines: Vec<String> = dice.shuffled(clauses).iter().map(|clause| format!("  {clause}\n")).collect();
    format!("{head} {{\n{}}}\n", lines.concat())
}

pub fn cite(dice: &mut Dice) -> String {
    format!("cite {}", dice.pick(&["book.first", "book.second.part", "book.first, book.second.part"]))
}

/// An exception to some of these.
pub fn exception(world: &World, dice: &mut Dice, names: &[String]) -> String {
    let mut context = Context { elsewhere: Some(Vec::new()), ..Context::default() };
    let mut clauses = conditions(world, dice, &mut context);
    clauses.push(cite(dice));
    if dice.percent(50) {
        clauses.push(format!("because {}", words(world, dice, &context)));
    }
    let to = dice.some(names, 1, 2).join(", ");
    let head = format!("exception {} to {to}", dice.name("exception_"));
    block(dice, &head, &clauses)
}

/// A duty, an effect or a suggestion.
pub fn notice(world: &World, dice: &mut Dice, decision: &str) -> String {
    let mut context = Context { elsewhere: Some(Vec::new()), ..Context::default() };
    let kind = dice.pick(&["duty", "effect", "suggest"]);
    let instances = if kind == "suggest" { String::new() } else { instances(world, dice, &mut context) };
    let mut clauses = conditions(world, dice, &mut context);
    clauses.push(format!("says {}", words(world, dice, &context)));
    clauses.push(cite(dice));
    if kind == "suggest" {
        clauses.push(format!("instead of {decision}"));
    } else {
        clauses.push(format!("{} {decision}", dice.pick(&["before", "during", "after"])));
    }
    if kind == "duty" {
        let entities: Vec<&str> = world.vocabulary.entities.iter().map(|entity| entity.name.as_str()).collect();
        clauses.push(format!("of {}", dice.pick(&entities)));
    }
    let head = format!("{kind} {}{instances}", dice.name("notice_"));
    block(dice, &head, &clauses)
}

/// Items in a scope of their own.
pub fn given(world: &World, dice: &mut Dice, items: &[String]) -> String {
    let scope = condition(world, dice, &mut Context::default(), 1);
    format!("given {scope} {{\n{}}}\n", items.concat())
}
