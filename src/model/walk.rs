//! The expressions of a policy, one by one: what a stage that looks at all of them goes through.

use super::expression::{Choices, ChoicesKind, Condition, ConditionKind, Count, Term, TermKind};
use super::policy::{
    Body, CellTest, Exception, Instances, Message, Output, Piece, Policy, Remedy, RemedyKind, RuleBody, Scope, Table, Template,
};

/// A condition or a term.
#[derive(Debug, Clone, Copy)]
pub enum Node<'m> {
    Condition(&'m Condition),
    Term(&'m Term),
}

impl Node<'_> {
    /// The expressions that it is made of; definitions are not entered.
    #[must_use]
    pub fn parts(self) -> Vec<Self> {
        match self {
            Self::Condition(condition) => condition_parts(condition),
            Self::Term(term) => term_parts(term),
        }
    }

    /// Goes through an expression and all its parts, the whole first.
    pub fn each(self, visit: &mut impl FnMut(Self)) {
        visit(self);
        for part in self.parts() {
            part.each(visit);
        }
    }
}

fn condition_parts(condition: &Condition) -> Vec<Node<'_>> {
    match &condition.kind {
        ConditionKind::Constant(_)
        | ConditionKind::IsAbsent(_)
        | ConditionKind::Definition(_)
        | ConditionKind::Permitted(_)
        | ConditionKind::IsEmpty(_) => Vec::new(),
        ConditionKind::All(parts) | ConditionKind::Any(parts) => parts.iter().map(Node::Condition).collect(),
        ConditionKind::Not(inner) | ConditionKind::Some(_, inner) | ConditionKind::Every(_, inner) => vec![Node::Condition(inner)],
        ConditionKind::Term(term) | ConditionKind::IsNone(term) | ConditionKind::Has(_, term) => vec![Node::Term(term)],
        ConditionKind::Is(left, right) | ConditionKind::Order(_, left, right) => vec![Node::Term(left), Node::Term(right)],
        ConditionKind::OneOf(term, choices) => std::iter::once(Node::Term(term)).chain(choice_parts(choices)).collect(),
        ConditionKind::HasAny(_, choices) | ConditionKind::HasAll(_, choices) => choice_parts(choices).collect(),
        ConditionKind::Count(counts, _, term) | ConditionKind::CountIs(counts, term) => {
            count_parts(counts).chain(std::iter::once(Node::Term(term))).collect()
        }
    }
}

fn term_parts(term: &Term) -> Vec<Node<'_>> {
    match &term.kind {
        TermKind::Add(left, right) | TermKind::Subtract(left, right) | TermKind::Multiply(left, right) => {
            vec![Node::Term(left), Node::Term(right)]
        }
        TermKind::Shift { time, months, .. } => vec![Node::Term(time), Node::Term(months)],
        TermKind::If(condition, then, otherwise) => vec![Node::Condition(condition), Node::Term(then), Node::Term(otherwise)],
        TermKind::Truth(condition) => vec![Node::Condition(condition)],
        _ => Vec::new(),
    }
}

fn choice_parts(choices: &Choices) -> impl Iterator<Item = Node<'_>> {
    let terms: &[Term] = match &choices.kind {
        ChoicesKind::Terms(terms) => terms,
        ChoicesKind::Param(_) => &[],
    };
    terms.iter().map(Node::Term)
}

fn count_parts(counts: &[Count]) -> impl Iterator<Item = Node<'_>> {
    counts.iter().filter_map(|count| match count {
        Count::Members(_, Some(condition)) => Some(Node::Condition(condition)),
        _ => None,
    })
}

/// The whole expressions of a policy: conditions, terms, cells, outputs, holes.
pub fn roots<'m>(policy: &'m Policy, visit: &mut impl FnMut(Node<'m>)) {
    for definition in &policy.definitions {
        visit(body(&definition.body));
    }
    for table in &policy.tables {
        table_roots(table, visit);
    }
    let instances = policy.rules.iter().map(|rule| &rule.instances).chain(policy.notices.iter().map(|notice| &notice.instances));
    for body in instances.flat_map(bodies) {
        body_roots(body, visit);
    }
    policy.exceptions.iter().for_each(|exception| exception_roots(exception, visit));
    policy.messages.values().for_each(|message| message_roots(message, visit));
}

