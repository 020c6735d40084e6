//! A number, an amount, a span or a date that stands in a condition and has no name.
//!
//! A limit comes from a document, and the document will change it. As a param it has a name, a place where it is cited, and `--set`
//! tries another value. In a set without documents nothing is said. 0, 1, the `1 day` that ends a day, and dates that `now` is held
//! against, are fine.
//!
//! ```policy
//! document rules { authority official  clause limit en "three loans at a time" }
//! rule too_many { forbid lend when reader.loans > 3 because en "Too many." cite rules.limit }
//! ```
//!
//! Better: `param loan_limit = 3 cite rules.limit`, and `reader.loans > loan_limit`.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Expression, ExpressionKind, Item, ItemKind, Unit};
use crate::value::Decimal;
use crate::value::calendar::DAY;

use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if on.policy.documents.is_empty() {
        return;
    }
    for expression in on.items().flat_map(conditions) {
        nameless(on, expression, found);
    }
}

/// What a declaration asks; params, tables and facts say values by right.
fn conditions(item: &Item) -> Vec<&Expression> {
    match &item.kind {
        ItemKind::Rule(rule) => rule.conditions.expressions().collect(),
        ItemKind::Exception(exception) => exception.conditions.expressions().collect(),
        ItemKind::Notice(notice) => notice.conditions.expressions().collect(),
        ItemKind::Define(define) => vec![&define.body],
        ItemKind::Given(given) => vec![&given.condition],
        _ => Vec::new(),
    }
}

fn nameless(on: &Subject<'_>, expression: &Expression, found: &mut Vec<Diagnostic>) {
    match &expression.kind {
        ExpressionKind::Text(_) => {}
        ExpressionKind::Amount(number, unit) if !is_plain(*number, unit) => report(on, expression, found),
        ExpressionKind::Time(_) => report(on, expression, found),
        ExpressionKind::Add(left, right) if is_day(right) => nameless(on, left, found),
        ExpressionKind::Order { left, right, .. } if is_season([left, right]) => {}
        ExpressionKind::InRange { item, from, to, .. } if is_season([item, from]) && is_season([item, to]) => {}
        _ => expression.parts().into_iter().for_each(|part| nameless(on, part, found)),
    }
}

fn report(on: &Subject<'_>, expression: &Expression, found: &mut Vec<Diagnostic>) {
    let text = on.text(expression.span);
    found.push(finding(expression.span, format!("`{text}` has no name")).help(format!("`param … = {text}`, with the clause that says so")));
}

fn is_plain(number: Decimal, unit: &Unit) -> bool {
    number == Decimal::ZERO || (number == Decimal::from(1) && *unit == Unit::One)
}

/// A date that `now` is held against: the day is what the rule is about.
fn is_season(sides: [&Expression; 2]) -> bool {
    let has = |is: fn(&ExpressionKind) -> bool| sides.iter().any(|side| is(&side.kind));
    has(|kind| *kind == ExpressionKind::Now) && has(|kind| matches!(kind, ExpressionKind::Time(_)))
}

fn is_day(expression: &Expression) -> bool {
    matches!(&expression.kind, ExpressionKind::Amount(number, Unit::Seconds(DAY)) if *number == Decimal::from(1))
}
