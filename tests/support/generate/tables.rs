//! Random decision tables and valued tables. A `unique` one is disjoint and complete because it is cut, box by box.

use super::atoms::set_literal;
use super::conditions::condition;
use super::dice::Dice;
use super::literal;
use super::terms::{constant, term};
use super::vocabulary::Scalar;
use super::world::{Context, Subject, World};

/// What a table answers.
#[derive(Debug, Clone, Copy)]
pub enum Answers {
    Verdict,
    /// `undetermined` may be an answer, too
    Value {
        scalar: Scalar,
        optional: bool,
        undetermined: bool,
    },
}

/// The rows of a table, without what stands around them.
pub struct Rows {
    pub hit: &'static str,
    pub text: String,
    /// the clock is mentioned
    pub now: bool,
}

/// A column: what it asks, and the type of that.
struct Column {
    text: String,
    scalar: Scalar,
    optional: bool,
}

/// Header and rows; the output column bears this name.
pub fn rows(world: &World, dice: &mut Dice, context: &Context, answers: Answers, output: &str, messages: &[String]) -> Rows {
    let mut place = Context { elsewhere: None, ..context.negated() };
    let mut columns: Vec<Column> = (0..dice.number(1, 3)).map(|_| column(world, dice, &mut place)).collect();
    columns.sort_by(|a, b| a.text.cmp(&b.text));
    columns.dedup_by(|a, b| a.text == b.text);
    let hit = match answers {
        Answers::Verdict => dice.pick(&["", "unique", "first", "collect"]),
        Answers::Value { .. } => dice.pick(&["", "unique", "first"]),
    };
    let mut boxes = match hit {
        "" | "unique" => cut(world, dice, &columns),
        _ => (0..dice.number(1, 4)).map(|_| columns.iter().map(|column| loose_cell(world, dice, column)).collect()).collect(),
    };
    boxes = dice.shuffled(&boxes);
    let mut closed = hit == "first";
    if matches!(hit, "" | "unique") && boxes.len() > 1 && dice.percent(30) {
        boxes.pop();
        closed = true;
    }
    if closed {
        let mut last = vec![String::new(); columns.len()];
        "else".clone_into(&mut last[0]);
        boxes.push(last);
    }
    let because = !messages.is_empty() && dice.percent(50);
    let mut header: Vec<String> = columns.iter().map(|column| column.text.clone()).collect();
    header.push(format!("=> {output}").trim_end().to_owned());
    if because {
        header.push("because".to_owned());
    }
    let mut lines = vec![line(&header), line(&vec!["---".to_owned(); header.len()])];
    for mut row in boxes {
        let output = cell_output(world, dice, context, answers, because);
        let reason = if output == "undetermined" || dice.percent(50) { dice.find(messages) } else { None };
        row.push(output);
        if because {
            row.push(reason.unwrap_or_default());
        }
        lines.push(line(&row));
    }
    Rows { hit, text: lines.concat(), now: place.now }
}

fn line(cells: &[String]) -> String {
    format!("  | {} |\n", cells.join(" | "))
}

fn column(world: &World, dice: &mut Dice, place: &mut Context) -> Column {
    if dice.percent(20) {
        let text = condition(world, dice, place, 0);
        // `check` does not see what a header says of none
        if !text.contains("none") {
            return Column { text, scalar: Scalar::YesNo, optional: false };
        }
    }
    if dice.percent(8) && !place.timeless {
        place.now = true;
        return Column { text: "now".to_owned(), scalar: Scalar::Time, optional: false };
    }
    let named: Vec<_> = world.named.iter().filter(|named| named.unsaid.is_empty() && !(place.timeless && named.now)).collect();
    if let Some(named) = dice.find(&named).filter(|_| dice.percent(15)) {
        place.now |= named.now;
        return Column { text: named.name.clone(), scalar: named.scalar, optional: false };
    }
    let Subject { text, scalar, optional } = dice.pick(&world.subjects(place));
    Column { text, scalar, optional }
}

/// Boxes that no two rows share and that leave nothing out.
fn cut(world: &World, dice: &mut Dice, columns: &[Column]) -> Vec<Vec<String>> {
    let mut boxes = vec![vec!["-".to_owned(); columns.len()]];
    for _ in 0..dice.number(1, 3) {
        let chosen = dice.number(0, boxes.len() - 1);
        let place = dice.number(0, columns.len() - 1);
        if boxes[chosen][place] != "-" {
            continue;
        }
        let whole = boxes.swap_remove(chosen);
        for part in parts(world, dice, &columns[place]) {
            let mut smaller = whole.clone();
            smaller[place] = part;
            boxes.push(smaller);
        }
    }
    boxes
}

