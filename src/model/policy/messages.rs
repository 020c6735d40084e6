//! What answers say: texts with holes, and what would change an answer.

use indexmap::IndexMap;

use crate::model::expression::{Choices, Condition, SetRef, Term};
use crate::model::types::{ParamType, TermType};
use crate::model::vocabulary::{Changer, Element, EntityId};
use crate::source::Span;

use super::NoticeId;

/// A text with its holes, by language.
#[derive(Debug, Clone, Default)]
pub struct Template {
    pub by_language: IndexMap<String, Vec<Piece>>,
}

#[derive(Debug, Clone)]
pub enum Piece {
    Words(String),
    /// `{instance.status}`
    Value(Term, TermType),
    /// `{party}`: an entity's label
    Entity(EntityId),
    /// `{instance.services}`, `{instance.services among blocking_services}`
    Set(SetRef, Option<Choices>),
    /// `{blocking_services}`
    Choices(Choices, ParamType),
    /// `{count of instance.disks}`
    Count(Vec<crate::model::expression::Count>),
    /// `{disk}`: the member that is judged, as answers name it
    Member,
    /// `{service}`: the member of a set that is judged
    SetMember(Element),
}

#[derive(Debug, Clone)]
pub struct Message {
    pub name: String,
    pub template: Template,
    pub remedies: Vec<Remedy>,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct Remedy {
    pub kind: RemedyKind,
    pub span: Span,
}

impl Remedy {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> &Template {
        match &self.kind {
            RemedyKind::By { text, .. } | RemedyKind::Wait { text } | RemedyKind::Impossible { text, .. } => text,
        }
    }

    /// Whether it says that nothing helps.
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        matches!(self.kind, RemedyKind::Impossible { .. })
    }
}

#[derive(Debug, Clone)]
pub enum RemedyKind {
    By {
        actor: Changer,
        text: Template,
        makes: Option<Condition>,
    },
    /// the text, if any, is for an event without a time
    Wait {
        text: Template,
    },
    Impossible {
        text: Template,
        suggest: Vec<NoticeId>,
    },
}
