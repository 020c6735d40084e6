//! Rules and decisions (§7, §8).

use caveat::syntax::ast::{Conditions, Decision, Exception, Expression, Instances, Over, Path, Table, TypeKind, Verb};

use super::Judge;
use super::expression::DAY;
use super::facts::{Bound, Env, Member, segments};
use super::index::Scoped;
use super::logic::{No, State, Truth, Unknown, Value, Yes};
use super::needs;
use crate::support::answer::{Needs, Status};

/// An instance of a rule, before it is judged.
pub struct Instance<'a> {
    /// as answers name it
    pub member: Option<String>,
    pub env: Env<'a>,
    /// for the rest of a list or set that may have more: what it needs of that
    pub rest_of: Option<Needs>,
}

/// What stands around and in a rule, a table, an exception or a notice.
pub struct Body<'a, 'i> {
    pub name: &'a str,
    pub around: &'i [&'a Expression],
    pub conditions: &'a Conditions,
}

impl<'a> Judge<'a> {
    pub fn in_force(&self, conditions: &Conditions) -> bool {
        let Some(effective) = &conditions.effective else { return true };
        let from = effective.from.map(|from| from.moment.seconds(self.index.zone));
        let until = effective.through.map(|through| through.moment.seconds(self.index.zone) + DAY);
        for edge in [from, until].into_iter().flatten() {
            self.edge(edge);
        }
        from.is_none_or(|from| from <= self.now) && until.is_none_or(|until| self.now < until)
    }

