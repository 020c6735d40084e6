//! What is asked, and what has a name of its own: decisions, params, definitions.

use super::expressions::Expression;
use super::parts::{Name, Texts, TimeLiteral};
use super::rules::Verb;
use super::vocabulary::Type;

#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    pub name: Name,
    /// `: money CNY`
    pub ty: Option<Type>,
    pub question: Texts,
    /// `default permit`
    pub default: Option<Verb>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    pub name: Name,
    pub ty: Option<Type>,
    pub label: Texts,
    pub value: Expression,
    pub cite: Vec<Name>,
    pub later: Vec<Later>,
}

/// `then 7 days from 2027-01-01 cite …`
#[derive(Debug, Clone, PartialEq)]
pub struct Later {
    pub value: Expression,
    pub from: TimeLiteral,
    pub cite: Vec<Name>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Define {
    pub name: Name,
    pub body: Expression,
}
