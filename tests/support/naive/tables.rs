//! Tables (§6).

use caveat::syntax::ast::{CellKind, CellTest, ColumnKind, Expression, Hit, Output, Row, Table, Verb};

use super::Judge;
use super::facts::Env;
use super::index::Scoped;
use super::logic::{No, State, Truth, Unknown, Value, Yes};

impl<'a> Judge<'a> {
    /// `ri`
    pub fn row(&self, table: &'a Table, row: &'a Row) -> Truth {
        Truth::all(tests(table, row).map(|(column, test)| self.cell(column, test)))
    }

    pub fn cell(&self, column: &'a Expression, test: &'a CellTest) -> Truth {
        let none = Env::new();
        let x = self.state(column, &none);
        let constant = |e| self.state(e, &none);
        let one_of = |all: Vec<&'a Expression>| Truth::any(all.into_iter().map(|e| self.states_are(&x, &constant(e))));
        match test {
            CellTest::Any => Yes,
            CellTest::AnyOf(all) => one_of(all.iter().collect()),
            CellTest::NotAnyOf(all) => one_of(all.iter().collect()).not(),
            CellTest::In(set) => one_of(self.choices(set)),
            CellTest::Order(order, e) => self.states_order(order.symbol(), &x, &constant(e)),
            CellTest::Span { from, to, open: false } => self.states_in_range(&x, &constant(from), &constant(to)),
            CellTest::Span { from, to, open: true } => {
                Truth::all([self.states_order(">=", &x, &constant(from)), self.states_order("<", &x, &constant(to))])
            }
            CellTest::None => none_truth(&x),
            CellTest::NotNone => none_truth(&x).not(),
        }
    }

    /// The rows that are possible: not no, and no earlier one is yes.
    pub fn possible(&self, table: &'a Table) -> Vec<&'a Row> {
        let rows: Vec<(&Row, Truth)> = table.rows.iter().map(|row| (row, self.row(table, row))).collect();
        let settled = rows.iter().position(|(_, truth)| *truth == Yes).unwrap_or(rows.len());
        rows.iter().enumerate().filter(|(place, (_, truth))| *truth != No && *place <= settled).map(|(_, (row, _))| *row).collect()
    }

    pub fn value_of(&self, row: &'a Row) -> State {
        match output(row) {
            Output::Value(e) => self.state(e, &Env::new()),
            Output::Undetermined => State::known(Value::Undetermined),
            Output::Permit | Output::Forbid => panic!("a verdict where a value is wanted"),
        }
    }

    /// What all possible rows give; without the scope none.
    pub fn table_value(&self, table: &Scoped<'a, Table>) -> State {
        let outputs: Vec<State> = self.possible(table.item).into_iter().map(|row| self.value_of(row)).collect();
        let first = outputs.first().expect("there is always a possible row").clone();
        let value = if outputs.iter().all(|output| output.same(&first)) { first } else { State::Missing };
        match self.scope(&table.around, &table.item.conditions) {
            Yes => value,
            No => State::None,
            Unknown if value == State::None => State::None,
            Unknown => State::Missing,
        }
    }

    /// `X(T)`
    pub fn table_says(&self, table: &Scoped<'a, Table>, verb: Verb) -> Truth {
        let says = |row: &Row| is_verb(output(row), verb);
        let rows = if table.item.hit == Hit::Collect {
            Truth::any(table.item.rows.iter().filter(|row| says(row)).map(|row| self.row(table.item, row)))
        } else {
            let possible = self.possible(table.item);
            let saying = possible.iter().filter(|row| says(row)).count();
            match saying {
                0 => No,
                all if all == possible.len() => Yes,
                _ => Unknown,
            }
        };
        Truth::all([rows, self.scope(&table.around, &table.item.conditions)])
    }
}

/// The columns that ask something, with a row's tests of them.
pub fn tests<'a>(table: &'a Table, row: &'a Row) -> impl Iterator<Item = (&'a Expression, &'a CellTest)> {
    table.columns.iter().zip(&row.cells).filter_map(|(column, cell)| match (&column.kind, &cell.kind) {
        (ColumnKind::Condition(e), CellKind::Test(test)) => Some((e, test)),
        _ => None,
    })
}

pub fn output(row: &Row) -> &Output {
    let outputs = row.cells.iter().find_map(|cell| if let CellKind::Output(output) = &cell.kind { Some(output) } else { None });
    outputs.expect("a row has an output")
}

pub fn is_verb(output: &Output, verb: Verb) -> bool {
    matches!((output, verb), (Output::Permit, Verb::Permit) | (Output::Forbid, Verb::Forbid))
}

fn none_truth(x: &State) -> Truth {
    match x {
        State::None => Yes,
        State::Known(..) => No,
        State::Missing => Unknown,
    }
}
