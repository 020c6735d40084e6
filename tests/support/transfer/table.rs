//! Decision tables over facts that may be unknown: the rows that are still possible decide.

use super::truth::{State, Truth};

/// The rows of a verdict table, told one after another from the top.
#[derive(Default)]
pub struct Rows {
    permit: bool,
    forbid: bool,
    hit: bool,
}

impl Rows {
    /// A row that permits.
    pub fn permit(&mut self, row: Truth) {
        self.permit |= self.is_possible(row);
    }

    /// A row that forbids.
    pub fn forbid(&mut self, row: Truth) {
        self.forbid |= self.is_possible(row);
    }

    /// Whether the table forbids: yes if all possible rows do, no if none does.
    pub fn forbids(&self) -> Truth {
        match (self.forbid, self.permit) {
            (false, _) => Truth::No,
            (true, true) => Truth::Unknown,
            (true, false) => Truth::Yes,
        }
    }

    fn is_possible(&mut self, row: Truth) -> bool {
        let possible = !self.hit && row != Truth::No;
        self.hit |= row == Truth::Yes;
        possible
    }
}

/// The rows of a valued table, told one after another from the top.
pub struct Outputs<T> {
    answer: Option<State<T>>,
    hit: bool,
}

impl<T: PartialEq> Outputs<T> {
    /// A table of which no row has been told.
    pub fn new() -> Self {
        Self { answer: None, hit: false }
    }

    /// A row and what it gives.
    pub fn row(&mut self, row: Truth, output: State<T>) {
        if self.hit || row == Truth::No {
            return;
        }
        self.hit = row == Truth::Yes;
        let agrees = self.answer.as_ref().is_none_or(|answer| *answer == output);
        self.answer = Some(if agrees { output } else { State::Unknown });
    }

    /// What all possible rows give, if that is the same.
    pub fn answer(self) -> State<T> {
        self.answer.unwrap_or_default()
    }
}
