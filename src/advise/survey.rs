//! Goes through all that a decision can ask, once for a policy, for what in it hangs on time.

use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Count, Term, TermKind};
use crate::model::policy::{
    Body, CellTest, Column, DecisionId, DecisionKind, DefinitionId, Effective, ExceptionId, Instances, Output, ParamId, ParamValue, Policy,
    RuleId, Scope, Table, TableId, ValuedBy, Verb,
};
use crate::model::vocabulary::FactId;
use crate::model::walk::{self, Node};

use super::hinges::{Hinges, Meeting};
use super::lines::Side;

/// What a decision says about time; dates may stand there more than once.
pub(super) fn of(policy: &Policy, decision: DecisionId) -> Hinges<'_> {
    let (rules, tables, notices) = (vec![None; policy.rules.len()], vec![None; policy.tables.len()], Vec::new());
    let mut surveyor = Surveyor {
        definitions: vec![None; policy.definitions.len()],
        running: vec![None; policy.definitions.len()],
        decisions: vec![None; policy.decisions.len()],
        hinges: Hinges { policy, dates: Vec::new(), meetings: Vec::new(), rules, tables, notices },
        list: None,
    };
    surveyor.decision(decision);
    surveyor.others();
    surveyor.hinges
}

/// Every question answers whether something in it may change with time.
struct Surveyor<'m> {
    hinges: Hinges<'m>,
    definitions: Vec<Option<bool>>,
    decisions: Vec<Option<bool>>,
    /// whether `now` is part of a definition's value
    running: Vec<Option<bool>>,
    /// the list whose members are spoken of
    list: Option<FactId>,
}

impl<'m> Surveyor<'m> {
    fn decision(&mut self, id: DecisionId) -> bool {
        if let Some(Some(known)) = self.decisions.get(id.index()) {
            return *known;
        }
        let policy = self.hinges.policy;
        let changes = match policy.decisions.get_index(id.index()).map(|(_, decision)| &decision.kind) {
            Some(DecisionKind::Verdict { rules, tables, .. }) => {
                let rules = any(rules, |rule| self.rule(*rule));
                any(tables, |table| self.table(*table)) | rules
            }
            Some(DecisionKind::Valued { by: ValuedBy::Table(table), .. }) => self.table(*table),
            Some(DecisionKind::Valued { by: ValuedBy::Definition(definition), .. }) => self.definition(*definition),
            None => false,
        };
        keep(&mut self.decisions, id.index(), changes)
    }

    /// What moves nothing: of warnings, duties, effects and suggestions only whether they may change.
    fn others(&mut self) {
        let policy = self.hinges.policy;
        let (dates, meetings) = (self.hinges.dates.len(), self.hinges.meetings.len());
        for (id, rule) in (0..).map(RuleId).zip(&policy.rules) {
            if rule.verb == Verb::Warn {
                self.rule(id);
            }
        }
        for notice in &policy.notices {
            let changes = self.instances(&notice.instances);
            self.hinges.notices.push(changes);
        }
        self.hinges.dates.truncate(dates);
        self.hinges.meetings.truncate(meetings);
    }

    fn rule(&mut self, id: RuleId) -> bool {
        let policy = self.hinges.policy;
        let Some(rule) = policy.rules.get(id.index()) else { return false };
        let changes = self.instances(&rule.instances) | self.exceptions(&rule.exceptions);
        keep(&mut self.hinges.rules, id.index(), changes)
    }

    fn instances(&mut self, instances: &'m Instances) -> bool {
        let list = match instances {
            Instances::List(list, _) => Some(list.fact),
            _ => None,
        };
        self.about(list, |surveyor| any(walk::bodies(instances), |body| surveyor.scope(&body.scope)))
    }

    fn exceptions(&mut self, ids: &[ExceptionId]) -> bool {
        let policy = self.hinges.policy;
        any(ids, |id| policy.exceptions.get(id.index()).is_some_and(|exception| self.scope(&exception.scope)))
    }

    fn scope(&mut self, scope: &'m Scope) -> bool {
        let Effective { from, until } = scope.effective;
        self.hinges.dates.extend([from, until].into_iter().flatten());
        let conditions = [&scope.given, &scope.when, &scope.unless].into_iter().flatten();
        any(conditions, |condition| self.condition(condition)) | from.is_some() | until.is_some()
    }

