//! The expressions of a tree, one by one.

use super::ast::{
    Assigned, Assignment, Because, CellKind, CellTest, ColumnKind, Conditions, Expectation, ExpectationKind, Expression,
    ExpressionKind as Kind, File, Item, ItemKind, OutlineCell, Output, Path, Piece, Remedy, RemedyKind, Scenario, Shape, Table, Text,
    Texts,
};

impl Expression {
    /// The expressions that it is made of, holes of texts included.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            Kind::Truth(_) | Kind::None | Kind::Now | Kind::Time(_) | Kind::Amount(..) | Kind::Path(_) => Vec::new(),
            Kind::Text(text) => text.holes().collect(),
            Kind::Set { members: parts, .. } | Kind::And(parts) | Kind::Or(parts) => parts.iter().collect(),
            Kind::List { elements, .. } => elements.iter().flat_map(|element| assigned(element)).collect(),
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

impl Text {
    /// What stands in its braces.
    pub fn holes(&self) -> impl Iterator<Item = &Expression> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Hole(expression) => Some(expression),
            Piece::Words(_) => None,
        })
    }
}

impl Texts {
    /// The holes of its texts, in every language.
    pub fn holes(&self) -> impl Iterator<Item = &Expression> {
        self.by_language.iter().flat_map(|(_, text)| text.holes())
    }
}

impl File {
    /// All declarations, those in `given` blocks behind their block.
    #[must_use]
    pub fn all_items(&self) -> Vec<&Item> {
        let mut all = Vec::new();
        collect(&self.items, &mut all);
        all
    }
}

fn collect<'a>(items: &'a [Item], all: &mut Vec<&'a Item>) {
    for item in items {
        all.push(item);
        if let ItemKind::Given(given) = &item.kind {
            collect(&given.items, all);
        }
    }
}

impl Item {
    /// The expressions of the declaration, holes of texts included; those of declarations within it are theirs.
    #[must_use]
    pub fn expressions(&self) -> Vec<&Expression> {
        match &self.kind {
            ItemKind::Policy(_) | ItemKind::Allow(_) | ItemKind::Document(_) | ItemKind::Actor(_) | ItemKind::Enum(_) => Vec::new(),
            ItemKind::Decision(_) => Vec::new(),
            ItemKind::Record(record) => record.fields.iter().filter_map(|field| field.assume.as_ref()).collect(),
            ItemKind::Entity(entity) => match &entity.shape {
                Shape::Fields(fields) => fields.iter().filter_map(|field| field.assume.as_ref()).collect(),
                Shape::Of(_) => Vec::new(),
            },
            ItemKind::Param(param) => std::iter::once(&param.value).chain(param.later.iter().map(|later| &later.value)).collect(),
            ItemKind::Define(define) => vec![&define.body],
            ItemKind::Message(message) => message.texts.holes().chain(remedies(&message.remedies)).collect(),
            ItemKind::Table(table) => table.expressions().into_iter().chain(remedies(&table.remedies)).collect(),
            ItemKind::Rule(rule) => {
                rule.conditions.expressions().chain(because(rule.because.as_ref())).chain(remedies(&rule.remedies)).collect()
            }
            ItemKind::Exception(exception) => exception.conditions.expressions().chain(because(exception.because.as_ref())).collect(),
            ItemKind::Notice(notice) => notice.conditions.expressions().chain(notice.says.holes()).collect(),
            ItemKind::Given(given) => vec![&given.condition],
            ItemKind::Facts(facts) => assigned(&facts.assignments),
            ItemKind::Scenario(scenario) => of_scenario(scenario),
        }
    }
}

fn because(because: Option<&Because>) -> impl Iterator<Item = &Expression> {
    because.into_iter().flat_map(|because| match because {
        Because::Texts(texts) => texts.holes().collect(),
        Because::Message(_) => Vec::new(),
    })
}

fn remedies(remedies: &[Remedy]) -> impl Iterator<Item = &Expression> {
    remedies.iter().flat_map(|remedy| match &remedy.kind {
        RemedyKind::By { texts, makes, .. } => texts.holes().chain(makes.as_ref()).collect(),
        RemedyKind::Wait { texts } | RemedyKind::Impossible { texts, .. } => texts.holes().collect::<Vec<_>>(),
    })
}

fn assigned(assignments: &[Assignment]) -> Vec<&Expression> {
    let values = assignments.iter().flat_map(|assignment| match &assignment.value {
        Assigned::Value(value) => vec![value],
        Assigned::Block(assignments) => assigned(assignments),
    });
    values.collect()
}

fn of_scenario(scenario: &Scenario) -> Vec<&Expression> {
    let cells = scenario.outline.iter().flat_map(|outline| &outline.rows).flat_map(|row| &row.cells);
    let cells = cells.filter_map(|cell| match cell {
        OutlineCell::Value(value) => Some(value),
        OutlineCell::Expect(expectation) => expected(expectation),
        _ => None,
    });
    let with = scenario.with.iter().map(|setting| &setting.value);
    with.chain(scenario.expect.iter().filter_map(expected)).chain(cells).collect()
}

fn expected(expectation: &Expectation) -> Option<&Expression> {
    match &expectation.kind {
        ExpectationKind::Value { value, .. } => Some(value),
        _ => None,
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