/// Cells that together say everything of a column, and of which no two hold at once.
fn parts(world: &World, dice: &mut Dice, column: &Column) -> Vec<String> {
    if column.optional && dice.percent(30) {
        return vec!["none".to_owned(), "not none".to_owned()];
    }
    let mut parts = match column.scalar {
        Scalar::YesNo => vec!["yes".to_owned(), "no".to_owned()],
        Scalar::Enum(place) => members(world, dice, place, column.optional),
        Scalar::Text if column.optional => return vec!["none".to_owned(), "not none".to_owned()],
        Scalar::Text => texts(dice),
        _ => ranges(world, dice, column.scalar),
    };
    if column.optional {
        parts.push("none".to_owned());
    }
    parts
}

fn members(world: &World, dice: &mut Dice, place: usize, optional: bool) -> Vec<String> {
    let all = dice.shuffled(&world.vocabulary.enums[place].members);
    let count = dice.number(1, all.len() - 1);
    let (some, others) = all.split_at(count);
    let some = some.join(", ");
    let others = if optional || dice.percent(50) { others.join(", ") } else { format!("not {some}") };
    vec![some, others]
}

fn texts(dice: &mut Dice) -> Vec<String> {
    let all = literal::texts(dice, 3);
    vec![all[0].clone(), format!("{}, {}", all[1], all[2]), format!("not {}", all.join(", "))]
}

fn ranges(world: &World, dice: &mut Dice, scalar: Scalar) -> Vec<String> {
    let param = if dice.percent(30) { Some(constant(world, dice, scalar)) } else { None };
    if let Some(limit) = param {
        let (below, above) = dice.pick(&[("<", ">="), ("<=", ">")]);
        return vec![format!("{below} {limit}"), format!("{above} {limit}")];
    }
    let limits = literal::thresholds(dice, scalar, 2);
    let (low, high) = (&limits[0], &limits[1]);
    if scalar != Scalar::Time && dice.percent(50) {
        return vec![format!("< {low}"), format!("{low} .. {high}"), format!("> {high}")];
    }
    vec![format!("< {low}"), format!("{low} ..< {high}"), format!(">= {high}")]
}

/// A cell of a table whose rows may meet.
fn loose_cell(world: &World, dice: &mut Dice, column: &Column) -> String {
    if dice.percent(25) {
        return "-".to_owned();
    }
    if column.optional && dice.percent(20) {
        return dice.pick(&["none", "not none"]).to_owned();
    }
    match column.scalar {
        Scalar::YesNo => dice.pick(&["yes", "no"]).to_owned(),
        Scalar::Text | Scalar::Enum(_) if dice.percent(25) => {
            let params: Vec<_> = world.choices.iter().filter(|(_, of)| *of == column.scalar).collect();
            let name = dice.find(&params).map(|(name, _)| name.clone());
            format!("in {}", name.unwrap_or_else(|| set_literal(world, dice, column.scalar)))
        }
        Scalar::Text | Scalar::Enum(_) => one_of(world, dice, column),
        _ if dice.percent(15) => one_of(world, dice, column),
        _ => {
            let all = ranges(world, dice, column.scalar);
            dice.pick(&all)
        }
    }
}

/// `a, b`, and where the column is never none `not a, b`
fn one_of(world: &World, dice: &mut Dice, column: &Column) -> String {
    let set = set_literal(world, dice, column.scalar);
    let members = set.trim_matches(['{', '}']);
    if column.optional || dice.percent(60) { members.to_owned() } else { format!("not {members}") }
}

fn cell_output(world: &World, dice: &mut Dice, context: &Context, answers: Answers, because: bool) -> String {
    let Answers::Value { scalar, optional, undetermined } = answers else {
        return dice.pick(&["permit", "forbid"]).to_owned();
    };
    if undetermined && because && dice.percent(30) {
        return "undetermined".to_owned();
    }
    if dice.percent(40) {
        return constant(world, dice, scalar);
    }
    let mut place = Context { timeless: true, elsewhere: None, negative: true, ..context.clone() };
    let output = term(world, dice, &mut place, scalar, 1);
    if output.unsaid.is_empty() || optional { output.text } else { constant(world, dice, scalar) }
}