    /// `given` and all `given` blocks around it
    pub fn scope(&self, around: &[&'a Expression], conditions: &'a Conditions) -> Truth {
        self.scope_in(around, conditions, &Env::new())
    }

    fn scope_in(&self, around: &[&'a Expression], conditions: &'a Conditions, env: &Env<'a>) -> Truth {
        let around: Vec<Truth> = around.iter().map(|given| self.truth(given, &Env::new())).collect();
        Truth::all(around.into_iter().chain(conditions.given.iter().map(|given| self.truth(given, env))))
    }

    fn when(&self, conditions: &'a Conditions, env: &Env<'a>) -> Truth {
        conditions.when.as_ref().map_or(Yes, |when| self.truth(when, env))
    }

    fn unless(&self, conditions: &'a Conditions, env: &Env<'a>) -> Truth {
        conditions.unless.as_ref().map_or(No, |unless| self.truth(unless, env))
    }

    /// `unless` or some exception that names the rule
    pub fn excused(&self, name: &str, conditions: &'a Conditions, env: &Env<'a>) -> Truth {
        let exceptions = self.index.exceptions_to(name).map(|exception| self.exception_applies(exception));
        let exceptions: Vec<Truth> = exceptions.collect();
        Truth::any(exceptions.into_iter().chain([self.unless(conditions, env)]))
    }

    pub fn exception_applies(&self, exception: &Scoped<'a, Exception>) -> Truth {
        let (conditions, none) = (&exception.item.conditions, Env::new());
        Truth::all([
            self.in_force(conditions).into(),
            self.scope(&exception.around, conditions),
            self.when(conditions, &none),
            self.unless(conditions, &none).not(),
        ])
    }

    /// What became of an instance, and whether it applies.
    pub fn judge(&self, body: &Body<'a, '_>, instance: &Instance<'a>) -> (Status, Truth) {
        let conditions = body.conditions;
        let in_force = self.in_force(conditions);
        let scope = self.scope_in(body.around, conditions, &instance.env);
        let when = self.when(conditions, &instance.env);
        let excused = self.excused(body.name, conditions, &instance.env);
        let found = match (in_force, scope, when, excused) {
            (false, _, _, _) => (Status::NotInForce, No),
            (true, No, _, _) => (Status::OutOfScope, No),
            (true, _, No, _) => (Status::Clear, No),
            (true, _, _, Yes) => (Status::Excepted, No),
            (true, Yes, Yes, No) => (Status::Applies, Yes),
            (true, _, _, _) => (Status::Unknown, Unknown),
        };
        if instance.rest_of.is_some() && found.1 == Yes { (Status::Unknown, Unknown) } else { found }
    }

    pub fn instances(&self, instances: Option<&'a Instances>) -> Vec<Instance<'a>> {
        let Some(instances) = instances else { return vec![Instance { member: None, env: Env::new(), rest_of: None }] };
        let variable = &instances.name.text;
        match &instances.over {
            Over::Entities(entities) => entities
                .iter()
                .map(|entity| Instance {
                    member: Some(entity.text.clone()),
                    env: vec![(variable.clone(), Bound::Entity(entity.text.clone()))],
                    rest_of: None,
                })
                .collect(),
            Over::Path(path) if self.is_list(path) => {
                let (members, open, rest) = self.list(path, &Env::new());
                members.into_iter().chain(open.then_some(rest)).map(|member| of_list(variable, member)).collect()
            }
            Over::Path(path) => {
                let set = self.set(path, &Env::new());
                let element = |state| vec![(variable.clone(), Bound::Element(state))];
                let known = |value: &Value| Instance {
                    member: Some(element_name(value).to_owned()),
                    env: element(State::known(value.clone())),
                    rest_of: None,
                };
                let rest = || Instance { member: None, env: element(State::Missing), rest_of: Some(needs::unknown_members(&set)) };
                set.yes.iter().map(known).chain(set.some_unknown().then(rest)).collect()
            }
        }
    }

    /// Without instances a rule is out of scope if its scope is no for `ε`, else clear.
    pub fn without_instances(&self, body: &Body<'a, '_>, instances: &'a Instances) -> Status {
        let Over::Path(path) = &instances.over else { panic!("there is an instance for each entity") };
        let bound = if self.is_list(path) { Bound::Member(self.list(path, &Env::new()).2) } else { Bound::Element(State::Missing) };
        let env = vec![(instances.name.text.clone(), bound)];
        match (self.in_force(body.conditions), self.scope_in(body.around, body.conditions, &env)) {
            (false, _) => Status::NotInForce,
            (true, No) => Status::OutOfScope,
            (true, _) => Status::Clear,
        }
    }

    fn is_list(&self, path: &Path) -> bool {
        let asked = self.ask(&segments(path), &Env::new()).expect("a list or a set");
        matches!(asked.ty.kind, TypeKind::List(_))
    }

    /// Whether some rule or table says so.
    pub fn some(&self, decision: &Decision, verb: Verb) -> Truth {
        let name = &decision.name.text;
        let rules = self.index.rules.iter().filter(|rule| rule.item.decision.text == *name && rule.item.verb == verb);
        let of_rules: Vec<Truth> = rules
            .flat_map(|rule| {
                let body = Body { name: &rule.item.name.text, around: &rule.around, conditions: &rule.item.conditions };
                let instances = self.instances(rule.item.instances.as_ref());
                instances.iter().map(|instance| self.judge(&body, instance).1).collect::<Vec<_>>()
            })
            .collect();
        let of_tables: Vec<Truth> = self.index.tables_for(name).map(|table| self.table_applies(table, verb)).collect();
        Truth::any(of_rules.into_iter().chain(of_tables))
    }

    /// A table's permits; its forbids, unless they are excused.
    pub fn table_applies(&self, table: &Scoped<'a, Table>, verb: Verb) -> Truth {
        let conditions = &table.item.conditions;
        let says = Truth::all([self.in_force(conditions).into(), self.table_says(table, verb)]);
        let excused = self.excused(&table.item.name.text, conditions, &Env::new());
        if verb == Verb::Forbid { Truth::all([says, excused.not()]) } else { says }
    }

    /// §8
    pub fn allowed(&self, decision: &Decision) -> Truth {
        let (forbidden, permitted) = (self.some(decision, Verb::Forbid), self.some(decision, Verb::Permit));
        match decision.default {
            Some(Verb::Permit) => forbidden.not(),
            _ => Truth::all([permitted, forbidden.not()]),
        }
    }
}

fn of_list<'a>(variable: &str, member: Member<'a>) -> Instance<'a> {
    Instance {
        member: member.shown.clone(),
        rest_of: member.value.is_none().then(|| Needs::from([member.name.clone()])),
        env: vec![(variable.to_owned(), Bound::Member(member))],
    }
}

pub fn element_name(value: &Value) -> &str {
    match value {
        Value::Word(text) | Value::Text(text) => text,
        other => panic!("a set holds no {other:?}"),
    }
}
