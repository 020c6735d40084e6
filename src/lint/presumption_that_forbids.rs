//! A fact that is presumed to be what a rule forbids.
//!
//! `assume` names what is usual. If the usual forbids, `--assume` forbids wherever nobody has said anything, and people who have done
//! nothing wrong are told that they have.
//!
//! ```policy
//! entity item { damaged yes_no assume yes }
//! rule damaged { forbid lend when item.damaged because en "It is damaged." }
//! ```
//!
//! Better: `assume no`, or no `assume` at all.

use crate::analysis::conditions::{Env, Outlook, outlook, whole};
use crate::diagnostic::Diagnostic;
use crate::model::expression::{Choices, ChoicesKind, Condition, ConditionKind, Place, SetRef, Term, TermKind};
use crate::model::mentions::Mentions;
use crate::model::policy::{Policy, Rule, RuleBody, Scope, Verb};
use crate::model::vocabulary::{Constant, FactId, Kind, Presumption};
use crate::source::Span;

use super::places::of_rule;
use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (rule, body) in places::rules(on.policy) {
        if rule.verb == Verb::Forbid
            && places::is_single(rule)
            && let Some(fact) = forbidden(on.policy, rule, body)
        {
            let message = format!("`{}` forbids what is presumed", rule.name);
            found.push(finding(of_rule(rule, body).place(), message).and(fact, "presumed here"));
        }
    }
}

/// Where the first fact is declared, if what is presumed of all facts of the rule makes it apply, its scope aside.
fn forbidden(policy: &Policy, rule: &Rule, body: &RuleBody) -> Option<Span> {
    let own = Scope { given: None, ..body.scope.clone() };
    own.when.as_ref()?;
    let conditions: Vec<&Condition> = [&own.when, &own.unless].into_iter().flatten().collect();
    let asked = Mentions::of(policy, &conditions);
    let facts: Vec<FactId> = asked.facts().collect();
    if asked.verdict() || facts.is_empty() || facts.len() != asked.places.len() || !rule.exceptions.is_empty() {
        return None;
    }
    let presumed: Option<Vec<Condition>> = facts.iter().map(|fact| presumed(policy, *fact)).collect();
    let presumed = presumed?;
    let own = whole(&own);
    let with = |more: &[(&Condition, bool)]| {
        let wanted: Vec<(&Condition, bool)> = presumed.iter().map(|condition| (condition, true)).chain(more.iter().copied()).collect();
        outlook(policy, Env::default(), &wanted) == Outlook::Never
    };
    let in_scope = body.scope.given.as_ref().is_none_or(|given| !with(&[(given, true)]));
    let forbids = !with(&[]) && with(&[(&own, false)]) && in_scope;
    let first = *facts.first()?;
    forbids.then(|| policy.vocabulary.fact(first).map(|fact| fact.span)).flatten()
}

/// What is presumed of a fact, as a condition.
fn presumed(policy: &Policy, id: FactId) -> Option<Condition> {
    let fact = policy.vocabulary.fact(id)?;
    let condition = |kind| Condition { kind, span: fact.span };
    let term = |kind| Term { kind, span: fact.span };
    match (fact.assume.as_ref()?, fact.kind) {
        (Presumption::Scalar(Constant::None), _) => Some(condition(ConditionKind::IsNone(term(TermKind::Fact(id))))),
        (Presumption::Scalar(constant), _) => {
            Some(condition(ConditionKind::Is(term(TermKind::Fact(id)), term(TermKind::Constant(constant.clone())))))
        }
        (Presumption::Set(members), Kind::Set(element)) => {
            let set = SetRef { place: Place::Fact(id), element, span: fact.span };
            let terms = members.iter().map(|member| term(TermKind::Constant(member.clone()))).collect();
            let choices = Choices { kind: ChoicesKind::Terms(terms), span: fact.span };
            let is_empty = members.is_empty();
            Some(condition(if is_empty { ConditionKind::IsEmpty(set) } else { ConditionKind::HasAll(set, choices) }))
        }
        _ => None,
    }
}
