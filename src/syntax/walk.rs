//! The expressions of a tree, one by one.

use super::ast::{CellKind, CellTest, ColumnKind, Conditions, Expression, ExpressionKind as Kind, Output, Path, Piece, Table};

impl Expression {
    /// The expressions that it is made of, holes of texts included.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            Kind::Truth(_) | Kind::None | Kind::Now | Kind::Time(_) | Kind::Amount(..) | Kind::Path(_) => Vec::new(),
            Kind::Text(text) => text.pieces.iter().filter_map(hole).collect(),
            Kind::Set { members: parts, .. } | Kind::And(parts) | Kind::Or(parts) => parts.iter().collect(),
            Kind::List { .. } => Vec::new(),
            Kind::Not(part) | Kind::IsNone { item: part, .. } | Kind::IsEmpty { set: part, .. } => vec![part],
            Kind::Quantifier { condition, .. } => vec![condition],
            Kind::Count { condition, .. } => condition.iter().map(|condition| &**condition).collect(),
            Kind::Is { left, right, .. }
            | Kind::Order { left, right, .. }
            | Kind::Add(left, right)
            | Kind::Subtract(left, right)
            | Kind::Multiply(left, right) => vec![left, right],
            Kind::In { item, set, .. } | Kind::Has { set, item } => vec![item, set],
            Kind::HasOf { set, members: of, .. } | Kind::Among { set, of } => vec![set, of],
            Kind::InRange { item, from, to, .. } => vec![item, from, to],
            Kind::If { condition, then, otherwise } => vec![condition, then, otherwise],
        }
    }

    /// Goes through an expression and all its parts, the whole first.
    pub fn each<'e>(&'e self, visit: &mut impl FnMut(&'e Self)) {
        visit(self);
        for part in self.parts() {
            part.each(visit);
        }
    }

    /// The path that it names itself, apart from its parts.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.kind {
            Kind::Path(path) | Kind::Quantifier { list: path, .. } | Kind::Count { list: path, .. } => Some(path),
            _ => None,
        }
    }
}

fn hole(piece: &Piece) -> Option<&Expression> {
    match piece {
        Piece::Hole(expression) => Some(expression),
        Piece::Words(_) => None,
    }
}

impl Conditions {
    /// `given`, `when` and `unless`, as far as they are said.
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        [&self.given, &self.when, &self.unless].into_iter().flatten()
    }
}

impl Table {
    /// The conditions, columns, cells and values of the table.
    #[must_use]
    pub fn expressions(&self) -> Vec<&Expression> {
        let columns = self.columns.iter().filter_map(|column| match &column.kind {
            ColumnKind::Condition(condition) => Some(condition),
            _ => None,
        });
        let cells = self.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| of_cell(&cell.kind));
        self.conditions.expressions().chain(columns).chain(cells).collect()
    }
}

fn of_cell(cell: &CellKind) -> Vec<&Expression> {
    match cell {
        CellKind::Test(CellTest::AnyOf(values) | CellTest::NotAnyOf(values)) => values.iter().collect(),
        CellKind::Test(CellTest::In(value) | CellTest::Order(_, value)) | CellKind::Output(Output::Value(value)) => vec![value],
        CellKind::Test(CellTest::Span { from, to, .. }) => vec![from, to],
        _ => Vec::new(),
    }
}
