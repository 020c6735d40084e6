//! What expressions ask: facts, lists, the clock. Definitions and tables are entered, and decisions that have values.

use indexmap::IndexSet;

use super::expression::{Choices, ChoicesKind, Condition, ConditionKind, Count, Place, SetRef, Term, TermKind};
use super::policy::{
    DecisionId, DecisionKind, DefinitionId, ExceptionId, Instances, ParamId, Piece, Policy, Remedy, Table, TableId, Template, ValuedBy,
};
use super::vocabulary::{EntityId, FactId};
use super::walk::{self, Node};

/// What is asked, each once.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    pub places: IndexSet<Place>,
    /// of which it is asked whether they are none
    pub entities: IndexSet<EntityId>,
    /// `now`, or a param that changes on a day
    pub time: bool,
    /// whose verdict is asked
    pub decisions: IndexSet<DecisionId>,
    definitions: IndexSet<DefinitionId>,
    pub tables: IndexSet<TableId>,
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

    /// Whether the verdict of a decision is asked.
    #[must_use]
    pub fn verdict(&self) -> bool {
        !self.decisions.is_empty()
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
            ConditionKind::Count(counts, ..) | ConditionKind::CountIs(counts, _) => self.lists(counts),
            ConditionKind::IsAbsent(entity) => {
                self.entities.insert(*entity);
            }
            ConditionKind::Definition(id) => self.definition(policy, *id),
            ConditionKind::Permitted(id) => {
                self.decisions.insert(*id);
            }
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
                Some(DecisionKind::Valued { by, .. }) => self.valued(policy, *by),
                _ => {
                    self.decisions.insert(*id);
                }
            },
            _ => {}
        }
    }

    /// Adds what the value of a decision asks.
    pub fn valued(&mut self, policy: &Policy, by: ValuedBy) {
        match by {
            ValuedBy::Table(id) => self.table(policy, id),
            ValuedBy::Definition(id) => self.definition(policy, id),
        }
    }

    /// Adds what a rule or a notice asks, with its texts and remedies.
    pub fn instances(&mut self, policy: &Policy, instances: &Instances) {
        match instances {
            Instances::List(list, _) => self.fact(list.fact),
            Instances::Set(set, _) => self.set(*set),
            Instances::Single(_) | Instances::Entities(_) => {}
        }
        for body in walk::bodies(instances) {
            walk::body_roots(body, &mut |node| self.add(policy, node));
            self.shown(body.because.iter().chain(body.remedies.iter().map(Remedy::text)));
        }
    }

    /// Adds what exceptions ask, with their texts.
    pub fn exceptions(&mut self, policy: &Policy, ids: &[ExceptionId]) {
        for exception in ids.iter().filter_map(|id| policy.exceptions.get(id.index())) {
            walk::exception_roots(exception, &mut |node| self.add(policy, node));
            self.shown(&exception.because);
        }
    }

    /// Adds what is told of a table besides what it asks itself: its exceptions, the texts of its rows, its remedies.
    pub fn told_of(&mut self, policy: &Policy, table: &Table) {
        self.exceptions(policy, &table.exceptions);
        self.shown(table.remedies.iter().map(Remedy::text));
        let messages = table.rows.iter().filter_map(|row| policy.messages.get_index(row.because?.index()));
        for (_, message) in messages {
            walk::message_roots(message, &mut |node| self.add(policy, node));
            self.shown(std::iter::once(&message.template).chain(message.remedies.iter().map(Remedy::text)));
        }
    }

    /// The sets and lists that texts show as a whole.
    fn shown<'t>(&mut self, texts: impl IntoIterator<Item = &'t Template>) {
        for piece in texts.into_iter().flat_map(|text| text.by_language.values().flatten()) {
            match piece {
                Piece::Set(set, _) => self.set(*set),
                Piece::Count(counts) => self.lists(counts),
                _ => {}
            }
        }
    }

    fn lists(&mut self, counts: &[Count]) {
        for count in counts {
            if let Count::Members(list, _) = count {
                self.fact(list.fact);
            }
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

    /// Adds what a table asks.
    pub fn table(&mut self, policy: &Policy, id: TableId) {
        if self.tables.insert(id)
            && let Some(table) = policy.tables.get(id.index())
        {
            walk::table_roots(table, &mut |node| self.add(policy, node));
            self.time |= table.scope.effective.from.is_some() || table.scope.effective.until.is_some();
        }
    }
}
