//! Nothing holds only because something is none, unless the rule says so.
//!
//! `a is not b`, `a not in b`, a cell `not a`, and every comparison under `not` or `unless` hold where `a` is none. The rule, or the scope
//! around it, has to say `is none` or `is not none` of whatever in it may be none.

use indexmap::IndexSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Count, Term, TermKind};
use crate::model::policy::{Body, CellTest, DecisionId, DecisionKind, ParamId, Policy, Scope, Table, TableId, TableKind, ValuedBy};
use crate::model::vocabulary::{Constant, EntityId, FactId, FieldId, Kind, RecordId};
use crate::model::walk;
use crate::source::Span;

/// Something that may be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Leaf {
    Fact(FactId),
    Field(RecordId, FieldId),
    Param(ParamId),
    Table(TableId),
    Decision(DecisionId),
    Literal,
    /// what was said of a whole entity
    Entity(EntityId),
}

/// Every condition that would hold only because of none.
pub(super) fn examine(policy: &Policy) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let rules = policy.rules.iter().map(|rule| &rule.instances).chain(policy.notices.iter().map(|notice| &notice.instances));
    for instances in rules {
        for body in walk::bodies(instances) {
            Search::new(policy, &body.scope).scope(&body.scope, &mut found);
        }
    }
    for exception in &policy.exceptions {
        Search::new(policy, &exception.scope).scope(&exception.scope, &mut found);
    }
    for table in &policy.tables {
        Search::new(policy, &table.scope).table(table, &mut found);
    }
    for decision in policy.decisions.values() {
        if let DecisionKind::Valued { by: ValuedBy::Definition(id), .. } = decision.kind {
            Search::unscoped(policy).definition(id.0, false, &mut found);
        }
    }
    found
}

struct Search<'m> {
    policy: &'m Policy,
    said: IndexSet<Leaf>,
    /// definitions that were entered, under `not` or not
    entered: IndexSet<(u32, bool)>,
}

impl<'m> Search<'m> {
    fn new(policy: &'m Policy, scope: &'m Scope) -> Self {
        let mut search = Self { policy, said: IndexSet::new(), entered: IndexSet::new() };
        let mut definitions = IndexSet::new();
        for condition in [&scope.given, &scope.when, &scope.unless].into_iter().flatten() {
            search.collect(condition, &mut definitions);
        }
        search
    }

    /// For an expression that stands by itself.
    fn unscoped(policy: &'m Policy) -> Self {
        Self { policy, said: IndexSet::new(), entered: IndexSet::new() }
    }

    /// Keeps what a condition says `is none` or `is not none` of.
    fn collect(&mut self, condition: &'m Condition, definitions: &mut IndexSet<u32>) {
        match &condition.kind {
            ConditionKind::IsNone(term) => self.said.extend(leaves(self.policy, term)),
            ConditionKind::IsAbsent(entity) => {
                self.said.insert(Leaf::Entity(*entity));
            }
            ConditionKind::Definition(id) if definitions.insert(id.0) => {
                if let Some(Body::Condition(body)) = self.policy.definitions.get(id.index()).map(|of| &of.body) {
                    self.collect(body, definitions);
                }
            }
            _ => walk::Node::Condition(condition).parts().into_iter().for_each(|part| self.collect_in(part, definitions)),
        }
    }

    fn collect_in(&mut self, node: walk::Node<'m>, definitions: &mut IndexSet<u32>) {
        match node {
            walk::Node::Condition(condition) => self.collect(condition, definitions),
            walk::Node::Term(_) => node.parts().into_iter().for_each(|part| self.collect_in(part, definitions)),
        }
    }

    fn scope(&mut self, scope: &'m Scope, found: &mut Vec<Diagnostic>) {
        for condition in [&scope.given, &scope.when].into_iter().flatten() {
            self.condition(condition, false, found);
        }
        if let Some(unless) = &scope.unless {
            self.condition(unless, true, found);
        }
    }

