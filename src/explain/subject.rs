//! What the policy says about a finding: its reason, its remedies and its clauses, wherever they are declared.

use std::ffi::OsStr;
use std::path::Path;

use indexmap::IndexSet;

use crate::advise::edges::Stretch;
use crate::advise::forecast::Forecaster;
use crate::eval::answer::{Finding, Status, Subject};
use crate::model::policy::{ClauseId, DecisionId, DecisionKind, Instances, NoticeKind, Output, Remedy, Table, Template, ValuedBy, Verb};
use crate::model::vocabulary::Label;
use crate::source::Span;

use super::cite;
use super::json::{Head, Place};
use super::scene::Scene;
use super::{names, template};

/// The declaration behind a finding.
#[derive(Debug, Clone)]
pub struct Declared<'a> {
    pub name: &'a str,
    pub module: &'a str,
    /// where its name stands
    pub span: Span,
    /// the whole declaration
    pub whole: Span,
    pub instances: Option<&'a Instances>,
    pub reading: Option<&'a Label>,
    /// one of a rule, one a row that is possible of a table
    pub because: Vec<&'a Template>,
    pub remedies: Vec<&'a Remedy>,
    pub cite: Vec<ClauseId>,
    /// of a duty, an effect or a suggestion
    pub notice: Option<&'a NoticeKind>,
}

/// What the policy declares of a finding's subject.
#[must_use]
pub fn declared<'a>(scene: &Scene<'a>, finding: &Finding<'_>) -> Option<Declared<'a>> {
    match finding.subject {
        Subject::Rule(id) => {
            let rule = scene.policy.rules.get(id.index())?;
            let body = finding.body(scene.policy);
            Some(Declared {
                name: &rule.name,
                module: &rule.module,
                span: rule.name_span,
                whole: rule.span,
                instances: Some(&rule.instances),
                reading: rule.reading.as_ref(),
                because: body.and_then(|body| body.because.as_ref()).into_iter().collect(),
                remedies: finding.remedies(scene.policy),
                cite: rule.cite.clone(),
                notice: None,
            })
        }
        Subject::Table(id) => Some(of_table(scene, scene.policy.tables.get(id.index())?, finding)),
        Subject::Notice(id) => {
            let notice = scene.policy.notices.get(id.index())?;
            let body = finding.body(scene.policy);
            Some(Declared {
                name: &notice.name,
                module: &notice.module,
                span: notice.span,
                whole: notice.span,
                instances: Some(&notice.instances),
                reading: notice.reading.as_ref(),
                because: body.and_then(|body| body.because.as_ref()).into_iter().collect(),
                remedies: Vec::new(),
                cite: notice.cite.clone(),
                notice: Some(&notice.kind),
            })
        }
    }
}

/// What stands at the head of an entry about a finding.
#[must_use]
pub fn head(scene: &Scene<'_>, declared: &Declared<'_>, finding: &Finding<'_>) -> Head {
    let member = names::instance(scene, &finding.instance, declared.instances);
    Head {
        rule: declared.name.to_owned(),
        title: names::with_instance(declared.name, member.as_ref()),
        member: member.map(|member| member.plain),
        module: declared.module.to_owned(),
    }
}

/// The reasons of a finding in words: one of a rule, one a row that is possible of a table.
#[must_use]
pub fn reason<'a>(scene: &Scene<'a>, finding: &Finding<'a>) -> Option<String> {
    because(scene, &declared(scene, finding)?, finding)
}

/// The same where the declaration is at hand.
#[must_use]
pub fn because<'a>(scene: &Scene<'a>, declared: &Declared<'a>, finding: &Finding<'a>) -> Option<String> {
    let texts: Vec<String> = declared.because.iter().filter_map(|text| template::fill(scene, text, &finding.instance)).collect();
    (!texts.is_empty()).then(|| texts.join(" / "))
}

/// The same finding with those of its rows alone that say something.
#[must_use]
pub fn saying<'a>(scene: &Scene<'a>, finding: &Finding<'a>, says: impl Fn(&Output) -> bool) -> Finding<'a> {
    let mut finding = finding.clone();
    if let Subject::Table(id) = finding.subject {
        let rows = scene.policy.tables.get(id.index()).map_or(&[][..], |table| &table.rows);
        finding.rows.retain(|row| rows.get(*row as usize).is_some_and(|row| says(&row.output)));
    }
    finding
}

/// Whether a row of a table says so.
#[must_use]
pub fn says(output: &Output, verb: Verb) -> bool {
    match output {
        Output::Forbid => verb == Verb::Forbid,
        Output::Permit => verb == Verb::Permit,
        _ => false,
    }
}

/// Since when and until when a finding has its status. A table of which nothing is certain stays so as long as neither what it forbids nor
/// what it permits changes.
#[must_use]
pub fn lasts<'a>(scene: &Scene<'a>, forecaster: &Forecaster<'a>, finding: &Finding<'a>, verb: Verb) -> Stretch {
    let of = |verb| forecaster.standing(scene.asker(&finding.instance), finding.subject, verb);
    match (finding.subject, finding.status) {
        (Subject::Table(_), Status::Unknown) => of(Verb::Forbid).within(of(Verb::Permit)),
        _ => of(verb),
    }
}

/// The definition that gives a decision its value.
#[must_use]
pub fn definition(scene: &Scene<'_>, decision: DecisionId) -> Option<(Head, Place)> {
    let (_, decision) = scene.policy.decisions.get_index(decision.index())?;
    let DecisionKind::Valued { by: ValuedBy::Definition(id), .. } = decision.kind else { return None };
    let definition = scene.policy.definitions.get(id.index())?;
    let (name, place) = (definition.name.clone().unwrap_or_default(), cite::place(scene, definition.span));
    let module = module(&place.file).to_owned();
    Some((Head { rule: name.clone(), title: name, member: None, module }, place))
}

/// The module of a file: its name without folder and ending.
fn module(file: &str) -> &str {
    Path::new(file).file_stem().and_then(OsStr::to_str).unwrap_or(file)
}

/// A table with the reasons and clauses of the rows that are possible, each once.
fn of_table<'a>(scene: &Scene<'a>, table: &'a Table, finding: &Finding<'_>) -> Declared<'a> {
    let rows = finding.rows.iter().filter_map(|row| table.rows.get(*row as usize));
    let cite: IndexSet<ClauseId> = rows.flat_map(|row| &row.cite).chain(&table.cite).copied().collect();
    Declared {
        name: &table.name,
        module: &table.module,
        span: table.name_span,
        whole: table.span,
        instances: None,
        reading: table.reading.as_ref(),
        because: finding.messages(scene.policy).into_iter().map(|message| &message.template).collect(),
        remedies: finding.remedies(scene.policy),
        cite: cite.into_iter().collect(),
        notice: None,
    }
}
