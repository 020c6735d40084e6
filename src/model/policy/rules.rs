//! Rules, their exceptions, and what follows from an answer: duties, effects, suggestions.

use crate::model::expression::{Condition, ListRef, SetRef};
use crate::model::vocabulary::{Changer, Element, EntityId, Label};
use crate::source::Span;
use crate::syntax::ast::{Phase, Verb};

use super::messages::{Remedy, Template};
use super::{ClauseId, DecisionId, ExceptionId};

/// What rules, exceptions and notices share: `applies = in force and scope and when and not excused`.
#[derive(Debug, Clone)]
pub struct Scope {
    pub effective: Effective,
    /// `given` and all blocks around it
    pub given: Option<Condition>,
    pub when: Option<Condition>,
    pub unless: Option<Condition>,
}

/// In force from an instant (inclusive) until another (exclusive).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effective {
    pub from: Option<i64>,
    pub until: Option<i64>,
}

impl Effective {
    #[must_use]
    pub fn holds(self, now: i64) -> bool {
        self.from.is_none_or(|from| from <= now) && self.until.is_none_or(|until| now < until)
    }
}

/// A rule that forbids, permits or warns.
#[derive(Debug, Clone)]
pub struct Rule {
    pub name: String,
    /// the file's stem
    pub module: String,
    pub verb: Verb,
    pub decision: DecisionId,
    pub instances: Instances,
    pub exceptions: Vec<ExceptionId>,
    pub cite: Vec<ClauseId>,
    pub reading: Option<Label>,
    /// the whole declaration
    pub span: Span,
    pub name_span: Span,
    pub doc: Option<String>,
}

/// A rule's body once, or once a member.
#[derive(Debug, Clone)]
pub enum Instances {
    Single(RuleBody),
    /// `for party in {source, target}`
    Entities(Vec<(EntityId, RuleBody)>),
    /// `for disk in instance.disks`
    List(ListRef, RuleBody),
    /// `for service in instance.services`
    Set(SetRef, RuleBody),
}

impl Instances {
    /// The body by which an instance is judged; `entity` is the one that it is for, of several.
    #[must_use]
    pub fn body(&self, entity: Option<EntityId>) -> Option<&RuleBody> {
        match self {
            Self::Single(body) | Self::List(_, body) | Self::Set(_, body) => Some(body),
            Self::Entities(bodies) => bodies.iter().find(|(of, _)| Some(*of) == entity).map(|(_, body)| body),
        }
    }

    /// What the members of a set are.
    #[must_use]
    pub fn element(&self) -> Option<Element> {
        match self {
            Self::Set(set, _) => Some(set.element),
            _ => None,
        }
    }
}

#[derive(Debug, Clone)]
pub struct RuleBody {
    pub scope: Scope,
    pub because: Option<Template>,
    pub remedies: Vec<Remedy>,
}

#[derive(Debug, Clone)]
pub struct Exception {
    pub name: String,
    pub module: String,
    pub scope: Scope,
    pub because: Option<Template>,
    pub reading: Option<Label>,
    pub cite: Vec<ClauseId>,
    pub span: Span,
}

/// A duty, an effect or a suggestion.
#[derive(Debug, Clone)]
pub struct Notice {
    pub name: String,
    pub module: String,
    pub kind: NoticeKind,
    pub instances: Instances,
    pub cite: Vec<ClauseId>,
    pub reading: Option<Label>,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum NoticeKind {
    Duty {
        of: Vec<Changer>,
        phase: Phase,
        decision: DecisionId,
    },
    Effect {
        phase: Phase,
        decision: DecisionId,
    },
    /// shown where a rule that forbids names it, or instead of a decision that is forbidden
    Suggestion {
        instead_of: Option<DecisionId>,
    },
}
