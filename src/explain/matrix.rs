//! A table that decides, row by row: which row it is, and which cell keeps each of the others from it.

use crate::eval::answer::{Answer, Finding, Instance, Subject};
use crate::model::constant;
use crate::model::policy::{Cell, CellTest, Column, Output, Row, Table, TableId};
use crate::syntax::ast::Hit;
use crate::value::Truth;

use super::cite;
use super::json::Cited;
use super::scene::Scene;
use super::words::Word;

/// A table as one record meets it.
#[derive(Debug, Clone)]
pub struct Matrix {
    pub name: String,
    pub columns: Vec<Heading>,
    pub rows: Vec<MatrixRow>,
}

/// What a column asks, and what it comes to.
#[derive(Debug, Clone)]
pub struct Heading {
    /// as the policy has it
    pub asks: String,
    pub value: String,
}

#[derive(Debug, Clone)]
pub struct MatrixRow {
    pub cells: Vec<MatrixCell>,
    pub says: String,
    pub because: Option<String>,
    pub clauses: Vec<Cited>,
    pub fate: Fate,
}

#[derive(Debug, Clone)]
pub struct MatrixCell {
    pub text: String,
    pub fits: Truth,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Decides,
    /// it would, if all facts were known
    Possible,
    /// a cell does not fit
    Excluded,
    /// a row above it decides
    NotReached,
}

/// The tables that an answer rests on, each once.
#[must_use]
pub fn matrices<'a>(scene: &Scene<'a>, answer: &Answer<'a, 'a>) -> Vec<Matrix> {
    let findings = [&answer.forbidden_by, &answer.permitted_by, &answer.undetermined].into_iter().flatten();
    let mut found: Vec<TableId> = Vec::new();
    for finding in findings.chain(&answer.valued_by) {
        found.extend(table_of(finding).filter(|id| !found.contains(id)));
    }
    found.into_iter().filter_map(|id| scene.policy.tables.get(id.index())).map(|table| matrix(scene, table)).collect()
}

fn table_of(finding: &Finding<'_>) -> Option<TableId> {
    match finding.subject {
        Subject::Table(id) => Some(id),
        Subject::Rule(_) | Subject::Notice(_) => None,
    }
}

fn matrix<'a>(scene: &Scene<'a>, table: &'a Table) -> Matrix {
    let asker = scene.asker(&Instance::Only);
    let heading =
        |column: &'a Column| Heading { asks: column.text.clone(), value: scene.speech().state(asker.term(&column.term), Some(column.ty)) };
    let mut reached = true;
    let rows = table.rows.iter().map(|of| {
        let row = row(scene, table, of, reached);
        reached &= row.fate != Fate::Decides || table.hit == Hit::Collect;
        row
    });
    Matrix { name: table.name.clone(), rows: rows.collect(), columns: table.columns.iter().map(heading).collect() }
}

fn row<'a>(scene: &Scene<'a>, table: &'a Table, row: &'a Row, reached: bool) -> MatrixRow {
    let written = row.cells.iter().zip(&table.columns).map(|(cell, column)| written(scene, cell, column));
    let cells: Vec<MatrixCell> = written.zip(scene.cells(table, row)).map(|(text, fits)| MatrixCell { text, fits }).collect();
    let fits = cells.iter().fold(Truth::Yes, |all, cell| all.and(cell.fits));
    let message = row.because.and_then(|id| scene.policy.messages.get_index(id.index())).map(|(_, message)| message);
    MatrixRow {
        says: says(scene, &row.output),
        because: message.and_then(|message| super::template::fill(scene, &message.template, &Instance::Only)),
        clauses: cite::clauses(scene, &row.cite),
        fate: match fits {
            Truth::No => Fate::Excluded,
            _ if !reached => Fate::NotReached,
            Truth::Unknown => Fate::Possible,
            Truth::Yes => Fate::Decides,
        },
        cells,
    }
}

fn says(scene: &Scene<'_>, output: &Output) -> String {
    let speech = scene.speech();
    match output {
        Output::Permit => speech.word(Word::Permit).to_owned(),
        Output::Forbid => speech.word(Word::Forbid).to_owned(),
        Output::Undetermined => speech.word(Word::UndeterminedValue).to_owned(),
        Output::Value(term) => scene.written(term.span),
    }
}

/// What a cell demands: members by their labels, all else as the policy has it.
fn written(scene: &Scene<'_>, cell: &Cell, column: &Column) -> String {
    let speech = scene.speech();
    match &cell.test {
        CellTest::OneOf(choices) => {
            speech.list(constant::choices(scene.policy, choices, scene.at).iter().map(|one| speech.constant(one, Some(column.ty))))
        }
        CellTest::Any => "–".to_owned(),
        _ => scene.written(cell.span),
    }
}
