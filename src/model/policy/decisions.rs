//! What is asked, and what answers it.

use crate::model::types::TermType;
use crate::model::vocabulary::Label;
use crate::source::Span;

use super::{DefinitionId, RuleId, TableId};

#[derive(Debug, Clone)]
pub struct Decision {
    pub name: String,
    pub question: Label,
    pub kind: DecisionKind,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum DecisionKind {
    Verdict {
        default_permit: bool,
        /// forbid and permit rules, in order
        rules: Vec<RuleId>,
        tables: Vec<TableId>,
    },
    Valued {
        ty: TermType,
        optional: bool,
        by: ValuedBy,
    },
}

#[derive(Debug, Clone, Copy)]
pub enum ValuedBy {
    Table(TableId),
    Definition(DefinitionId),
}
