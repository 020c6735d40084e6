//! Rows of tables as texts that are the same where they say the same.

use crate::analysis::conditions::key;
use crate::model::policy::{CellTest, Output, Row};

/// What the cells of a row ask.
pub fn conditions(row: &Row) -> String {
    row.cells.iter().flat_map(|cell| [test(&cell.test), "|".to_owned()]).collect()
}

pub fn output(output: &Output) -> String {
    match output {
        Output::Permit => "permit".to_owned(),
        Output::Forbid => "forbid".to_owned(),
        Output::Undetermined => "undetermined".to_owned(),
        Output::Value(term) => key::term(term),
    }
}

fn test(test: &CellTest) -> String {
    match test {
        CellTest::Any => "-".to_owned(),
        CellTest::OneOf(choices) => key::choices(choices),
        CellTest::NotOneOf(choices) => format!("not {}", key::choices(choices)),
        CellTest::Order(order, term) => format!("{} {}", order.symbol(), key::term(term)),
        CellTest::Span { from, to, open } => format!("{} ..{} {}", key::term(from), if *open { "<" } else { "" }, key::term(to)),
        CellTest::None => "none".to_owned(),
        CellTest::NotNone => "not none".to_owned(),
    }
}