    fn table(&mut self, id: TableId) -> bool {
        if let Some(Some(known)) = self.hinges.tables.get(id.index()) {
            return *known;
        }
        let policy = self.hinges.policy;
        let changes = policy.tables.get(id.index()).is_some_and(|table| self.about(None, |surveyor| surveyor.table_parts(table)));
        keep(&mut self.hinges.tables, id.index(), changes)
    }

    fn table_parts(&mut self, table: &'m Table) -> bool {
        let mut changes = self.scope(&table.scope) | self.exceptions(&table.exceptions);
        changes |= any(&table.columns, |column| self.term(&column.term));
        for row in &table.rows {
            changes |= any(row.cells.iter().zip(&table.columns), |(cell, column)| self.cell(column, &cell.test));
            if let Output::Value(term) = &row.output {
                changes |= self.term(term);
            }
        }
        changes
    }

    fn cell(&mut self, column: &'m Column, test: &'m CellTest) -> bool {
        match test {
            CellTest::OneOf(choices) | CellTest::NotOneOf(choices) => self.among(&column.term, choices),
            CellTest::Order(_, to) => self.compare(&column.term, to),
            CellTest::Span { from, to, .. } => self.compare(&column.term, from) | self.compare(&column.term, to),
            CellTest::Any | CellTest::None | CellTest::NotNone => false,
        }
    }

    fn definition(&mut self, id: DefinitionId) -> bool {
        if let Some(Some(known)) = self.definitions.get(id.index()) {
            return *known;
        }
        let policy = self.hinges.policy;
        let body = policy.definitions.get(id.index()).map(|definition| &definition.body);
        let changes = self.about(None, |surveyor| match body {
            Some(Body::Condition(condition)) => surveyor.condition(condition),
            Some(Body::Term { term, .. }) => surveyor.term(term),
            None => false,
        });
        keep(&mut self.definitions, id.index(), changes)
    }

    fn condition(&mut self, condition: &'m Condition) -> bool {
        match &condition.kind {
            ConditionKind::Constant(_) | ConditionKind::IsAbsent(_) | ConditionKind::IsEmpty(_) => false,
            ConditionKind::Term(term) | ConditionKind::IsNone(term) | ConditionKind::Has(_, term) => self.term(term),
            ConditionKind::All(parts) | ConditionKind::Any(parts) => any(parts, |part| self.condition(part)),
            ConditionKind::Not(part) => self.condition(part),
            ConditionKind::Is(left, right) | ConditionKind::Order(_, left, right) => self.compare(left, right),
            ConditionKind::OneOf(term, choices) => self.among(term, choices),
            ConditionKind::HasAny(_, choices) | ConditionKind::HasAll(_, choices) => self.choices(choices),
            ConditionKind::Some(list, body) | ConditionKind::Every(list, body) => {
                self.about(Some(list.fact), |surveyor| surveyor.condition(body))
            }
            ConditionKind::Count(counts, _, term) | ConditionKind::CountIs(counts, term) => {
                any(counts, |count| self.count(count)) | self.term(term)
            }
            ConditionKind::Definition(id) => self.definition(*id),
            ConditionKind::Permitted(id) => self.about(None, |surveyor| surveyor.decision(*id)),
        }
    }

    fn count(&mut self, count: &'m Count) -> bool {
        match count {
            Count::Members(list, Some(body)) => self.about(Some(list.fact), |surveyor| surveyor.condition(body)),
            Count::Members(_, None) | Count::Number(_) => false,
        }
    }

    /// What is asked within a term; the term itself is compared by whoever asks it.
    fn term(&mut self, term: &'m Term) -> bool {
        match &term.kind {
            TermKind::Param(id) => self.param(*id),
            TermKind::Add(left, right) | TermKind::Subtract(left, right) | TermKind::Multiply(left, right) => {
                self.term(left) | self.term(right)
            }
            TermKind::Shift { time, months, .. } => self.term(time) | self.term(months),
            // with the condition unknown, the answer is known where both branches are the same
            TermKind::If(condition, yes, no) => self.condition(condition) | self.compare(yes, no),
            TermKind::Definition(id) => self.definition(*id),
            TermKind::Table(id) => self.table(*id),
            TermKind::Decision(id) => self.about(None, |surveyor| surveyor.decision(*id)),
            TermKind::Truth(condition) => self.condition(condition),
            TermKind::Constant(_) | TermKind::Now | TermKind::Fact(_) | TermKind::Field(..) | TermKind::Member => false,
        }
    }

