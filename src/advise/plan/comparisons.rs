//! The comparisons that a test is made of, wherever they stand within it.

use crate::eval::ask::Asker;
use crate::model::constant;
use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Term, TermKind};
use crate::model::policy::{Body, Cell, CellTest, Column, Output, Policy, TableId, ValuedBy};
use crate::model::policy::{DecisionId, DecisionKind, DefinitionId};
use crate::model::vocabulary::Constant;
use crate::model::walk::Node;
use crate::value::{Decimal, State, Value};

use super::grounds::Asks;

/// Two sides that are held against each other.
#[derive(Debug, Clone)]
pub struct Comparison<'m> {
    pub left: Side<'m>,
    pub right: Side<'m>,
}

#[derive(Debug, Clone)]
pub enum Side<'m> {
    Term(&'m Term),
    Constant(Constant),
}

/// All comparisons of a test, those of definitions and tables that it asks among them.
#[must_use]
pub fn comparisons<'m>(policy: &'m Policy, asks: Asks<'m>, now: i64) -> Vec<Comparison<'m>> {
    let mut collector = Collector { policy, now, found: Vec::new(), definitions: Vec::new(), tables: Vec::new() };
    match asks {
        Asks::Condition(condition) => collector.node(Node::Condition(condition)),
        Asks::Cell(column, cell) => {
            collector.cell(column, cell);
            collector.node(Node::Term(&column.term));
        }
    }
    collector.found
}

struct Collector<'m> {
    policy: &'m Policy,
    now: i64,
    found: Vec<Comparison<'m>>,
    definitions: Vec<DefinitionId>,
    tables: Vec<TableId>,
}

impl<'m> Collector<'m> {
    fn node(&mut self, node: Node<'m>) {
        match node {
            Node::Condition(condition) => self.condition(condition),
            Node::Term(term) => self.term(term),
        }
        for part in node.parts() {
            self.node(part);
        }
    }

    fn condition(&mut self, condition: &'m Condition) {
        match &condition.kind {
            ConditionKind::Is(left, right) | ConditionKind::Order(_, left, right) => self.compare(left, Side::Term(right)),
            ConditionKind::OneOf(term, choices) => self.among(term, choices),
            ConditionKind::Definition(id) => self.definition(*id),
            _ => {}
        }
    }

    fn term(&mut self, term: &'m Term) {
        match &term.kind {
            TermKind::Definition(id) => self.definition(*id),
            TermKind::Table(id) => self.table(*id),
            TermKind::Decision(id) => self.decision(*id),
            _ => {}
        }
    }

    fn definition(&mut self, id: DefinitionId) {
        if self.definitions.contains(&id) {
            return;
        }
        self.definitions.push(id);
        match self.policy.definitions.get(id.index()).map(|definition| &definition.body) {
            Some(Body::Condition(condition)) => self.node(Node::Condition(condition)),
            Some(Body::Term { term, .. }) => self.node(Node::Term(term)),
            None => {}
        }
    }

    fn decision(&mut self, id: DecisionId) {
        match self.policy.decisions.get_index(id.index()).map(|(_, decision)| &decision.kind) {
            Some(DecisionKind::Valued { by: ValuedBy::Table(id), .. }) => self.table(*id),
            Some(DecisionKind::Valued { by: ValuedBy::Definition(id), .. }) => self.definition(*id),
            _ => {}
        }
    }

    fn table(&mut self, id: TableId) {
        if self.tables.contains(&id) {
            return;
        }
        self.tables.push(id);
        let Some(table) = self.policy.tables.get(id.index()) else { return };
        for column in &table.columns {
            self.node(Node::Term(&column.term));
        }
        for row in &table.rows {
            row.cells.iter().zip(&table.columns).for_each(|(cell, column)| self.cell(column, cell));
            if let Output::Value(term) = &row.output {
                self.node(Node::Term(term));
            }
        }
    }

    fn cell(&mut self, column: &'m Column, cell: &'m Cell) {
        match &cell.test {
            CellTest::OneOf(choices) | CellTest::NotOneOf(choices) => self.among(&column.term, choices),
            CellTest::Order(_, to) => self.compare(&column.term, Side::Term(to)),
            CellTest::Span { from, to, .. } => {
                self.compare(&column.term, Side::Term(from));
                self.compare(&column.term, Side::Term(to));
            }
            CellTest::Any | CellTest::None | CellTest::NotNone => {}
        }
    }

    fn among(&mut self, term: &'m Term, choices: &'m Choices) {
        for constant in constant::choices(self.policy, choices, self.now) {
            self.compare(term, Side::Constant(constant));
        }
        if let ChoicesKind::Terms(terms) = &choices.kind {
            for other in terms.iter().filter(|other| constant::constant(self.policy, other, self.now).is_none()) {
                self.found.push(Comparison { left: Side::Term(term), right: Side::Term(other) });
            }
        }
    }

    fn compare(&mut self, left: &'m Term, right: Side<'m>) {
        self.found.push(Comparison { left: Side::Term(left), right });
    }
}

impl<'m> Side<'m> {
    #[must_use]
    pub fn state<'s, 'r>(&'s self, asker: Asker<'m, 'r>) -> State<'s>
    where
        'm: 'r,
        'r: 's,
    {
        match self {
            Self::Term(term) => asker.term(term),
            Self::Constant(constant) => constant.state(),
        }
    }
}

impl<'m> Comparison<'m> {
    /// By how much the left is more than the right: so many units of the last of so many decimal places. None where a side is not known, or
    /// is no amount and no time.
    #[must_use]
    pub fn difference<'r>(&self, asker: Asker<'m, 'r>) -> Option<(i64, u8)>
    where
        'm: 'r,
    {
        let difference = amount(self.left.state(asker))? - amount(self.right.state(asker))?;
        difference.to_short().map(|short| (short.units, short.scale))
    }
}

fn amount(state: State<'_>) -> Option<Decimal> {
    match state {
        State::Known(Value::Number(number)) => Some(number),
        State::Known(Value::Instant(seconds) | Value::Duration(seconds)) => Some(Decimal::from(seconds)),
        _ => None,
    }
}
