//! The cells of an outline's row, for its title.

use crate::model::policy::{Policy, TermType};
use crate::model::vocabulary::{Constant, Element, Kind};
use crate::model::written::written;
use crate::syntax::ast::{OutlineCell, Path};

use super::case::Case;
use super::places::{self, Target};
use super::sheet::{Given, Sheet};

/// What a row sets: `source.kind = individual`, `target.identity = ?`.
#[must_use]
pub fn row(policy: &Policy, case: &Case<'_>, sheet: &Sheet) -> Vec<String> {
    let cell = |(path, cell): (&Path, &OutlineCell)| match cell {
        OutlineCell::Keep | OutlineCell::Expect(_) => None,
        OutlineCell::Unknown => Some(format!("{} = ?", path.text())),
        OutlineCell::Value(_) => Some(format!("{} = {}", path.text(), value(policy, path, sheet))),
    };
    case.facts().filter_map(cell).collect()
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
            let members = members.iter().map(|member| scalar(member, element_type(element)));
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

fn element_type(element: Element) -> TermType {
    TermType::Scalar(element.scalar())
}
