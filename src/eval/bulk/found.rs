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

    /// Hands it out. Each kind is put in where it is made: an instance is large, and mostly empty.
    pub fn hand_out<'r>(self, policy: &Policy, plan: &Plan<'_>, record: &'r Record, found: &mut Vec<Decided<'r>>) {
        let Self { verb, certain, .. } = self;
        let place = match self.found {
            Found::Body(place) => place as usize,
            Found::Table(place) => {
                if let Some(table) = plan.tables.get(place as usize) {
                    found.push(Decided { subject: Subject::Table(table.table), verb, instance: Instance::Only, certain });
                }
                return;
            }
        };
        let Some(body) = plan.bodies.get(place) else { return };
        let subject = Subject::Rule(body.rule);
        match &body.over {
            Over::Once(Instance::Only) => found.push(Decided { subject, verb, instance: Instance::Only, certain }),
            Over::Once(instance) => found.push(Decided { subject, verb, instance: *instance, certain }),
            Over::Members(list, _) => {
                found.push(Decided { subject, verb, instance: Instance::Member { list: list.fact, member: self.place() }, certain });
            }
            Over::Evaluated => {
                if let Some(rule) = policy.rules.get(body.rule.index()) {
                    found.push(Decided { subject, verb, instance: self.member_of(&rule.instances, record), certain });
                }
            }
        }
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
