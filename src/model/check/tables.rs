//! Decision tables: columns, cells, outputs.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Choices, ChoicesKind, Term};
use crate::model::policy::{Cell, CellTest, Column, DecisionKind, Output, Row, Table, TableId, TableKind, TermType};
use crate::model::vocabulary::Scalar;
use crate::source::Span;
use crate::syntax::ast;

use super::Checker;
use super::comparisons::next_day;
use super::declare::Placed;
use super::names::Env;

impl<'a> Checker<'a> {
    /// The kinds of all tables, so that expressions can ask them before they are read.
    pub(super) fn declare_tables(&mut self) {
        let declarations = self.declarations;
        for (index, placed) in declarations.tables.values().enumerate() {
            let kind = self.table_kind(placed.node);
            if let Ok(index) = u32::try_from(index) {
                self.enter_table(TableId(index), kind);
            }
            let node = placed.node;
            let scope = crate::model::policy::Scope {
                effective: crate::model::policy::Effective::default(),
                given: None,
                when: None,
                unless: None,
            };
            self.policy.tables.push(Table {
                name: node.name.text.clone(),
                module: placed.module.to_owned(),
                hit: node.hit,
                kind,
                scope,
                exceptions: self.exceptions_to(&node.name.text),
                columns: Vec::new(),
                rows: Vec::new(),
                remedies: Vec::new(),
                cite: Vec::new(),
                reading: None,
                span: placed.span,
                name_span: node.name.span,
            });
        }
    }

    fn table_kind(&mut self, node: &'a ast::Table) -> TableKind {
        let broken = TableKind::Value { ty: TermType::Scalar(Scalar::YesNo), optional: true };
        match &node.target {
            ast::TableTarget::Valued(ty) => match self.term_type(ty) {
                Some((ty, optional)) => TableKind::Value { ty, optional },
                None => broken,
            },
            ast::TableTarget::For(name) => {
                let Some(id) = self.decision_named(name) else { return broken };
                if let Some(DecisionKind::Verdict { .. }) = self.policy.decisions.get_index(id.index()).map(|(_, decision)| &decision.kind)
                {
                    TableKind::Verdict(id)
                } else {
                    let message = format!("`{}` has a value: the table that answers it bears its name", name.text);
                    self.error(Code::TypeMismatch, name.span, message);
                    broken
                }
            }
            ast::TableTarget::Own => self.own_kind(&node.name, broken),
        }
    }

    fn own_kind(&mut self, name: &ast::Name, broken: TableKind) -> TableKind {
        let Some(index) = self.policy.decisions.get_index_of(&name.text) else {
            let diagnostic = Diagnostic::error(Code::Clauses, name.span, format!("the table `{}` does not say what it answers", name.text));
            self.report(diagnostic.help("write `for DECISION`, a type such as `: integer`, or give it the name of a decision"));
            return broken;
        };
        let id = u32::try_from(index).map_or(crate::model::policy::DecisionId(0), crate::model::policy::DecisionId);
        match self.policy.decisions.get_index(index).map(|(_, decision)| &decision.kind) {
            Some(DecisionKind::Valued { ty, optional, .. }) => TableKind::Value { ty: *ty, optional: *optional },
            _ => TableKind::Verdict(id),
        }
    }

    pub(super) fn tables(&mut self) {
        let declarations = self.declarations;
        for (index, placed) in declarations.tables.values().enumerate() {
            self.table(index, placed);
        }
    }

