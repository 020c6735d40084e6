//! What an unknown answer needs (§9), by the names that answers give to facts.

use caveat::syntax::ast::{Decision, Expression, ExpressionKind as E, Hit, Output, Path, Table, Verb};

use super::Judge;
use super::expression::{path, with};
use super::facts::{Env, Set, segments};
use super::index::Scoped;
use super::logic::{No, State, Truth, Unknown, Yes};
use super::rules::{Body, Instance, element_name};
use super::tables;
use crate::support::answer::Needs;

fn together(parts: impl IntoIterator<Item = Needs>) -> Needs {
    parts.into_iter().flatten().collect()
}

fn only(name: &str) -> Needs {
    Needs::from([name.to_owned()])
}

impl<'a> Judge<'a> {
    pub fn needs(&self, e: &'a Expression, env: &Env<'a>) -> Needs {
        match &e.kind {
            E::Count { member, list, condition } => {
                let variable = member.as_ref().map_or("", |name| name.text.as_str());
                self.members(variable, list, condition.as_deref(), No, env)
            }
            E::Add(a, b) if self.span(e, env).is_some() => together([self.needs(a, env), self.needs(b, env)]),
            E::Path(path) if self.span(e, env).is_some() => self.needs(&self.index.defines[path.text().as_str()].body, &Env::new()),
            _ if self.state(e, env) != State::Missing => Needs::new(),
            E::Path(path) => self.named_needs(path, env),
            E::And(parts) | E::Or(parts) => together(parts.iter().map(|part| self.needs(part, env))),
            E::Not(inner) => self.needs(inner, env),
            E::Is { left, right, .. } => match (&left.kind, self.index.verdict_decision(&text(left))) {
                (E::Path(_), Some(decision)) => self.missing(decision),
                _ => together([self.needs(left, env), self.needs(right, env)]),
            },
            E::Order { left, right, .. } | E::Add(left, right) | E::Subtract(left, right) | E::Multiply(left, right) => {
                together([self.needs(left, env), self.needs(right, env)])
            }
            E::IsNone { item, .. } => match &item.kind {
                E::Path(path) => self.entity(path, env).map_or_else(|| self.needs(item, env), |entity| only(&entity)),
                _ => self.needs(item, env),
            },
            E::In { item, set, .. } => {
                let choices = self.choices(set).into_iter().map(|choice| self.needs(choice, env));
                together(choices.chain([self.needs(item, env)]))
            }
            E::InRange { item, from, to, .. } => together([item, from, to].map(|part| self.needs(part, env))),
            E::If { condition, then, otherwise } => match self.truth(condition, env) {
                Yes => self.needs(then, env),
                No => self.needs(otherwise, env),
                Unknown => together([condition, then, otherwise].map(|part| self.needs(part, env))),
            },
            E::IsEmpty { set, .. } => emptiness(&self.set(path(set), env)),
            E::Has { set, item } => {
                let set = self.set(path(set), env);
                match self.state(item, env) {
                    State::Known(value, _) => only(&membership(&set, element_name(&value))),
                    _ => together([self.needs(item, env), emptiness(&set)]),
                }
            }
            E::HasOf { set, members, .. } => {
                let set = self.set(path(set), env);
                let values = self.choices(members).into_iter().map(|member| self.state(member, &Env::new()));
                let unknown = values.filter_map(|state| match state {
                    State::Known(value, _) if set.has(&value) == Unknown => Some(membership(&set, element_name(&value))),
                    _ => None,
                });
                unknown.collect()
            }
            E::Quantifier { every, member, list, condition } => {
                self.members(&member.text, list, Some(condition), if *every { Yes } else { No }, env)
            }
            other => panic!("{other:?} needs nothing"),
        }
    }

    /// The members that are unknown; and if the list is open and `c(ε)` does not settle it, the list and what `ε` needs.
    fn members(&self, variable: &str, list: &Path, condition: Option<&'a Expression>, settled: Truth, env: &Env<'a>) -> Needs {
        let (members, open, rest) = self.list(list, env);
        let Some(condition) = condition else {
            return if open { only(&rest.name) } else { Needs::new() };
        };
        let mut needs = together(members.into_iter().map(|member| self.needs(condition, &with(env, variable, member))));
        let name = rest.name.clone();
        let of_rest = with(env, variable, rest);
        if open && self.truth(condition, &of_rest) != settled {
            needs.insert(name);
            needs.extend(self.needs(condition, &of_rest));
        }
        needs
    }

    fn named_needs(&self, path: &Path, env: &Env<'a>) -> Needs {
        if let Some(asked) = self.ask(&segments(path), env) {
            return only(&asked.name);
        }
        let name = path.text();
        // the member that a set may have besides: its own instance says what that needs
        if env.iter().any(|(variable, _)| *variable == name) {
            return Needs::new();
        }
        if let Some(define) = self.index.defines.get(name.as_str()) {
            return self.needs(&define.body, &Env::new());
        }
        let table = self.index.valued_table(&name).expect("a constant is known");
        self.table_value_needs(table)
    }