/// The expressions of an exception.
pub fn exception_roots<'m>(exception: &'m Exception, visit: &mut impl FnMut(Node<'m>)) {
    scope_roots(&exception.scope, visit);
    exception.because.iter().for_each(|because| template_roots(because, visit));
}

/// The expressions of a text that rows share.
pub fn message_roots<'m>(message: &'m Message, visit: &mut impl FnMut(Node<'m>)) {
    template_roots(&message.template, visit);
    message.remedies.iter().for_each(|remedy| remedy_roots(remedy, visit));
}

/// A definition's expression.
#[must_use]
pub fn body(body: &Body) -> Node<'_> {
    match body {
        Body::Condition(condition) => Node::Condition(condition),
        Body::Term { term, .. } => Node::Term(term),
    }
}

/// The bodies of a rule: one, or one for each entity.
#[must_use]
pub fn bodies(instances: &Instances) -> Vec<&RuleBody> {
    match instances {
        Instances::Single(body) | Instances::List(_, body) | Instances::Set(_, body) => vec![body],
        Instances::Entities(bodies) => bodies.iter().map(|(_, body)| body).collect(),
    }
}

/// `given`, `when` and `unless`, as far as they are said.
pub fn scope_roots<'m>(scope: &'m Scope, visit: &mut impl FnMut(Node<'m>)) {
    for condition in [&scope.given, &scope.when, &scope.unless].into_iter().flatten() {
        visit(Node::Condition(condition));
    }
}

/// The expressions of a rule's body.
pub fn body_roots<'m>(body: &'m RuleBody, visit: &mut impl FnMut(Node<'m>)) {
    scope_roots(&body.scope, visit);
    body.because.iter().for_each(|because| template_roots(because, visit));
    body.remedies.iter().for_each(|remedy| remedy_roots(remedy, visit));
}

fn remedy_roots<'m>(remedy: &'m Remedy, visit: &mut impl FnMut(Node<'m>)) {
    template_roots(remedy.text(), visit);
    if let RemedyKind::By { makes: Some(makes), .. } = &remedy.kind {
        visit(Node::Condition(makes));
    }
}

fn template_roots<'m>(template: &'m Template, visit: &mut impl FnMut(Node<'m>)) {
    for piece in template.by_language.values().flatten() {
        match piece {
            Piece::Value(term, _) => visit(Node::Term(term)),
            Piece::Set(_, Some(choices)) => choice_parts(choices).for_each(&mut *visit),
            Piece::Count(counts) => count_parts(counts).for_each(&mut *visit),
            _ => {}
        }
    }
}

/// The expressions of a table.
pub fn table_roots<'m>(table: &'m Table, visit: &mut impl FnMut(Node<'m>)) {
    scope_roots(&table.scope, visit);
    table.columns.iter().for_each(|column| visit(Node::Term(&column.term)));
    for row in &table.rows {
        row.cells.iter().for_each(|cell| cell_roots(&cell.test, visit));
        if let Output::Value(term) = &row.output {
            visit(Node::Term(term));
        }
    }
    table.remedies.iter().for_each(|remedy| remedy_roots(remedy, visit));
}

fn cell_roots<'m>(test: &'m CellTest, visit: &mut impl FnMut(Node<'m>)) {
    match test {
        CellTest::OneOf(choices) | CellTest::NotOneOf(choices) => choice_parts(choices).for_each(visit),
        CellTest::Order(_, term) => visit(Node::Term(term)),
        CellTest::Span { from, to, .. } => {
            visit(Node::Term(from));
            visit(Node::Term(to));
        }
        CellTest::Any | CellTest::None | CellTest::NotNone => {}
    }
}
