//! Random comparisons, set conditions, quantifiers, counts, and questions to other decisions.

use super::conditions::{condition, guarded};
use super::dice::Dice;
use super::literal;
use super::terms::{self, Term, constant, term};
use super::vocabulary::Scalar;
use super::world::{Context, Subject, World};

const ORDERS: &[&str] = &["<", "<=", ">", ">="];

/// A condition without connectives of its own.
pub fn atom(world: &World, dice: &mut Dice, context: &mut Context) -> String {
    let now = if context.timeless { 0 } else { 14 };
    let quantified = if context.quantified { 0 } else { 10 };
    let made = match dice.weigh(&[(48, 0), (now, 1), (12, 2), (quantified, 3), (quantified, 4), (6, 5), (4, 6), (6, 7)]) {
        1 => Some(clock(world, dice, context)),
        2 => of_set(world, dice, context),
        3 => quantifier(world, dice, context),
        4 => count(world, dice, context),
        5 => verdict(world, dice, context),
        6 => absent(world, dice, context),
        7 => named(world, dice, context),
        _ => None,
    };
    made.unwrap_or_else(|| of_fact(world, dice, context))
}

/// A condition on a fact.
fn of_fact(world: &World, dice: &mut Dice, context: &mut Context) -> String {
    let subject = dice.pick(&world.subjects(context));
    if subject.optional && dice.percent(20) {
        return format!("{} is {}none", subject.text, if dice.percent(50) { "not " } else { "" });
    }
    match subject.scalar {
        Scalar::YesNo if !subject.optional && dice.percent(70) => subject.text,
        Scalar::YesNo => equality(world, dice, context, subject),
        Scalar::Text | Scalar::Enum(_) if dice.percent(60) => equality(world, dice, context, subject),
        Scalar::Text | Scalar::Enum(_) => choice(world, dice, context, &subject),
        _ if dice.percent(20) => equality(world, dice, context, subject),
        Scalar::Integer | Scalar::Number | Scalar::Duration if dice.percent(10) => choice(world, dice, context, &subject),
        Scalar::Time if dice.percent(15) => difference(world, dice, context, subject),
        _ => order(world, dice, context, subject),
    }
}

/// `a is b`, `a is not b`
fn equality(world: &World, dice: &mut Dice, context: &mut Context, subject: Subject) -> String {
    let scalar = subject.scalar;
    let left = Term::from(subject);
    let right = other_than(world, dice, context, scalar, &left);
    let not = dice.percent(40);
    let risky = not || (!left.unsaid.is_empty() && !right.unsaid.is_empty());
    let unsaid = [left.unsaid, right.unsaid].concat();
    let text = format!("{} is {}{}", left.text, if not { "not " } else { "" }, right.text);
    guarded(dice, context, text, &unsaid, risky)
}

/// A term to compare with, mostly another one.
fn other_than(world: &World, dice: &mut Dice, context: &mut Context, scalar: Scalar, left: &Term) -> Term {
    let right = term(world, dice, context, scalar, 1);
    if right.text == left.text && dice.percent(90) { Term::certain(constant(world, dice, scalar)) } else { right }
}

/// `a in {b, c}`, `a not in limits`
fn choice(world: &World, dice: &mut Dice, context: &mut Context, subject: &Subject) -> String {
    let of_param = if dice.percent(30) { set_param(world, dice, subject.scalar) } else { None };
    let mut unsaid = if subject.optional { vec![subject.text.clone()] } else { Vec::new() };
    let set = of_param.unwrap_or_else(|| set_of_terms(world, dice, context, subject.scalar, &mut unsaid));
    let not = dice.percent(40);
    let text = format!("{} {}in {set}", subject.text, if not { "not " } else { "" });
    guarded(dice, context, text, &unsaid, not)
}

fn set_param(world: &World, dice: &mut Dice, scalar: Scalar) -> Option<String> {
    let params: Vec<&String> = world.choices.iter().filter(|(_, of)| *of == scalar).map(|(name, _)| name).collect();
    dice.find(&params).cloned()
}

