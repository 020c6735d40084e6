//! Decision tables: a header, a line of dashes, rows.

use std::ops::Range;

use super::Rule;
use super::build::{Broken, Builder, Built, Clauses, Pair, Parts};
use super::expressions::order;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Cell, CellKind, CellTest, Column, ColumnKind, Expression, Hit, Name, Output, Row, Table, TableTarget};

/// A row as it is written: where its cells stand, without the blanks around them.
pub struct RawRow {
    pub span: Span,
    pub cells: Vec<Range<usize>>,
}

impl<'t> Builder<'t> {
    pub fn table(&mut self, pair: Pair<'t>) -> Built<Table> {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.need()?);
        let target = self.target(&mut parts)?;
        let hit = parts.maybe(Rule::hit_policy).map_or(Hit::Unique, |hit| hit_of(hit.as_str()));
        let clauses = self.clauses(parts, &[Rule::row, Rule::remedy]);
        let (header, rows) = self.raw_rows(&clauses, &name, "a table has a header: `| source.kind | => transfer |`")?;
        let columns = self.columns(&header);
        let columns = columns.and_then(|columns| self.check_columns(&header, columns))?;
        let rows = self.each(rows, |builder, row| builder.row(row, &columns))?;
        let (conditions, remedies) = (self.conditions(&clauses)?, self.remedies(&clauses)?);
        Ok(Table { name, target, hit, conditions, remedies, columns, rows })
    }

    fn target(&mut self, parts: &mut Parts<'t>) -> Built<TableTarget> {
        if let Some(decision) = parts.maybe(Rule::name) {
            return Ok(TableTarget::For(self.name(&decision)));
        }
        parts.maybe(Rule::r#type).map_or(Ok(TableTarget::Own), |ty| Ok(TableTarget::Valued(self.ty(ty)?)))
    }

    /// Builds every one, so that all mistakes are reported.
    pub fn each<R, T>(&mut self, raw: Vec<R>, one: impl Fn(&mut Self, R) -> Built<T>) -> Built<Vec<T>> {
        let built: Vec<Built<T>> = raw.into_iter().map(|raw| one(self, raw)).collect();
        built.into_iter().collect()
    }

    /// The header and the rows; their shape is sound.
    pub fn raw_rows(&mut self, clauses: &Clauses<'t>, name: &Name, lacking: &str) -> Built<(RawRow, Vec<RawRow>)> {
        let mut rows = clauses.all(Rule::row).map(|row| self.raw_row(row));
        let Some(header) = rows.next() else { return self.error(Code::TableShape, name.span, lacking) };
        let dashes = rows.next();
        let rows: Vec<RawRow> = rows.collect();
        let is_separator = |row: &RawRow| row.cells.iter().all(|cell| self.is_dashes(cell));
        if !dashes.as_ref().is_some_and(is_separator) {
            let found = Diagnostic::error(Code::TableShape, header.span, "no line of dashes follows this header");
            return self.fail(found.help("write `| --- | --- |` below it, with as many cells"));
        }
        let uneven: Vec<&RawRow> = dashes.iter().chain(&rows).filter(|row| row.cells.len() != header.cells.len()).collect();
        let findings: Vec<Diagnostic> = uneven.iter().map(|row| uneven_row(row, &header)).collect();
        self.findings.extend(findings);
        if uneven.is_empty() { Ok((header, rows)) } else { Err(Broken) }
    }

    fn is_dashes(&self, cell: &Range<usize>) -> bool {
        let text = self.cell_text(cell);
        text.contains('-') && text.bytes().all(|b| matches!(b, b'-' | b':'))
    }

    pub fn cell_text(&self, cell: &Range<usize>) -> &'t str {
        self.text.get(cell.clone()).unwrap_or("")
    }

    fn raw_row(&self, pair: Pair<'t>) -> RawRow {
        let span = self.span(&pair);
        RawRow { span, cells: Parts::of(pair).map(|cell| self.place(cell.as_str().trim())).collect() }
    }

    fn columns(&mut self, header: &RawRow) -> Built<Vec<Column>> {
        self.each(header.cells.clone(), |builder, cell| {
            let span = Span::new(builder.file, cell.clone());
            Ok(Column { kind: builder.column(cell)?, span })
        })
    }

    fn column(&mut self, cell: Range<usize>) -> Built<ColumnKind> {
        match self.cell_text(&cell) {
            "because" => return Ok(ColumnKind::Because),
            "cite" => return Ok(ColumnKind::Cite),
            _ => {}
        }
        let inner = self.cell(Rule::header_cell, cell)?;
        if inner.as_rule() == Rule::output_header {
            let name = Parts::of(inner).next();
            return Ok(ColumnKind::Output(name.map(|name| self.name(&name))));
        }
        Ok(ColumnKind::Condition(self.expression(inner)?))
    }

