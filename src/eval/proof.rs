//! A proof: every step of an evaluation with its place in the policy, its outcome and the steps that it rests on.
//!
//! Definitions, tables and decisions that are asked more than once are proven once: the steps form a graph without circles.

use crate::model::expression::{Condition, Count, Term};
use crate::model::policy::{DecisionId, DefinitionId, ExceptionId, NoticeId, RuleId, TableId, Verb};
use crate::model::vocabulary::{EntityId, FactId, FieldId};
use crate::value::{State, Truth};

/// A step, by its place in a [`Proof`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(pub u32);

/// What a step asked.
#[derive(Debug, Clone, Copy)]
pub enum Question<'m> {
    Condition(&'m Condition),
    Term(&'m Term),
    /// what the record says of a fact; `member` is the place, from 0, of the list's member that it belongs to
    Fact {
        fact: FactId,
    },
    Field {
        list: FactId,
        member: MemberPlace,
        field: FieldId,
    },
    /// whether a value is in a set; the value is the step's own. Of a set that nobody has told, the set is its part
    InSet {
        place: SetPlace,
    },
    /// the members of a list, as far as they are known
    List {
        fact: FactId,
    },
    /// whether an entity is absent
    Absent {
        entity: EntityId,
    },
    /// one of the counts of a sum
    Count(&'m Count),
    /// a quantifier's body for one member; of the rest, what it adds to the quantifier's answer, with the list as its first part
    Member {
        list: FactId,
        member: MemberPlace,
    },
    Definition(DefinitionId),
    /// the value of a table
    Table(TableId),
    /// whether a table forbids, or permits
    Says(TableId, Verb),
    /// a row, by its place from 0; its children are its cells and, for a possible row, its output
    Row(TableId, u32),
    /// a cell, by its column
    Cell(TableId, u32, u32),
    /// whether it is permitted; its parts are the instances and tables that decide it. Of a valued decision, the value
    Decision(DecisionId),
    /// an instance of a rule; which one is the step's own
    Rule(RuleId),
    /// an instance of a duty, an effect or a suggestion
    Notice(NoticeId),
    Exception(ExceptionId),
    Given,
    When,
    Unless,
}

/// A set of an entity, or of a list's member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SetPlace {
    Fact(FactId),
    Field { list: FactId, member: MemberPlace, field: FieldId },
}

/// A member of a list or a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MemberPlace {
    /// by its place from 0
    Known(u32),
    /// the members that may be there besides
    Rest,
}

/// Which instance of a `for … in` rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instance<'r> {
    /// the rule has no `for`, or nothing stands in what its `for` names
    Only,
    Entity(EntityId),
    /// a list's member, or the rest of a list that may have more
    Member {
        list: FactId,
        member: MemberPlace,
    },
    /// a set's member; unknown for the rest
    SetMember(State<'r>),
}

impl Instance<'_> {
    /// The entity that it is for, if the rule is for several.
    #[must_use]
    pub fn entity(&self) -> Option<EntityId> {
        match self {
            Self::Entity(id) => Some(*id),
            _ => None,
        }
    }
}

/// What a step answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome<'r> {
    Truth(Truth),
    State(State<'r>),
    /// a count: at least, at most
    Span(u64, Option<u64>),
    /// a valued table's own `undetermined`: nothing is missing, and there is no value
    Undetermined,
}

/// One step.
#[derive(Debug, Clone)]
pub struct Step<'m, 'r> {
    pub question: Question<'m>,
    pub outcome: Outcome<'r>,
    /// what it rests on: [`Proof::parts`]
    pub parts: Parts,
    pub about: About<'r>,
}

/// What a step is about, where its question does not say it.
#[derive(Debug, Clone, Copy)]
pub enum About<'r> {
    Nothing,
    /// of [`Question::InSet`]: the value that was looked for
    Value(State<'r>),
    /// of [`Question::Rule`] and [`Question::Notice`]
    Instance(Instance<'r>),
}

impl<'m, 'r> Step<'m, 'r> {
    /// One that rests on nothing.
    #[must_use]
    pub fn alone(question: Question<'m>, outcome: Outcome<'r>) -> Self {
        Self { question, outcome, parts: Parts { start: 0, end: 0 }, about: About::Nothing }
    }

    /// The value that was looked for in a set.
    #[must_use]
    pub fn value(&self) -> Option<State<'r>> {
        match self.about {
            About::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Which instance of a rule or a notice it is; that without a member where it is neither.
    #[must_use]
    pub fn instance(&self) -> Instance<'r> {
        match self.about {
            About::Instance(instance) => instance,
            _ => Instance::Only,
        }
    }
}

/// Which of the parts of all steps are those of one.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    start: u32,
    end: u32,
}

impl Parts {
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// All steps of an evaluation.
#[derive(Debug, Clone, Default)]
pub struct Proof<'m, 'r> {
    pub steps: Vec<Step<'m, 'r>>,
    /// the parts of one step after the other: so that a step takes no memory of its own
    parts: Vec<StepId>,
}

impl<'m, 'r> Proof<'m, 'r> {
    #[must_use]
    pub fn step(&self, id: StepId) -> Option<&Step<'m, 'r>> {
        self.steps.get(id.0 as usize)
    }

    /// With room for so many steps, each a part of one other.
    pub(super) fn with_capacity(steps: usize) -> Self {
        Self { steps: Vec::with_capacity(steps), parts: Vec::with_capacity(steps) }
    }

    /// What a step rests on, in the order of the policy.
    #[must_use]
    pub fn parts(&self, step: &Step<'_, '_>) -> &[StepId] {
        self.parts.get(step.parts.start as usize..step.parts.end as usize).unwrap_or_default()
    }

    /// Adds a step.
    pub(super) fn add(&mut self, question: Question<'m>, outcome: Outcome<'r>, parts: &[StepId]) -> StepId {
        let place = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let start = place(self.parts.len());
        self.parts.extend_from_slice(parts);
        let parts = Parts { start, end: place(self.parts.len()) };
        self.steps.push(Step { parts, ..Step::alone(question, outcome) });
        StepId(place(self.steps.len() - 1))
    }
}

impl Outcome<'_> {
    /// Whether the answer is definite.
    #[must_use]
    pub fn is_definite(&self) -> bool {
        match self {
            Self::Truth(truth) => truth.is_known(),
            Self::State(state) => *state != State::Unknown,
            Self::Span(least, most) => *most == Some(*least),
            Self::Undetermined => true,
        }
    }
}
