//! What an answer says: why it is so, and what would change it.

use crate::source::Span;

use super::expressions::Expression;
use super::parts::{Name, Texts};

#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    pub name: Name,
    pub texts: Texts,
    pub remedies: Vec<Remedy>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Because {
    /// `because en "…"`
    Texts(Texts),
    /// `because not_now`
    Message(Name),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Remedy {
    pub kind: RemedyKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum RemedyKind {
    /// `by source en "…" makes …`
    By { actor: Name, texts: Texts, makes: Option<Expression> },
    /// `wait`, or `wait en "until the task has ended"`
    Wait { texts: Texts },
    /// `impossible suggest smc`
    Impossible { texts: Texts, suggest: Vec<Name> },
}
