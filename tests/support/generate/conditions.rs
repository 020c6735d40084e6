//! Random conditions. What may be none is named wherever a comparison could hold only because of it.

use super::atoms;
use super::dice::Dice;
use super::world::{Context, World};

/// A condition, up to so many connectives deep.
pub fn condition(world: &World, dice: &mut Dice, context: &mut Context, depth: u8) -> String {
    if depth == 0 {
        return atoms::atom(world, dice, context);
    }
    match dice.weigh(&[(35, 0), (35, 1), (15, 2), (15, 3)]) {
        0 => atoms::atom(world, dice, context),
        1 => connected(world, dice, context, depth, " and "),
        2 => connected(world, dice, context, depth, " or "),
        _ => {
            let mut inner = context.negated();
            let text = condition(world, dice, &mut inner, depth - 1);
            context.absorb(inner);
            format!("not ({text})")
        }
    }
}

fn connected(world: &World, dice: &mut Dice, context: &mut Context, depth: u8, connective: &str) -> String {
    let count = dice.number(2, 3);
    let parts: Vec<String> = (0..count).map(|_| condition(world, dice, context, depth - 1)).collect();
    format!("({})", parts.join(connective))
}

/// The condition together with what has to be said of none: here, or elsewhere in the rule.
pub fn guarded(dice: &mut Dice, context: &mut Context, text: String, unsaid: &[String], risky: bool) -> String {
    if unsaid.is_empty() || !(risky || context.negative) {
        return text;
    }
    if let Some(elsewhere) = &mut context.elsewhere
        && dice.percent(40)
    {
        elsewhere.extend(unsaid.iter().cloned());
        return text;
    }
    if let [only] = unsaid
        && dice.percent(40)
    {
        return format!("({only} is none or {text})");
    }
    let known: Vec<String> = unsaid.iter().map(|fact| format!("{fact} is not none")).collect();
    format!("({} and {text})", known.join(" and "))
}
