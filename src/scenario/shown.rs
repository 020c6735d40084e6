//! The cells of an outline's row, for its title.

use crate::model::policy::{Policy, TermType};
use crate::model::vocabulary::{Constant, Kind};
use crate::model::written::written;
use crate::syntax::ast::{OutlineCell, Path};
use crate::value::calendar;

use super::case::Case;
use super::places::{self, Target};
use super::sheet::{Given, Sheet};

/// What a row sets: `source.kind = individual`, `target.identity = ?`, `at 2024-09-01T00:00:00Z`.
#[must_use]
pub fn row(policy: &Policy, case: &Case<'_>, sheet: &Sheet) -> Vec<String> {
    let cell = |(path, cell): (&Path, &OutlineCell)| match cell {
        OutlineCell::Keep | OutlineCell::Expect(_) => None,
        OutlineCell::Unknown => Some(format!("{} = ?", path.text())),
        OutlineCell::Value(_) => Some(format!("{} = {}", path.text(), value(policy, path, sheet))),
    };
    let at = case.row_at().map(|moment| format!("at {}", calendar::rfc3339(moment.seconds(policy.zone()), policy.zone())));
    case.facts().filter_map(cell).chain(at).collect()
}

fn value(policy: &Policy, path: &Path, sheet: &Sheet) -> String {
    let Ok(Target::Fact(fact)) = places::resolve(&policy.vocabulary, path) else { return "none".to_owned() };
    let kind = policy.vocabulary.fact(fact).map(|fact| fact.kind);
    match (kind, sheet.given(fact)) {
        (Some(kind), Some(given)) => shown(policy, kind, given),
        _ => "?".to_owned(),
    }
}

fn shown(policy: &Policy, kind: Kind, given: &Given) -> String {
    let scalar = |constant: &Constant, ty: TermType| written(constant, ty, &policy.vocabulary);
    match (given, kind) {
        (Given::Scalar(constant), Kind::Scalar { scalar: ty, .. }) => scalar(constant, TermType::Scalar(ty)),
        (Given::Set { members, open }, Kind::Set(element)) => {
            let members = members.iter().map(|member| scalar(member, element.term_type()));
            format!("{{{}}}", members.chain(open.then(|| "...".to_owned())).collect::<Vec<_>>().join(", "))
        }
        (Given::List { members, open, .. }, _) => match (members.len(), open) {
            (0, false) => "[]".to_owned(),
            (1, false) => "[1 member]".to_owned(),
            (count, false) => format!("[{count} members]"),
            (count, true) => format!("[{count} or more members]"),
        },
        _ => "?".to_owned(),
    }
}
