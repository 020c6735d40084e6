//! A block of records judged by a plan.

use crate::eval::answer::Verdict;
use crate::eval::evaluator::Scratch;
use crate::eval::proof::{Instance, MemberPlace};
use crate::eval::rules::Judged;
use crate::facts::record::Record;
use crate::model::policy::{Policy, Verb};
use crate::value::{State, Truth};

use super::found::{Found, Hit};
use super::members::Members;
use super::plan::{Body, ListLook, MemberTests, Node, Over, Plan};
use super::sorted::Sorted;
use super::truths::{Truths, places};

/// How many records are judged at once: a bit each.
pub const BLOCK: usize = 64;

/// The memory that one block after the other uses.
#[derive(Default)]
pub struct Memory {
    pub(super) sorted: Sorted,
    /// what is known of shared conditions
    pub(super) shared: Vec<Kept>,
    /// by list: its members
    members: Vec<Members>,
    /// what forbids or permits, by record
    pub hits: Vec<Vec<Hit>>,
    pub scratch: Scratch,
}

/// The answers to a condition as far as it was asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kept {
    pub asked: u64,
    pub truths: Truths,
}

/// One block.
pub struct Block<'b, 'm, 'r> {
    pub policy: &'m Policy,
    pub plan: &'b Plan<'m>,
    pub records: &'b [(&'r Record, i64)],
    pub memory: &'b mut Memory,
}

/// `F` and `P` of the records.
#[derive(Debug, Clone, Copy)]
pub struct Combined {
    pub forbid: Truths,
    pub permit: Truths,
}