    fn param(&mut self, id: ParamId) -> bool {
        let Some((_, param)) = self.hinges.policy.params.get_index(id.index()) else { return false };
        let dates = param.versions.iter().filter_map(|version| version.from);
        self.hinges.dates.extend(dates);
        param.versions.len() > 1
    }

    fn choices(&mut self, choices: &'m Choices) -> bool {
        match &choices.kind {
            ChoicesKind::Terms(terms) => any(terms, |term| self.term(term)),
            ChoicesKind::Param(id) => self.param(*id),
        }
    }

    fn among(&mut self, item: &'m Term, choices: &'m Choices) -> bool {
        let policy = self.hinges.policy;
        match &choices.kind {
            ChoicesKind::Terms(terms) => any(terms, |term| self.compare(item, term)) | self.term(item),
            ChoicesKind::Param(id) => {
                let versions = policy.params.get_index(id.index()).map_or(&[][..], |(_, param)| &param.versions);
                let constants = versions.iter().flat_map(|version| match &version.value {
                    ParamValue::Set(members) => members.as_slice(),
                    ParamValue::Scalar(member) => std::slice::from_ref(member),
                });
                let meets = any(constants, |constant| self.meeting(Side::Term(item), Side::Constant(constant)));
                self.term(item) | self.param(*id) | meets
            }
        }
    }

    fn compare(&mut self, left: &'m Term, right: &'m Term) -> bool {
        let parts = self.term(left) | self.term(right);
        self.meeting(Side::Term(left), Side::Term(right)) | parts
    }

    /// Takes down that two sides are compared, if one of them runs with `now`.
    fn meeting(&mut self, left: Side<'m>, right: Side<'m>) -> bool {
        let runs = [left, right].into_iter().any(|side| matches!(side, Side::Term(term) if self.runs(term)));
        if runs {
            let list = self.list.filter(|_| names_field(left) || names_field(right));
            self.hinges.meetings.push(Meeting { list, left, right });
        }
        runs
    }

    /// Whether `now` is part of a term's value, not only of a condition within it.
    fn runs(&mut self, term: &'m Term) -> bool {
        match &term.kind {
            TermKind::Now => true,
            TermKind::Add(left, right) | TermKind::Subtract(left, right) | TermKind::If(_, left, right) => {
                self.runs(left) || self.runs(right)
            }
            TermKind::Definition(id) => self.definition_runs(*id),
            _ => false,
        }
    }

    fn definition_runs(&mut self, id: DefinitionId) -> bool {
        if let Some(Some(known)) = self.running.get(id.index()) {
            return *known;
        }
        let policy = self.hinges.policy;
        let runs = match policy.definitions.get(id.index()).map(|definition| &definition.body) {
            Some(Body::Term { term, .. }) => self.runs(term),
            _ => false,
        };
        keep(&mut self.running, id.index(), runs)
    }

    /// Goes on about the members of a list, or of none.
    fn about(&mut self, list: Option<FactId>, ask: impl FnOnce(&mut Self) -> bool) -> bool {
        let before = std::mem::replace(&mut self.list, list);
        let changes = ask(self);
        self.list = before;
        changes
    }
}

/// Whether one of some is so; all of them are asked.
fn any<T>(items: impl IntoIterator<Item = T>, mut ask: impl FnMut(T) -> bool) -> bool {
    items.into_iter().fold(false, |found, item| ask(item) | found)
}

fn keep(known: &mut [Option<bool>], place: usize, answer: bool) -> bool {
    if let Some(place) = known.get_mut(place) {
        *place = Some(answer);
    }
    answer
}

/// Whether a side speaks of a list's member.
fn names_field(side: Side<'_>) -> bool {
    let Side::Term(term) = side else { return false };
    let mut found = false;
    Node::Term(term).each(&mut |node| found |= matches!(node, Node::Term(Term { kind: TermKind::Field(..), .. })));
    found
}
