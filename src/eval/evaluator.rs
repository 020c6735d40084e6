//! The state of one evaluation, and the memory that is kept between evaluations.

use crate::facts::record::{MemberRef, Record};
use crate::model::policy::Policy;
use crate::model::vocabulary::{EntityId, FactId};
use crate::value::{State, Truth};

use super::proof::{Instance, MemberPlace, Outcome, Question};
use super::recorder::{Prover, Recorder, Silent};

/// One evaluation: a policy, one record and an instant.
pub(super) struct Evaluator<'m, 'r, R: Recorder<'m, 'r>> {
    pub policy: &'m Policy,
    pub record: &'r Record,
    pub now: i64,
    pub member: Member<'r>,
    pub memo: Memo<'r, R::Step>,
    pub recorder: R,
}

/// The member that a quantifier's or a rule's body is about.
#[derive(Clone, Copy)]
pub(super) enum Member<'r> {
    None,
    /// its body names the entity itself
    Entity(EntityId),
    List {
        list: FactId,
        at: MemberRef,
    },
    Set(State<'r>),
}

/// What was answered already. Definitions, tables and decisions are answered once a record.
pub(super) struct Memo<'r, S> {
    pub definitions: Vec<Kept<S>>,
    pub tables: Vec<Kept<S>>,
    pub decisions: Vec<Kept<S>>,
    /// the states that [`Kept::State`] points to
    values: Vec<State<'r>>,
    /// the columns of the tables that are being read, the innermost last; a silent run asks them when a cell does
    pub columns: Vec<Option<(State<'r>, S)>>,
}

/// An answer in the memo, with its step. Free of lifetimes and small, so that forgetting all is quick.
#[derive(Clone, Copy)]
pub(super) enum Kept<S> {
    Nothing,
    Truth(Truth, S),
    State(u32, S),
    Undetermined(S),
}

/// What a definition or a table answers.
#[derive(Clone, Copy)]
pub(super) enum Answered<'r> {
    Truth(Truth),
    State(State<'r>),
    Undetermined,
}

/// Memory that one evaluation after the other uses, so that a silent one allocates nothing.
#[derive(Default)]
pub struct Scratch {
    memo: Memo<'static, ()>,
}

impl<'m: 'r, 'r> Evaluator<'m, 'r, Silent> {
    pub fn silent(policy: &'m Policy, record: &'r Record, now: i64, scratch: &mut Scratch) -> Self {
        Self::new(policy, record, now, std::mem::take(&mut scratch.memo), Silent)
    }

    /// Gives the memory back.
    pub fn leave(self, scratch: &mut Scratch) {
        scratch.memo = self.memo.recycle();
    }
}

impl<'m: 'r, 'r> Evaluator<'m, 'r, Prover<'m, 'r>> {
    /// `steps`: about so many will be recorded.
    pub fn prover(policy: &'m Policy, record: &'r Record, now: i64, steps: usize) -> Self {
        Self::new(policy, record, now, Memo::default(), Prover::with_capacity(steps))
    }
}

impl<'m: 'r, 'r, R: Recorder<'m, 'r>> Evaluator<'m, 'r, R> {
    fn new(policy: &'m Policy, record: &'r Record, now: i64, mut memo: Memo<'r, R::Step>, recorder: R) -> Self {
        memo.forget(policy);
        Self { policy, record, now, member: Member::None, memo, recorder }
    }

    /// A step without parts.
    pub fn leaf(&mut self, question: Question<'m>, outcome: Outcome<'r>) {
        let mark = self.recorder.open();
        self.recorder.close(mark, question, outcome);
    }

    /// Asks about a member, and returns to the one before.
    pub fn about<T>(&mut self, member: Member<'r>, ask: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.member, member);
        let answer = ask(self);
        self.member = before;
        answer
    }

    /// What was kept, with its step as a part of what is open.
    pub fn recall(&mut self, kept: Option<Kept<R::Step>>) -> Option<Answered<'r>> {
        let (answer, step) = match kept? {
            Kept::Nothing => return None,
            Kept::Truth(truth, step) => (Answered::Truth(truth), step),
            Kept::State(place, step) => (Answered::State(self.memo.value(place)), step),
            Kept::Undetermined(step) => (Answered::Undetermined, step),
        };
        self.recorder.put(step);
        Some(answer)
    }

    /// What to keep of an answer whose step was closed last.
    pub fn kept(&mut self, answer: Answered<'r>) -> Kept<R::Step> {
        let step = self.recorder.last();
        match answer {
            Answered::Truth(truth) => Kept::Truth(truth, step),
            Answered::State(state) => Kept::State(self.memo.keep(state), step),
            Answered::Undetermined => Kept::Undetermined(step),
        }
    }
}

