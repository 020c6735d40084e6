//! Conditions on sets: §5 of the formal definition.

use crate::facts::record::Slot;
use crate::model::expression::{Choices, Place, SetRef, Term};
use crate::model::vocabulary::Element;
use crate::value::{State, Truth, Value};

use super::evaluator::{Evaluator, Member, place};
use super::proof::{About, Outcome, Question, SetPlace};
use super::recorder::Recorder;

impl<'m: 'r, 'r, R: Recorder<'m, 'r>> Evaluator<'m, 'r, R> {
    #[inline(never)]
    pub fn has(&mut self, set: &'m SetRef, term: &'m Term) -> Truth {
        match self.term(term) {
            State::None => Truth::No,
            State::Known(value) => self.holds(set, value),
            State::Unknown if self.is_empty(set) == Truth::Yes => Truth::No,
            State::Unknown => Truth::Unknown,
        }
    }

    #[inline(never)]
    pub fn has_any(&mut self, set: &'m SetRef, choices: &'m Choices) -> Truth {
        self.any_choice(choices, |evaluator, choice| evaluator.holds_state(set, choice))
    }

    #[inline(never)]
    pub fn has_all(&mut self, set: &'m SetRef, choices: &'m Choices) -> Truth {
        !self.any_choice(choices, |evaluator, choice| !evaluator.holds_state(set, choice))
    }

    fn holds_state(&mut self, set: &SetRef, choice: State<'r>) -> Truth {
        match choice {
            State::Known(value) => self.holds(set, value),
            State::None => Truth::No,
            State::Unknown => Truth::Unknown,
        }
    }

    /// `S(m)`
    fn holds(&mut self, set: &SetRef, value: Value<'r>) -> Truth {
        let slot = self.set_slot(set);
        let truth = self.record.contains(slot, value);
        if R::RECORDS {
            self.record_holds(set, slot, value, truth);
        }
        truth
    }

    #[inline(never)]
    pub fn is_empty(&mut self, set: &SetRef) -> Truth {
        let slot = self.set_slot(set);
        let truth = match self.record.set(slot) {
            Some(facts) if !facts.yes.is_empty() => Truth::No,
            _ if self.is_open(set, slot) => Truth::Unknown,
            _ => Truth::Yes,
        };
        if R::RECORDS {
            self.record_members(set, slot);
        }
        truth
    }

    /// Whether `S(m)` is unknown for some possible member.
    pub fn is_open(&self, set: &SetRef, slot: Slot) -> bool {
        let Some(facts) = self.record.set(slot) else { return true };
        facts.open
            && match set.element {
                Element::Text => true,
                Element::Enum(_) => self.unsaid(set, slot).next().is_some(),
            }
    }

    /// The members of the set's enum of which nobody has said whether they are in it.
    fn unsaid(&self, set: &SetRef, slot: Slot) -> impl Iterator<Item = Value<'r>> + use<'m, 'r, R> {
        let count = match set.element {
            Element::Enum(id) => self.policy.vocabulary.enumeration(id).map_or(0, |of| of.members.len()),
            Element::Text => 0,
        };
        let record = self.record;
        let members = 0..u32::try_from(count).unwrap_or(u32::MAX);
        members.map(Value::Member).filter(move |member| record.contains(slot, *member) == Truth::Unknown)
    }

    pub fn set_slot(&self, set: &SetRef) -> Slot {
        match (set.place, self.member) {
            (Place::Fact(fact), _) => self.record.slot(fact),
            (Place::Field(_, field), Member::List { at, .. }) => self.record.member_slot(at, field),
            (Place::Field(..), _) => Slot::Unknown,
        }
    }

    fn set_place(&self, set: &SetRef) -> Option<SetPlace> {
        match (set.place, self.member) {
            (Place::Fact(fact), _) => Some(SetPlace::Fact(fact)),
            (Place::Field(_, field), Member::List { list, at }) => Some(SetPlace::Field { list, member: place(at), field }),
            (Place::Field(..), _) => None,
        }
    }

    fn record_holds(&mut self, set: &SetRef, slot: Slot, value: Value<'r>, truth: Truth) {
        let Some(place) = self.set_place(set) else { return };
        let mark = self.recorder.open();
        if slot == Slot::Unknown {
            self.record_set(place);
        }
        self.recorder.close(mark, Question::InSet { place }, Outcome::Truth(truth));
        self.recorder.about(About::Value(State::Known(value)));
    }

    /// What an answer about all members rests on: one that is in the set, or else those that may be.
    fn record_members(&mut self, set: &SetRef, slot: Slot) {
        let record = self.record;
        match record.set(slot) {
            Some(facts) if !facts.yes.is_empty() => {
                for member in &facts.yes {
                    if let State::Known(value) = record.state(*member) {
                        self.record_holds(set, slot, value, Truth::Yes);
                    }
                }
            }
            _ => self.record_unsaid(set, slot),
        }
    }

    /// The members that may be in a set besides those that are: one by one, or the set itself where they cannot be told one by one.
    pub fn record_unsaid(&mut self, set: &SetRef, slot: Slot) {
        let one_by_one = slot != Slot::Unknown && set.element != Element::Text;
        if one_by_one {
            for value in self.unsaid(set, slot) {
                self.record_holds(set, slot, value, Truth::Unknown);
            }
        } else if self.is_open(set, slot)
            && let Some(place) = self.set_place(set)
        {
            self.record_set(place);
        }
    }

    /// A set of which not all is known.
    fn record_set(&mut self, place: SetPlace) {
        let question = match place {
            SetPlace::Fact(fact) => Question::Fact { fact },
            SetPlace::Field { list, member, field } => Question::Field { list, member, field },
        };
        self.leaf(question, Outcome::State(State::Unknown));
    }
}
