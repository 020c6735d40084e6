//! The bodies of rules: what they ask of the record, and how their members are told apart.

use crate::eval::proof::Instance;
use crate::model::expression::{Condition, ConditionKind, ListRef, Place, Term, TermKind};
use crate::model::policy::{Instances, Rule, RuleBody, RuleId};
use crate::model::vocabulary::{FactId, FieldId, Kind, Scalar};
use crate::model::walk::Node as Part;

use super::compile::{Compiler, all, in_force};
use super::plan::{Body, FieldTruths, Node, Over};
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
    let mut trial = Trial::new(compiler.policy);
    let mut truths = |(condition, negated): &(&'m Condition, bool)| {
        let field = only_field(compiler, list, condition)?;
        let truths = trial.field(condition, list, field);
        Some(FieldTruths { field, truths: if *negated { truths.into_iter().map(|truth| !truth).collect() } else { truths } })
    };
    let over = of_members.iter().map(&mut truths).collect::<Option<_>>().map_or(Over::Evaluated, |fields| Over::Members(list, fields));
    Body { rule: id, verb: rule.verb, applies, over }
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
    (all(nodes), of_members)
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
