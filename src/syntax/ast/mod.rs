//! What was written, with the place of everything. Names are text here; `model` gives them their meaning.
//!
//! Each variant's documentation is the text it stands for.

mod definitions;
mod documents;
mod expectations;
mod expressions;
mod messages;
mod parts;
mod rules;
mod scenarios;
mod tables;
mod vocabulary;

use crate::source::Span;

pub use definitions::{Decision, Define, Later, Param};
pub use documents::{Allow, Clause, Document, Mark, Policy};
pub use expectations::{Expectation, ExpectationKind, ExpectedRemedy, Needed, Noted, NotedKind, Reference};
pub use expressions::{Expression, ExpressionKind, Unit};
pub use messages::{Because, Message, Remedy, RemedyKind};
pub use parts::{Name, Path, Piece, Text, Texts, TimeLiteral};
pub use rules::{Conditions, Effective, Exception, Instances, Notice, NoticeKind, Over, Phase, Rule, Verb};
pub use scenarios::{Assigned, Assignment, Facts, Outline, OutlineCell, OutlineColumn, OutlineRow, Scenario, Setting};
pub use tables::{Cell, CellKind, CellTest, Column, ColumnKind, Hit, Output, Row, Table, TableTarget};
pub use vocabulary::{Actor, Entity, Enum, Field, Member, Record, Shape, Type, TypeKind};

/// The declarations of one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct File {
    pub items: Vec<Item>,
    /// The declarations that could not be read.
    pub lost: Vec<Lost>,
}

/// What is known of a declaration that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// `rule`
    pub keyword: String,
    pub name: Name,
}

/// One declaration.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub kind: ItemKind,
    /// The `///` lines above it.
    pub doc: Option<String>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// `policy transfer { … }`
    Policy(Policy),
    /// `allow magic-number "the fee of 1983"`
    Allow(Allow),
    /// `document rules { … }`
    Document(Document),
    /// `actor provider en "…"`
    Actor(Actor),
    /// `enum medium { book, film }`
    Enum(Enum),
    /// `record disk by id { … }`
    Record(Record),
    /// `entity source of account en "source"`
    Entity(Entity),
    /// `decision transfer en "…" { default permit }`
    Decision(Decision),
    /// `param minimum_age = 5 days`
    Param(Param),
    /// `define same_identity = …`
    Define(Define),
    /// `message not_now { en "…" }`
    Message(Message),
    /// `table by_card for lend { … }`
    Table(Table),
    /// `rule encrypted_disk for disk in instance.disks { … }`
    Rule(Rule),
    /// `exception pilot to lent_too_long { … }`
    Exception(Exception),
    /// `duty …`, `effect …`, `suggest …`
    Notice(Notice),
    /// `given item.medium is film { … }`
    Given(Given),
    /// `facts ready_vpc { … }`
    Facts(Facts),
    /// `scenario "…" for transfer { … }`, also an outline
    Scenario(Scenario),
}

/// `given item.medium is film { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    pub condition: Expression,
    pub items: Vec<Item>,
}
