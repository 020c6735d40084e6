//! Rules, exceptions and notices: their instances and statuses, §7 of the formal definition.

use crate::facts::record::{MemberRef, Slot};
use crate::model::expression::{Condition, ListRef, SetRef};
use crate::model::policy::{ExceptionId, Instances, NoticeId, Rule, RuleBody, RuleId, Scope};
use crate::value::{State, Truth};

use super::answer::Status;
use super::evaluator::{Evaluator, Member};
use super::proof::{About, Instance, Outcome, Question};
use super::recorder::Recorder;

/// Something with instances: a rule, or a notice.
#[derive(Clone, Copy)]
pub(super) struct Judged<'m> {
    question: Question<'m>,
    instances: &'m Instances,
    exceptions: &'m [ExceptionId],
}

impl<'m> Judged<'m> {
    pub fn rule(id: RuleId, rule: &'m Rule) -> Self {
        Self { question: Question::Rule(id), instances: &rule.instances, exceptions: &rule.exceptions }
    }

    pub fn notice(id: NoticeId, instances: &'m Instances) -> Self {
        Self { question: Question::Notice(id), instances, exceptions: &[] }
    }
}

impl<'m: 'r, 'r, R: Recorder<'m, 'r>> Evaluator<'m, 'r, R> {
    /// Judges every instance and hands out its status with its step. Where a `for` has no members, a recording run judges that too.
    pub fn instances(&mut self, judged: Judged<'m>, found: &mut impl FnMut(&mut Self, Instance<'r>, Status)) {
        match judged.instances {
            Instances::Single(body) => self.instance(judged, Member::None, body, found),
            Instances::Entities(bodies) => {
                for (entity, body) in bodies {
                    self.instance(judged, Member::Entity(*entity), body, found);
                }
            }
            Instances::List(list, body) => self.list_instances(judged, list, body, found),
            Instances::Set(set, body) => self.set_instances(judged, set, body, found),
        }
    }

    fn list_instances(
        &mut self,
        judged: Judged<'m>,
        list: &'m ListRef,
        body: &'m RuleBody,
        found: &mut impl FnMut(&mut Self, Instance<'r>, Status),
    ) {
        if R::RECORDS && self.list(list) == (0, false) {
            return self.no_instance(judged, Member::List { list: list.fact, at: MemberRef::Rest }, body, found);
        }
        for at in self.members(list) {
            self.instance(judged, Member::List { list: list.fact, at }, body, found);
        }
    }

    fn set_instances(
        &mut self,
        judged: Judged<'m>,
        set: &'m SetRef,
        body: &'m RuleBody,
        found: &mut impl FnMut(&mut Self, Instance<'r>, Status),
    ) {
        let slot = self.set_slot(set);
        let record = self.record;
        let members: &'r [Slot] = record.set(slot).map_or(&[], |facts| facts.yes.as_slice());
        let open = self.is_open(set, slot);
        if R::RECORDS && members.is_empty() && !open {
            return self.no_instance(judged, Member::Set(State::Unknown), body, found);
        }
        for state in members.iter().map(|member| record.state(*member)).chain(open.then_some(State::Unknown)) {
            self.instance(judged, Member::Set(state), body, found);
        }
    }

    pub fn instance(
        &mut self,
        judged: Judged<'m>,
        member: Member<'r>,
        body: &'m RuleBody,
        found: &mut impl FnMut(&mut Self, Instance<'r>, Status),
    ) {
        let mark = self.recorder.open();
        let rest = self.is_rest(judged, member);
        let mut status = self.about(member, |evaluator| evaluator.status(&body.scope, judged.exceptions));
        if rest && status == Status::Applies {
            status = Status::Unknown;
        }
        self.recorder.close(mark, judged.question, Outcome::Truth(status.applies()));
        self.recorder.about(About::Instance(member.instance()));
        found(self, member.instance(), status);
    }

    /// Whether the instance stands for the members that may be there besides; these are then its first parts.
    fn is_rest(&mut self, judged: Judged<'m>, member: Member<'r>) -> bool {
        match (judged.instances, member) {
            (Instances::List(list, _), Member::List { at: MemberRef::Rest, .. }) => self.record_list(list),
            (Instances::Set(set, _), Member::Set(State::Unknown)) => {
                let slot = self.set_slot(set);
                if R::RECORDS {
                    self.record_unsaid(set, slot);
                }
            }
            _ => return false,
        }
        true
    }

    /// A `for` without members: out of scope if its scope is no whatever the member, else clear.
    fn no_instance(
        &mut self,
        judged: Judged<'m>,
        member: Member<'r>,
        body: &'m RuleBody,
        found: &mut impl FnMut(&mut Self, Instance<'r>, Status),
    ) {
        let mark = self.recorder.open();
        let status = if body.scope.effective.holds(self.now) {
            let given = self.about(member, |evaluator| evaluator.part(Question::Given, body.scope.given.as_ref(), Truth::Yes));
            if given == Truth::No { Status::OutOfScope } else { Status::Clear }
        } else {
            Status::NotInForce
        };
        self.recorder.close(mark, judged.question, Outcome::Truth(Truth::No));
        self.recorder.about(About::Instance(Instance::Only));
        found(self, Instance::Only, status);
    }

    /// The first reason that fits; what comes after it is not asked.
    pub fn status(&mut self, scope: &'m Scope, exceptions: &'m [ExceptionId]) -> Status {
        if !scope.effective.holds(self.now) {
            return Status::NotInForce;
        }
        let given = self.part(Question::Given, scope.given.as_ref(), Truth::Yes);
        if given == Truth::No {
            return Status::OutOfScope;
        }
        let when = self.part(Question::When, scope.when.as_ref(), Truth::Yes);
        if when == Truth::No {
            return Status::Clear;
        }
        self.unless_excused(given.and(when), scope, exceptions)
    }

    #[inline(never)]
    fn unless_excused(&mut self, holds: Truth, scope: &'m Scope, exceptions: &'m [ExceptionId]) -> Status {
        match holds.and(!self.excused(scope, exceptions)) {
            Truth::No => Status::Excepted,
            Truth::Unknown => Status::Unknown,
            Truth::Yes => Status::Applies,
        }
    }

    /// A clause of a rule, with what it means to leave it out.
    #[inline]
    pub fn part(&mut self, question: Question<'m>, condition: Option<&'m Condition>, absent: Truth) -> Truth {
        let Some(condition) = condition else { return absent };
        let mark = self.recorder.open();
        let truth = self.condition(condition);
        self.recorder.close(mark, question, Outcome::Truth(truth));
        truth
    }

    /// `unless`, or some exception.
    pub fn excused(&mut self, scope: &'m Scope, exceptions: &'m [ExceptionId]) -> Truth {
        let mut excused = self.part(Question::Unless, scope.unless.as_ref(), Truth::No);
        for id in exceptions {
            if !R::RECORDS && excused == Truth::Yes {
                break;
            }
            excused = excused.or(self.exception(*id));
        }
        excused
    }

    fn exception(&mut self, id: ExceptionId) -> Truth {
        let policy = self.policy;
        let Some(exception) = policy.exceptions.get(id.index()) else { return Truth::No };
        let mark = self.recorder.open();
        let truth = self.status(&exception.scope, &[]).applies();
        self.recorder.close(mark, Question::Exception(id), Outcome::Truth(truth));
        truth
    }
}

impl Status {
    /// Whether what has this status applies.
    #[must_use]
    pub fn applies(self) -> Truth {
        match self {
            Self::Applies => Truth::Yes,
            Self::Unknown => Truth::Unknown,
            Self::NotInForce | Self::OutOfScope | Self::Clear | Self::Excepted => Truth::No,
        }
    }
}
