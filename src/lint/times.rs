//! Which terms are dates, and which times, for lints about them.

use crate::model::expression::{Term, TermKind};
use crate::model::policy::{Body, DecisionKind, ParamType, TableKind, TermType};
use crate::model::vocabulary::{Constant, Kind, Scalar};

use super::Subject;

/// So many characters has `2024-08-01`.
const DATE: usize = 10;

/// What is known of a term's type: a literal is a date where it is written as one.
pub fn scalar(on: &Subject<'_>, term: &Term) -> Option<Scalar> {
    let policy = on.policy;
    let ty = match &term.kind {
        TermKind::Now => return Some(Scalar::Time),
        TermKind::Constant(Constant::Instant(_)) => {
            let is_date = on.sources.text(term.span).len() == DATE;
            return Some(if is_date { Scalar::Date } else { Scalar::Time });
        }
        TermKind::Fact(fact) => return of_kind(policy.vocabulary.fact(*fact)?.kind),
        TermKind::Field(record, field) => return of_kind(policy.vocabulary.record(*record)?.field(*field)?.kind),
        TermKind::Shift { time, .. } => return scalar(on, time),
        TermKind::Add(left, right) | TermKind::Subtract(left, right) => return sum(on, left, right),
        TermKind::If(_, then, _) => return scalar(on, then),
        TermKind::Param(id) => match policy.params.get_index(id.index())?.1.ty {
            ParamType::Term(ty) => ty,
            _ => return None,
        },
        TermKind::Definition(id) => match &policy.definitions.get(id.index())?.body {
            Body::Term { ty, .. } => *ty,
            Body::Condition(_) => return None,
        },
        TermKind::Table(id) => match policy.tables.get(id.index())?.kind {
            TableKind::Value { ty, .. } => ty,
            TableKind::Verdict(_) => return None,
        },
        TermKind::Decision(id) => match policy.decisions.get_index(id.index())?.1.kind {
            DecisionKind::Valued { ty, .. } => ty,
            DecisionKind::Verdict { .. } => return None,
        },
        _ => return None,
    };
    match ty {
        TermType::Scalar(scalar) => Some(scalar),
        TermType::Period => None,
    }
}

/// A time and a duration are a time, also where the time is a date.
fn sum(on: &Subject<'_>, left: &Term, right: &Term) -> Option<Scalar> {
    let is_time = |scalar| matches!(scalar, Some(Scalar::Time | Scalar::Date));
    let (left, right) = (scalar(on, left), scalar(on, right));
    (is_time(left) != is_time(right)).then_some(Scalar::Time)
}

fn of_kind(kind: Kind) -> Option<Scalar> {
    match kind {
        Kind::Scalar { scalar, .. } => Some(scalar),
        _ => None,
    }
}
