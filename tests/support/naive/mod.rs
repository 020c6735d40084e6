//! The reference evaluator: the formal definition as functions over the syntax tree, deliberately simple and slow. It shares nothing
//! with the crate but the tree, decimals and the calendar; every question is answered anew wherever it is asked.

mod expression;
mod facts;
mod index;
pub mod logic;
mod needs;
mod rules;
mod tables;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use caveat::syntax::ast::{Conditions, Expression, File, Instances, NoticeKind, Verb};

pub use index::Index;
use logic::{No, State, Truth, Unknown, Value, Yes};
pub use needs::Needs;
pub use rules::Status;
use rules::{Body, Instance};

/// A rule's name, and the member that an instance is for.
pub type Key = (String, Option<String>);

/// An answer, in names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// `permitted`, `forbidden` or `undetermined`; nothing for a value
    pub verdict: Option<&'static str>,
    pub value: Option<State>,
    pub forbidden_by: BTreeSet<Key>,
    pub permitted_by: BTreeSet<Key>,
    pub undetermined: BTreeMap<Key, Needs>,
    pub missing: Needs,
    /// what became of each instance of a rule (tables aside), a warning, a duty, an effect or a suggestion
    pub statuses: BTreeMap<Key, Status>,
    /// instants at which something may change
    pub edges: BTreeSet<i64>,
}

/// One record at one instant.
pub struct Judge<'a> {
    index: &'a Index<'a>,
    facts: &'a serde_json::Value,
    now: i64,
    edges: RefCell<BTreeSet<i64>>,
}

/// Reads the declarations of some files.
pub fn index(files: &[File]) -> Index<'_> {
    Index::new(files)
}

/// The answer to a decision.
pub fn answer(index: &Index, decision: &str, facts: &serde_json::Value, now: i64) -> Answer {
    let judge = Judge { index, facts, now, edges: RefCell::default() };
    let mut answer = match index.verdict_decision(decision) {
        Some(_) => judge.verdict(decision),
        None => judge.of_value(decision),
    };
    judge.notices(decision, &mut answer);
    answer.edges = judge.edges.into_inner();
    answer
}

impl<'a> Judge<'a> {
    fn edge(&self, instant: i64) {
        self.edges.borrow_mut().insert(instant);
    }

    fn verdict(&self, name: &str) -> Answer {
        let decision = self.index.verdict_decision(name).expect("a verdict decision");
        let verdict = match self.allowed(decision) {
            Yes => "permitted",
            No => "forbidden",
            Unknown => "undetermined",
        };
        let mut answer = Answer { verdict: Some(verdict), missing: self.missing(decision), ..Answer::default() };
        for rule in self.index.rules.iter().filter(|rule| rule.item.decision.text == name) {
            let body = Body { name: &rule.item.name.text, around: &rule.around, conditions: &rule.item.conditions };
            for instance in self.instances(rule.item.instances.as_ref()) {
                self.enter(&body, &instance, Some(rule.item.verb), &mut answer);
            }
        }
        for table in self.index.tables_for(name) {
            let key = (table.item.name.text.clone(), None);
            for verb in [Verb::Forbid, Verb::Permit] {
                match self.table_applies(table, verb) {
                    Yes => _ = answer.list(verb).insert(key.clone()),
                    Unknown => answer.undetermined.entry(key.clone()).or_default().extend(self.table_needs(table, verb)),
                    No => {}
                }
            }
        }
        answer
    }

    /// Puts an instance where it belongs.
    fn enter(&self, body: &Body<'a, '_>, instance: &Instance<'a>, verb: Option<Verb>, answer: &mut Answer) {
        let key = (body.name.to_owned(), instance.member.clone());
        let (status, applies) = self.judge(body, instance);
        answer.statuses.insert(key.clone(), status);
        match (verb, applies) {
            (Some(verb @ (Verb::Forbid | Verb::Permit)), Yes) => _ = answer.list(verb).insert(key),
            (Some(Verb::Forbid | Verb::Permit), Unknown) => _ = answer.undetermined.insert(key, self.rule_needs(body, instance)),
            _ => {}
        }
    }

    /// The decision's duties, effects and suggestions.
    fn notices(&self, decision: &str, answer: &mut Answer) {
        for notice in &self.index.notices {
            let of = match &notice.item.kind {
                NoticeKind::Duty { decision, .. } | NoticeKind::Effect { decision, .. } => Some(decision),
                NoticeKind::Suggestion { instead_of } => instead_of.as_ref(),
            };
            if of.is_some_and(|of| of.text == decision) {
                self.enter_all(&notice.item.name.text, &notice.around, &notice.item.conditions, notice.item.instances.as_ref(), answer);
            }
        }
    }

    fn enter_all(
        &self,
        name: &'a str,
        around: &[&'a Expression],
        conditions: &'a Conditions,
        instances: Option<&'a Instances>,
        answer: &mut Answer,
    ) {
        let body = Body { name, around, conditions };
        for instance in self.instances(instances) {
            self.enter(&body, &instance, None, answer);
        }
    }

    fn of_value(&self, name: &str) -> Answer {
        let value = match self.index.defines.get(name) {
            Some(define) => self.state(&define.body, &Vec::new()),
            None => self.table_value(self.index.valued_table(name).expect("something answers the decision")),
        };
        let undetermined = matches!(value, State::Missing | State::Known(Value::Undetermined, _));
        let missing = if value == State::Missing { self.value_needs(name) } else { Needs::new() };
        Answer { verdict: undetermined.then_some("undetermined"), value: Some(value), missing, ..Answer::default() }
    }

    fn value_needs(&self, name: &str) -> Needs {
        match self.index.defines.get(name) {
            Some(define) => self.needs(&define.body, &Vec::new()),
            None => self.table_value_needs(self.index.valued_table(name).expect("something answers the decision")),
        }
    }
}

impl Answer {
    fn list(&mut self, verb: Verb) -> &mut BTreeSet<Key> {
        if verb == Verb::Forbid { &mut self.forbidden_by } else { &mut self.permitted_by }
    }
}
