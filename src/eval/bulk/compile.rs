//! From a decision's rules and tables to its plan.

use indexmap::IndexMap;

use crate::model::expression::{Choices, Condition, ConditionKind, ListRef, Place, SetRef, Term, TermKind};
use crate::model::policy::{
    Body as DefinitionBody, Cell, CellTest, Column, DefinitionId, Effective, ExceptionId, Output, Policy, Scope, Table, TableId, Verb,
};
use crate::model::vocabulary::{Constant, FactId, FieldId};
use crate::syntax::ast::Hit;
use crate::value::Truth;
use crate::value::ops::Order;

use super::asks::{Asks, Branch, Side, Survey};
use super::assemble::assemble;
use super::bodies;
use super::plan::{FieldLook, ListLook, Node, Plan, Quantifier, RowPlan, TablePlan};
use super::sources::{Point, Source};
use super::trial::{Asked, OfClasses, Trial};
use crate::eval::decide::Ruleset;

/// Makes the plan of a verdict decision.
pub fn plan<'m>(policy: &'m Policy, ruleset: Ruleset<'m>) -> Plan<'m> {
    let mut compiler = Compiler {
        policy,
        survey: Survey::new(policy),
        sources: IndexMap::new(),
        asked: Vec::new(),
        lists: Vec::new(),
        shared: Vec::new(),
        definitions: IndexMap::new(),
        exceptions: IndexMap::new(),
    };
    let bodies = ruleset.rules.iter().flat_map(|id| bodies::of(&mut compiler, *id)).collect();
    let tables = ruleset.tables.iter().filter_map(|id| Some((*id, policy.tables.get(id.index())?)));
    let tables = tables.map(|(id, table)| compiler.table(id, table)).collect();
    assemble(compiler, bodies, tables, ruleset.default_permit)
}

pub struct Compiler<'m> {
    pub policy: &'m Policy,
    survey: Survey<'m>,
    /// with all points that each is compared with
    pub sources: IndexMap<Source, Vec<Point>>,
    /// what is asked of the classes of which source
    pub asked: Vec<OfClasses<'m>>,
    pub lists: Vec<ListLook>,
    pub shared: Vec<Node<'m>>,
    definitions: IndexMap<DefinitionId, usize>,
    exceptions: IndexMap<ExceptionId, usize>,
}

impl<'m> Compiler<'m> {
    /// Asks about the classes of a source.
    pub fn class(&mut self, asked: Asked<'m>, source: Source, mut points: Vec<Point>) -> usize {
        points.sort();
        points.dedup();
        self.sources.entry(source).or_default().extend(points.iter().cloned());
        self.asked.push(OfClasses { asked, source, points, open: None });
        self.asked.len() - 1
    }

