//! A checked set of policies: what `check` makes and everything else reads. A policy that stands here cannot fail when it is evaluated.

mod decisions;
mod definitions;
mod documents;
mod messages;
mod rules;
mod tables;

use indexmap::IndexMap;

use crate::model::vocabulary::{Label, Vocabulary};
use crate::syntax::ast;
use crate::value::calendar::Zone;

pub use super::types::{ParamType, TermType};
pub use crate::syntax::ast::{NotedKind, Phase, Verb};
pub use decisions::{Decision, DecisionKind, ValuedBy};
pub use definitions::{Body, Definition, Param, ParamValue, Version};
pub use documents::{Clause, Document, Standing};
pub use messages::{Message, Piece, Remedy, RemedyKind, Template};
pub use rules::{Effective, Exception, Instances, Notice, NoticeKind, Rule, RuleBody, Scope};
pub use tables::{Cell, CellTest, Column, Output, Row, Table, TableKind};

ids! {
    /// By its place in [`Policy::params`].
    ParamId,
    /// By its place in [`Policy::definitions`].
    DefinitionId,
    /// By its place in [`Policy::tables`].
    TableId,
    /// By its place in [`Policy::decisions`].
    DecisionId,
    /// By its place in [`Policy::rules`].
    RuleId,
    /// By its place in [`Policy::exceptions`].
    ExceptionId,
    /// By its place in [`Policy::notices`].
    NoticeId,
    /// By its place in [`Policy::clauses`].
    ClauseId,
    /// By its place in [`Policy::messages`].
    MessageId,
}

/// A whole set of policies.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    pub name: String,
    pub title: Label,
    pub vocabulary: Vocabulary,
    pub documents: IndexMap<String, Document>,
    /// under their full names: `rules.fees.unpaid`
    pub clauses: IndexMap<String, Clause>,
    pub params: IndexMap<String, Param>,
    pub definitions: Vec<Definition>,
    pub messages: IndexMap<String, Message>,
    pub tables: Vec<Table>,
    pub decisions: IndexMap<String, Decision>,
    /// Rules that forbid, permit or warn, in the order of the files.
    pub rules: Vec<Rule>,
    pub exceptions: Vec<Exception>,
    /// Duties, effects and suggestions.
    pub notices: Vec<Notice>,
    /// Facts blocks and scenarios stay as they were written; `scenario` holds them against the vocabulary.
    pub facts: IndexMap<String, ast::Facts>,
    pub scenarios: Vec<ast::Scenario>,
}

impl Policy {
    /// The zone in which dates begin and months are counted.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.vocabulary.zone
    }

    /// The decision of a name; without one the first of the set.
    #[must_use]
    pub fn decision(&self, name: Option<&str>) -> Option<DecisionId> {
        let index = match name {
            Some(name) => self.decisions.get_index_of(name)?,
            None if self.decisions.is_empty() => return None,
            None => 0,
        };
        u32::try_from(index).ok().map(DecisionId)
    }
}
