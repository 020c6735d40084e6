//! Runs the scenarios of a checked policy.

use crate::advise::edges::{Stretch, stretch};
use crate::diagnostic::{Code, Diagnostic};
use crate::eval::answer::{Answer, Finding, Status, Subject};
use crate::eval::proof::StepId;
use crate::facts::record::Record;
use crate::model::policy::{DecisionId, ExceptionId, Policy};
use crate::source::Span;

use super::bases::Bases;
use super::case::{Case, cases};
use super::differ::differ;
use super::expected::{Expected, ExpectedKind};
use super::judged::Judged;
use super::read::{Reading, read};
use super::shown::row;

/// What became of one scenario, or of one row of an outline.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub title: String,
    /// of an outline: the row's number, from 1
    pub row: Option<usize>,
    /// of an outline: what the row sets, `source.kind = individual`
    pub cells: Vec<String>,
    /// the title, or the row
    pub span: Span,
    pub mismatches: Vec<Mismatch>,
    /// why it cannot be judged
    pub found: Vec<Diagnostic>,
    /// every instance that was judged, with its status
    pub seen: Vec<(Subject, Status)>,
    /// the exceptions that excused one of them
    pub excusing: Vec<ExceptionId>,
}

/// An expectation that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// where the expectation stands
    pub span: Span,
    /// both as scenarios write them: `forbidden by eip_bound`
    pub expected: String,
    pub actual: String,
    pub moved: Vec<Moved>,
}

/// A rule, or a fact that is missing, which came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// it was not expected; otherwise it was, and is not there
    pub came: bool,
    pub name: String,
    /// the reason of what came; the status of what went
    pub note: Option<String>,
}

/// Gives the reason of a finding in words.
pub type Reason<'f> = dyn for<'a> Fn(&'a Record, &Answer<'a, 'a>, &Finding<'a>) -> Option<String> + 'f;

impl Outcome {
    #[must_use]
    pub fn passed(&self) -> bool {
        self.mismatches.is_empty() && self.found.is_empty()
    }
}

/// Runs every scenario of a policy, in the order of the files.
#[must_use]
pub fn run(policy: &Policy, reason: &Reason<'_>) -> Vec<Outcome> {
    each(policy, reason).collect()
}

/// The same one by one, for whoever has seen enough before the last.
pub(super) fn each<'a>(policy: &'a Policy, reason: &'a Reason<'a>) -> impl Iterator<Item = Outcome> + 'a {
    let mut bases = Bases::default();
    cases(policy).map(move |case| outcome(policy, &case, &mut bases, reason))
}

fn outcome<'p>(policy: &'p Policy, case: &Case<'p>, bases: &mut Bases<'p>, reason: &Reason<'_>) -> Outcome {
    let reading = read(policy, case, bases);
    let mut outcome = Outcome {
        title: case.scenario.title.text.clone(),
        row: case.row.map(|row| row.number),
        cells: row(policy, case, &reading.sheet),
        span: case.span(),
        mismatches: Vec::new(),
        found: Vec::new(),
        seen: Vec::new(),
        excusing: Vec::new(),
    };
    match reading.decision {
        Some(decision) if reading.found.is_empty() => judge(policy, decision, &reading, reason, &mut outcome),
        _ => outcome.found = reading.found,
    }
    outcome
}

fn judge(policy: &Policy, decision: DecisionId, reading: &Reading, reason: &Reason<'_>, outcome: &mut Outcome) {
    let record = reading.sheet.record(&policy.vocabulary);
    let answer = crate::eval::answer(policy, decision, &record, reading.at);
    let judged = Judged { policy, record: &record, answer: &answer };
    outcome.mismatches = reading.expected.iter().filter_map(|expected| differ(&judged, expected, reason)).collect();
    outcome.seen = findings(&answer).map(|finding| (finding.subject, finding.status)).collect();
    outcome.excusing = findings(&answer).flat_map(|finding| finding.exceptions.iter().copied()).collect();
    if !reading.dated && depends_on_time(policy, &answer, &reading.expected) {
        let diagnostic = Diagnostic::error(Code::NowMisplaced, outcome.span, "the answer depends on when the scenario is judged");
        outcome.found.push(diagnostic.help("write `at` and a time"));
    }
}

/// Every instance that an answer tells of.
fn findings<'a, 'r>(answer: &'a Answer<'_, 'r>) -> impl Iterator<Item = &'a Finding<'r>> {
    let lists = [
        &answer.forbidden_by,
        &answer.permitted_by,
        &answer.undetermined,
        &answer.warnings,
        &answer.duties,
        &answer.effects,
        &answer.suggestions,
        &answer.excepted,
        &answer.others,
    ];
    lists.into_iter().flatten().chain(&answer.valued_by)
}

/// Whether what is expected of an answer may be otherwise at another time.
fn depends_on_time(policy: &Policy, answer: &Answer<'_, '_>, expected: &[Expected]) -> bool {
    let asks_more = expected.iter().any(|of| matches!(of.kind, ExpectedKind::Noted { .. } | ExpectedKind::Remedy(_)));
    let roots = if asks_more { (0..).map(StepId).take(answer.proof.steps.len()).collect() } else { vec![answer.root] };
    stretch(policy, &answer.proof, &roots, answer.at) != Stretch::default()
}