    fn table(&mut self, index: usize, placed: &Placed<'a, ast::Table>) {
        let node = placed.node;
        let env = Env::default();
        let Some(kind) = self.policy.tables.get(index).map(|table| table.kind) else { return };
        let scope = self.scope(&node.conditions, placed.given, &env);
        self.scoped_value(node, &scope, kind);
        let remedies = self.remedies(&node.remedies, &env);
        let cite = self.cited(&node.conditions.cite);
        let reading = node.conditions.reading.as_ref().map(|texts| self.label(texts));
        let columns: Vec<Option<Column>> =
            node.columns.iter().enumerate().filter_map(|(place, column)| self.column(place, column)).collect();
        let complete = columns.iter().all(Option::is_some);
        let columns: Vec<Column> = columns.into_iter().flatten().collect();
        self.output_header(node, kind);
        let rows: Vec<Row> = if complete { node.rows.iter().filter_map(|row| self.row(row, &columns, kind)).collect() } else { Vec::new() };
        let Some(table) = self.policy.tables.get_mut(index) else { return };
        table.scope = scope;
        table.remedies = remedies;
        table.cite = cite;
        table.reading = reading;
        table.columns = columns;
        table.rows = rows;
    }

    fn scoped_value(&mut self, node: &'a ast::Table, scope: &crate::model::policy::Scope, kind: TableKind) {
        let TableKind::Value { optional: false, .. } = kind else { return };
        if scope.given.is_some() || scope.unless.is_some() || node.conditions.effective.is_some() {
            let diagnostic = Diagnostic::error(Code::TypeMismatch, node.name.span, "outside its scope this table gives none");
            self.report(diagnostic.help("write the type with `?`, or take the scope away"));
        }
    }

    /// A column of conditions; nothing for the columns of outputs.
    #[allow(clippy::option_option, reason = "no such column, and a broken one, are two things")]
    fn column(&mut self, place: usize, column: &'a ast::Column) -> Option<Option<Column>> {
        let ast::ColumnKind::Condition(e) = &column.kind else { return None };
        Some(self.term(e, None, &Env::default()).and_then(|typed| {
            let ty = typed.ty?;
            let text = header(e, place);
            Some(Column { term: typed.term, ty, optional: typed.optional, text })
        }))
    }

    /// `=> transfer` has to name the decision.
    fn output_header(&mut self, node: &'a ast::Table, kind: TableKind) {
        for column in &node.columns {
            let ast::ColumnKind::Output(Some(name)) = &column.kind else { continue };
            let wanted = match kind {
                TableKind::Verdict(id) => self.policy.decisions.get_index(id.index()).map(|(name, _)| name.clone()),
                TableKind::Value { .. } => Some(node.name.text.clone()),
            };
            if wanted.as_ref().is_some_and(|wanted| *wanted != name.text) {
                let wanted = wanted.unwrap_or_default();
                self.error(Code::TableShape, name.span, format!("this table answers `{wanted}`, not `{}`", name.text));
            }
        }
    }

    fn row(&mut self, row: &'a ast::Row, columns: &[Column], kind: TableKind) -> Option<Row> {
        let mut cells = Vec::new();
        let mut found = Row { cells: Vec::new(), output: Output::Undetermined, because: None, cite: Vec::new(), span: row.span };
        let mut conditions = columns.iter();
        let mut output = None;
        for cell in &row.cells {
            match &cell.kind {
                ast::CellKind::Test(test) => {
                    let column = conditions.next()?;
                    cells.push(self.cell(test, cell.span, column));
                }
                ast::CellKind::Output(node) => output = self.output(node, cell.span, kind),
                ast::CellKind::Because(name) => found.because = name.as_ref().and_then(|name| self.message(name)),
                ast::CellKind::Cite(names) => found.cite = self.cited(names),
            }
        }
        found.cells = cells.into_iter().collect::<Option<Vec<Cell>>>()?;
        found.output = output?;
        self.explained(&found, row.span);
        Some(found)
    }

    fn explained(&mut self, row: &Row, span: Span) {
        if matches!(row.output, Output::Undetermined) && row.because.is_none() {
            let diagnostic = Diagnostic::error(Code::TableShape, span, "a row that gives `undetermined` has to say why");
            self.report(diagnostic.help("name a message in the column `because`"));
        }
    }

