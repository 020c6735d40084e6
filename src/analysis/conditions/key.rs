//! Conditions and terms as texts that are the same where they say the same, wherever they stand. Definitions are not entered.

use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Count, Place, Term, TermKind};
use crate::model::vocabulary::Constant;
use crate::value::ops::Order;

#[must_use]
pub fn condition(of: &Condition) -> String {
    match &of.kind {
        ConditionKind::Constant(yes) => format!("{yes}"),
        ConditionKind::Term(inner) => term(inner),
        ConditionKind::All(_) => joined(&of.kind, "and"),
        ConditionKind::Any(_) => joined(&of.kind, "or"),
        ConditionKind::Not(inner) => match &inner.kind {
            ConditionKind::Not(inner) => condition(inner),
            _ => format!("not {}", condition(inner)),
        },
        ConditionKind::Is(left, right) => unordered("is", &[term(left), term(right)]),
        ConditionKind::Order(order, left, right) => ordered(*order, left, right),
        ConditionKind::IsNone(inner) => format!("{} is none", term(inner)),
        ConditionKind::IsAbsent(entity) => format!("entity {} is none", entity.0),
        ConditionKind::OneOf(item, of) => format!("{} in {}", term(item), choices(of)),
        ConditionKind::Has(set, item) => format!("{} has {}", place(set.place), term(item)),
        ConditionKind::HasAny(set, of) => format!("{} has any {}", place(set.place), choices(of)),
        ConditionKind::HasAll(set, of) => format!("{} has all {}", place(set.place), choices(of)),
        ConditionKind::IsEmpty(set) => format!("{} is empty", place(set.place)),
        ConditionKind::Some(list, inner) => format!("some in {} ({})", list.fact.0, condition(inner)),
        ConditionKind::Every(list, inner) => format!("every in {} ({})", list.fact.0, condition(inner)),
        ConditionKind::Count(counts, order, limit) => format!("{} {} {}", sum(counts), order.symbol(), term(limit)),
        ConditionKind::CountIs(counts, limit) => format!("{} is {}", sum(counts), term(limit)),
        ConditionKind::Definition(id) => format!("definition {}", id.0),
        ConditionKind::Permitted(id) => format!("decision {} is permitted", id.0),
    }
}

#[must_use]
pub fn term(of: &Term) -> String {
    match &of.kind {
        TermKind::Constant(of) => constant(of),
        TermKind::Now => "now".to_owned(),
        TermKind::Param(id) => format!("param {}", id.0),
        TermKind::Fact(fact) => place(Place::Fact(*fact)),
        TermKind::Field(record, field) => place(Place::Field(*record, *field)),
        TermKind::Member => "member".to_owned(),
        TermKind::Add(left, right) => unordered("+", &[term(left), term(right)]),
        TermKind::Subtract(left, right) => format!("({} - {})", term(left), term(right)),
        TermKind::Multiply(left, right) => unordered("*", &[term(left), term(right)]),
        TermKind::Shift { time, months, negative } => format!("({} {} {})", term(time), if *negative { "-" } else { "+" }, term(months)),
        TermKind::If(of, then, otherwise) => format!("if ({}) then {} else {}", condition(of), term(then), term(otherwise)),
        TermKind::Definition(id) => format!("definition {}", id.0),
        TermKind::Table(id) => format!("table {}", id.0),
        TermKind::Decision(id) => format!("decision {}", id.0),
        TermKind::Truth(inner) => condition(inner),
    }
}

#[must_use]
pub fn constant(of: &Constant) -> String {
    format!("{of:?}")
}

#[must_use]
pub fn place(of: Place) -> String {
    match of {
        Place::Fact(fact) => format!("fact {}", fact.0),
        Place::Field(record, field) => format!("field {}.{}", record.0, field.0),
    }
}

#[must_use]
pub fn count(of: &Count) -> String {
    match of {
        Count::Members(list, Some(inner)) => format!("count in {} ({})", list.fact.0, condition(inner)),
        Count::Members(list, None) => format!("count of {}", list.fact.0),
        Count::Number(number) => number.to_string(),
    }
}

#[must_use]
pub fn choices(of: &Choices) -> String {
    match &of.kind {
        ChoicesKind::Terms(terms) => unordered(",", &terms.iter().map(term).collect::<Vec<_>>()),
        ChoicesKind::Param(id) => format!("param {}", id.0),
    }
}

fn sum(counts: &[Count]) -> String {
    unordered("+", &counts.iter().map(count).collect::<Vec<_>>())
}

/// `a > b` is `b < a`.
fn ordered(order: Order, left: &Term, right: &Term) -> String {
    match order {
        Order::Less | Order::AtMost => format!("{} {} {}", term(left), order.symbol(), term(right)),
        Order::Greater => format!("{} < {}", term(right), term(left)),
        Order::AtLeast => format!("{} <= {}", term(right), term(left)),
    }
}

/// Parts of one kind within each other are one row of parts.
fn joined(kind: &ConditionKind, word: &str) -> String {
    let mut keys = Vec::new();
    flatten(kind, word == "and", &mut keys);
    unordered(word, &keys)
}

fn flatten(kind: &ConditionKind, all: bool, keys: &mut Vec<String>) {
    let (ConditionKind::All(parts) | ConditionKind::Any(parts)) = kind else { return };
    for part in parts {
        if matches!(part.kind, ConditionKind::All(_)) == all && matches!(part.kind, ConditionKind::All(_) | ConditionKind::Any(_)) {
            flatten(&part.kind, all, keys);
        } else {
            keys.push(condition(part));
        }
    }
}

fn unordered(word: &str, keys: &[String]) -> String {
    let mut keys = keys.to_vec();
    keys.sort();
    keys.dedup();
    format!("({})", keys.join(&format!(" {word} ")))
}
