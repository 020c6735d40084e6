//! A rule that forbids or permits under the same conditions as another one.
//!
//! Whoever is refused is told twice, and whoever changes one of them wonders why the answer stays. Warnings are left alone: two things
//! may be worth knowing at once.
//!
//! ```policy
//! rule too_many   { forbid lend when reader.loans >= 10 because en "Too many." }
//! rule ten_at_most { forbid lend when reader.loans >= 10 because en "Ten books at most." }
//! ```
//!
//! Better: one rule that cites what both cite.

use indexmap::IndexMap;

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::{Expression, Instances, Item, ItemKind, Over, Rule, Verb};

use super::duplicate_scenario::words;
use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut rules = Vec::new();
    for module in on.modules {
        collect(on, &module.file.items, &mut Vec::new(), &mut rules);
    }
    let mut seen: IndexMap<Vec<String>, Span> = IndexMap::new();
    for (key, span) in rules {
        let first = *seen.entry(key).or_insert(span);
        if first != span {
            found.push(finding(span, "another rule decides the same under the same conditions").and(first, "the first one"));
        }
    }
}

/// The rules that forbid or permit, by all that matters.
fn collect(on: &Subject<'_>, items: &[Item], around: &mut Vec<String>, rules: &mut Vec<(Vec<String>, Span)>) {
    for item in items {
        match &item.kind {
            ItemKind::Given(given) => {
                around.push(words(on, given.condition.span));
                collect(on, &given.items, around, rules);
                around.pop();
            }
            ItemKind::Rule(rule) if rule.verb != Verb::Warn => rules.push((key(on, rule, around), rule.name.span)),
            _ => {}
        }
    }
}

fn key(on: &Subject<'_>, rule: &Rule, around: &[String]) -> Vec<String> {
    let conditions = &rule.conditions;
    let written = |expression: &Option<Expression>| expression.as_ref().map_or(String::new(), |expression| words(on, expression.span));
    let mut given = around.to_vec();
    given.extend(conditions.given.iter().map(|given| words(on, given.span)));
    let own = [
        format!("{:?} {}", rule.verb, rule.decision.text),
        rule.instances.as_ref().map_or(String::new(), instances),
        written(&conditions.when),
        written(&conditions.unless),
        conditions.effective.map_or(String::new(), |effective| words(on, effective.span)),
    ];
    own.into_iter().chain(given).collect()
}

fn instances(instances: &Instances) -> String {
    let over = match &instances.over {
        Over::Entities(names) => names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(", "),
        Over::Path(path) => path.text(),
    };
    format!("{} in {over}", instances.name.text)
}
