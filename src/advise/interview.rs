//! What to ask next: of the facts that a decision still needs, the one after whose answer the least is left open, as far as one can tell.
//!
//! Every question is tried on copies of the record with the answers that it may have. What the vocabulary presumes counts as the
//! likeliest answer. A fact that the decision does not need any more is not asked (§9 of the formal definition).

use indexmap::IndexMap;

use crate::eval::answer::{Answer, Decided, Need, Ruling, Verdict};
use crate::eval::proof::MemberPlace;
use crate::eval::{Scratch, decide};
use crate::facts::record::{Presence, Record};
use crate::model::policy::{DecisionId, Policy};
use crate::model::vocabulary::{Constant, Element, EntityId, EnumId, Fact, FactId, Kind, Presumption, Scalar, Vocabulary};
use crate::value::Decimal;
use crate::value::calendar::DAY;

use super::plan::carry::{lengthen, put};
use super::plan::{Holder, Item, Place, fresh};

/// What one question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// whether an entity is there
    Entity(EntityId),
    Value(Holder),
    /// what is in a set
    Set(Holder),
    /// how many members a list has
    List(FactId),
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    Value(Constant),
    /// these are in the set, and no others
    Members(Vec<Item>),
    /// so many members more than are known, and no others
    More(u32),
    /// whether the entity is there
    There(bool),
}

/// A question, and what may come of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub topic: Topic,
    /// what of it is needed
    pub needs: Vec<Need>,
    /// the unknown findings of the answer, by their places, that hang on it
    pub hanging: Vec<usize>,
    /// in so many of a thousand cases the decision is settled then
    pub settles: u32,
    /// so many thousandths of a rule are still open then, on average
    pub open: u64,
}

/// The answer that the vocabulary presumes counts so many times.
const PRESUMED: u32 = 4;
/// So many members of an enum are tried.
const MOST_MEMBERS: u32 = 12;

/// All questions that are still of use, the best first; `answer` is the answer for the record at `answer.at`.
#[must_use]
pub fn ranked(policy: &Policy, decision: DecisionId, record: &Record, answer: &Answer<'_, '_>) -> Vec<Candidate> {
    let mut by_topic: IndexMap<Topic, Vec<Need>> = IndexMap::new();
    for need in &answer.missing {
        by_topic.entry(Topic::of(&policy.vocabulary, record, need)).or_default().push(need.clone());
    }
    let mut trial = Trial { policy, decision, record, now: answer.at, scratch: Scratch::default() };
    let mut all: Vec<Candidate> = by_topic
        .into_iter()
        .map(|(topic, needs)| {
            let hangs = |needed: &[Need]| needed.iter().any(|need| needs.contains(need));
            let hanging = answer.undetermined.iter().enumerate().filter(|(_, finding)| hangs(&finding.needs)).map(|(place, _)| place);
            let hanging: Vec<usize> = hanging.collect();
            let (settles, open) = trial.outlook(topic);
            Candidate { topic, needs, hanging, settles, open }
        })
        .collect();
    all.sort_by_key(|candidate| (candidate.open, usize::MAX - candidate.hanging.len(), candidate.topic));
    all
}

impl Topic {
    /// The question that asks for a need. Of an entity that may be absent it is asked first whether it is there.
    #[must_use]
    pub fn of(vocabulary: &Vocabulary, record: &Record, need: &Need) -> Self {
        let of = |holder: Holder| {
            let owner = vocabulary.owner(holder.fact());
            let optional = |owner: &EntityId| vocabulary.entity(*owner).is_some_and(|entity| entity.optional);
            match owner.filter(|owner| record.presence(*owner) == Presence::Missing && optional(owner)) {
                Some(owner) => Self::Entity(owner),
                None => match holder.declaration(vocabulary).map(|fact| fact.kind) {
                    Some(Kind::Set(_)) => Self::Set(holder),
                    Some(Kind::List(_)) => Self::List(holder.fact()),
                    _ => Self::Value(holder),
                },
            }
        };
        match need {
            Need::Fact(fact) | Need::InSet { set: fact, .. } => of(Holder::Fact(*fact)),
            Need::Field { list, member, field } | Need::InFieldSet { list, at: member, field, .. } => match member {
                MemberPlace::Known(index) => of(Holder::Field { list: *list, index: *index, field: *field }),
                MemberPlace::Rest => of(Holder::Fact(*list)),
            },
            Need::Entity(entity) => Self::Entity(*entity),
        }
    }

    /// Tells a record an answer.
    pub fn tell(self, vocabulary: &Vocabulary, record: &mut Record, reply: &Reply) {
        match (self, reply) {
            (Self::Entity(entity), Reply::There(there)) => put(vocabulary, record, &Place::Present(entity), &Constant::Truth(*there)),
            (Self::Value(holder), Reply::Value(value)) => put(vocabulary, record, &Place::Value(holder), value),
            (Self::Set(holder), Reply::Members(members)) => {
                for item in members {
                    put(vocabulary, record, &Place::InSet(holder, item.clone()), &Constant::Truth(true));
                }
                put(vocabulary, record, &Place::Closed(holder), &Constant::Truth(true));
            }
            (Self::List(fact), Reply::More(more)) => lengthen(vocabulary, record, fact, *more),
            _ => {}
        }
    }

