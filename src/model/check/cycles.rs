//! Definitions, tables and decisions may not ask each other in a circle.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{ConditionKind, TermKind};
use crate::model::policy::{DecisionId, DecisionKind, DefinitionId, ExceptionId, Policy, TableId, ValuedBy};
use crate::model::walk::{self, Node};
use crate::source::Span;

use super::Checker;

/// Something that others may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Asked {
    Definition(DefinitionId),
    Table(TableId),
    Decision(DecisionId),
}

/// How far the search is with something: on the way, or done.
type Marks = IndexMap<Asked, bool>;

impl Checker<'_> {
    pub(super) fn cycles(&mut self) {
        let policy = &self.policy;
        let mut marks = Marks::new();
        let mut found = Vec::new();
        for index in 0..policy.decisions.len() {
            found.extend(search(policy, Asked::Decision(DecisionId(number(index))), &mut marks));
        }
        for index in 0..policy.tables.len() {
            found.extend(search(policy, Asked::Table(TableId(number(index))), &mut marks));
        }
        for index in 0..policy.definitions.len() {
            found.extend(search(policy, Asked::Definition(DefinitionId(number(index))), &mut marks));
        }
        self.found.extend(found);
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Looks for a circle from a start, without recursion: a chain of definitions may be long.
fn search(policy: &Policy, start: Asked, marks: &mut Marks) -> Option<Diagnostic> {
    if marks.contains_key(&start) {
        return None;
    }
    let mut way = vec![(start, asks(policy, start), 0)];
    marks.insert(start, false);
    while let Some((asked, next, at)) = way.last_mut() {
        let Some(part) = next.get(*at).copied() else {
            marks.insert(*asked, true);
            way.pop();
            continue;
        };
        *at += 1;
        match marks.get(&part) {
            None => {
                marks.insert(part, false);
                way.push((part, asks(policy, part), 0));
            }
            Some(true) => {}
            Some(false) => {
                let circle = way.iter().map(|(asked, ..)| *asked).skip_while(|asked| *asked != part).collect::<Vec<_>>();
                marks.extend(way.iter().map(|(asked, ..)| (*asked, true)));
                return Some(circular(policy, &circle));
            }
        }
    }
    None
}

fn circular(policy: &Policy, circle: &[Asked]) -> Diagnostic {
    let named: Vec<(String, Span)> = circle.iter().map(|asked| name(policy, *asked)).collect();
    let mut way: Vec<&str> = named.iter().map(|(name, _)| name.as_str()).collect();
    way.extend(named.first().map(|(name, _)| name.as_str()));
    let span = named.first().map_or_else(Span::default, |(_, span)| *span);
    let message = format!("these ask each other in a circle: {}", way.join(" -> "));
    named.iter().skip(1).fold(Diagnostic::error(Code::Cycle, span, message), |diagnostic, (_, span)| diagnostic.and(*span, "in the circle"))
}

fn name(policy: &Policy, asked: Asked) -> (String, Span) {
    let found = match asked {
        Asked::Definition(id) => {
            policy.definitions.get(id.index()).map(|of| (of.name.clone().unwrap_or_else(|| "given".to_owned()), of.span))
        }
        Asked::Table(id) => policy.tables.get(id.index()).map(|of| (of.name.clone(), of.name_span)),
        Asked::Decision(id) => policy.decisions.get_index(id.index()).map(|(name, of)| (name.clone(), of.span)),
    };
    found.unwrap_or_default()
}

/// What something asks directly.
fn asks(policy: &Policy, asked: Asked) -> Vec<Asked> {
    let mut found = Vec::new();
    let mut visit = |node: Node<'_>| node.each(&mut |part| found.extend(asked_by(part)));
    match asked {
        Asked::Definition(id) => {
            if let Some(definition) = policy.definitions.get(id.index()) {
                visit(walk::body(&definition.body));
            }
        }
        Asked::Table(id) => table_asks(policy, id, &mut visit),
        Asked::Decision(id) => return decision_asks(policy, id),
    }
    found
}

fn asked_by(node: Node<'_>) -> Option<Asked> {
    match node {
        Node::Condition(condition) => match condition.kind {
            ConditionKind::Definition(id) => Some(Asked::Definition(id)),
            ConditionKind::Permitted(id) => Some(Asked::Decision(id)),
            _ => None,
        },
        Node::Term(term) => match term.kind {
            TermKind::Definition(id) => Some(Asked::Definition(id)),
            TermKind::Table(id) => Some(Asked::Table(id)),
            TermKind::Decision(id) => Some(Asked::Decision(id)),
            _ => None,
        },
    }
}

fn table_asks<'m>(policy: &'m Policy, id: TableId, visit: &mut impl FnMut(Node<'m>)) {
    let Some(table) = policy.tables.get(id.index()) else { return };
    walk::scope_roots(&table.scope, visit);
    exceptions_ask(policy, &table.exceptions, visit);
    table.columns.iter().for_each(|column| visit(Node::Term(&column.term)));
    for row in &table.rows {
        if let crate::model::policy::Output::Value(term) = &row.output {
            visit(Node::Term(term));
        }
    }
}

fn exceptions_ask<'m>(policy: &'m Policy, exceptions: &[ExceptionId], visit: &mut impl FnMut(Node<'m>)) {
    for exception in exceptions.iter().filter_map(|id| policy.exceptions.get(id.index())) {
        walk::scope_roots(&exception.scope, visit);
    }
}

fn decision_asks(policy: &Policy, id: DecisionId) -> Vec<Asked> {
    let Some((_, decision)) = policy.decisions.get_index(id.index()) else { return Vec::new() };
    match &decision.kind {
        DecisionKind::Valued { by: ValuedBy::Table(id), .. } => vec![Asked::Table(*id)],
        DecisionKind::Valued { by: ValuedBy::Definition(id), .. } => vec![Asked::Definition(*id)],
        DecisionKind::Verdict { rules, tables, .. } => {
            let mut found: Vec<Asked> = tables.iter().copied().map(Asked::Table).collect();
            let mut visit = |node: Node<'_>| node.each(&mut |part| found.extend(asked_by(part)));
            for rule in rules.iter().filter_map(|id| policy.rules.get(id.index())) {
                for body in walk::bodies(&rule.instances) {
                    walk::scope_roots(&body.scope, &mut visit);
                }
                exceptions_ask(policy, &rule.exceptions, &mut visit);
            }
            found
        }
    }
}