    fn table(&mut self, table: &'m Table, found: &mut Vec<Diagnostic>) {
        self.scope(&table.scope, found);
        for (index, column) in table.columns.iter().enumerate() {
            let cells = || table.rows.iter().filter_map(|row| row.cells.get(index));
            if cells().any(|cell| matches!(cell.test, CellTest::None | CellTest::NotNone)) {
                self.said.extend(leaves(self.policy, &column.term));
            }
            for cell in cells() {
                if let CellTest::NotOneOf(_) = cell.test {
                    self.compared(&[&column.term], cell.span, found);
                }
            }
            if let TermKind::Truth(condition) = &column.term.kind {
                self.truth_column(condition, table, index, found);
            }
        }
    }

    /// A column that is a condition stands under `not` where a cell says `no`.
    fn truth_column(&mut self, condition: &'m Condition, table: &'m Table, index: usize, found: &mut Vec<Diagnostic>) {
        let says_no = table.rows.iter().filter_map(|row| row.cells.get(index)).any(|cell| match &cell.test {
            CellTest::OneOf(choices) => holds(choices, &Constant::Truth(false)),
            CellTest::NotOneOf(choices) => holds(choices, &Constant::Truth(true)),
            _ => false,
        });
        self.condition(condition, false, found);
        if says_no {
            self.condition(condition, true, found);
        }
    }

    /// Looks through a condition; `negated` where it stands under `not`.
    fn condition(&mut self, condition: &'m Condition, negated: bool, found: &mut Vec<Diagnostic>) {
        match &condition.kind {
            ConditionKind::Not(inner) => self.condition(inner, !negated, found),
            ConditionKind::All(parts) | ConditionKind::Any(parts) => parts.iter().for_each(|part| self.condition(part, negated, found)),
            ConditionKind::Some(_, inner) | ConditionKind::Every(_, inner) => self.condition(inner, negated, found),
            ConditionKind::Count(counts, ..) | ConditionKind::CountIs(counts, _) => self.counts(counts, found),
            ConditionKind::Definition(id) => self.definition(id.0, negated, found),
            ConditionKind::Is(left, right) | ConditionKind::Order(_, left, right) if negated => {
                self.compared(&[left, right], condition.span, found);
            }
            ConditionKind::OneOf(item, choices) if negated => {
                let terms: Vec<&Term> = std::iter::once(item).chain(terms(choices)).collect();
                self.compared(&terms, condition.span, found);
            }
            ConditionKind::Has(_, item) if negated => self.compared(&[item], condition.span, found),
            ConditionKind::Term(term) => self.term(term, negated, found),
            _ => {}
        }
    }

    fn counts(&mut self, counts: &'m [Count], found: &mut Vec<Diagnostic>) {
        for condition in counts.iter().filter_map(members) {
            self.condition(condition, false, found);
        }
    }

    fn definition(&mut self, id: u32, negated: bool, found: &mut Vec<Diagnostic>) {
        if !self.entered.insert((id, negated)) {
            return;
        }
        match self.policy.definitions.get(id as usize).map(|definition| &definition.body) {
            Some(Body::Condition(condition)) => self.condition(condition, negated, found),
            Some(Body::Term { term, .. }) => self.term(term, negated, found),
            None => {}
        }
    }

    /// A `yes_no` term: its branches stand where it stands.
    fn term(&mut self, term: &'m Term, negated: bool, found: &mut Vec<Diagnostic>) {
        match &term.kind {
            TermKind::Truth(condition) => self.condition(condition, negated, found),
            TermKind::If(condition, then, otherwise) => {
                self.condition(condition, false, found);
                self.term(then, negated, found);
                self.term(otherwise, negated, found);
            }
            TermKind::Definition(id) => self.definition(id.0, negated, found),
            _ => {}
        }
    }

