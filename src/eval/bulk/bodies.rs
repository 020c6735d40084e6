//! The bodies of rules: what they ask of the record, and how their members are told apart.

use crate::eval::proof::Instance;
use crate::facts::record::Slot;
use crate::model::expression::{Condition, ConditionKind, ListRef, Place, Term, TermKind};
use crate::model::policy::{Instances, Rule, RuleBody, RuleId};
use crate::model::vocabulary::{FactId, FieldId, Kind, Scalar};
use crate::model::walk::Node as Part;
use crate::value::Truth;

use super::compile::{Compiler, in_force};
use super::plan::{Body, FieldTruths, MemberTests, Node, Over, SameAs};
use super::trial::Trial;

/// The bodies of a rule: one, or one for each entity.
pub fn of<'m>(compiler: &mut Compiler<'m>, id: RuleId) -> Vec<Body<'m>> {
    let Some(rule) = compiler.policy.rules.get(id.index()) else { return Vec::new() };
    let mut once = |body: &'m RuleBody, instance| Body {
        rule: id,
        verb: rule.verb,
        applies: compiler.scope(&body.scope, &rule.exceptions),
        over: Over::Once(instance),
    };
    match &rule.instances {
        Instances::Single(body) => vec![once(body, Instance::Only)],
        Instances::Entities(bodies) => bodies.iter().map(|(entity, body)| once(body, Instance::Entity(*entity))).collect(),
        Instances::List(list, body) => vec![over_list(compiler, (id, rule), list, body)],
        Instances::Set(set, body) => {
            let fact = match set.place {
                Place::Fact(fact) => Some(fact),
                Place::Field(..) => None,
            };
            let (applies, _) = of_record(compiler, rule, body, fact);
            vec![Body { rule: id, verb: rule.verb, applies, over: Over::Evaluated }]
        }
    }
}

fn over_list<'m>(compiler: &mut Compiler<'m>, (id, rule): (RuleId, &'m Rule), list: &'m ListRef, body: &'m RuleBody) -> Body<'m> {
    let (applies, of_members) = of_record(compiler, rule, body, Some(list.fact));
    let over = tests(compiler, list, of_members).map_or(Over::Evaluated, |tests| Over::Members(list, tests));
    Body { rule: id, verb: rule.verb, applies, over }
}

/// The tests that a quantifier makes of every member, if they are simple.
pub fn member_tests<'m>(compiler: &mut Compiler<'m>, list: &ListRef, body: &'m Condition) -> Option<MemberTests> {
    let mut parts = Vec::new();
    conjuncts(body, &mut parts);
    tests(compiler, list, parts.into_iter().map(|part| (part, false)).collect())
}

/// Conditions on members, some of them negated, as tests if all are simple.
fn tests<'m>(compiler: &mut Compiler<'m>, list: &ListRef, conditions: Vec<(&'m Condition, bool)>) -> Option<MemberTests> {
    let mut tests = MemberTests { list: compiler.list(list.fact), fields: Vec::new(), same: Vec::new() };
    for (condition, negated) in conditions {
        match only_field(compiler, list, condition) {
            Some(field) => tests.fields.push(field_truths(compiler, (list, field), (condition, negated), tests.list)?),
            None => tests.same.push(same_as(condition, negated)?),
        }
    }
    Some(tests)
}

/// A condition on one field, by the codes of the field; nothing if not all its values have codes of their own.
fn field_truths<'m>(
    compiler: &mut Compiler<'m>,
    (list, field): (&ListRef, FieldId),
    (condition, negated): (&'m Condition, bool),
    place: usize,
) -> Option<FieldTruths> {
    let truths = Trial::new(compiler.policy).field(condition, list, field);
    let truths: Vec<Truth> = truths.into_iter().map(|truth| if negated { !truth } else { truth }).collect();
    let first = (truths.len() < usize::from(Slot::MOST)).then(|| compiler.field(place, field, truths.len()))?;
    let rows = |wanted: Truth| (first..).zip(&truths).filter(|(_, truth)| **truth == wanted).map(|(row, _)| row).collect();
    Some(FieldTruths { yes: rows(Truth::Yes), unknown: rows(Truth::Unknown), of_rest: truths.first().copied().unwrap_or(Truth::Unknown) })
}