impl<'b, 'm: 'r, 'r> Block<'b, 'm, 'r> {
    /// Judges the records, at most [`BLOCK`] of them.
    pub fn judge(&mut self) -> Combined {
        self.sort();
        self.memory.shared.clear();
        self.memory.shared.resize(self.plan.shared.len(), Kept::default());
        self.memory.hits.resize_with(BLOCK, Vec::new);
        self.memory.hits.iter_mut().take(self.records.len()).for_each(Vec::clear);
        self.memory.members.resize_with(self.plan.lists.len(), Members::default);
        self.memory.members.iter_mut().for_each(Members::forget);
        let all = u64::MAX.checked_shr(u32::try_from(BLOCK - self.records.len().min(BLOCK)).unwrap_or(0)).unwrap_or(0);
        let none = Truths::all(Truth::No, all);
        let mut combined = Combined { forbid: none, permit: none };
        let plan = self.plan;
        self.bodies(all, &mut combined);
        for (place, table) in (0..).zip(&plan.tables) {
            self.table(table, Found::Table(place), all, &mut combined);
        }
        combined
    }

    /// Sorts the records into classes.
    fn sort(&mut self) {
        match *self.records {
            [only] if !self.plan.lines.is_empty() => self.memory.sorted.only.sort(self.plan, only),
            _ => self.memory.sorted.sort(self.plan, self.records),
        }
    }

    /// The bodies of rules. What they ask of single facts is seen first; for most that is all.
    fn bodies(&mut self, all: u64, combined: &mut Combined) {
        let plan = self.plan;
        if !self.memory.sorted.only.is_empty() {
            return self.bodies_left(all, combined);
        }
        for (place, body) in plan.bodies.iter().enumerate() {
            let applies = self.memory.sorted.head(plan, place, all);
            if applies.no != all {
                self.rest(place, body, (applies, all), combined);
            }
        }
    }

    /// The bodies that the classes of a single record do not refute.
    fn bodies_left(&mut self, all: u64, combined: &mut Combined) {
        for (word, bodies) in self.plan.bodies.chunks(64).enumerate() {
            let said = self.memory.sorted.only.word(word);
            for place in places(!said.refuted & (u64::MAX >> (64 - bodies.len()))) {
                if let Some(body) = bodies.get(place) {
                    let certain = said.doubtful >> place & 1 == 0;
                    let applies = Truths { yes: if certain { all } else { 0 }, no: 0 };
                    self.rest(64 * word + place, body, (applies, all), combined);
                }
            }
        }
    }

    /// What else a body asks of the records.
    #[inline]
    fn rest(&mut self, place: usize, body: &'b Body<'m>, (first, all): (Truths, u64), combined: &mut Combined) {
        let applies = match &body.applies {
            Node::Constant(Truth::Yes) => first,
            rest => first.and(self.node(rest, all & !first.no)),
        };
        let left = all & !applies.no;
        if left != 0 {
            self.body(body, Found::Body(u32::try_from(place).unwrap_or(u32::MAX)), applies.of(left), left, combined);
        }
    }

    /// The members of a list, sorted, with what is looked at of them.
    pub fn sorted_members(&mut self, tests: &MemberTests) -> Option<(&'b ListLook, &Members)> {
        let (look, members) = (self.plan.lists.get(tests.list)?, self.memory.members.get_mut(tests.list)?);
        members.sort(look, self.records);
        Some((look, members))
    }

    /// What a body that may apply to some of the records comes to.
    #[inline(never)]
    fn body(&mut self, body: &'b Body<'m>, found: Found, applies: Truths, left: u64, combined: &mut Combined) {
        match &body.over {
            Over::Once(_) => {
                self.hit(left, |index| Hit::new(found, body.verb, applies.yes & (1 << index) != 0));
                combined.add(body.verb, applies, left);
            }
            Over::Members(_, tests) => {
                let truths = self.members(tests, (applies, left), Hit::new(found, body.verb, true));
                combined.add(body.verb, truths, left);
            }
            Over::Evaluated => {
                for index in places(left) {
                    let truth = self.evaluated(index, body, found);
                    combined.add(body.verb, Truths::all(truth, 1 << index), 1 << index);
                }
            }
        }
    }

    pub fn hit(&mut self, records: u64, hit: impl Fn(usize) -> Hit) {
        for index in places(records) {
            if let Some(hits) = self.memory.hits.get_mut(index) {
                hits.push(hit(index));
            }
        }
    }

    /// Goes through the members of the lists of some records.
    #[inline(never)]
    fn members(&mut self, tests: &MemberTests, (applies, left): (Truths, u64), hit: Hit) -> Truths {
        let Memory { members, hits, .. } = &mut *self.memory;
        let (Some(members), Some(look)) = (members.get_mut(tests.list), self.plan.lists.get(tests.list)) else { return Truths::default() };
        members.sort(look, self.records);
        let (mut yes, mut unknown) = (0_u64, 0_u64);
        members.each((look, tests), (self.records, left), Truth::No, &mut |member| {
            let bit = 1 << member.owner;
            let certain = member.truth == Truth::Yes && member.place != Hit::REST && applies.yes & bit != 0;
            *(if certain { &mut yes } else { &mut unknown }) |= bit;
            if let Some(hits) = hits.get_mut(member.owner) {
                hits.push(Hit { member: member.place, certain, ..hit });
            }
        });
        Truths { yes, no: left & !(yes | unknown) }
    }

    /// Goes through the members by the evaluator.
    #[inline(never)]
    fn evaluated(&mut self, index: usize, body: &Body<'m>, found: Found) -> Truth {
        let Some(rule) = self.policy.rules.get(body.rule.index()) else { return Truth::No };
        let mut hits = self.memory.hits.get_mut(index).map(std::mem::take).unwrap_or_default();
        let (mut some, mut count) = (Truth::No, 0);
        self.evaluate(index, |evaluator| {
            evaluator.instances(Judged::rule(body.rule, rule), &mut |_, instance, status| {
                let truth = status.applies();
                let member = match instance {
                    Instance::Member { member: MemberPlace::Known(place), .. } => place,
                    Instance::Member { .. } | Instance::SetMember(State::Unknown) => Hit::REST,
                    _ => count,
                };
                count += 1;
                if truth != Truth::No {
                    hits.push(Hit { member, ..Hit::new(found, body.verb, truth == Truth::Yes) });
                }
                some = some.or(truth);
            });
        });
        if let Some(place) = self.memory.hits.get_mut(index) {
            *place = hits;
        }
        some
    }
}

impl Combined {
    /// Adds what speaks for some of the records.
    pub fn add(&mut self, verb: Verb, applies: Truths, asked: u64) {
        let said = match verb {
            Verb::Forbid => &mut self.forbid,
            Verb::Permit => &mut self.permit,
            Verb::Warn => return,
        };
        *said = Truths { yes: said.yes | applies.yes, no: said.no & (applies.no | !asked) };
    }

    /// The verdict on a record.
    pub fn verdict(self, index: usize, default_permit: bool) -> Verdict {
        let allowed = if default_permit { !self.forbid } else { self.permit.and(!self.forbid) };
        match (allowed.yes >> index & 1, allowed.no >> index & 1) {
            (1, _) => Verdict::Permitted,
            (_, 1) => Verdict::Forbidden,
            _ => Verdict::Undetermined,
        }
    }
}
