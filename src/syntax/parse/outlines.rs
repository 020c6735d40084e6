//! Scenario outlines: a scenario for each row of a table.

use std::ops::Range;

use super::Rule;
use super::build::{Builder, Built, Pair, Parts};
use super::tables::RawRow;
use crate::diagnostic::Code;
use crate::source::Span;
use crate::syntax::ast::{ExpressionKind, Outline, OutlineCell, OutlineColumn, OutlineRow, Scenario};

impl<'t> Builder<'t> {
    pub fn outline(&mut self, pair: Pair<'t>) -> Built<Scenario> {
        let mut parts = Parts::of(pair);
        let (title, decision) = self.scenario_head(&mut parts)?;
        let clauses = self.clauses(parts, &[Rule::row, Rule::with, Rule::without]);
        let (header, rows) = self.raw_rows(&clauses, &title, "an outline has a header: `| source.kind | expect |`")?;
        let columns = self.outline_columns(header)?;
        let rows = self.each(rows, |builder, row| builder.outline_row(row, &columns))?;
        let outline = Some(Outline { columns, rows });
        Ok(Scenario { outline, ..self.setting_of(title, decision, &clauses)? })
    }

    fn outline_columns(&mut self, header: RawRow) -> Built<Vec<OutlineColumn>> {
        let columns = self.each(header.cells, Self::outline_column)?;
        match columns.iter().filter(|column| matches!(column, OutlineColumn::Expect(_))).count() {
            1 => Ok(columns),
            0 => self.error(Code::Clauses, header.span, "an outline has a column `expect`"),
            _ => self.error(Code::Clauses, header.span, "an outline has one column `expect`"),
        }
    }

    fn outline_column(&mut self, cell: Range<usize>) -> Built<OutlineColumn> {
        let span = Span::new(self.file, cell.clone());
        match self.cell_text(&cell) {
            "at" => return Ok(OutlineColumn::At(span)),
            "expect" => return Ok(OutlineColumn::Expect(span)),
            _ => {}
        }
        let path = self.cell(Rule::path_cell, cell)?;
        Ok(OutlineColumn::Fact(self.path(&path)))
    }

    fn outline_row(&mut self, row: RawRow, columns: &[OutlineColumn]) -> Built<OutlineRow> {
        let cells = row.cells.into_iter().zip(columns).collect();
        let cells = self.each(cells, |builder, (cell, column)| match column {
            OutlineColumn::Expect(_) => {
                let expectation = builder.cell(Rule::expect_cell, cell)?;
                Ok(OutlineCell::Expect(builder.expectation(expectation)?))
            }
            OutlineColumn::At(_) => builder.time_cell(cell),
            OutlineColumn::Fact(_) => builder.outline_cell(cell),
        })?;
        Ok(OutlineRow { cells, span: row.span })
    }

    fn time_cell(&mut self, cell: Range<usize>) -> Built<OutlineCell> {
        let built = self.outline_cell(cell.clone())?;
        match &built {
            OutlineCell::Keep => Ok(built),
            OutlineCell::Value(value) if matches!(value.kind, ExpressionKind::Time(_)) => Ok(built),
            _ => self.error(Code::Syntax, Span::new(self.file, cell), "expected a time such as `2024-08-01T10:00+08:00`"),
        }
    }

    fn outline_cell(&mut self, cell: Range<usize>) -> Built<OutlineCell> {
        if cell.is_empty() {
            let span = Span::new(self.file, cell);
            return self.empty_cell(span, "write `-` where the fact is as it was");
        }
        // most cells of an outline say nothing
        if self.cell_text(&cell) == "-" {
            return Ok(OutlineCell::Keep);
        }
        let inner = self.cell(Rule::outline_cell, cell)?;
        Ok(match inner.as_rule() {
            Rule::any => OutlineCell::Keep,
            Rule::unknown => OutlineCell::Unknown,
            _ => OutlineCell::Value(self.value(inner)?),
        })
    }
}
