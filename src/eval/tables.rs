//! Decision tables: §6 of the formal definition.

use crate::model::policy::{Cell, CellTest, Column, Output, Row, Scope, Table, TableId, Verb};
use crate::syntax::ast::Hit;
use crate::value::ops::{self, Order};
use crate::value::{State, Truth};

use super::answer::Status;
use super::evaluator::{Answered, Evaluator};
use super::proof::{Outcome, Question};
use super::recorder::Recorder;

/// What a verdict table says, with the step of each.
#[derive(Clone, Copy)]
pub(super) struct Says<S> {
    pub forbid: Status,
    pub permit: Status,
    pub forbid_step: S,
    pub permit_step: S,
}

/// What the rows of a verdict table say, the scope left aside.
#[derive(Clone, Copy)]
struct RowsSay {
    forbid: Truth,
    permit: Truth,
}

/// What a sequence of possible rows gives.
#[derive(Clone, Copy, PartialEq)]
enum Common<T> {
    NoRow,
    Same(T),
    Various,
}

/// What a row of a valued table gives.
#[derive(Clone, Copy, PartialEq)]
enum Given<'r> {
    State(State<'r>),
    Undetermined,
}

impl<'m: 'r, 'r, R: Recorder<'m, 'r>> Evaluator<'m, 'r, R> {
    /// The value of a table.
    pub fn table(&mut self, id: TableId) -> Answered<'r> {
        let kept = self.memo.tables.get(id.index()).copied();
        if let Some(answer) = self.recall(kept) {
            return answer;
        }
        let policy = self.policy;
        let Some(table) = policy.tables.get(id.index()) else { return Answered::State(State::Unknown) };
        let mark = self.recorder.open();
        let answer = self.table_value(id, table);
        self.recorder.close(mark, Question::Table(id), answer.outcome());
        let kept = self.kept(answer);
        if let Some(place) = self.memo.tables.get_mut(id.index()) {
            *place = kept;
        }
        answer
    }

    /// `if (scope) then … else none`
    fn table_value(&mut self, id: TableId, table: &'m Table) -> Answered<'r> {
        let scope = self.table_scope(&table.scope).applies();
        let scope = if scope == Truth::No { scope } else { scope.and(!self.excused(&table.scope, &table.exceptions)) };
        if scope == Truth::No {
            return Answered::State(State::None);
        }
        match (scope, self.rows_give(id, table)) {
            (Truth::Yes, Common::Same(Given::State(state))) => Answered::State(state),
            (Truth::Yes, Common::Same(Given::Undetermined)) => Answered::Undetermined,
            (_, Common::Same(Given::State(State::None))) => Answered::State(State::None),
            _ => Answered::State(State::Unknown),
        }
    }

    /// Applies, or unknown, where the rows are to be asked.
    fn table_scope(&mut self, scope: &'m Scope) -> Status {
        if !scope.effective.holds(self.now) {
            return Status::NotInForce;
        }
        match self.part(Question::Given, scope.given.as_ref(), Truth::Yes) {
            Truth::No => Status::OutOfScope,
            Truth::Unknown => Status::Unknown,
            Truth::Yes => Status::Applies,
        }
    }

    fn rows_give(&mut self, id: TableId, table: &'m Table) -> Common<Given<'r>> {
        let mut common = Common::NoRow;
        self.possible_rows(id, table, |evaluator, row| {
            let given = match &row.output {
                Output::Value(term) => Given::State(evaluator.term(term)),
                _ => Given::Undetermined,
            };
            common = common.with(given);
            R::RECORDS || common != Common::Various
        });
        common
    }

    /// Whether a verdict table forbids, and whether it permits.
    pub fn says(&mut self, id: TableId, table: &'m Table) -> Says<R::Step> {
        let mark = self.recorder.open();
        let scope = self.table_scope(&table.scope);
        let mut says = RowsSay { forbid: Truth::No, permit: Truth::No };
        if scope.applies() != Truth::No {
            says = match table.hit {
                Hit::Collect => self.all_rows_say(id, table),
                Hit::Unique | Hit::First => self.possible_rows_say(id, table),
            };
        }
        let again = self.recorder.repeat(mark);
        let permit = said(scope, says.permit, Truth::No);
        self.recorder.close(again, Question::Says(id, Verb::Permit), Outcome::Truth(permit.applies()));
        let permit_step = self.recorder.take();
        let asked = said(scope, says.forbid, Truth::No).applies() != Truth::No;
        let excused = if asked { self.excused(&table.scope, &table.exceptions) } else { Truth::No };
        let forbid = said(scope, says.forbid, excused);
        self.recorder.close(mark, Question::Says(id, Verb::Forbid), Outcome::Truth(forbid.applies()));
        let forbid_step = self.recorder.take();
        Says { forbid, permit, forbid_step, permit_step }
    }

    fn possible_rows_say(&mut self, id: TableId, table: &'m Table) -> RowsSay {
        let (mut forbid, mut permit) = (Common::NoRow, Common::NoRow);
        self.possible_rows(id, table, |_, row| {
            forbid = forbid.with(matches!(row.output, Output::Forbid));
            permit = permit.with(matches!(row.output, Output::Permit));
            R::RECORDS || forbid != Common::Various || permit != Common::Various
        });
        RowsSay { forbid: forbid.truth(), permit: permit.truth() }
    }

    fn all_rows_say(&mut self, id: TableId, table: &'m Table) -> RowsSay {
        let mut says = RowsSay { forbid: Truth::No, permit: Truth::No };
        self.rows(id, table, |_, row, truth| {
            match row.output {
                Output::Forbid => says.forbid = says.forbid.or(truth),
                Output::Permit => says.permit = says.permit.or(truth),
                Output::Undetermined | Output::Value(_) => {}
            }
            true
        });
        says
    }

    /// The rows that are not no, up to the first that is yes.
    fn possible_rows(&mut self, id: TableId, table: &'m Table, mut each: impl FnMut(&mut Self, &'m Row) -> bool) {
        self.rows(id, table, |evaluator, row, truth| match truth {
            Truth::No => true,
            Truth::Unknown => each(evaluator, row),
            Truth::Yes => {
                each(evaluator, row);
                false
            }
        });
    }

    /// Reads the columns, then row by row until `each` has seen enough.
    fn rows(&mut self, id: TableId, table: &'m Table, mut each: impl FnMut(&mut Self, &'m Row, Truth) -> bool) {
        let base = self.memo.columns.len();
        for column in &table.columns {
            let asked = R::RECORDS.then(|| self.ask_column(column));
            self.memo.columns.push(asked);
        }
        for (index, row) in (0..).zip(&table.rows) {
            let mark = self.recorder.open();
            let truth = self.row((id, table), (index, row), base);
            let go_on = each(self, row, truth);
            self.recorder.close(mark, Question::Row(id, index), Outcome::Truth(truth));
            if !go_on {
                break;
            }
        }
        self.memo.columns.truncate(base);
    }

    fn ask_column(&mut self, column: &'m Column) -> (State<'r>, R::Step) {
        let state = self.term(&column.term);
        (state, self.recorder.take())
    }

    /// What a column came to; asked now if it was not before.
    fn column(&mut self, column: &'m Column, at: usize) -> (State<'r>, R::Step) {
        if let Some(Some(asked)) = self.memo.columns.get(at) {
            return *asked;
        }
        let asked = self.ask_column(column);
        if let Some(place) = self.memo.columns.get_mut(at) {
            *place = Some(asked);
        }
        asked
    }

    fn row(&mut self, (id, table): (TableId, &'m Table), (index, row): (u32, &'m Row), base: usize) -> Truth {
        let mut truth = Truth::Yes;
        for (place, (cell, column)) in (0_u32..).zip(row.cells.iter().zip(&table.columns)) {
            if matches!(cell.test, CellTest::Any) {
                continue;
            }
            let (state, step) = self.column(column, base + place as usize);
            let mark = self.recorder.open();
            self.recorder.put(step);
            let fits = self.cell(cell, state);
            self.recorder.close(mark, Question::Cell(id, index, place), Outcome::Truth(fits));
            truth = truth.and(fits);
            if !R::RECORDS && truth == Truth::No {
                break;
            }
        }
        truth
    }

    pub fn cell(&mut self, cell: &'m Cell, state: State<'r>) -> Truth {
        match &cell.test {
            CellTest::Any => Truth::Yes,
            CellTest::OneOf(choices) => self.is_among(state, choices),
            CellTest::NotOneOf(choices) => !self.is_among(state, choices),
            CellTest::Order(order, to) => ops::order(*order, state, self.choice(to)),
            CellTest::Span { from, to, open } => {
                let last = if *open { Order::Less } else { Order::AtMost };
                ops::order(Order::AtLeast, state, self.choice(from)).and(ops::order(last, state, self.choice(to)))
            }
            CellTest::None => ops::is_none(state),
            CellTest::NotNone => !ops::is_none(state),
        }
    }
}

/// The status of what a table's rows say, with the scope in place of `in force` and `scope`.
fn said(scope: Status, rows: Truth, excused: Truth) -> Status {
    match scope.applies().and(rows).and(!excused) {
        _ if scope.applies() == Truth::No => scope,
        _ if rows == Truth::No => Status::Clear,
        Truth::No => Status::Excepted,
        Truth::Unknown => Status::Unknown,
        Truth::Yes => Status::Applies,
    }
}

impl<T: Copy + PartialEq> Common<T> {
    fn with(self, next: T) -> Self {
        match self {
            Self::NoRow => Self::Same(next),
            Self::Same(before) if before == next => self,
            _ => Self::Various,
        }
    }
}

impl Common<bool> {
    fn truth(self) -> Truth {
        match self {
            Self::Same(same) => same.into(),
            Self::NoRow => Truth::No,
            Self::Various => Truth::Unknown,
        }
    }
}
