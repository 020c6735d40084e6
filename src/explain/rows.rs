//! The rows of a table that were not asked, since one above them decided: the cell by which each is excluded.

use crate::eval::proof::{Outcome, Proof, Question, Step};
use crate::model::policy::TableId;
use crate::value::Truth;

use super::json::{ProofTree, StepKind};
use super::scene::Scene;
use super::words::Word;
use super::{cite, steps};

/// The rows that a step about a table says nothing of. Of a table that is read from the top, one that would fit as well was not reached.
#[must_use]
pub fn not_asked(scene: &Scene<'_>, proof: &Proof<'_, '_>, (id, step): (TableId, &Step<'_, '_>)) -> Vec<ProofTree> {
    let row_of = |question| match question {
        Question::Row(_, row) => Some(row),
        _ => None,
    };
    let Some(last) = proof.parts(step).iter().filter_map(|part| row_of(proof.step(*part)?.question)).max() else { return Vec::new() };
    let rows = scene.policy.tables.get(id.index()).map_or(0, |table| u32::try_from(table.rows.len()).unwrap_or(u32::MAX));
    (last + 1..rows).map(|row| excluded(scene, id, row)).collect()
}

/// A row with the first cell that does not fit.
fn excluded(scene: &Scene<'_>, id: TableId, row: u32) -> ProofTree {
    let table = scene.policy.tables.get(id.index());
    let of = table.and_then(|table| Some((table, table.rows.get(row as usize)?)));
    let fits = of.into_iter().flat_map(|(table, row)| scene.cells(table, row));
    let cell = (0..).zip(fits).find(|(_, fits)| *fits == Truth::No).map(|(column, _)| column);
    let cell = cell.map(|column| told(scene, Question::Cell(id, row, column), Vec::new()));
    let reached = cell.is_some();
    let row = told(scene, Question::Row(id, row), cell.into_iter().collect());
    if reached { row } else { ProofTree { answer: scene.speech().word(Word::NotReached).to_owned(), ..row } }
}

/// A step that answers no.
fn told(scene: &Scene<'_>, question: Question<'_>, parts: Vec<ProofTree>) -> ProofTree {
    let step = Step::alone(question, Outcome::Truth(Truth::No));
    ProofTree {
        kind: steps::kind(&step),
        step: steps::label(scene, &step),
        answer: steps::answer(scene, &step),
        policy: steps::span(scene, &step).map(|span| cite::spot(scene, span)),
        at: None,
        decides: steps::kind(&step) == StepKind::Cell,
        parts,
    }
}
