//! Random terms of a given type.

use super::conditions::condition;
use super::dice::Dice;
use super::literal;
use super::vocabulary::Scalar;
use super::world::{Context, Subject, World};

/// A term as text, with the facts that may make it none.
#[derive(Debug, Clone)]
pub struct Term {
    pub text: String,
    pub unsaid: Vec<String>,
    /// the clock is mentioned
    pub now: bool,
    /// a period is in it
    pub period: bool,
}

impl Term {
    pub fn certain(text: String) -> Self {
        Self { text, unsaid: Vec::new(), now: false, period: false }
    }

    fn with(self, other: Self, join: impl Fn(&str, &str) -> String) -> Self {
        let text = join(&self.text, &other.text);
        Self { text, unsaid: [self.unsaid, other.unsaid].concat(), now: self.now || other.now, period: self.period || other.period }
    }
}

impl From<Subject> for Term {
    fn from(subject: Subject) -> Self {
        let unsaid = if subject.optional { vec![subject.text.clone()] } else { Vec::new() };
        Self { text: subject.text, unsaid, now: false, period: false }
    }
}

/// A fact, a constant, a definition or a sum of them.
pub fn term(world: &World, dice: &mut Dice, context: &mut Context, scalar: Scalar, depth: u8) -> Term {
    let simple = match dice.weigh(&[(48, 0), (25, 1), (10, 2), (13, 3), (4, 4)]) {
        0 => dice.find(&world.subjects_of(context, scalar)).map(Term::from),
        1 => None,
        2 => param(world, dice, scalar).map(Term::certain),
        3 => named(world, dice, context, scalar),
        _ => optional_param(world, dice, scalar),
    };
    let simple = simple.unwrap_or_else(|| Term::certain(literal::literal(&world.vocabulary, dice, scalar)));
    if depth > 0 && dice.percent(35) { grown(world, dice, context, scalar, simple) } else { simple }
}

/// A literal or a param.
pub fn constant(world: &World, dice: &mut Dice, scalar: Scalar) -> String {
    let param = if dice.percent(30) { param(world, dice, scalar) } else { None };
    param.unwrap_or_else(|| literal::literal(&world.vocabulary, dice, scalar))
}

fn param(world: &World, dice: &mut Dice, scalar: Scalar) -> Option<String> {
    let params: Vec<&String> = world.params.iter().filter(|(_, of)| *of == scalar).map(|(name, _)| name).collect();
    dice.find(&params).cloned()
}

fn optional_param(world: &World, dice: &mut Dice, scalar: Scalar) -> Option<Term> {
    let params: Vec<&String> = world.optional_params.iter().filter(|(_, of)| *of == scalar).map(|(name, _)| name).collect();
    dice.find(&params).map(|name| Term { text: name.clone(), unsaid: vec![name.clone()], now: false, period: false })
}

/// A definition or a valued table.
fn named(world: &World, dice: &mut Dice, context: &mut Context, scalar: Scalar) -> Option<Term> {
    let all: Vec<_> = world.named.iter().filter(|named| named.scalar == scalar && !(context.timeless && named.now)).collect();
    let named = dice.find(&all)?;
    context.now |= named.now;
    let mut unsaid = named.unsaid.clone();
    if !unsaid.is_empty() {
        unsaid.push(named.name.clone());
    }
    Some(Term { text: named.name.clone(), unsaid, now: named.now, period: named.period })
}

/// A larger term around one, of the same type.
pub fn grown(world: &World, dice: &mut Dice, context: &mut Context, scalar: Scalar, inner: Term) -> Term {
    if dice.percent(25) {
        return conditional(world, dice, context, scalar, inner);
    }
    match scalar {
        Scalar::YesNo | Scalar::Text | Scalar::Enum(_) | Scalar::Date => conditional(world, dice, context, scalar, inner),
        Scalar::Integer | Scalar::Number | Scalar::Money(_) if dice.percent(30) => multiplied(world, dice, scalar, inner),
        Scalar::Duration if dice.percent(20) => multiplied(world, dice, scalar, inner),
        Scalar::Time => moved(world, dice, context, inner),
        Scalar::Integer | Scalar::Number | Scalar::Money(_) | Scalar::Duration => {
            let other = term(world, dice, context, scalar, 0);
            sum(dice, inner, other)
        }
    }
}

fn sum(dice: &mut Dice, left: Term, right: Term) -> Term {
    let sign = dice.pick(&['+', '-']);
    left.with(right, |left, right| format!("({left} {sign} {right})"))
}

/// `2 * a`, `a * 2`
fn multiplied(world: &World, dice: &mut Dice, scalar: Scalar, inner: Term) -> Term {
    if inner.now {
        return inner;
    }
    let whole = matches!(scalar, Scalar::Integer | Scalar::Duration);
    let factor = constant(world, dice, if whole { Scalar::Integer } else { Scalar::Number });
    let text = if dice.percent(50) { format!("({factor} * {})", inner.text) } else { format!("({} * {factor})", inner.text) };
    Term { text, ..inner }
}

/// A time, a duration or a period later or earlier.
pub fn moved(world: &World, dice: &mut Dice, context: &mut Context, inner: Term) -> Term {
    if !inner.now && !inner.period && dice.percent(50) {
        let period = if dice.percent(40) { dice.find(&world.periods) } else { None };
        let period = period.unwrap_or_else(|| literal::period(dice));
        return Term { period: true, ..sum(dice, inner, Term::certain(period)) };
    }
    // a sum with a duration that mentions the clock could be moved by a period again
    let outer = std::mem::replace(&mut context.timeless, true);
    let duration = term(world, dice, context, Scalar::Duration, 0);
    context.timeless = outer;
    sum(dice, inner, duration)
}

/// `(if (c) then a else b)`, where neither may be none
fn conditional(world: &World, dice: &mut Dice, context: &mut Context, scalar: Scalar, inner: Term) -> Term {
    if !inner.unsaid.is_empty() {
        return inner;
    }
    let other = term(world, dice, context, scalar, 0);
    if !other.unsaid.is_empty() {
        return inner;
    }
    let mut place = Context { elsewhere: None, ..context.negated() };
    let question = condition(world, dice, &mut place, 0);
    context.now |= place.now;
    let inner = Term { now: inner.now || place.now, ..inner };
    inner.with(other, |a, b| format!("(if ({question}) then {a} else {b})"))
}