/// Whether a field and a fact are the same, or not the same.
fn same_as(condition: &Condition, negated: bool) -> Option<SameAs> {
    match &condition.kind {
        ConditionKind::Not(inner) => same_as(inner, !negated),
        ConditionKind::Is(left, right) => match (&left.kind, &right.kind) {
            (TermKind::Field(_, field), TermKind::Fact(fact)) | (TermKind::Fact(fact), TermKind::Field(_, field)) => {
                Some(SameAs { field: *field, fact: *fact, wanted: !negated })
            }
            _ => None,
        },
        _ => None,
    }
}

/// What a body asks of the record whatever the member, and its other conditions; some of them negated.
fn of_record<'m>(
    compiler: &mut Compiler<'m>,
    rule: &'m Rule,
    body: &'m RuleBody,
    members: Option<FactId>,
) -> (Node<'m>, Vec<(&'m Condition, bool)>) {
    let mut parts = Vec::new();
    for condition in [&body.scope.given, &body.scope.when].into_iter().flatten() {
        conjuncts(condition, &mut parts);
    }
    let unless = body.scope.unless.iter().map(|unless| (unless, true));
    let conditions = parts.into_iter().map(|part| (part, false)).chain(unless);
    let (of_members, of_record): (Vec<_>, Vec<_>) = conditions.partition(|(condition, _)| asks_member(Part::Condition(condition)));
    let mut nodes: Vec<Node<'m>> = members.map(|fact| compiler.has_members(fact)).into_iter().collect();
    nodes.extend(in_force(body.scope.effective));
    for (condition, negated) in of_record {
        let node = compiler.condition(condition);
        nodes.push(if negated { Node::Not(Box::new(node)) } else { node });
    }
    nodes.extend(rule.exceptions.iter().map(|id| Node::Not(Box::new(compiler.exception(*id)))));
    (Node::all_of(nodes), of_members)
}

/// The conditions that all have to hold.
fn conjuncts<'m>(condition: &'m Condition, parts: &mut Vec<&'m Condition>) {
    match &condition.kind {
        ConditionKind::All(all) => all.iter().for_each(|part| conjuncts(part, parts)),
        _ => parts.push(condition),
    }
}

/// Whether an expression asks about a member; definitions never do.
fn asks_member(part: Part<'_>) -> bool {
    let mut found = false;
    part.each(&mut |part| {
        found |= match part {
            Part::Term(Term { kind: TermKind::Field(..) | TermKind::Member, .. }) => true,
            Part::Condition(condition) => set_of(condition).is_some_and(|place| matches!(place, Place::Field(..))),
            Part::Term(_) => false,
        };
    });
    found
}

fn set_of(condition: &Condition) -> Option<Place> {
    match &condition.kind {
        ConditionKind::Has(set, _) | ConditionKind::HasAny(set, _) | ConditionKind::HasAll(set, _) | ConditionKind::IsEmpty(set) => {
            Some(set.place)
        }
        _ => None,
    }
}

/// The only thing that a condition asks, if it is a field with a few values.
fn only_field<'m>(compiler: &Compiler<'m>, list: &ListRef, condition: &'m Condition) -> Option<FieldId> {
    let (mut field, mut others) = (None, false);
    Part::Condition(condition).each(&mut |part| match part {
        Part::Term(Term { kind: TermKind::Field(_, asked), .. }) => others |= field.replace(*asked).is_some_and(|before| before != *asked),
        Part::Term(term) => others |= !compiler.is_constant(term),
        Part::Condition(condition) => {
            others |= match &condition.kind {
                ConditionKind::OneOf(_, choices) => !compiler.are_constant(choices),
                ConditionKind::All(_) | ConditionKind::Any(_) | ConditionKind::Not(_) => false,
                ConditionKind::Term(_) | ConditionKind::Is(..) | ConditionKind::IsNone(_) => false,
                _ => true,
            };
        }
    });
    let field = field.filter(|_| !others)?;
    let kind = compiler.policy.vocabulary.record(list.record)?.field(field)?.kind;
    matches!(kind, Kind::Scalar { scalar: Scalar::YesNo | Scalar::Enum(_), .. }).then_some(field)
}
