//! The levers of single tests: what each kind of condition asks of facts, sets and lists, and what of that can be set.

use crate::eval::proof::{Instance, MemberPlace, Outcome, Question, SetPlace, Step, StepId};
use crate::model::expression::{self, Count};
use crate::model::vocabulary::{Constant, Element, FactId, Kind};
use crate::value::{State, Truth};

use super::grounds::{Asks, Grounds, Lever, Levers, Pull, Test, fewest, join, union};
use super::place::{Holder, Item, Place};

impl<'m, 'r> Grounds<'_, 'm, 'r> {
    /// The members that `has any of` and `has all of` ask for; `settles` is what has to be so of every one of them.
    pub(super) fn members(&self, step: &Step<'m, 'r>, wanted: Truth, settles: Truth) -> Levers<'m, 'r> {
        let levers = self.asked_members(step, wanted).into_iter().map(|place| self.to(place, wanted == Truth::Yes));
        if wanted == settles { fewest(levers) } else { union(levers) }
    }

    pub(super) fn in_set(&self, step: &Step<'m, 'r>, wanted: Truth) -> Levers<'m, 'r> {
        union(self.asked_members(step, wanted).into_iter().map(|place| self.to(place, wanted == Truth::Yes)))
    }

    /// The members that a condition asked for and that are not as they are wanted.
    fn asked_members(&self, step: &Step<'m, 'r>, wanted: Truth) -> Vec<Place> {
        let member = |part: &StepId| {
            let step = self.proof.step(*part)?;
            let Question::InSet { place } = step.question else { return None };
            let item = Item::of(step.value()?.known()?)?;
            (self.truth(*part) != wanted).then_some(Place::InSet(Holder::of(place)?, item))
        };
        self.proof.parts(step).iter().filter_map(member).collect()
    }

    /// A set that is to be empty: one of its members has to go, or there must be no others.
    pub(super) fn emptied(&self, step: &Step<'m, 'r>) -> Levers<'m, 'r> {
        let members = self.asked_members(step, Truth::No);
        if !members.is_empty() {
            return fewest(members.into_iter().map(|place| self.to(place, false)));
        }
        let set = self.proof.parts(step).iter().find_map(|part| match self.proof.step(*part)?.question {
            Question::Fact { fact } => Some(Holder::Fact(fact)),
            Question::Field { list, member, field } => Holder::of(SetPlace::Field { list, member, field }),
            _ => None,
        });
        set.map_or_else(Vec::new, |holder| self.to(Place::Closed(holder), true))
    }

    /// A set that is not to be empty: any member.
    pub(super) fn filled(&self, holder: Option<Holder>, element: Element) -> Levers<'m, 'r> {
        let Some(holder) = holder else { return Vec::new() };
        let Element::Enum(id) = element else {
            self.may_grow(holder.fact(), true);
            return Vec::new();
        };
        let count = self.policy.vocabulary.enumeration(id).map_or(0, |of| of.members.len());
        let members = (0..u32::try_from(count).unwrap_or(u32::MAX)).map(Item::Member);
        union(members.map(|item| self.to(Place::InSet(holder, item), true)))
    }

    /// Whatever changes a count: a member that counts or does not, comes or goes.
    pub(super) fn counted(&self, step: &Step<'m, 'r>, about: Instance<'r>) -> Levers<'m, 'r> {
        let mut levers = Vec::new();
        for part in self.proof.parts(step) {
            let Some(count) = self.proof.step(*part) else { continue };
            let Question::Count(of) = count.question else { continue };
            for member in self.proof.parts(count) {
                for wanted in [Truth::Yes, Truth::No].into_iter().filter(|wanted| self.truth(*member) != *wanted) {
                    join(&mut levers, self.of(*member, wanted, about));
                }
            }
            if let Count::Members(list, _) = of {
                self.may_grow(list.fact, true);
                let members = (0..self.length(count)).map(|index| Place::Listed { list: list.fact, index });
                join(&mut levers, union(members.map(|place| self.to(place, false))));
                join(&mut levers, self.to(Place::Closed(Holder::Fact(list.fact)), true));
            }
        }
        levers
    }

    /// How many members a count went through.
    fn length(&self, count: &Step<'m, 'r>) -> u32 {
        let parts = self.proof.parts(count).iter().filter_map(|part| self.proof.step(*part));
        let lengths = parts.map(|part| match (part.question, part.outcome) {
            (Question::Member { member: MemberPlace::Known(index), .. }, _) => index + 1,
            (Question::List { .. }, Outcome::Span(least, _)) => u32::try_from(least).unwrap_or(0),
            _ => 0,
        });
        lengths.max().unwrap_or(0)
    }

    pub(super) fn to(&self, place: Place, yes: bool) -> Levers<'m, 'r> {
        if (self.moves)(&place) { vec![Lever { place, pull: Pull::To(Constant::Truth(yes)) }] } else { Vec::new() }
    }

    /// Every fact under a test.
    pub(super) fn until(
        &self,
        (step, at): (StepId, &Step<'m, 'r>),
        asks: Asks<'m>,
        wanted: Truth,
        instance: Instance<'r>,
    ) -> Levers<'m, 'r> {
        let mut places = Vec::new();
        let mut seen = vec![step];
        self.facts(at, &mut places, &mut seen);
        places.retain(|place| (self.moves)(place));
        let test = Test { step, asks, instance, wanted, shared: places.len() > 1 };
        places.into_iter().map(|place| Lever { place, pull: Pull::Until(test) }).collect()
    }

    fn facts(&self, step: &Step<'m, 'r>, places: &mut Vec<Place>, seen: &mut Vec<StepId>) {
        for part in self.proof.parts(step) {
            let Some(step) = self.proof.step(*part) else { continue };
            if seen.contains(part) {
                continue;
            }
            seen.push(*part);
            let place = match step.question {
                Question::Fact { fact } => self.value(Holder::Fact(fact)),
                Question::Field { list, member, field } => Holder::field(list, member, field).and_then(|holder| self.value(holder)),
                Question::InSet { place } => {
                    let item = step.value().and_then(State::known).and_then(Item::of);
                    Holder::of(place).zip(item).map(|(holder, item)| Place::InSet(holder, item))
                }
                Question::Absent { entity } => Some(Place::Present(entity)),
                Question::List { fact } => Some(Place::Closed(Holder::Fact(fact))),
                _ => None,
            };
            let entity = place.as_ref().and_then(Place::holder).and_then(|holder| self.policy.vocabulary.owner(holder.fact()));
            for place in place.into_iter().chain(entity.map(Place::Present)) {
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            self.facts(step, places, seen);
        }
    }

    /// A scalar's place; a set that nobody has told stands there as a fact as well.
    fn value(&self, holder: Holder) -> Option<Place> {
        match holder.declaration(&self.policy.vocabulary)?.kind {
            Kind::Scalar { .. } => Some(Place::Value(holder)),
            Kind::Set(_) | Kind::List(_) => Some(Place::Closed(holder)),
        }
    }

    /// Takes down that members could be added to a list or a set, where that would help.
    pub(super) fn may_grow(&self, fact: FactId, helps: bool) {
        let changes = self.policy.vocabulary.fact(fact).is_some_and(|fact| !fact.changed_by.is_empty());
        if helps && (changes || (self.moves)(&Place::Closed(Holder::Fact(fact)))) {
            (self.additions)();
        }
    }
}

/// Where a set stands; one of a list's member needs to know which.
pub(super) fn holder_of(place: expression::Place, about: Instance<'_>) -> Option<Holder> {
    match (place, about) {
        (expression::Place::Fact(fact), _) => Some(Holder::Fact(fact)),
        (expression::Place::Field(_, field), Instance::Member { list, member }) => Holder::field(list, member, field),
        (expression::Place::Field(..), _) => None,
    }
}