    /// A comparison that holds where an operand is none.
    fn compared(&self, terms: &[&'m Term], span: Span, found: &mut Vec<Diagnostic>) {
        let unsaid = terms.iter().flat_map(|term| leaves(self.policy, term)).find(|leaf| !self.is_said(*leaf));
        let Some(leaf) = unsaid.filter(|leaf| *leaf != Leaf::Literal) else { return };
        let name = self.name(leaf);
        found.push(
            Diagnostic::error(Code::NoneUnsaid, span, format!("this also holds where `{name}` is none"))
                .help(format!("say which is meant: `{name} is not none and …`, or `{name} is none or …`")),
        );
    }

    fn is_said(&self, leaf: Leaf) -> bool {
        let of_entity = match leaf {
            Leaf::Fact(fact) if !is_optional(self.policy, fact) => {
                self.policy.vocabulary.owner(fact).is_some_and(|owner| self.said.contains(&Leaf::Entity(owner)))
            }
            _ => false,
        };
        self.said.contains(&leaf) || of_entity
    }

    fn name(&self, leaf: Leaf) -> String {
        let name = match leaf {
            Leaf::Fact(fact) => self.policy.vocabulary.fact(fact).map(|fact| fact.path.clone()),
            Leaf::Param(id) => self.policy.params.get_index(id.index()).map(|(name, _)| name.clone()),
            Leaf::Table(id) => self.policy.tables.get(id.index()).map(|table| table.name.clone()),
            Leaf::Decision(id) => self.policy.decisions.get_index(id.index()).map(|(name, _)| name.clone()),
            Leaf::Entity(id) => self.policy.vocabulary.entity(id).map(|entity| entity.name.clone()),
            Leaf::Field(record, id) => self.policy.vocabulary.record(record).and_then(|of| of.field(id)).map(|fact| fact.path.clone()),
            Leaf::Literal => None,
        };
        name.unwrap_or_else(|| "it".to_owned())
    }
}

/// Whether a fact's own type has a `?`.
fn is_optional(policy: &Policy, fact: FactId) -> bool {
    matches!(policy.vocabulary.fact(fact).map(|fact| fact.kind), Some(Kind::Scalar { optional: true, .. }))
}

fn in_optional_entity(policy: &Policy, fact: FactId) -> bool {
    policy.vocabulary.owner(fact).and_then(|id| policy.vocabulary.entity(id)).is_some_and(|entity| entity.optional)
}

fn terms(choices: &Choices) -> impl Iterator<Item = &Term> {
    let terms: &[Term] = match &choices.kind {
        ChoicesKind::Terms(terms) => terms,
        ChoicesKind::Param(_) => &[],
    };
    terms.iter()
}

fn holds(choices: &Choices, constant: &Constant) -> bool {
    terms(choices).any(|term| matches!(&term.kind, TermKind::Constant(found) if found == constant))
}

/// A count's condition.
fn members(count: &Count) -> Option<&Condition> {
    match count {
        Count::Members(_, Some(condition)) => Some(condition),
        _ => None,
    }
}

/// A field of a list's members, if it may be none.
fn optional_field(policy: &Policy, record: RecordId, field: FieldId) -> Option<Leaf> {
    let kind = policy.vocabulary.record(record)?.field(field)?.kind;
    matches!(kind, Kind::Scalar { optional: true, .. }).then_some(Leaf::Field(record, field))
}

/// What in a term may be none.
fn leaves(policy: &Policy, term: &Term) -> Vec<Leaf> {
    match &term.kind {
        TermKind::Fact(fact) if is_optional(policy, *fact) || in_optional_entity(policy, *fact) => vec![Leaf::Fact(*fact)],
        TermKind::Field(record, field) => optional_field(policy, *record, *field).into_iter().collect(),
        TermKind::Param(id) if policy.params.get_index(id.index()).is_some_and(|(_, param)| param.optional) => vec![Leaf::Param(*id)],
        TermKind::Constant(Constant::None) => vec![Leaf::Literal],
        TermKind::Table(id) => match policy.tables.get(id.index()).map(|table| table.kind) {
            Some(TableKind::Value { optional: true, .. }) => vec![Leaf::Table(*id)],
            _ => Vec::new(),
        },
        TermKind::Decision(id) => match policy.decisions.get_index(id.index()).map(|(_, decision)| &decision.kind) {
            Some(DecisionKind::Valued { optional: true, .. }) => vec![Leaf::Decision(*id)],
            _ => Vec::new(),
        },
        TermKind::Add(left, right) | TermKind::Subtract(left, right) | TermKind::Multiply(left, right) | TermKind::If(_, left, right) => {
            let mut found = leaves(policy, left);
            found.extend(leaves(policy, right));
            found
        }
        TermKind::Shift { time, .. } => leaves(policy, time),
        TermKind::Definition(id) => match policy.definitions.get(id.index()).map(|definition| &definition.body) {
            Some(Body::Term { term, optional: true, .. }) => leaves(policy, term),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
