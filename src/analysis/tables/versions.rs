//! The instants at which the cells of a table change: the dates of the params that they name.

use std::collections::BTreeSet;

use crate::model::expression::{Choices, ChoicesKind, Term, TermKind};
use crate::model::policy::{Body, CellTest, ParamId, Policy, Table};

/// The dates of the params that the cells of a table name, in order.
#[must_use]
pub fn of_table(policy: &Policy, table: &Table) -> BTreeSet<i64> {
    let mut found = BTreeSet::new();
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        match &cell.test {
            CellTest::OneOf(choices) | CellTest::NotOneOf(choices) => of_choices(policy, choices, &mut found),
            CellTest::Order(_, term) => of_term(policy, term, &mut found),
            CellTest::Span { from, to, .. } => {
                of_term(policy, from, &mut found);
                of_term(policy, to, &mut found);
            }
            CellTest::Any | CellTest::None | CellTest::NotNone => {}
        }
    }
    found
}

fn of_choices(policy: &Policy, choices: &Choices, found: &mut BTreeSet<i64>) {
    match &choices.kind {
        ChoicesKind::Terms(terms) => terms.iter().for_each(|term| of_term(policy, term, found)),
        ChoicesKind::Param(id) => of_param(policy, *id, found),
    }
}

fn of_term(policy: &Policy, term: &Term, found: &mut BTreeSet<i64>) {
    match &term.kind {
        TermKind::Param(id) => of_param(policy, *id, found),
        TermKind::Definition(id) => {
            if let Some(Body::Term { term, .. }) = policy.definitions.get(id.index()).map(|definition| &definition.body) {
                of_term(policy, term, found);
            }
        }
        TermKind::Add(left, right) | TermKind::Subtract(left, right) | TermKind::Multiply(left, right) => {
            of_term(policy, left, found);
            of_term(policy, right, found);
        }
        TermKind::Shift { time, months, .. } => {
            of_term(policy, time, found);
            of_term(policy, months, found);
        }
        _ => {}
    }
}

fn of_param(policy: &Policy, id: ParamId, found: &mut BTreeSet<i64>) {
    if let Some((_, param)) = policy.params.get_index(id.index()) {
        found.extend(param.versions.iter().filter_map(|version| version.from));
    }
}