    /// What a cell holds, read by its rule.
    pub fn cell(&mut self, kind: Rule, cell: Range<usize>) -> Built<Pair<'t>> {
        let pair = self.read(kind, cell)?;
        pair.into_inner().next().ok_or(Broken)
    }

    fn check_columns(&mut self, header: &RawRow, columns: Vec<Column>) -> Built<Vec<Column>> {
        let places = |is: fn(&ColumnKind) -> bool| columns.iter().filter(|column| is(&column.kind)).map(|column| column.span).collect();
        let outputs: Vec<Span> = places(|kind| matches!(kind, ColumnKind::Output(_)));
        let becauses: Vec<Span> = places(|kind| matches!(kind, ColumnKind::Because));
        let cites: Vec<Span> = places(|kind| matches!(kind, ColumnKind::Cite));
        if outputs.is_empty() {
            return self.error(Code::TableShape, header.span, "no column of this table is its answer: `=> transfer`, or `=>`");
        }
        for (spans, what) in [(outputs, "`=>`"), (becauses, "`because`"), (cites, "`cite`")] {
            if let [first, second, ..] = spans.as_slice() {
                let found = Diagnostic::error(Code::TableShape, *second, format!("a second column {what}"));
                return self.fail(found.and(*first, "the first"));
            }
        }
        Ok(columns)
    }

    fn row(&mut self, row: RawRow, columns: &[Column]) -> Built<Row> {
        let is_else = row.cells.first().is_some_and(|cell| self.cell_text(cell) == "else");
        let cells: Vec<_> = row.cells.into_iter().zip(columns).enumerate().collect();
        let cells = self.each(cells, |builder, (index, (cell, column))| {
            let span = Span::new(builder.file, cell.clone());
            let kind = match &column.kind {
                ColumnKind::Condition(_) if is_else => builder.else_cell(cell, index == 0),
                _ if is_else && index == 0 => builder.error(Code::TableShape, span, "`else` stands in a column with a condition"),
                ColumnKind::Condition(_) => Ok(CellKind::Test(builder.condition_cell(cell)?)),
                ColumnKind::Output(_) => Ok(CellKind::Output(builder.output_cell(cell)?)),
                ColumnKind::Because => Ok(CellKind::Because(builder.name_cell(cell)?)),
                ColumnKind::Cite => Ok(CellKind::Cite(builder.cite_cell(cell)?)),
            };
            Ok(Cell { kind: kind?, span })
        })?;
        Ok(Row { cells, is_else, span: row.span })
    }

    /// A condition's cell in an `else` row.
    fn else_cell(&mut self, cell: Range<usize>, first: bool) -> Built<CellKind> {
        if !first && !matches!(self.cell_text(&cell), "" | "-") {
            let span = Span::new(self.file, cell);
            return self.error(Code::TableShape, span, "an `else` row has no conditions: leave this cell empty");
        }
        Ok(CellKind::Test(CellTest::Any))
    }

    fn condition_cell(&mut self, cell: Range<usize>) -> Built<CellTest> {
        let span = Span::new(self.file, cell.clone());
        match self.cell_text(&cell) {
            "" => return self.empty_cell(span, "write `-` where anything will do"),
            "-" => return Ok(CellTest::Any),
            "else" => return self.error(Code::TableShape, span, "`else` stands in the first cell of a row"),
            _ => {}
        }
        let inner = self.cell(Rule::condition_cell, cell)?;
        let form = inner.as_rule();
        let mut parts = Parts::of(inner);
        Ok(match form {
            Rule::any => CellTest::Any,
            Rule::nothing => CellTest::None,
            Rule::not_none => CellTest::NotNone,
            Rule::not_any_of => CellTest::NotAnyOf(self.sums(parts)?),
            Rule::cell_in => CellTest::In(self.set_or_sum(parts.need()?)?),
            Rule::order => CellTest::Order(order(parts.need()?.as_str()), self.sum(parts.need()?)?),
            _ => self.any_of(parts)?,
        })
    }

    pub fn empty_cell<T>(&mut self, span: Span, help: &str) -> Built<T> {
        self.fail(Diagnostic::error(Code::TableShape, span, "an empty cell").help(help))
    }

    fn sums(&mut self, parts: Parts<'t>) -> Built<Vec<Expression>> {
        parts.map(|sum| self.sum(sum)).collect()
    }

    /// `a, b`, `5 .. 10`
    fn any_of(&mut self, mut parts: Parts<'t>) -> Built<CellTest> {
        let first = self.sum(parts.need()?)?;
        if let Some(dots) = parts.maybe(Rule::span_dots) {
            return Ok(CellTest::Span { from: first, to: self.sum(parts.need()?)?, open: dots.as_str() == "..<" });
        }
        let mut values = vec![first];
        values.extend(self.sums(parts)?);
        Ok(CellTest::AnyOf(values))
    }

    fn output_cell(&mut self, cell: Range<usize>) -> Built<Output> {
        let span = Span::new(self.file, cell.clone());
        if cell.is_empty() {
            return self.empty_cell(span, "write the answer of this row");
        }
        let inner = self.cell(Rule::output_cell, cell)?;
        Ok(match inner.as_rule() {
            Rule::k_permit => Output::Permit,
            Rule::k_forbid => Output::Forbid,
            Rule::k_undetermined => Output::Undetermined,
            _ => Output::Value(self.expression(inner)?),
        })
    }

    fn name_cell(&mut self, cell: Range<usize>) -> Built<Option<Name>> {
        let pair = self.read(Rule::name_cell, cell)?;
        Ok(Parts::of(pair).next().map(|name| self.name(&name)))
    }

    fn cite_cell(&mut self, cell: Range<usize>) -> Built<Vec<Name>> {
        let pair = self.read(Rule::cite_cell, cell)?;
        Ok(self.names(Parts::of(pair)))
    }
}

fn hit_of(word: &str) -> Hit {
    match word {
        "first" => Hit::First,
        "collect" => Hit::Collect,
        _ => Hit::Unique,
    }
}

fn uneven_row(row: &RawRow, header: &RawRow) -> Diagnostic {
    let count = row.cells.len();
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = format!("this row has {count} {cells}, the header has {}", header.cells.len());
    Diagnostic::error(Code::TableShape, row.span, message).and(header.span, "the header")
}