impl<S> Default for Memo<'_, S> {
    fn default() -> Self {
        Self { definitions: Vec::new(), tables: Vec::new(), decisions: Vec::new(), values: Vec::new(), columns: Vec::new() }
    }
}

impl<'r, S: Copy> Memo<'r, S> {
    fn forget(&mut self, policy: &Policy) {
        for (kept, len) in [
            (&mut self.definitions, policy.definitions.len()),
            (&mut self.tables, policy.tables.len()),
            (&mut self.decisions, policy.decisions.len()),
        ] {
            kept.clear();
            kept.resize(len, Kept::Nothing);
        }
        self.values.clear();
        self.columns.clear();
    }

    fn keep(&mut self, state: State<'r>) -> u32 {
        self.values.push(state);
        u32::try_from(self.values.len() - 1).unwrap_or(u32::MAX)
    }

    fn value(&self, place: u32) -> State<'r> {
        self.values.get(place as usize).copied().unwrap_or(State::Unknown)
    }
}

impl Memo<'_, ()> {
    /// The same memory without the borrowed texts.
    fn recycle(self) -> Memo<'static, ()> {
        let Self { definitions, tables, decisions, values, columns } = self;
        Memo { definitions, tables, decisions, values: emptied(values), columns: emptied(columns) }
    }
}

/// An empty vector for items of another lifetime, in the same memory: the standard library collects in place.
fn emptied<A, B>(items: Vec<A>) -> Vec<B> {
    items.into_iter().filter_map(|_| None).collect()
}

impl<'r> Member<'r> {
    /// The instance of a rule that is about this member.
    pub fn instance(self) -> Instance<'r> {
        match self {
            Self::None => Instance::Only,
            Self::Entity(entity) => Instance::Entity(entity),
            Self::List { list, at } => Instance::Member { list, member: place(at) },
            Self::Set(state) => Instance::SetMember(state),
        }
    }

    /// The member that an instance of a rule is about.
    pub fn of(instance: Instance<'r>, record: &Record) -> Self {
        match instance {
            Instance::Only => Self::None,
            Instance::Entity(entity) => Self::Entity(entity),
            Instance::SetMember(state) => Self::Set(state),
            Instance::Member { list, member } => {
                let at = match (member, record.list(record.slot(list))) {
                    (MemberPlace::Known(index), Some(facts)) if index < facts.count => MemberRef::Known { list: facts, index },
                    _ => MemberRef::Rest,
                };
                Self::List { list, at }
            }
        }
    }
}

/// How a proof names a list's member.
pub(super) fn place(member: MemberRef) -> MemberPlace {
    match member {
        MemberRef::Known { index, .. } => MemberPlace::Known(index),
        MemberRef::Rest => MemberPlace::Rest,
    }
}

impl<'r> Answered<'r> {
    pub fn truth(self) -> Truth {
        match self {
            Self::Truth(truth) => truth,
            Self::State(state) => state.to_truth(),
            Self::Undetermined => Truth::Unknown,
        }
    }

    pub fn state(self) -> State<'r> {
        match self {
            Self::Truth(truth) => State::from_truth(truth),
            Self::State(state) => state,
            Self::Undetermined => State::Unknown,
        }
    }

    pub fn outcome(self) -> Outcome<'r> {
        match self {
            Self::Truth(truth) => Outcome::Truth(truth),
            Self::State(state) => Outcome::State(state),
            Self::Undetermined => Outcome::Undetermined,
        }
    }
}