    /// Answers that it may have, each with its weight.
    fn replies(self, vocabulary: &Vocabulary, now: i64) -> Vec<(u32, Reply)> {
        match self {
            Self::Entity(_) => vec![(1, Reply::There(true)), (1, Reply::There(false))],
            Self::List(_) => vec![(PRESUMED, Reply::More(0)), (PRESUMED, Reply::More(1))],
            Self::Set(holder) => holder.declaration(vocabulary).map_or_else(Vec::new, |fact| sets(vocabulary, fact)),
            Self::Value(holder) => holder.declaration(vocabulary).map_or_else(Vec::new, |fact| values(vocabulary, fact, now)),
        }
    }
}

/// A set without members, and with each alone.
fn sets(vocabulary: &Vocabulary, fact: &Fact) -> Vec<(u32, Reply)> {
    let single = |item: Item| (1, Reply::Members(vec![item]));
    let mut replies = vec![(PRESUMED, Reply::Members(Vec::new()))];
    match fact.kind {
        Kind::Set(Element::Enum(id)) => replies.extend(members(vocabulary, id).map(Item::Member).map(single)),
        _ => replies.extend(fresh().take(1).filter_map(|text| Item::of(text.state().known()?)).map(single)),
    }
    replies
}

fn members(vocabulary: &Vocabulary, id: EnumId) -> impl Iterator<Item = u32> {
    let count = vocabulary.enumeration(id).map_or(0, |of| of.members.len());
    0..u32::try_from(count).unwrap_or(u32::MAX).min(MOST_MEMBERS)
}

fn values(vocabulary: &Vocabulary, fact: &Fact, now: i64) -> Vec<(u32, Reply)> {
    let Kind::Scalar { scalar, optional } = fact.kind else { return Vec::new() };
    let numbers = |all: &[i64]| all.iter().map(|number| Constant::Number(Decimal::from(*number))).collect::<Vec<_>>();
    let mut values = match scalar {
        Scalar::YesNo => vec![Constant::Truth(true), Constant::Truth(false)],
        Scalar::Enum(id) => members(vocabulary, id).map(Constant::Member).collect(),
        Scalar::Integer | Scalar::Number | Scalar::Money(_) => numbers(&[0, 1, 1_000_000]),
        Scalar::Text => fresh().take(1).collect(),
        Scalar::Time | Scalar::Date => [-400, -1, 400].map(|days| Constant::Instant(now.saturating_add(days * DAY))).to_vec(),
        Scalar::Duration => [0, 1, 400].map(|days| Constant::Duration(days * DAY)).to_vec(),
    };
    values.extend(optional.then_some(Constant::None));
    let presumed = match &fact.assume {
        Some(Presumption::Scalar(constant)) => Some(constant),
        _ => None,
    };
    if let Some(presumed) = presumed.filter(|presumed| !values.contains(presumed)) {
        values.push(presumed.clone());
    }
    let weigh = |value: Constant| (if Some(&value) == presumed { PRESUMED } else { 1 }, Reply::Value(value));
    values.into_iter().map(weigh).collect()
}

/// Answers that are tried on copies of a record.
struct Trial<'a> {
    policy: &'a Policy,
    decision: DecisionId,
    record: &'a Record,
    now: i64,
    scratch: Scratch,
}

impl Trial<'_> {
    /// In how many of a thousand cases a question settles the decision, and how much is open on average behind it, in thousandths.
    fn outlook(&mut self, topic: Topic) -> (u32, u64) {
        let (mut settled, mut open, mut all) = (0, 0, 0);
        for (weight, reply) in topic.replies(&self.policy.vocabulary, self.now) {
            let left = self.open(topic, &reply);
            all += weight;
            settled += if left == 0 { weight } else { 0 };
            open += u64::from(weight) * left;
        }
        let all = all.max(1);
        (settled * 1000 / all, open * 1000 / u64::from(all))
    }

    /// How many rules are open behind an answer; none where the decision is settled.
    fn open(&mut self, topic: Topic, reply: &Reply) -> u64 {
        let mut copy = self.record.clone();
        topic.tell(&self.policy.vocabulary, &mut copy, reply);
        let mut found: Vec<Decided<'_>> = Vec::new();
        match decide(self.policy, self.decision, &copy, self.now, &mut self.scratch, &mut found) {
            Ruling::Verdict(Verdict::Undetermined) => found.iter().filter(|one| !one.certain).count().max(1) as u64,
            _ => 0,
        }
    }
}
