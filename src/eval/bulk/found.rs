//! What forbids or permits a record, in a few bytes until it is handed out.

use crate::eval::answer::{Decided, Subject};
use crate::eval::proof::{Instance, MemberPlace};
use crate::facts::record::Record;
use crate::model::expression::{Place, SetRef};
use crate::model::policy::{Instances, Policy, Verb};
use crate::value::State;

use super::plan::{Over, Plan};

/// By its place in the plan.
#[derive(Debug, Clone, Copy)]
pub enum Found {
    Body(u32),
    Table(u32),
}

#[derive(Debug, Clone, Copy)]
pub struct Hit {
    pub found: Found,
    /// a list's or a set's member, by its place from 0
    pub member: u32,
    pub verb: Verb,
    pub certain: bool,
}

impl Hit {
    /// The member that stands for those that may be there besides.
    pub const REST: u32 = u32::MAX;

    pub fn new(found: Found, verb: Verb, certain: bool) -> Self {
        Self { found, member: 0, verb, certain }
    }

    /// As it is handed out.
    pub fn decided<'r>(self, policy: &Policy, plan: &Plan<'_>, record: &'r Record) -> Option<Decided<'r>> {
        let (subject, instance) = match self.found {
            Found::Table(place) => (Subject::Table(plan.tables.get(place as usize)?.table), Instance::Only),
            Found::Body(place) => {
                let body = plan.bodies.get(place as usize)?;
                let instance = match &body.over {
                    Over::Once(instance) => *instance,
                    Over::Members(list, _) => Instance::Member { list: list.fact, member: self.place() },
                    Over::Evaluated => self.member_of(&policy.rules.get(body.rule.index())?.instances, record),
                };
                (Subject::Rule(body.rule), instance)
            }
        };
        Some(Decided { subject, verb: self.verb, instance, certain: self.certain })
    }

    fn place(self) -> MemberPlace {
        if self.member == Self::REST { MemberPlace::Rest } else { MemberPlace::Known(self.member) }
    }

    fn member_of<'r>(self, instances: &Instances, record: &'r Record) -> Instance<'r> {
        match instances {
            Instances::List(list, _) => Instance::Member { list: list.fact, member: self.place() },
            Instances::Set(SetRef { place: Place::Fact(fact), .. }, _) => {
                let member = record.set(record.slot(*fact)).and_then(|set| set.yes.get(self.member as usize));
                Instance::SetMember(member.map_or(State::Unknown, |slot| record.state(*slot)))
            }
            _ => Instance::Only,
        }
    }
}
