//! The answer to one decision for one record: the verdict, everything that decides it, and what is still missing. All as numbers and
//! steps of the proof; `explain` turns it into words.

use indexmap::IndexSet;

use crate::model::policy::{DecisionId, ExceptionId, Instances, Message, NoticeId, Policy, Remedy, RuleBody, RuleId, TableId, Verb};
use crate::model::vocabulary::{EntityId, FactId, FieldId};
use crate::value::State;

pub use super::proof::Instance;
use super::proof::{MemberPlace, Proof, StepId};

/// Permitted, forbidden, or not settled by what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    Permitted,
    Forbidden,
    Undetermined,
}

/// What became of a rule: the first reason that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    NotInForce,
    OutOfScope,
    Clear,
    Excepted,
    Applies,
    Unknown,
}

/// A rule, a table, a duty, an effect or a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    Rule(RuleId),
    Table(TableId),
    Notice(NoticeId),
}

/// A rule's instance with its status.
#[derive(Debug, Clone)]
pub struct Finding<'r> {
    pub subject: Subject,
    pub instance: Instance<'r>,
    pub status: Status,
    /// the rows, from 0, that are possible (tables only)
    pub rows: Vec<u32>,
    /// the exceptions that excuse it
    pub exceptions: Vec<ExceptionId>,
    /// the root of its proof
    pub proof: StepId,
    /// the facts that it still needs, if it is unknown
    pub needs: Vec<Need>,
}

impl Subject {
    /// The name of what it is.
    #[must_use]
    pub fn name(self, policy: &Policy) -> &str {
        let name = match self {
            Self::Rule(id) => policy.rules.get(id.index()).map(|rule| &rule.name),
            Self::Table(id) => policy.tables.get(id.index()).map(|table| &table.name),
            Self::Notice(id) => policy.notices.get(id.index()).map(|notice| &notice.name),
        };
        name.map_or("?", String::as_str)
    }

    /// What a rule or a notice goes through.
    #[must_use]
    pub fn instances(self, policy: &Policy) -> Option<&Instances> {
        match self {
            Self::Rule(id) => policy.rules.get(id.index()).map(|rule| &rule.instances),
            Self::Notice(id) => policy.notices.get(id.index()).map(|notice| &notice.instances),
            Self::Table(_) => None,
        }
    }
}

impl Finding<'_> {
    /// The body of the rule or notice by which it was judged.
    #[must_use]
    pub fn body<'m>(&self, policy: &'m Policy) -> Option<&'m RuleBody> {
        self.subject.instances(policy)?.body(self.instance.entity())
    }

    /// The messages of a table's rows that are possible, each once.
    #[must_use]
    pub fn messages<'m>(&self, policy: &'m Policy) -> Vec<&'m Message> {
        let Subject::Table(id) = self.subject else { return Vec::new() };
        let rows = policy.tables.get(id.index()).map_or(&[][..], |table| &table.rows);
        let of_rows = self.rows.iter().filter_map(|row| rows.get(*row as usize)?.because).collect::<IndexSet<_>>();
        of_rows.into_iter().filter_map(|id| policy.messages.get_index(id.index())).map(|(_, message)| message).collect()
    }

    /// What would clear it: the remedies of the rule, or of the table and the messages of its rows.
    #[must_use]
    pub fn remedies<'m>(&self, policy: &'m Policy) -> Vec<&'m Remedy> {
        match self.subject {
            Subject::Table(id) => {
                let own = policy.tables.get(id.index()).into_iter().flat_map(|table| &table.remedies);
                self.messages(policy).into_iter().flat_map(|message| &message.remedies).chain(own).collect()
            }
            Subject::Rule(_) => self.body(policy).into_iter().flat_map(|body| &body.remedies).collect(),
            Subject::Notice(_) => Vec::new(),
        }
    }
}

/// A fact that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Need {
    /// a scalar, a set or a list: `instance.status`
    Fact(FactId),
    /// `instance.disks("d-1").encrypted`; of the rest: `instance.disks.encrypted`
    Field { list: FactId, member: MemberPlace, field: FieldId },
    /// whether a member is in a set: `book.genres("crime")`
    InSet { set: FactId, member: String },
    /// the same of a set of a list's member
    InFieldSet { list: FactId, at: MemberPlace, field: FieldId, member: String },
    /// whether an entity is there at all
    Entity(EntityId),
}

/// The answer to a decision.
#[derive(Debug, Clone)]
pub struct Answer<'m, 'r> {
    pub decision: DecisionId,
    /// the instant it was judged at
    pub at: i64,
    /// none for a valued decision that has a value
    pub verdict: Option<Verdict>,
    /// of a valued decision; unknown while it is undetermined
    pub value: Option<State<'r>>,
    /// of a valued decision answered by a table: the table, with its possible rows
    pub valued_by: Option<Finding<'r>>,
    pub forbidden_by: Vec<Finding<'r>>,
    pub permitted_by: Vec<Finding<'r>>,
    pub undetermined: Vec<Finding<'r>>,
    /// warnings, duties, effects and suggestions that apply, or may
    pub warnings: Vec<Finding<'r>>,
    pub duties: Vec<Finding<'r>>,
    pub effects: Vec<Finding<'r>>,
    pub suggestions: Vec<Finding<'r>>,
    /// rules that would apply but for an exception
    pub excepted: Vec<Finding<'r>>,
    /// every other instance of the decision's rules: clear, out of scope, not in force
    pub others: Vec<Finding<'r>>,
    pub missing: Vec<Need>,
    /// the decision's own step
    pub root: StepId,
    pub proof: Proof<'m, 'r>,
}

/// What the silent run tells of one instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided<'r> {
    pub subject: Subject,
    pub verb: Verb,
    pub instance: Instance<'r>,
    /// yes or unknown; instances that do not apply are left out
    pub certain: bool,
}

/// What a decision comes to: a verdict, or the value of a valued one (`undetermined` is its verdict).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling<'r> {
    Verdict(Verdict),
    Value(State<'r>),
}
