//! A checked set of policies: what `check` makes and everything else reads. A policy that stands here cannot fail when it is evaluated.

use indexmap::IndexMap;

use crate::source::Span;
use crate::syntax::ast;
use crate::value::calendar::Zone;

use super::expression::{Choices, Condition, ListRef, SetRef, Term};
use super::vocabulary::{Changer, Constant, Element, EntityId, Label, Vocabulary};

pub use super::types::{ParamType, TermType};
pub use crate::syntax::ast::{NotedKind, Phase, Verb};

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

#[derive(Debug, Clone)]
pub struct Param {
    pub name: String,
    pub label: Label,
    pub ty: ParamType,
    pub optional: bool,
    /// the first holds from the beginning; each later one from its instant on, in order
    pub versions: Vec<Version>,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct Version {
    /// from when on, in seconds; none for the first
    pub from: Option<i64>,
    pub value: ParamValue,
    pub cite: Vec<ClauseId>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    Scalar(Constant),
    Set(Vec<Constant>),
}

impl Param {
    /// The value in force at an instant: the one whose date came last.
    #[must_use]
    pub fn at(&self, now: i64) -> Option<&ParamValue> {
        self.versions.iter().rev().find(|version| version.from.is_none_or(|from| from <= now)).map(|version| &version.value)
    }
}

#[derive(Debug, Clone)]
pub struct Definition {
    /// none for a `given` block
    pub name: Option<String>,
    pub body: Body,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum Body {
    Condition(Condition),
    Term { term: Term, ty: TermType, optional: bool },
}

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
    Count(Vec<super::expression::Count>),
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

/// What rules, exceptions and notices share: `applies = in force and scope and when and not excused`.
#[derive(Debug, Clone)]
pub struct Scope {
    pub effective: Effective,
    /// `given` and all blocks around it
    pub given: Option<Condition>,
    pub when: Option<Condition>,
    pub unless: Option<Condition>,
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

#[derive(Debug, Clone)]
pub struct Table {
    pub name: String,
    pub module: String,
    pub hit: ast::Hit,
    pub kind: TableKind,
    pub scope: Scope,
    pub exceptions: Vec<ExceptionId>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub remedies: Vec<Remedy>,
    pub cite: Vec<ClauseId>,
    pub reading: Option<Label>,
    pub span: Span,
    pub name_span: Span,
}

#[derive(Debug, Clone, Copy)]
pub enum TableKind {
    Verdict(DecisionId),
    Value { ty: TermType, optional: bool },
}

impl Table {
    /// Whether it gives a value, and no verdict.
    #[must_use]
    pub fn is_valued(&self) -> bool {
        matches!(self.kind, TableKind::Value { .. })
    }
}

/// What a column asks of the facts.
#[derive(Debug, Clone)]
pub struct Column {
    pub term: Term,
    pub ty: TermType,
    pub optional: bool,
    /// the header as it was written
    pub text: String,
}

#[derive(Debug, Clone)]
pub struct Row {
    /// a test a column
    pub cells: Vec<Cell>,
    pub output: Output,
    pub because: Option<MessageId>,
    pub cite: Vec<ClauseId>,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct Cell {
    pub test: CellTest,
    pub span: Span,
}

/// A test of a column's state; what it compares with are constants.
#[derive(Debug, Clone)]
pub enum CellTest {
    /// `-`
    Any,
    /// `a, b`
    OneOf(Choices),
    /// `not a, b`
    NotOneOf(Choices),
    /// `< 5`
    Order(crate::value::ops::Order, Term),
    /// `5 .. 10`, `5 ..< 10`
    Span { from: Term, to: Term, open: bool },
    /// `none`
    None,
    /// `not none`
    NotNone,
}

#[derive(Debug, Clone)]
pub enum Output {
    Permit,
    Forbid,
    Undetermined,
    Value(Term),
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
