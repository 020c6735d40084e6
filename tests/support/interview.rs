//! Interviews with somebody who knows a full record and answers truthfully.

use caveat::advise::interview::{Reply, Topic, ranked};
use caveat::advise::plan::{Holder, Item, Place};
use caveat::eval::answer::{Ruling, Verdict};
use caveat::eval::{Scratch, answer, decide};
use caveat::facts::Record;
use caveat::facts::record::Presence;
use caveat::model::policy::{DecisionId, Policy};
use caveat::model::vocabulary::{Constant, EntityId, FactId, FieldId, Kind};
use caveat::value::State;

/// In which order questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// the best first
    Ranked,
    /// what is needed, in the order of the vocabulary
    Needed,
    /// everything, in the order of the vocabulary
    Vocabulary,
}

/// What became of an interview.
pub struct Asked {
    pub questions: usize,
    /// whether it is permitted in the end
    pub ruling: Option<Verdict>,
}

pub struct Interview<'a> {
    pub policy: &'a Policy,
    pub decision: DecisionId,
    pub full: &'a Record,
    pub now: i64,
}

impl Interview<'_> {
    /// What the full record comes to.
    pub fn ruling(&self) -> Option<Verdict> {
        self.decided(self.full)
    }

    fn decided(&self, record: &Record) -> Option<Verdict> {
        match decide(self.policy, self.decision, record, self.now, &mut Scratch::default(), &mut Vec::new()) {
            Ruling::Verdict(verdict) => Some(verdict),
            Ruling::Value(_) => None,
        }
    }

    /// Asks until the verdict is definite, or nothing is left that somebody knows.
    pub fn asked(&self, partial: &Record, order: Order) -> Asked {
        let mut record = partial.clone();
        let mut unknown: Vec<Topic> = Vec::new();
        let mut questions = 0;
        while self.decided(&record) == Some(Verdict::Undetermined) {
            let Some(topic) = self.topics(&record, order).into_iter().find(|topic| !unknown.contains(topic)) else { break };
            match self.reply(&record, topic) {
                Some(reply) => {
                    topic.tell(&self.policy.vocabulary, &mut record, &reply);
                    questions += 1;
                }
                None => unknown.push(topic),
            }
        }
        Asked { questions, ruling: self.decided(&record) }
    }

    fn topics(&self, record: &Record, order: Order) -> Vec<Topic> {
        if order == Order::Vocabulary {
            return self.everything(record);
        }
        let found = answer(self.policy, self.decision, record, self.now);
        let mut topics: Vec<Topic> = match order {
            Order::Ranked => ranked(self.policy, self.decision, record, &found).into_iter().map(|candidate| candidate.topic).collect(),
            _ => found.missing.iter().map(|need| Topic::of(&self.policy.vocabulary, record, need)).collect(),
        };
        if order == Order::Needed {
            topics.sort_by_key(|topic| place(*topic));
        }
        topics
    }

    /// Everything that is not known yet.
    fn everything(&self, record: &Record) -> Vec<Topic> {
        let vocabulary = &self.policy.vocabulary;
        let mut topics = Vec::new();
        for (entity, of) in (0..).map(EntityId).zip(vocabulary.entities.values()) {
            if of.optional && record.presence(entity) == Presence::Missing {
                topics.push(Topic::Entity(entity));
                continue;
            }
            for (fact, _) in vocabulary.facts_of(entity) {
                self.about(record, fact, &mut topics);
            }
        }
        topics
    }

    fn about(&self, record: &Record, fact: FactId, topics: &mut Vec<Topic>) {
        let unknown = |holder: Holder| Place::Closed(holder).state(record) == State::Unknown;
        let of = |holder: Holder, kind: Kind| match kind {
            Kind::Scalar { .. } => (Place::Value(holder).state(record) == State::Unknown).then_some(Topic::Value(holder)),
            Kind::Set(_) => unknown(holder).then_some(Topic::Set(holder)),
            Kind::List(_) => unknown(holder).then_some(Topic::List(fact)),
        };
        let kind = self.policy.vocabulary.facts[fact.index()].kind;
        topics.extend(of(Holder::Fact(fact), kind));
        let (Kind::List(id), Some(list)) = (kind, record.list(record.slot(fact))) else { return };
        let fields = &self.policy.vocabulary.records[id.index()].fields;
        for index in 0..list.count {
            for (field, declared) in (0..).map(FieldId).zip(fields.values()) {
                topics.extend(of(Holder::Field { list: fact, index, field }, declared.kind));
            }
        }
    }

    /// What the full record says.
    fn reply(&self, record: &Record, topic: Topic) -> Option<Reply> {
        match topic {
            Topic::Entity(entity) => match self.full.presence(entity) {
                Presence::Missing => None,
                Presence::Absent => Some(Reply::There(false)),
                Presence::Given => Some(Reply::There(true)),
            },
            Topic::Value(holder) => Constant::from_state(Place::Value(holder).state(self.full)).map(Reply::Value),
            Topic::Set(holder) => {
                let set = self.full.set(holder.slot(self.full)).filter(|set| !set.open)?;
                let items = set.yes.iter().filter_map(|slot| self.full.state(*slot).known().and_then(Item::of));
                Some(Reply::Members(items.collect()))
            }
            Topic::List(fact) => {
                let count = |record: &Record| record.list(record.slot(fact)).map(|list| list.count);
                let full = self.full.list(self.full.slot(fact)).filter(|list| !list.open)?;
                Some(Reply::More(full.count - count(record).unwrap_or(0)))
            }
        }
    }
}

/// Where a question stands in the vocabulary.
fn place(topic: Topic) -> (u32, u32, u32) {
    match topic {
        Topic::Entity(_) => (0, 0, 0),
        Topic::Value(Holder::Fact(fact)) | Topic::Set(Holder::Fact(fact)) | Topic::List(fact) => (fact.0, 0, 0),
        Topic::Value(Holder::Field { list, index, field }) | Topic::Set(Holder::Field { list, index, field }) => {
            (list.0, index + 1, field.0)
        }
    }
}
