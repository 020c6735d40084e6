//! The rules of a set as a list: what each decides, whom it names, where it comes from.

use serde::Serialize;

use crate::model::policy::{
    DecisionId, Instances, NoticeId, Output, Policy, Remedy, RemedyKind, Row, Rule, RuleBody, Table, TableKind, Verb,
};
use crate::value::calendar;

use super::json::{Cited, CureKind, Place};
use super::scene::Scene;
use super::{cite, names, template};

/// A rule that forbids, permits or warns, or a table.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    pub rule: String,
    pub kind: Kind,
    pub decision: Option<String>,
    /// the entities, or the list or set, of a rule with instances
    #[serde(rename = "for")]
    pub members: Vec<String>,
    pub module: String,
    pub because: Option<String>,
    pub reading: Option<String>,
    /// the first and the last day on which it is in force
    pub from: Option<String>,
    pub through: Option<String>,
    pub clauses: Vec<Cited>,
    pub remedies: Vec<ListedCure>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<ListedRow>,
    pub policy: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Forbid,
    Permit,
    Warn,
    /// a table that forbids and permits
    Table,
    /// a table that answers with a value
    ValuedTable,
}

/// A row of a table, counted from 1.
#[derive(Debug, Clone, Serialize)]
pub struct ListedRow {
    pub row: usize,
    pub says: String,
    pub because: Option<String>,
    pub clauses: Vec<Cited>,
    pub remedies: Vec<ListedCure>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ListedCure {
    pub kind: CureKind,
    /// who can do it: of a rule for several entities, each of them
    pub actors: Vec<String>,
    pub text: Option<String>,
    pub makes: Option<String>,
    pub suggest: Vec<String>,
}

/// All rules and tables, in the order of the files.
#[must_use]
pub fn list(scene: &Scene<'_>) -> Vec<Listed> {
    let rules = scene.policy.rules.iter().map(|rule| (rule.span, of_rule(scene, rule)));
    let tables = scene.policy.tables.iter().map(|table| (table.span, of_table(scene, table)));
    let mut listed: Vec<_> = rules.chain(tables).collect();
    listed.sort_by_key(|(span, _)| *span);
    listed.into_iter().map(|(_, listed)| listed).collect()
}

fn of_rule(scene: &Scene<'_>, rule: &Rule) -> Listed {
    let body = first_body(&rule.instances);
    let members = members(scene, &rule.instances);
    let effective = body.map(|body| body.scope.effective).unwrap_or_default();
    Listed {
        rule: rule.name.clone(),
        kind: match rule.verb {
            Verb::Forbid => Kind::Forbid,
            Verb::Permit => Kind::Permit,
            Verb::Warn => Kind::Warn,
        },
        decision: decision(scene.policy, rule.decision),
        module: rule.module.clone(),
        because: body.and_then(|body| body.because.as_ref()).and_then(|text| template::unfilled(scene, text, &members)),
        reading: cite::label(scene, rule.reading.as_ref()),
        from: day(scene, effective.from),
        through: day(scene, effective.until.map(|until| until - 1)),
        clauses: cite::clauses(scene, &rule.cite),
        remedies: rule_cures(scene, &rule.instances, &members),
        rows: Vec::new(),
        members,
        policy: cite::place(scene, rule.name_span),
    }
}

fn of_table(scene: &Scene<'_>, table: &Table) -> Listed {
    let (kind, decision) = match table.kind {
        TableKind::Verdict(id) => (Kind::Table, decision(scene.policy, id)),
        TableKind::Value { .. } => (Kind::ValuedTable, scene.policy.decisions.contains_key(&table.name).then(|| table.name.clone())),
    };
    Listed {
        rule: table.name.clone(),
        kind,
        decision,
        members: Vec::new(),
        module: table.module.clone(),
        because: None,
        reading: cite::label(scene, table.reading.as_ref()),
        from: day(scene, table.scope.effective.from),
        through: day(scene, table.scope.effective.until.map(|until| until - 1)),
        clauses: cite::clauses(scene, &table.cite),
        remedies: cures(scene, &table.remedies),
        rows: table.rows.iter().enumerate().map(|(index, row)| of_row(scene, index + 1, row)).collect(),
        policy: cite::place(scene, table.name_span),
    }
}

fn of_row(scene: &Scene<'_>, number: usize, row: &Row) -> ListedRow {
    let message = row.because.and_then(|id| scene.policy.messages.get_index(id.index())).map(|(_, message)| message);
    ListedRow {
        row: number,
        says: match &row.output {
            Output::Permit => "permit".to_owned(),
            Output::Forbid => "forbid".to_owned(),
            Output::Undetermined => "undetermined".to_owned(),
            Output::Value(term) => scene.written(term.span),
        },
        because: message.and_then(|message| template::unfilled(scene, &message.template, &[])),
        clauses: cite::clauses(scene, &row.cite),
        remedies: message.map(|message| cures(scene, &message.remedies)).unwrap_or_default(),
    }
}

fn decision(policy: &Policy, id: DecisionId) -> Option<String> {
    policy.decisions.get_index(id.index()).map(|(name, _)| name.clone())
}

fn day(scene: &Scene<'_>, seconds: Option<i64>) -> Option<String> {
    seconds.map(|seconds| calendar::date(seconds, scene.policy.zone()))
}

fn first_body(instances: &Instances) -> Option<&RuleBody> {
    match instances {
        Instances::Single(body) | Instances::List(_, body) | Instances::Set(_, body) => Some(body),
        Instances::Entities(bodies) => bodies.first().map(|(_, body)| body),
    }
}

fn members(scene: &Scene<'_>, instances: &Instances) -> Vec<String> {
    match instances {
        Instances::Single(_) => Vec::new(),
        Instances::Entities(bodies) => {
            bodies.iter().filter_map(|(id, _)| scene.vocabulary().entity(*id)).map(|entity| entity.name.clone()).collect()
        }
        Instances::List(list, _) => vec![names::path(scene, list.fact).to_owned()],
        Instances::Set(set, _) => vec![scene.written(set.span)],
    }
}

/// The remedies of a rule; who can do one may differ from entity to entity.
fn rule_cures(scene: &Scene<'_>, instances: &Instances, members: &[String]) -> Vec<ListedCure> {
    let Instances::Entities(bodies) = instances else {
        return first_body(instances).map(|body| cures(scene, &body.remedies)).unwrap_or_default();
    };
    let mut listed: Vec<ListedCure> = Vec::new();
    for (_, body) in bodies {
        for (index, remedy) in body.remedies.iter().enumerate() {
            let cure = cure(scene, remedy, members);
            match listed.get_mut(index) {
                None => listed.push(cure),
                Some(known) => {
                    known.actors.extend(cure.actors.into_iter().filter(|actor| !known.actors.contains(actor)).collect::<Vec<_>>());
                }
            }
        }
    }
    listed
}

fn cures(scene: &Scene<'_>, remedies: &[Remedy]) -> Vec<ListedCure> {
    remedies.iter().map(|remedy| cure(scene, remedy, &[])).collect()
}

fn cure(scene: &Scene<'_>, remedy: &Remedy, members: &[String]) -> ListedCure {
    let (kind, text) = match &remedy.kind {
        RemedyKind::By { text, .. } => (CureKind::By, text),
        RemedyKind::Wait { text } => (CureKind::Wait, text),
        RemedyKind::Impossible { text, .. } => (CureKind::Impossible, text),
    };
    let mut cure =
        ListedCure { kind, actors: Vec::new(), text: template::unfilled(scene, text, members), makes: None, suggest: Vec::new() };
    match &remedy.kind {
        RemedyKind::By { actor, makes, .. } => {
            cure.actors = vec![names::changer(scene, *actor).to_owned()];
            cure.makes = makes.as_ref().map(|makes| scene.written(makes.span));
        }
        RemedyKind::Impossible { suggest, .. } => {
            let name = |id: &NoticeId| scene.policy.notices.get(id.index()).map(|notice| notice.name.clone());
            cure.suggest = suggest.iter().filter_map(name).collect();
        }
        RemedyKind::Wait { .. } => {}
    }
    cure
}