    /// What the classes of a source settle, and where they do not another condition. What they refute is told besides by a condition on
    /// the single fact, which may be a part of a head.
    fn guarded(&mut self, asked: Asked<'m>, source: Source, points: Vec<Point>, rest: Node<'m>) -> Node<'m> {
        let possible = self.class(asked, source, points.clone());
        if let Some(of) = self.asked.last_mut() {
            of.open = Some(Truth::Yes);
        }
        let guard = self.class(asked, source, points);
        Node::all_of(vec![Node::Class(possible), Node::Guarded(guard, Box::new(rest))])
    }

    pub fn condition(&mut self, condition: &'m Condition) -> Node<'m> {
        match self.survey.condition(condition) {
            Asks::One(source, points) => return Node::Class(self.class(Asked::Condition(condition), source, points)),
            Asks::Nothing => return Node::Constant(Trial::new(self.policy).constant(condition)),
            Asks::More => {}
        }
        match &condition.kind {
            ConditionKind::Constant(yes) => Node::Constant((*yes).into()),
            ConditionKind::All(parts) => Node::all_of(parts.iter().map(|part| self.condition(part)).collect()),
            ConditionKind::Any(parts) => Node::Any(Node::cheapest_first(parts.iter().map(|part| self.condition(part)).collect())),
            ConditionKind::Not(part) => Node::Not(Box::new(self.condition(part))),
            ConditionKind::Definition(id) => self.definition(*id).unwrap_or(Node::Asked(condition)),
            ConditionKind::Term(term) => self.truth(term).unwrap_or(Node::Asked(condition)),
            ConditionKind::Is(left, right) => self.same(left, right).unwrap_or(Node::Asked(condition)),
            ConditionKind::Order(order, left, right) => self.in_order(condition, *order, left, right),
            ConditionKind::Some(list, body) => self.quantified(condition, Quantifier::Some, list, body),
            ConditionKind::Every(list, body) => self.quantified(condition, Quantifier::Every, list, body),
            ConditionKind::IsEmpty(set) => self.is_empty(condition, set),
            ConditionKind::Has(set, term) => self.holds(condition, set, (Quantifier::Some, self.one(term))),
            ConditionKind::HasAny(set, of) => self.holds(condition, set, (Quantifier::Some, self.survey.constants(of))),
            ConditionKind::HasAll(set, of) => self.holds(condition, set, (Quantifier::Every, self.survey.constants(of))),
            _ => Node::Asked(condition),
        }
    }

    /// A yes_no term that is more than a fact.
    fn truth(&mut self, term: &'m Term) -> Option<Node<'m>> {
        match &term.kind {
            TermKind::Constant(Constant::Truth(yes)) => Some(Node::Constant((*yes).into())),
            TermKind::Truth(condition) => Some(self.condition(condition)),
            TermKind::Definition(id) => self.definition(*id),
            TermKind::If(condition, then, otherwise) => {
                Some(Node::Choice(Box::new([self.condition(condition), self.branch_of(then)?, self.branch_of(otherwise)?])))
            }
            _ => None,
        }
    }

    /// A branch of a yes_no term.
    fn branch_of(&mut self, term: &'m Term) -> Option<Node<'m>> {
        match self.survey.truth(term) {
            Asks::One(source, points) => Some(Node::Class(self.class(Asked::Truth(term), source, points))),
            _ => self.truth(term),
        }
    }

    /// A definition that is a condition, or a yes_no term.
    fn definition(&mut self, id: DefinitionId) -> Option<Node<'m>> {
        if let Some(place) = self.definitions.get(&id) {
            return Some(Node::Shared(*place));
        }
        let policy = self.policy;
        let node = match &policy.definitions.get(id.index())?.body {
            DefinitionBody::Condition(condition) => self.condition(condition),
            DefinitionBody::Term { term, .. } => self.truth(term)?,
        };
        let place = self.share(node);
        self.definitions.insert(id, place);
        Some(Node::Shared(place))
    }

    pub fn exception(&mut self, id: ExceptionId) -> Node<'m> {
        if let Some(place) = self.exceptions.get(&id) {
            return Node::Shared(*place);
        }
        let policy = self.policy;
        let node = policy.exceptions.get(id.index()).map_or(Node::Constant(Truth::No), |exception| self.scope(&exception.scope, &[]));
        let place = self.share(node);
        self.exceptions.insert(id, place);
        Node::Shared(place)
    }

    fn share(&mut self, node: Node<'m>) -> usize {
        self.shared.push(node);
        self.shared.len() - 1
    }

    /// Whether a term is the same for all records, at any time.
    pub fn is_constant(&self, term: &'m Term) -> bool {
        matches!(self.survey.side(term), Side::Constant(_))
    }

    pub fn are_constant(&self, choices: &'m Choices) -> bool {
        self.survey.constants(choices).is_some()
    }

    /// Whether something applies: in force, its scope, its `when`, and not excused.
    pub fn scope(&mut self, scope: &'m Scope, exceptions: &'m [ExceptionId]) -> Node<'m> {
        let mut parts = in_force(scope.effective);
        parts.extend([&scope.given, &scope.when].into_iter().flatten().map(|condition| self.condition(condition)));
        parts.push(Node::Not(Box::new(self.excused(scope, exceptions))));
        Node::all_of(parts)
    }

    pub fn excused(&mut self, scope: &'m Scope, exceptions: &'m [ExceptionId]) -> Node<'m> {
        let mut parts: Vec<Node<'m>> = scope.unless.iter().map(|unless| self.condition(unless)).collect();
        parts.extend(exceptions.iter().map(|id| self.exception(*id)));
        if parts.is_empty() { Node::Constant(Truth::No) } else { Node::Any(Node::cheapest_first(parts)) }
    }

    /// Two facts that are the same.
    fn same(&mut self, left: &'m Term, right: &'m Term) -> Option<Node<'m>> {
        match (self.survey.side(left), self.survey.side(right)) {
            (Side::Fact(left, 0), Side::Fact(right, 0)) => Some(Node::Same(left, right, true)),
            _ => None,
        }
    }

    fn in_order(&mut self, condition: &'m Condition, order: Order, left: &'m Term, right: &'m Term) -> Node<'m> {
        if let (Side::Fact(left, 0), Side::Fact(right, 0)) = (self.survey.side(left), self.survey.side(right)) {
            return Node::Order(order, left, right);
        }
        self.by_branches(condition, order, (left, right))
            .or_else(|| self.moved(condition, order, (left, right)))
            .unwrap_or_else(|| self.unless_none(condition, (left, right)))
    }

    /// A comparison with a term that is an `if`: of either branch, where its condition is known.
    fn by_branches(&mut self, condition: &'m Condition, order: Order, sides: (&'m Term, &'m Term)) -> Option<Node<'m>> {
        let (then, decides) = self.branch(order, sides, true)?;
        let (otherwise, _) = self.branch(order, sides, false)?;
        let decides = self.condition(decides);
        Some(Node::If(Box::new([decides, then, otherwise, Node::Asked(condition)])))
    }

    fn branch(&mut self, order: Order, (left, right): (&'m Term, &'m Term), then: bool) -> Option<(Node<'m>, &'m Condition)> {
        let mut branch = Branch { then, condition: None };
        let left = self.survey.side_of(left, Some(&mut branch));
        let right = self.survey.side_of(right, Some(&mut branch));
        let Asks::One(source, points) = self.survey.pair(left, right) else { return None };
        let order = if matches!(left, Side::Fact(..)) { order } else { order.turned() };
        let ordered = matches!(source, Source::Number(_) | Source::Seconds(_) | Source::SinceNow(_));
        let decides = branch.condition.filter(|_| ordered)?;
        Some((Node::Class(self.class(Asked::Ordered(order), source, points)), decides))
    }

    /// A comparison of `now` with a time that is moved by some months: mostly settled by how long they may last.
    fn moved(&mut self, condition: &'m Condition, order: Order, (left, right): (&'m Term, &'m Term)) -> Option<Node<'m>> {
        let (moved, order, later) = match (self.survey.side(left), self.survey.side(right)) {
            (Side::Now(later), _) => (right, order.turned(), later),
            (_, Side::Now(later)) => (left, order, later),
            _ => return None,
        };
        let TermKind::Shift { time, months, negative } = &moved.kind else { return None };
        let (Side::Fact(fact, plus), Side::Constant(Constant::Months(months))) = (self.survey.side(time), self.survey.side(months)) else {
            return None;
        };
        let months = if *negative { -months } else { *months };
        let least = later.checked_sub(plus)?.checked_sub(months.checked_mul(MONTH)?)?;
        let points = [least.checked_sub(MONTHS_DIFFER)?, least.checked_add(MONTHS_DIFFER)?].map(Point::Seconds);
        let rest = if (plus, later) == (0, 0) { Node::Moved(order, fact, months) } else { Node::Asked(condition) };
        Some(self.guarded(Asked::Moved(order), Source::SinceNow(fact), points.into(), rest))
    }

    /// A comparison that is settled where a fact is none.
    fn unless_none(&mut self, condition: &'m Condition, (left, right): (&'m Term, &'m Term)) -> Node<'m> {
        let fact = fact_within(left).or_else(|| fact_within(right)).filter(|fact| !self.survey.is_choice(*fact));
        let Some(fact) = fact else { return Node::Asked(condition) };
        self.guarded(Asked::Empty(condition), Source::Filled(fact), Vec::new(), Node::Asked(condition))
    }

    /// A condition about the members of a list, or of a set: settled where there are none.
    fn of_members(&mut self, condition: &'m Condition, fact: FactId, rest: Node<'m>) -> Node<'m> {
        self.guarded(Asked::Empty(condition), Source::Collection(fact), Vec::new(), rest)
    }

    fn quantified(&mut self, condition: &'m Condition, quantifier: Quantifier, list: &'m ListRef, body: &'m Condition) -> Node<'m> {
        let rest = match bodies::member_tests(self, list, body) {
            Some(tests) => Node::Quantified(quantifier, Box::new(tests)),
            None => Node::Asked(condition),
        };
        self.of_members(condition, list.fact, rest)
    }

    fn is_empty(&mut self, condition: &'m Condition, set: &SetRef) -> Node<'m> {
        let Place::Fact(fact) = set.place else { return Node::Asked(condition) };
        let class = self.class(Asked::Members(condition, Truth::No), Source::Collection(fact), Vec::new());
        Node::Guarded(class, Box::new(Node::Asked(condition)))
    }

    /// Whether a set has one of some values, or all of them.
    fn holds(&mut self, condition: &'m Condition, set: &SetRef, of: (Quantifier, Option<Vec<&'m Constant>>)) -> Node<'m> {
        match (set.place, of) {
            (Place::Fact(fact), (quantifier, Some(values))) => self.of_members(condition, fact, Node::Holds(fact, quantifier, values)),
            (Place::Fact(fact), _) => self.of_members(condition, fact, Node::Asked(condition)),
            (Place::Field(..), _) => Node::Asked(condition),
        }
    }

    /// A term that is always the same, and not none.
    fn one(&self, term: &'m Term) -> Option<Vec<&'m Constant>> {
        match self.survey.side(term) {
            Side::Constant(Constant::None) => None,
            Side::Constant(constant) => Some(vec![constant]),
            _ => None,
        }
    }

    /// That a list or a set has members, or may have.
    pub fn has_members(&mut self, fact: FactId) -> Node<'m> {
        Node::Class(self.class(Asked::HasMembers, Source::Collection(fact), Vec::new()))
    }

    /// The place of a list among those of which members are looked at.
    pub fn list(&mut self, fact: FactId) -> usize {
        if let Some(place) = self.lists.iter().position(|list| list.fact == fact) {
            return place;
        }
        self.lists.push(ListLook { fact, fields: Vec::new(), width: 0 });
        self.lists.len() - 1
    }

    /// The row of the first class of a field of a list's members, of so many.
    pub fn field(&mut self, list: usize, field: FieldId, classes: usize) -> usize {
        let Some(list) = self.lists.get_mut(list) else { return 0 };
        if let Some(look) = list.fields.iter().find(|look| look.field == field) {
            return look.first;
        }
        let first = list.width;
        list.fields.push(FieldLook { field, first });
        list.width += classes;
        first
    }

    fn table(&mut self, id: TableId, table: &'m Table) -> TablePlan<'m> {
        let mut parts = in_force(table.scope.effective);
        parts.extend(table.scope.given.as_ref().map(|given| self.condition(given)));
        let excused = self.excused(&table.scope, &table.exceptions);
        let rows = self.rows(table);
        TablePlan { table: id, scope: Node::all_of(parts), excused, collects: table.hit == Hit::Collect, rows }
    }

    fn rows(&mut self, table: &'m Table) -> Option<Vec<RowPlan<'m>>> {
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| self.cell(column, cell));
            let says = match row.output {
                Output::Permit => Some(Verb::Permit),
                Output::Forbid => Some(Verb::Forbid),
                Output::Undetermined | Output::Value(_) => None,
            };
            rows.push(RowPlan { fits: Node::all_of(cells.collect::<Option<_>>()?), says });
        }
        Some(rows)
    }

    fn cell(&mut self, column: &'m Column, cell: &'m Cell) -> Option<Node<'m>> {
        if matches!(cell.test, CellTest::Any) {
            return Some(Node::Constant(Truth::Yes));
        }
        match self.survey.cell(&column.term, cell) {
            Asks::One(source, points) => Some(Node::Class(self.class(Asked::Cell(&column.term, cell), source, points))),
            _ if column.optional => None,
            _ => {
                let node = self.truth(&column.term)?;
                Some(if self.survey.wanted(cell)? { node } else { Node::Not(Box::new(node)) })
            }
        }
    }
}

/// The mean length of a month in seconds, over the 400 years after which the calendar repeats itself.
const MONTH: i64 = 146_097 * 86_400 / 4_800;
/// By this many seconds any number of months may differ from so many mean ones: 10 days, of which 6 would do.
const MONTHS_DIFFER: i64 = 10 * 86_400;

/// A fact that makes a sum none if it is none.
fn fact_within(term: &Term) -> Option<FactId> {
    match &term.kind {
        TermKind::Fact(fact) => Some(*fact),
        TermKind::Add(left, right) | TermKind::Subtract(left, right) => fact_within(left).or_else(|| fact_within(right)),
        TermKind::Shift { time, .. } => fact_within(time),
        _ => None,
    }
}

pub fn in_force<'m>(effective: Effective) -> Vec<Node<'m>> {
    if effective == Effective::default() { Vec::new() } else { vec![Node::InForce(effective)] }
}
