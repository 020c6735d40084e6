//! What a scenario expects of an answer.

use crate::source::Span;

use super::expressions::Expression;
use super::parts::{Name, Path, TimeLiteral};

#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    pub kind: ExpectationKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ExpectationKind {
    /// `permitted`
    Permitted,
    /// `forbidden by a, b("d-1")`; none named: whatever forbids
    Forbidden(Vec<Reference>),
    /// `undetermined needing instance.status`; none named: whatever is missing
    Undetermined(Vec<Needed>),
    /// `remedy wait until 2024-09-01T00:00:01Z`
    Remedy(ExpectedRemedy),
    /// `warning open_list`, `no warning open_list`, `unknown warning open_list`
    Noted { noted: Noted, kind: NotedKind, reference: Reference },
    /// `refund = 38.50 CNY`
    Value { decision: Name, value: Expression },
}

#[derive(Debug, Clone, PartialEq)]
pub enum ExpectedRemedy {
    Impossible,
    Wait(Option<TimeLiteral>),
    By(Name),
}

/// Whether something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// `warning …`: it applies
    Told,
    /// `no warning …`: it does not
    Absent,
    /// `unknown warning …`: nobody knows
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotedKind {
    Warning,
    Duty,
    Effect,
    Suggestion,
}

/// `encrypted_disk("d-1")`, `account_not_verified(source)`, `encrypted_disk(#2)`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub name: Name,
    /// What stands in parentheses, as answers name it: `d-1`, `source`, `#2`.
    pub member: Option<String>,
    pub span: Span,
}

/// `instance.status`, `instance.disks("d-1").encrypted`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    pub path: Path,
    pub member: Option<String>,
    /// What stands behind the parentheses: `.encrypted`.
    pub after: Option<String>,
    pub span: Span,
}
