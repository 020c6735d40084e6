//! Who acts, and which facts there are.

use crate::source::Span;

use super::expressions::Expression;
use super::parts::{Name, Texts};

#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    pub name: Name,
    pub label: Texts,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    pub name: Name,
    pub members: Vec<Member>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    pub name: Name,
    pub label: Texts,
    pub doc: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub name: Name,
    /// `by id`
    pub by: Option<Name>,
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    pub name: Name,
    pub optional: bool,
    pub label: Texts,
    pub shape: Shape,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// `of account`
    Of(Name),
    /// `{ id text … }`
    Fields(Vec<Field>),
}

/// `status instance_status assume … changed by source en "…"`
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub name: Name,
    pub ty: Type,
    pub assume: Option<Expression>,
    pub changed_by: Vec<Name>,
    pub label: Texts,
    pub doc: Option<String>,
    pub span: Span,
}

/// `set of service`, `text?`
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    pub kind: TypeKind,
    pub optional: bool,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    /// `yes_no`, `time`, or an enum's or a record's name
    Named(Name),
    /// `set of service`
    Set(Name),
    /// `list of disk`
    List(Name),
    /// `money CNY`
    Money(Name),
}
