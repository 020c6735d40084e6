//! A remedy after which another rule forbids the same.
//!
//! Whoever carries it out is forbidden for another reason, whatever else is the case. One of the two rules asks for what the other refuses.
//!
//! ```policy
//! rule not_running { forbid move when not server.running because en "It is off."
//!   remedy by owner en "Start it." makes server.running }
//! rule running { forbid move when server.running because en "It is running." }
//! ```
//!
//! Better: another remedy, or one rule that says which state is wanted.

use indexmap::IndexMap;

use crate::analysis::conditions::{Env, Outlook, applying, conjuncts, outlook};
use crate::diagnostic::Diagnostic;
use crate::model::expression::{Condition, Place};
use crate::model::mentions::Mentions;
use crate::model::policy::{Effective, Policy, Rule, RuleBody, Verb};

use super::remedy_without_effect::makes;
use super::{Subject, finding, places};

/// More rules are not held against one remedy.
const MOST_RULES: usize = 40;

/// Rules that can be made to apply by a remedy, by the first fact that their `when` asks.
type ByFact<'m> = IndexMap<Place, Vec<(&'m Rule, &'m RuleBody)>>;

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let forbidding = by_fact(on.policy);
    for (rule, body) in places::rules(on.policy).filter(|(rule, _)| rule.verb == Verb::Forbid) {
        for makes in body.remedies.iter().filter_map(makes) {
            if let Some(other) = forbids(on.policy, rule, body, makes, &forbidding) {
                let message = format!("after this, `{}` forbids it", other.name);
                found.push(finding(makes.span, message).and(other.name_span, "this rule then applies"));
            }
        }
    }
}

/// Rules without exceptions and members, so that their conditions say all.
fn by_fact(policy: &Policy) -> ByFact<'_> {
    let mut found = ByFact::new();
    for (rule, body) in places::rules(policy) {
        let is_plain = places::is_single(rule) && rule.exceptions.is_empty() && body.scope.effective == Effective::default();
        if rule.verb == Verb::Forbid
            && is_plain
            && let Some(when) = &body.scope.when
            && let Some(first) = Mentions::of(policy, &[when]).places.first()
        {
            found.entry(*first).or_default().push((rule, body));
        }
    }
    found
}

fn forbids<'m>(policy: &'m Policy, rule: &Rule, body: &RuleBody, makes: &Condition, all: &ByFact<'m>) -> Option<&'m Rule> {
    let env = Env::of(&rule.instances);
    let given: Vec<(&Condition, bool)> = body.scope.given.iter().map(|given| (given, true)).chain([(makes, true)]).collect();
    if outlook(policy, env, &given) == Outlook::Never {
        return None;
    }
    let asked = Mentions::of(policy, &given.iter().map(|(condition, _)| *condition).collect::<Vec<_>>());
    let others = asked.places.iter().filter_map(|place| all.get(place)).flatten();
    let others = others.filter(|(other, _)| other.name != rule.name && other.decision == rule.decision);
    let applies = |other: &RuleBody| {
        let scope = &other.scope;
        let parts = [&scope.when, &scope.given].into_iter().flatten().flat_map(conjuncts).map(|part| (part, false));
        let mut parts = parts.chain(scope.unless.iter().map(|unless| (unless, true)));
        let follows = |part| outlook(policy, env, &[given.as_slice(), &[part]].concat()) == Outlook::Never;
        parts.all(follows) && outlook(policy, env, &applying(scope)) != Outlook::Never
    };
    others.take(MOST_RULES).find(|(_, other)| applies(other)).map(|(other, _)| *other)
}
