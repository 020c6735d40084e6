//! Which facts a decision can ask for: the others need not be read.

use super::expression::Place;
use super::mentions::Mentions;
use super::policy::{DecisionId, DecisionKind, NoticeKind, Policy};
use super::vocabulary::{EntityId, FactId, FieldId, Kind, RecordId, Vocabulary};

/// Facts, and the fields of lists' members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reads {
    /// by [`EntityId`]: those whose absence is asked, and those of the facts
    entities: Vec<bool>,
    /// by [`FactId`]
    facts: Vec<bool>,
    /// by [`RecordId`], then by [`FieldId`]
    fields: Vec<Vec<bool>>,
}

impl Reads {
    /// What a decision can ask for, and all that is told with it: rules, exceptions, warnings, duties, effects and suggestions, their texts
    /// and remedies, the decisions that it asks for itself; and what records and members are called by.
    #[must_use]
    pub fn of(policy: &Policy, decision: DecisionId) -> Self {
        let mut asked = Mentions::default();
        asked.decisions.insert(decision);
        let suggestions = policy.notices.iter().filter(|notice| matches!(notice.kind, NoticeKind::Suggestion { .. }));
        suggestions.for_each(|notice| asked.instances(policy, &notice.instances));
        let (mut decisions, mut tables) = (0, 0);
        loop {
            if let Some(id) = asked.decisions.get_index(decisions).copied() {
                decisions += 1;
                enter(policy, id, &mut asked);
            } else if let Some(id) = asked.tables.get_index(tables).copied() {
                tables += 1;
                policy.tables.get(id.index()).into_iter().for_each(|table| asked.told_of(policy, table));
            } else {
                break;
            }
        }
        let vocabulary = &policy.vocabulary;
        let mut reads = Self::nothing(vocabulary);
        for place in &asked.places {
            match *place {
                Place::Fact(fact) => reads.put(vocabulary, fact),
                Place::Field(record, field) => reads.put_field(record, field),
            }
        }
        for entity in &asked.entities {
            mark(&mut reads.entities, entity.index());
            // an entity that has a fact is not none
            vocabulary.facts_of(*entity).for_each(|(fact, _)| reads.put(vocabulary, fact));
        }
        vocabulary.named_by.iter().for_each(|fact| reads.put(vocabulary, *fact));
        for (record, of) in (0..).map(RecordId).zip(&vocabulary.records) {
            of.by.into_iter().for_each(|field| reads.put_field(record, field));
        }
        reads
    }

    /// No fact at all.
    #[must_use]
    pub fn nothing(vocabulary: &Vocabulary) -> Self {
        Self::all(vocabulary, false)
    }

    /// All that the vocabulary has.
    #[must_use]
    pub fn everything(vocabulary: &Vocabulary) -> Self {
        Self::all(vocabulary, true)
    }

    fn all(vocabulary: &Vocabulary, read: bool) -> Self {
        Self {
            entities: vec![read; vocabulary.entities.len()],
            facts: vec![read; vocabulary.facts.len()],
            fields: vocabulary.records.iter().map(|record| vec![read; record.fields.len()]).collect(),
        }
    }

    /// Adds a fact; a list with all that its members have.
    pub fn add(&mut self, vocabulary: &Vocabulary, fact: FactId) {
        self.put(vocabulary, fact);
        if let Some(Kind::List(record)) = vocabulary.fact(fact).map(|fact| fact.kind)
            && let Some(fields) = self.fields.get_mut(record.index())
        {
            fields.fill(true);
        }
    }

    #[must_use]
    pub fn has_entity(&self, entity: EntityId) -> bool {
        self.entities.get(entity.index()).copied().unwrap_or_default()
    }

    #[must_use]
    pub fn has(&self, fact: FactId) -> bool {
        self.facts.get(fact.index()).copied().unwrap_or_default()
    }

    #[must_use]
    pub fn has_field(&self, record: RecordId, field: FieldId) -> bool {
        self.fields.get(record.index()).and_then(|fields| fields.get(field.index())).copied().unwrap_or_default()
    }

    fn put(&mut self, vocabulary: &Vocabulary, fact: FactId) {
        mark(&mut self.facts, fact.index());
        vocabulary.owner(fact).into_iter().for_each(|owner| mark(&mut self.entities, owner.index()));
    }

    fn put_field(&mut self, record: RecordId, field: FieldId) {
        self.fields.get_mut(record.index()).into_iter().for_each(|fields| mark(fields, field.index()));
    }
}

fn mark(places: &mut [bool], place: usize) {
    if let Some(place) = places.get_mut(place) {
        *place = true;
    }
}

/// Adds what a decision asks itself.
fn enter(policy: &Policy, id: DecisionId, asked: &mut Mentions) {
    match policy.decisions.get_index(id.index()).map(|(_, decision)| &decision.kind) {
        Some(DecisionKind::Valued { by, .. }) => asked.valued(policy, *by),
        Some(DecisionKind::Verdict { tables, .. }) => tables.iter().for_each(|table| asked.table(policy, *table)),
        None => {}
    }
    // those that warn as well
    for rule in policy.rules.iter().filter(|rule| rule.decision == id) {
        asked.instances(policy, &rule.instances);
        asked.exceptions(policy, &rule.exceptions);
    }
    let of_decision = |kind: &NoticeKind| match kind {
        NoticeKind::Duty { decision, .. } | NoticeKind::Effect { decision, .. } => *decision == id,
        NoticeKind::Suggestion { .. } => false,
    };
    policy.notices.iter().filter(|notice| of_decision(&notice.kind)).for_each(|notice| asked.instances(policy, &notice.instances));
}
