//! Where `now`, constants and periods may stand, so that time stays decidable: `now` only in comparisons, one factor constant,
//! one period in a sum.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Place, Term, TermKind};
use crate::model::policy::{Body, DecisionKind, Output, Policy, ValuedBy};
use crate::model::walk::{self, Node};

/// Everything that stands where it may not.
pub(super) fn examine(policy: &Policy) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    walk::roots(policy, &mut |root| {
        root.each(&mut |node| {
            if let Node::Term(term) = node {
                found.extend(misplaced(policy, term));
            }
        });
    });
    found.extend(policy.tables.iter().flat_map(|table| &table.rows).filter_map(|row| match &row.output {
        Output::Value(term) => in_output(policy, term),
        _ => None,
    }));
    found.extend(policy.decisions.values().filter_map(|decision| match decision.kind {
        DecisionKind::Valued { by: ValuedBy::Definition(id), .. } => match &policy.definitions.get(id.index())?.body {
            Body::Term { term, .. } => in_output(policy, term),
            Body::Condition(_) => None,
        },
        _ => None,
    }));
    found
}

fn in_output(policy: &Policy, term: &Term) -> Option<Diagnostic> {
    asks_now(policy, term).then(|| {
        Diagnostic::error(Code::NowMisplaced, term.span, "an answer cannot be computed from `now`")
            .help("`now` is for comparisons: `now < …`")
    })
}

fn misplaced(policy: &Policy, term: &Term) -> Option<Diagnostic> {
    match &term.kind {
        TermKind::Multiply(left, right) => {
            let error = |code, message: &str| Some(Diagnostic::error(code, term.span, message));
            if asks_now(policy, left) || asks_now(policy, right) {
                error(Code::NowMisplaced, "`now` cannot be multiplied")
            } else if !is_constant(policy, left) && !is_constant(policy, right) {
                error(Code::NotConstant, "one of the two factors has to be a constant")
            } else {
                None
            }
        }
        TermKind::Shift { time, months, .. } => {
            let error = |code, message: &str, help: &str| Some(Diagnostic::error(code, term.span, message).help(help));
            if asks_now(policy, time) {
                error(Code::NowMisplaced, "months cannot be added to `now`", "add them to the other side of the comparison")
            } else if has_period(policy, time) {
                error(Code::PeriodMismatch, "a sum has at most one period", "add the periods first: `t + (6 months + 1 month)`")
            } else if !is_constant(policy, months) {
                error(Code::NotConstant, "a period has to be a constant", "a literal, a param, or a sum of them")
            } else {
                None
            }
        }
        _ => None,
    }
}

/// Whether a term is made of literals and params alone.
pub(super) fn is_constant(policy: &Policy, term: &Term) -> bool {
    match &term.kind {
        TermKind::Constant(_) | TermKind::Param(_) => true,
        TermKind::Add(left, right) | TermKind::Subtract(left, right) | TermKind::Multiply(left, right) => {
            is_constant(policy, left) && is_constant(policy, right)
        }
        TermKind::Shift { time, months, .. } => is_constant(policy, time) && is_constant(policy, months),
        TermKind::Definition(id) => match policy.definitions.get(id.index()).map(|definition| &definition.body) {
            Some(Body::Term { term, .. }) => is_constant(policy, term),
            _ => false,
        },
        _ => false,
    }
}

/// Whether `now` is part of a term's value, not only of a condition within it.
fn asks_now(policy: &Policy, term: &Term) -> bool {
    value_parts(policy, term).iter().any(|part| asks_now(policy, part)) || matches!(term.kind, TermKind::Now)
}

fn has_period(policy: &Policy, term: &Term) -> bool {
    value_parts(policy, term).iter().any(|part| has_period(policy, part)) || matches!(term.kind, TermKind::Shift { .. })
}

/// The terms that a term's value is made of, definitions entered.
fn value_parts<'m>(policy: &'m Policy, term: &'m Term) -> Vec<&'m Term> {
    match &term.kind {
        TermKind::Add(left, right) | TermKind::Subtract(left, right) | TermKind::Multiply(left, right) | TermKind::If(_, left, right) => {
            vec![left, right]
        }
        TermKind::Shift { time, .. } => vec![time],
        TermKind::Definition(id) => match policy.definitions.get(id.index()).map(|definition| &definition.body) {
            Some(Body::Term { term, .. }) => vec![term],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The facts that a term's value is made of.
pub(super) fn facts_of(policy: &Policy, term: &Term, places: &mut Vec<Place>) {
    match &term.kind {
        TermKind::Fact(fact) => places.push(Place::Fact(*fact)),
        TermKind::Field(record, field) => places.push(Place::Field(*record, *field)),
        _ => value_parts(policy, term).into_iter().for_each(|part| facts_of(policy, part, places)),
    }
}
