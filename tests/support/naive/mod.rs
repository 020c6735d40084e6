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
use std::collections::BTreeSet;

use caveat::syntax::ast::{File, Instances, NoticeKind, Verb};

pub use index::Index;
use logic::{No, Unknown, Yes};
use rules::Body;

use super::answer::{Answer, Needs};

/// One record at one instant.
pub struct Judge<'a> {
    index: &'a Index<'a>,
    facts: &'a serde_json::Value,
    now: i64,
    /// what is not known is presumed, where the vocabulary says so
    assume: bool,
    edges: RefCell<BTreeSet<i64>>,
}

/// Reads the declarations of some files.
pub fn index(files: &[File]) -> Index<'_> {
    Index::new(files)
}

/// The answer to a decision, and the instants at which something may change.
pub fn answer(index: &Index, decision: &str, facts: &serde_json::Value, now: i64, assume: bool) -> (Answer, BTreeSet<i64>) {
    let judge = Judge { index, facts, now, assume, edges: RefCell::default() };
    let mut answer = match index.verdict_decision(decision) {
        Some(_) => judge.verdict(decision),
        None => judge.of_value(decision),
    };
    judge.notices(decision, &mut answer);
    (answer, judge.edges.into_inner())
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
            self.enter_all(&body, rule.item.instances.as_ref(), Some(rule.item.verb), &mut answer);
        }
        for table in self.index.tables_for(name) {
            let key = (table.item.name.text.clone(), None);
            for verb in [Verb::Forbid, Verb::Permit] {
                match self.table_applies(table, verb) {
                    Yes => _ = answer.applying(verb).insert(key.clone()),
                    Unknown => answer.undetermined.entry(key.clone()).or_default().extend(self.table_needs(table, verb)),
                    No => {}
                }
            }
        }
        answer
    }

    /// Puts every instance where it belongs. Duties and effects are told only where they apply, or may.
    fn enter_all(&self, body: &Body<'a, '_>, instances: Option<&'a Instances>, verb: Option<Verb>, answer: &mut Answer) {
        let all = self.instances(instances);
        if let (Some(_), Some(instances), true) = (verb, instances, all.is_empty()) {
            answer.statuses.insert((body.name.to_owned(), None), self.without_instances(body, instances));
        }
        for instance in all {
            let key = (body.name.to_owned(), instance.member.clone());
            let (status, applies) = self.judge(body, &instance);
            if verb.is_some() || applies != No {
                answer.statuses.insert(key.clone(), status);
            }
            match (verb, applies) {
                (Some(verb @ (Verb::Forbid | Verb::Permit)), Yes) => _ = answer.applying(verb).insert(key),
                (Some(Verb::Forbid | Verb::Permit), Unknown) => _ = answer.undetermined.insert(key, self.rule_needs(body, &instance)),
                _ => {}
            }
        }
    }

    /// The decision's duties and effects.
    fn notices(&self, decision: &str, answer: &mut Answer) {
        for notice in &self.index.notices {
            let (NoticeKind::Duty { decision: of, .. } | NoticeKind::Effect { decision: of, .. }) = &notice.item.kind else { continue };
            if of.text == decision {
                let body = Body { name: &notice.item.name.text, around: &notice.around, conditions: &notice.item.conditions };
                self.enter_all(&body, notice.item.instances.as_ref(), None, answer);
            }
        }
    }

    fn of_value(&self, name: &str) -> Answer {
        let value = match self.index.defines.get(name) {
            Some(define) => self.state(&define.body, &Vec::new()),
            None => self.table_value(self.index.valued_table(name).expect("something answers the decision")),
        };
        let value = value.to_string();
        let missing = if value == "?" { self.value_needs(name) } else { Needs::new() };
        let undetermined = ["?", "undetermined"].contains(&value.as_str());
        Answer { verdict: undetermined.then_some("undetermined"), value: Some(value), missing, ..Answer::default() }
    }

    fn value_needs(&self, name: &str) -> Needs {
        match self.index.defines.get(name) {
            Some(define) => self.needs(&define.body, &Vec::new()),
            None => self.table_value_needs(self.index.valued_table(name).expect("something answers the decision")),
        }
    }
}