/// `{b, e.f}`: facts may be asked here as well
fn set_of_terms(world: &World, dice: &mut Dice, context: &mut Context, scalar: Scalar, unsaid: &mut Vec<String>) -> String {
    if dice.percent(70) {
        return set_literal(world, dice, scalar);
    }
    let members = (0..2).map(|_| term(world, dice, context, scalar, 0)).map(|member| {
        unsaid.extend(member.unsaid);
        member.text
    });
    literal::braced(members.collect())
}

/// `{b, c}`
pub fn set_literal(world: &World, dice: &mut Dice, scalar: Scalar) -> String {
    let members: Vec<String> = (0..dice.number(1, 3)).map(|_| constant(world, dice, scalar)).collect();
    literal::braced(members)
}

/// `a < b`, `a in b .. c`
fn order(world: &World, dice: &mut Dice, context: &mut Context, subject: Subject) -> String {
    let (scalar, mut left) = (subject.scalar, Term::from(subject));
    if dice.percent(30) {
        left = terms::grown(world, dice, context, scalar, left);
    }
    if dice.percent(20) {
        return range(world, dice, context, scalar, &left);
    }
    let right = other_than(world, dice, context, scalar, &left);
    let text = format!("{} {} {}", left.text, dice.pick(ORDERS), right.text);
    guarded(dice, context, text, &[left.unsaid, right.unsaid].concat(), false)
}

/// `a in b .. c`, with dates for a time
fn range(world: &World, dice: &mut Dice, context: &mut Context, scalar: Scalar, left: &Term) -> String {
    let ends = if scalar == Scalar::Time { Scalar::Date } else { scalar };
    let (from, to) = match literal::thresholds(dice, ends, 2).as_slice() {
        [from, to] if dice.percent(70) => (from.clone(), to.clone()),
        _ => (constant(world, dice, ends), constant(world, dice, ends)),
    };
    let not = dice.percent(30);
    let text = format!("{} {}in {from} .. {to}", left.text, if not { "not " } else { "" });
    guarded(dice, context, text, &left.unsaid, not)
}

/// `a - b < 5 days`
fn difference(world: &World, dice: &mut Dice, context: &mut Context, subject: Subject) -> String {
    let other = term(world, dice, context, Scalar::Time, 0);
    let left = Term::from(subject);
    let text = format!("{} - {} {} {}", left.text, other.text, dice.pick(ORDERS), constant(world, dice, Scalar::Duration));
    guarded(dice, context, text, &[left.unsaid, other.unsaid].concat(), false)
}

/// `now < a + 5 days`, `now - a >= 5 days`, `now in 2024-01-01 .. 2024-01-07`
fn clock(world: &World, dice: &mut Dice, context: &mut Context) -> String {
    context.now = true;
    if dice.percent(20) {
        return range(world, dice, context, Scalar::Time, &Term::certain("now".to_owned()));
    }
    let times: Vec<Subject> =
        world.subjects(context).into_iter().filter(|subject| matches!(subject.scalar, Scalar::Time | Scalar::Date)).collect();
    let mut time = match dice.find(&times) {
        Some(subject) => Term::from(subject),
        None => term(world, dice, context, Scalar::Time, 0),
    };
    let operator = dice.pick(ORDERS);
    if dice.percent(35) {
        let duration = constant(world, dice, Scalar::Duration);
        let text = match dice.number(0, 2) {
            0 => format!("now - {} {operator} {duration}", time.text),
            1 => format!("{} - now {operator} {duration}", time.text),
            _ => format!("now - {duration} {operator} {}", time.text),
        };
        return guarded(dice, context, text, &time.unsaid, false);
    }
    if dice.percent(60) {
        time = terms::moved(world, dice, context, time);
    }
    let text = if dice.percent(50) { format!("now {operator} {}", time.text) } else { format!("{} {operator} now", time.text) };
    guarded(dice, context, text, &time.unsaid, false)
}

