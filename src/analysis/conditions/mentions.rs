//! What expressions ask: facts, lists, the clock. Definitions, tables and decisions are entered.

use indexmap::IndexSet;

use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Count, Place, SetRef, Term, TermKind};
use crate::model::policy::{DecisionKind, DefinitionId, ParamId, Policy, TableId, ValuedBy};
use crate::model::vocabulary::FactId;
use crate::model::walk::{self, Node};

/// What is asked, each once.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    pub places: IndexSet<Place>,
    /// `now`, or a param that changes on a day
    pub time: bool,
    /// the verdict of another decision
    pub verdict: bool,
    definitions: IndexSet<DefinitionId>,
    tables: IndexSet<TableId>,
}

impl Mentions {
    /// All that an expression asks.
    #[must_use]
    pub fn of(policy: &Policy, conditions: &[&Condition]) -> Self {
        let mut mentions = Self::default();
        for condition in conditions {
            mentions.add(policy, Node::Condition(condition));
        }
        mentions
    }

    /// What it asks of facts that are no members' ones.
    pub fn facts(&self) -> impl Iterator<Item = FactId> {
        self.places.iter().filter_map(|place| match place {
            Place::Fact(fact) => Some(*fact),
            Place::Field(..) => None,
        })
    }

    /// Adds what another expression asks.
    pub fn add(&mut self, policy: &Policy, node: Node<'_>) {
        match node {
            Node::Condition(condition) => self.condition(policy, condition),
            Node::Term(term) => self.term(policy, term),
        }
        node.parts().into_iter().for_each(|part| self.add(policy, part));
    }

    fn condition(&mut self, policy: &Policy, condition: &Condition) {
        match &condition.kind {
            ConditionKind::Has(set, _) | ConditionKind::IsEmpty(set) => self.set(*set),
            ConditionKind::HasAny(set, choices) | ConditionKind::HasAll(set, choices) => {
                self.set(*set);
                self.choices(policy, choices);
            }
            ConditionKind::OneOf(_, choices) => self.choices(policy, choices),
            ConditionKind::Some(list, _) | ConditionKind::Every(list, _) => self.fact(list.fact),
            ConditionKind::Count(counts, ..) | ConditionKind::CountIs(counts, _) => {
                for count in counts {
                    if let Count::Members(list, _) = count {
                        self.fact(list.fact);
                    }
                }
            }
            ConditionKind::Definition(id) => self.definition(policy, *id),
            ConditionKind::Permitted(_) => self.verdict = true,
            _ => {}
        }
    }

    fn term(&mut self, policy: &Policy, term: &Term) {
        match &term.kind {
            TermKind::Now => self.time = true,
            TermKind::Param(id) => self.param(policy, *id),
            TermKind::Fact(fact) => self.fact(*fact),
            TermKind::Field(record, field) => {
                self.places.insert(Place::Field(*record, *field));
            }
            TermKind::Definition(id) => self.definition(policy, *id),
            TermKind::Table(id) => self.table(policy, *id),
            TermKind::Decision(id) => match policy.decisions.get_index(id.index()).map(|(_, decision)| &decision.kind) {
                Some(DecisionKind::Valued { by: ValuedBy::Table(id), .. }) => self.table(policy, *id),
                Some(DecisionKind::Valued { by: ValuedBy::Definition(id), .. }) => self.definition(policy, *id),
                _ => self.verdict = true,
            },
            _ => {}
        }
    }

    fn fact(&mut self, fact: FactId) {
        self.places.insert(Place::Fact(fact));
    }

    fn set(&mut self, set: SetRef) {
        self.places.insert(set.place);
    }

    fn choices(&mut self, policy: &Policy, choices: &Choices) {
        if let ChoicesKind::Param(id) = &choices.kind {
            self.param(policy, *id);
        }
    }

    fn param(&mut self, policy: &Policy, id: ParamId) {
        self.time |= policy.params.get_index(id.index()).is_some_and(|(_, param)| param.versions.len() > 1);
    }

    fn definition(&mut self, policy: &Policy, id: DefinitionId) {
        if self.definitions.insert(id)
            && let Some(definition) = policy.definitions.get(id.index())
        {
            self.add(policy, walk::body(&definition.body));
        }
    }

    fn table(&mut self, policy: &Policy, id: TableId) {
        if self.tables.insert(id)
            && let Some(table) = policy.tables.get(id.index())
        {
            walk::table_roots(table, &mut |node| self.add(policy, node));
            self.time |= table.scope.effective.from.is_some() || table.scope.effective.until.is_some();
        }
    }
}