    /// Scope, and the unknown cells and outputs of the possible rows.
    pub fn table_value_needs(&self, table: &Scoped<'a, Table>) -> Needs {
        let scope = self.scope(&table.around, &table.item.conditions);
        let mut needs = self.scope_needs(&table.around, table.item.conditions.given.as_ref(), &Env::new());
        if scope != No {
            needs.extend(self.row_needs(table, None));
        }
        needs
    }

    fn row_needs(&self, table: &Scoped<'a, Table>, verb: Option<Verb>) -> Needs {
        let collect = table.item.hit == Hit::Collect;
        let rows = if collect { table.item.rows.iter().collect() } else { self.possible(table.item) };
        let mut needs = Needs::new();
        for row in rows {
            let says = verb.is_none_or(|verb| tables::is_verb(tables::output(row), verb));
            if collect && (!says || self.row(table.item, row) != Unknown) {
                continue;
            }
            for (column, test) in tables::tests(table.item, row) {
                if self.cell(column, test) == Unknown {
                    needs.extend(self.needs(column, &Env::new()));
                }
            }
            if let Output::Value(e) = tables::output(row) {
                needs.extend(self.needs(e, &Env::new()));
            }
        }
        needs
    }

    fn scope_needs(&self, around: &[&'a Expression], given: Option<&'a Expression>, env: &Env<'a>) -> Needs {
        let around = around.iter().map(|given| self.needs(given, &Env::new()));
        together(around.chain(given.map(|given| self.needs(given, env))))
    }

    fn excused_needs(&self, name: &str, unless: Option<&'a Expression>, env: &Env<'a>) -> Needs {
        let mut needs = unless.map(|unless| self.needs(unless, env)).unwrap_or_default();
        for exception in self.index.exceptions_to(name) {
            if self.exception_applies(exception) == Unknown {
                let conditions = &exception.item.conditions;
                needs.extend(self.scope_needs(&exception.around, conditions.given.as_ref(), &Env::new()));
                for part in [&conditions.when, &conditions.unless].into_iter().flatten() {
                    needs.extend(self.needs(part, &Env::new()));
                }
            }
        }
        needs
    }

    /// What an instance needs that is unknown.
    pub fn rule_needs(&self, body: &Body<'a, '_>, instance: &Instance<'a>) -> Needs {
        let (conditions, env) = (body.conditions, &instance.env);
        let mut needs = self.scope_needs(body.around, conditions.given.as_ref(), env);
        needs.extend(conditions.when.iter().flat_map(|when| self.needs(when, env)));
        needs.extend(self.excused_needs(body.name, conditions.unless.as_ref(), env));
        needs.extend(instance.rest_of.iter().flatten().cloned());
        needs
    }

    /// What a table needs whose forbids or permits are unknown.
    pub fn table_needs(&self, table: &Scoped<'a, Table>, verb: Verb) -> Needs {
        let conditions = &table.item.conditions;
        let mut needs = self.scope_needs(&table.around, conditions.given.as_ref(), &Env::new());
        needs.extend(self.row_needs(table, Some(verb)));
        if verb == Verb::Forbid {
            needs.extend(self.excused_needs(&table.item.name.text, conditions.unless.as_ref(), &Env::new()));
        }
        needs
    }

    /// §9: the needs of the unknown forbids, and, where forbid is the default and `P` is not yes, of the unknown permits.
    pub fn missing(&self, decision: &'a Decision) -> Needs {
        if self.allowed(decision) != Unknown {
            return Needs::new();
        }
        let mut needs = self.verb_needs(decision, Verb::Forbid);
        if decision.default != Some(Verb::Permit) && self.some(decision, Verb::Permit) != Yes {
            needs.extend(self.verb_needs(decision, Verb::Permit));
        }
        needs
    }

    fn verb_needs(&self, decision: &'a Decision, verb: Verb) -> Needs {
        let name = &decision.name.text;
        let mut needs = Needs::new();
        for rule in self.index.rules.iter().filter(|rule| rule.item.decision.text == *name && rule.item.verb == verb) {
            let body = Body { name: &rule.item.name.text, around: &rule.around, conditions: &rule.item.conditions };
            for instance in self.instances(rule.item.instances.as_ref()) {
                if self.judge(&body, &instance).1 == Unknown {
                    needs.extend(self.rule_needs(&body, &instance));
                }
            }
        }
        for table in self.index.tables_for(name) {
            if self.table_applies(table, verb) == Unknown {
                needs.extend(self.table_needs(table, verb));
            }
        }
        needs
    }
}

/// What emptiness asks for.
fn emptiness(set: &Set) -> Needs {
    if set.is_empty() == Unknown { unknown_members(set) } else { Needs::new() }
}

/// Every `S(m)` that is unknown; the set itself, if it is missing or of texts.
pub fn unknown_members(set: &Set) -> Needs {
    match &set.possible {
        _ if !set.some_unknown() => Needs::new(),
        Some(members) if !set.missing => {
            members.iter().filter(|member| set.has(member) == Unknown).map(|member| membership(set, element_name(member))).collect()
        }
        _ => only(&set.name),
    }
}

/// `instance.services("slb")`; the set itself, if it is missing
fn membership(set: &Set, member: &str) -> String {
    if set.missing { set.name.clone() } else { format!("{}({member:?})", set.name) }
}

fn text(e: &Expression) -> String {
    if let E::Path(path) = &e.kind { path.text() } else { String::new() }
}
