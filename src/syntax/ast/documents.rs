//! The header of a set of policies, and the documents that it enforces.

use crate::source::Span;

use super::parts::{Name, Path, Texts, TimeLiteral};

#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    pub name: Name,
    pub title: Option<Texts>,
    /// `time_zone "+08:00"`
    pub time_zone: Option<Name>,
    pub languages: Vec<Name>,
    /// `records named by request.id, instance.id`
    pub named_by: Vec<Path>,
    /// what is allowed everywhere
    pub allows: Vec<Allow>,
}

/// What need not be found in the next declaration.
#[derive(Debug, Clone, PartialEq)]
pub struct Allow {
    /// the name of a lint: `magic-number`
    pub lint: Name,
    /// why that is right here
    pub reason: Name,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub name: Name,
    pub title: Option<Texts>,
    /// where it can be read: `https://example.org/rules`
    pub address: Option<Name>,
    pub edition: Option<TimeLiteral>,
    /// `official` or `third_party`
    pub authority: Option<Name>,
    pub clauses: Vec<Clause>,
}

/// `clause account.balance at "L45" en "…"`
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    pub name: Name,
    pub at: Option<Name>,
    pub texts: Texts,
    pub mark: Option<Mark>,
    pub doc: Option<String>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// `read as en "…"`
    ReadAs(Texts),
    /// `informative en "…"`
    Informative(Option<Texts>),
    /// `superseded en "…"`
    Superseded(Texts),
}