    fn cell(&mut self, test: &'a ast::CellTest, span: Span, column: &Column) -> Option<Cell> {
        let test = match test {
            ast::CellTest::Any => CellTest::Any,
            ast::CellTest::AnyOf(values) => CellTest::OneOf(self.cell_choices(values, span, column)?),
            ast::CellTest::NotAnyOf(values) => CellTest::NotOneOf(self.cell_choices(values, span, column)?),
            ast::CellTest::In(set) => {
                let choices = self.choices(set, column.ty, &Env::default())?;
                self.all_constant(&choices)?;
                CellTest::OneOf(choices)
            }
            ast::CellTest::Order(order, value) => CellTest::Order(*order, self.cell_bound(value, column)?),
            ast::CellTest::Span { from, to, open } => {
                let day = matches!(self.peek(to, &Env::default()), Some(TermType::Scalar(Scalar::Date)));
                let (from, to) = (self.cell_bound(from, column), self.cell_bound(to, column));
                match to? {
                    // a date as the end of a span is included as a whole
                    to if day && !open => CellTest::Span { from: from?, to: next_day(to), open: true },
                    to => CellTest::Span { from: from?, to, open: *open },
                }
            }
            ast::CellTest::None => self.optional_cell(CellTest::None, span, column)?,
            ast::CellTest::NotNone => self.optional_cell(CellTest::NotNone, span, column)?,
        };
        Some(Cell { test, span })
    }

    fn optional_cell(&mut self, test: CellTest, span: Span, column: &Column) -> Option<CellTest> {
        if !column.optional {
            self.error(Code::TypeMismatch, span, "this column is never none");
            return None;
        }
        Some(test)
    }

    fn cell_choices(&mut self, values: &'a [ast::Expression], span: Span, column: &Column) -> Option<Choices> {
        let terms: Vec<Option<Term>> = values.iter().map(|value| self.cell_value(value, column)).collect();
        Some(Choices { kind: ChoicesKind::Terms(terms.into_iter().collect::<Option<Vec<_>>>()?), span })
    }

    fn cell_value(&mut self, value: &'a ast::Expression, column: &Column) -> Option<Term> {
        let typed = self.typed_as(value, column.ty, &Env::default())?;
        self.be_constant(&typed.term)?;
        Some(typed.term)
    }

    fn cell_bound(&mut self, value: &'a ast::Expression, column: &Column) -> Option<Term> {
        let typed = self.typed_as(value, column.ty, &Env::default())?;
        self.orderable(&typed, value.span)?;
        self.be_constant(&typed.term)?;
        Some(typed.term)
    }

    fn output(&mut self, output: &'a ast::Output, span: Span, kind: TableKind) -> Option<Output> {
        match (output, kind) {
            (ast::Output::Permit, TableKind::Verdict(_)) => Some(Output::Permit),
            (ast::Output::Forbid, TableKind::Verdict(_)) => Some(Output::Forbid),
            (ast::Output::Undetermined, TableKind::Value { .. }) => Some(Output::Undetermined),
            (ast::Output::Value(value), TableKind::Value { ty, optional }) => {
                let typed = self.typed_as(value, ty, &Env::default())?;
                if typed.optional && !optional {
                    let diagnostic = Diagnostic::error(Code::TypeMismatch, span, "this may be none, and the table's type has no `?`");
                    self.report(diagnostic);
                    return None;
                }
                Some(Output::Value(typed.term))
            }
            (_, TableKind::Verdict(_)) => {
                self.error(Code::TableShape, span, "a row of this table says `permit` or `forbid`");
                None
            }
            (_, TableKind::Value { .. }) => {
                self.error(Code::TableShape, span, "a row of this table gives a value");
                None
            }
        }
    }
}

/// A column's header for messages: as it was written where it is a name.
fn header(e: &ast::Expression, place: usize) -> String {
    match &e.kind {
        ast::ExpressionKind::Path(path) => path.text(),
        _ => format!("column {}", place + 1),
    }
}