/// `s has a`, `s has any of t`, `s is empty`
fn of_set(world: &World, dice: &mut Dice, context: &mut Context) -> Option<String> {
    let (set, element) = dice.find(&world.sets(context))?;
    match dice.number(0, 3) {
        0 => {
            let item = term(world, dice, context, element, 0);
            let text = format!("{set} has {}", item.text);
            Some(guarded(dice, context, text, &item.unsaid, false))
        }
        1 => Some(format!("{set} is {}empty", if dice.percent(50) { "not " } else { "" })),
        _ => {
            let of_param = dice.percent(30).then(|| set_param(world, dice, element)).flatten();
            let members = of_param.unwrap_or_else(|| set_literal(world, dice, element));
            Some(format!("{set} has {} of {members}", dice.pick(&["any", "all"])))
        }
    }
}

/// `some one in l (c)`
fn quantifier(world: &World, dice: &mut Dice, context: &mut Context) -> Option<String> {
    let (list, record) = dice.find(&world.lists(context))?;
    let around = context.clone();
    let body = of_member(world, dice, context, &around, record);
    Some(format!("{} {}", dice.pick(&["some", "every"]), body.replace("LIST", &list)))
}

/// `one in LIST (c)`
fn of_member(world: &World, dice: &mut Dice, context: &mut Context, around: &Context, record: usize) -> String {
    let variable = World::variable(dice);
    let mut inner = around.of_member(&variable, &world.vocabulary.records[record].fields);
    let text = condition(world, dice, &mut inner, 1);
    context.now |= inner.now;
    format!("{variable} in LIST ({text})")
}

/// `count one in l (c) + count of m < 3`
fn count(world: &World, dice: &mut Dice, context: &mut Context) -> Option<String> {
    let mut counts = vec![one_count(world, dice, context)?];
    if dice.percent(20) {
        counts.extend(one_count(world, dice, context));
    }
    if dice.percent(10) {
        counts.push(dice.integer(0, 2).to_string());
    }
    let counts = counts.join(" + ");
    let limit = constant(world, dice, Scalar::Integer);
    Some(match dice.number(0, 5) {
        0 => format!("{counts} is {limit}"),
        1 => format!("{counts} is not {limit}"),
        2 => format!("{limit} {} {counts}", dice.pick(ORDERS)),
        _ => format!("{counts} {} {limit}", dice.pick(ORDERS)),
    })
}

fn one_count(world: &World, dice: &mut Dice, context: &mut Context) -> Option<String> {
    let (list, record) = dice.find(&world.lists(context))?;
    if dice.percent(25)
        && let Some(name) = dice.find(&world.counts)
    {
        return Some(name);
    }
    if dice.percent(30) {
        return Some(format!("count of {list}"));
    }
    let around = context.negated();
    let body = of_member(world, dice, context, &around, record);
    Some(format!("count {}", body.replace("LIST", &list)))
}

/// `d is permitted`
fn verdict(world: &World, dice: &mut Dice, context: &mut Context) -> Option<String> {
    if context.timeless {
        return None;
    }
    let decision = dice.find(&world.verdicts)?;
    context.now = true;
    Some(format!("{decision} is {}{}", dice.pick(&["", "", "not "]), dice.pick(&["permitted", "forbidden"])))
}

/// `e is none`
fn absent(world: &World, dice: &mut Dice, context: &Context) -> Option<String> {
    let mut names: Vec<&String> = world.vocabulary.entities.iter().filter(|entity| entity.optional).map(|entity| &entity.name).collect();
    if let Some((variable, entity)) = &context.party
        && entity.optional
    {
        names.push(variable);
    }
    let name = dice.find(&names)?;
    Some(format!("{name} is {}none", if dice.percent(50) { "not " } else { "" }))
}

/// A definition that is a condition.
fn named(world: &World, dice: &mut Dice, context: &mut Context) -> Option<String> {
    let all: Vec<_> = world
        .named
        .iter()
        .filter(|named| named.scalar == Scalar::YesNo && named.unsaid.is_empty() && !(context.timeless && named.now))
        .collect();
    let named = dice.find(&all)?;
    context.now |= named.now;
    Some(named.name.clone())
}
