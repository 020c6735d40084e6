//! The documents that a policy enforces, and their clauses.

use crate::model::vocabulary::Label;
use crate::source::Span;

#[derive(Debug, Clone)]
pub struct Document {
    pub name: String,
    pub title: Label,
    /// where it can be read: `https://example.org/rules`
    pub address: Option<String>,
    /// `2024-08-01`, as seconds
    pub edition: Option<i64>,
    pub official: bool,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct Clause {
    /// `rules.fees.unpaid`
    pub name: String,
    /// the document's name
    pub document: String,
    /// where in the document: `L45`
    pub at: Option<String>,
    pub text: Label,
    pub read_as: Option<Label>,
    pub standing: Standing,
    pub span: Span,
}

/// Whether a clause is to be enforced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Binding,
    Informative(Label),
    Superseded(Label),
}
