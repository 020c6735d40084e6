//! A block of records judged by a plan.

use crate::eval::answer::Verdict;
use crate::eval::evaluator::{Evaluator, Scratch};
use crate::eval::proof::{Instance, MemberPlace};
use crate::eval::rules::Judged;
use crate::facts::record::{MemberRef, Record, Slot};
use crate::model::expression::{Condition, ListRef};
use crate::model::policy::{Effective, Policy, Verb};
use crate::value::{State, Truth, ops};

use super::found::{Found, Hit};
use super::plan::{Body, MemberTest, Node, Over, Plan, Quantifier, RowPlan, TablePlan};
use super::sorted::Sorted;
use super::truths::{Truths, places};

/// How many records are judged at once: a bit each.
pub const BLOCK: usize = 64;

/// The memory that one block after the other uses.
#[derive(Default)]
pub struct Memory {
    sorted: Sorted,
    /// the bodies that may apply to the only record
    left: Vec<u64>,
    /// what is known of shared conditions
    shared: Vec<Kept>,
    /// what forbids or permits, by record
    pub hits: Vec<Vec<Hit>>,
    pub scratch: Scratch,
}

/// The answers to a condition as far as it was asked.
#[derive(Debug, Clone, Copy, Default)]
struct Kept {
    asked: u64,
    truths: Truths,
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
pub struct Voices {
    forbid: Truths,
    permit: Truths,
}

impl<'b, 'm: 'r, 'r> Block<'b, 'm, 'r> {
    /// Judges the records, at most [`BLOCK`] of them.
    pub fn judge(&mut self) -> Voices {
        let some = self.sort();
        self.memory.shared.clear();
        self.memory.shared.resize(self.plan.shared.len(), Kept::default());
        self.memory.hits.resize_with(BLOCK, Vec::new);
        self.memory.hits.iter_mut().take(self.records.len()).for_each(Vec::clear);
        let all = u64::MAX.checked_shr(u32::try_from(BLOCK - self.records.len().min(BLOCK)).unwrap_or(0)).unwrap_or(0);
        let none = Truths::all(Truth::No, all);
        let mut voices = Voices { forbid: none, permit: none };
        let plan = self.plan;
        self.bodies(some, all, &mut voices);
        for (place, table) in (0..).zip(&plan.tables) {
            self.table(table, Found::Table(place), all, &mut voices);
        }
        voices
    }

    /// Sorts the records into classes; of a single one it is soon seen which bodies need not be looked at.
    fn sort(&mut self) -> bool {
        let Memory { sorted, left, .. } = &mut *self.memory;
        match *self.records {
            [only] if !self.plan.refuted.is_empty() => {
                left.clear();
                left.resize(self.plan.words(), u64::MAX);
                sorted.sort_one(self.plan, only, left);
                true
            }
            _ => {
                sorted.sort(self.plan, self.records);
                false
            }
        }
    }

    fn bodies(&mut self, some: bool, all: u64, voices: &mut Voices) {
        let plan = self.plan;
        if !some {
            return plan.bodies.iter().zip(0..).for_each(|(body, place)| self.hear(body, place, all, voices));
        }
        for word in 0..plan.words() {
            let left = self.memory.left.get(word).copied().unwrap_or(u64::MAX);
            for place in places(left).map(|place| 64 * word + place) {
                let Some(body) = plan.bodies.get(place) else { break };
                self.hear(body, u32::try_from(place).unwrap_or(u32::MAX), all, voices);
            }
        }
    }

    fn hear(&mut self, body: &'b Body<'m>, place: u32, all: u64, voices: &mut Voices) {
        let applies = self.node(&body.applies, all);
        let left = all & !applies.no;
        if left != 0 {
            self.body(body, Found::Body(place), applies.of(left), left, voices);
        }
    }

    /// What a condition is for some of the records.
    #[inline]
    fn node(&mut self, node: &'b Node<'m>, asked: u64) -> Truths {
        match node {
            Node::Class(classes) => self.classes(*classes, asked).0,
            _ => self.compound(node, asked),
        }
    }

    fn compound(&mut self, node: &'b Node<'m>, asked: u64) -> Truths {
        match node {
            Node::Constant(truth) => Truths::all(*truth, asked),
            Node::Class(classes) => self.classes(*classes, asked).0,
            Node::Guarded(classes, rest) => {
                let (settled, open) = self.classes(*classes, asked);
                let rest = if open == 0 { Truths::default() } else { self.node(rest, open) };
                settled.beside(rest)
            }
            Node::All(parts) => self.all(parts, asked),
            Node::Any(parts) => self.any(parts, asked),
            Node::Not(part) => !self.node(part, asked),
            Node::If(parts) => self.branches(parts, asked),
            Node::InForce(effective) => self.in_force(*effective, asked),
            Node::Shared(place) => self.shared(*place, asked),
            Node::Same(left, right) => self.each(asked, |record| same(record, record.slot(*left), record.slot(*right))),
            Node::Order(order, left, right) => {
                self.each(asked, |record| ops::order(*order, record.state(record.slot(*left)), record.state(record.slot(*right))))
            }
            Node::Quantified(quantifier, list, tests) => self.each(asked, |record| quantified(*quantifier, record, list, tests)),
            Node::Asked(condition) => self.asked(condition, asked),
        }
    }

    #[inline]
    fn classes(&self, place: usize, asked: u64) -> (Truths, u64) {
        self.plan.classes.get(place).map_or_else(Default::default, |classes| self.memory.sorted.truths(classes, asked))
    }

    fn all(&mut self, parts: &'b [Node<'m>], asked: u64) -> Truths {
        let mut truths = Truths { yes: asked, no: 0 };
        for part in parts {
            truths = truths.and(self.node(part, asked & !truths.no));
            if truths.no == asked {
                break;
            }
        }
        truths
    }

    fn any(&mut self, parts: &'b [Node<'m>], asked: u64) -> Truths {
        let mut truths = Truths { yes: 0, no: asked };
        for part in parts {
            truths = truths.or(self.node(part, asked & !truths.yes));
            if truths.yes == asked {
                break;
            }
        }
        truths
    }

    fn branches(&mut self, parts: &'b [Node<'m>; 4], asked: u64) -> Truths {
        let [condition, then, otherwise, unknown] = parts;
        let condition = self.node(condition, asked);
        let mut truths = Truths::default();
        for (part, asked) in [(then, condition.yes), (otherwise, condition.no), (unknown, asked & !condition.known())] {
            if asked != 0 {
                truths = truths.beside(self.node(part, asked));
            }
        }
        truths
    }

    fn shared(&mut self, place: usize, asked: u64) -> Truths {
        let Some(kept) = self.memory.shared.get(place).copied() else { return Truths::default() };
        let missing = asked & !kept.asked;
        let Some(node) = self.plan.shared.get(place).filter(|_| missing != 0) else { return kept.truths.of(asked) };
        let truths = kept.truths.beside(self.node(node, missing));
        if let Some(place) = self.memory.shared.get_mut(place) {
            *place = Kept { asked: asked | kept.asked, truths };
        }
        truths.of(asked)
    }

    fn in_force(&self, effective: Effective, asked: u64) -> Truths {
        let mut truths = Truths::default();
        for (index, (_, now)) in self.records.iter().enumerate() {
            truths.add(asked & (1 << index), effective.holds(*now).into());
        }
        truths
    }

    /// Record by record.
    fn each(&self, asked: u64, ask: impl Fn(&'r Record) -> Truth) -> Truths {
        let mut truths = Truths::default();
        for index in places(asked) {
            if let Some((record, _)) = self.records.get(index) {
                truths.add(1 << index, ask(record));
            }
        }
        truths
    }

    /// Record by record, by the evaluator.
    fn asked(&mut self, condition: &'m Condition, asked: u64) -> Truths {
        let mut truths = Truths::default();
        for index in places(asked) {
            truths.add(1 << index, self.evaluate(index, |evaluator| evaluator.condition(condition)).unwrap_or(Truth::Unknown));
        }
        truths
    }

    fn evaluate<T>(&mut self, index: usize, ask: impl FnOnce(&mut Evaluator<'m, 'r, crate::eval::recorder::Silent>) -> T) -> Option<T> {
        let (record, now) = self.records.get(index).copied()?;
        let mut evaluator = Evaluator::silent(self.policy, record, now, &mut self.memory.scratch);
        let answer = ask(&mut evaluator);
        evaluator.leave(&mut self.memory.scratch);
        Some(answer)
    }

    /// What a body that may apply to some of the records comes to.
    fn body(&mut self, body: &'b Body<'m>, found: Found, applies: Truths, left: u64, voices: &mut Voices) {
        match &body.over {
            Over::Once(_) => {
                self.hit(left, |index| Hit::new(found, body.verb, applies.yes & (1 << index) != 0));
                voices.add(body.verb, applies.of(left), left);
            }
            Over::Members(list, tests) => {
                for index in places(left) {
                    let certain = applies.yes & (1 << index) != 0;
                    let truth = self.members(index, (list, tests), Hit::new(found, body.verb, certain));
                    voices.add(body.verb, Truths::all(truth, 1 << index), 1 << index);
                }
            }
            Over::Evaluated => {
                for index in places(left) {
                    let truth = self.evaluated(index, body, found);
                    voices.add(body.verb, Truths::all(truth, 1 << index), 1 << index);
                }
            }
        }
    }

    fn hit(&mut self, records: u64, hit: impl Fn(usize) -> Hit) {
        for index in places(records) {
            if let Some(hits) = self.memory.hits.get_mut(index) {
                hits.push(hit(index));
            }
        }
    }

    /// Goes through the members of a list.
    fn members(&mut self, index: usize, (list, tests): (&ListRef, &[MemberTest]), hit: Hit) -> Truth {
        let (Some((record, _)), Some(hits)) = (self.records.get(index), self.memory.hits.get_mut(index)) else { return Truth::No };
        let applies = if hit.certain { Truth::Yes } else { Truth::Unknown };
        let facts = record.list(record.slot(list.fact));
        let (count, open) = facts.map_or((0, true), |facts| (facts.count, facts.open));
        let mut some = Truth::No;
        let mut judge = |member: MemberRef, place: u32, most: Truth| {
            let truth = tests.iter().fold(applies.min(most), |truth, test| truth.and(test.truth(record, member)));
            if truth != Truth::No {
                hits.push(Hit { member: place, certain: truth == Truth::Yes, ..hit });
            }
            some = some.or(truth);
        };
        if let Some(list) = facts {
            (0..count).for_each(|index| judge(MemberRef::Known { list, index }, index, Truth::Yes));
        }
        if open {
            judge(MemberRef::Rest, Hit::REST, Truth::Unknown);
        }
        some
    }

    /// Goes through the members by the evaluator.
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

    fn table(&mut self, table: &'b TablePlan<'m>, found: Found, all: u64, voices: &mut Voices) {
        let scope = self.node(&table.scope, all);
        let left = all & !scope.no;
        if left == 0 {
            return;
        }
        let (forbid, permit) = match &table.rows {
            Some(rows) => {
                let said = if table.collects { self.any_row(rows, left) } else { self.possible_rows(rows, left) };
                let forbid = scope.of(left).and(said.forbid);
                let asked = left & !forbid.no;
                let excused = if asked == 0 { Truths::default() } else { self.node(&table.excused, asked) };
                (forbid.and(!excused), scope.of(left).and(said.permit))
            }
            None => self.evaluated_table(table, left),
        };
        self.hit_table(found, (Verb::Forbid, forbid), left, 0);
        self.hit_table(found, (Verb::Permit, permit), left, left & !forbid.known());
        voices.add(Verb::Forbid, forbid, left);
        voices.add(Verb::Permit, permit, left);
    }

    /// Of the records in `told` it was said already that the table is undetermined.
    fn hit_table(&mut self, found: Found, (verb, truths): (Verb, Truths), left: u64, told: u64) {
        let told = told & !truths.yes;
        self.hit(left & !truths.no & !told, |index| Hit::new(found, verb, truths.yes & (1 << index) != 0));
    }

    fn evaluated_table(&mut self, plan: &TablePlan<'m>, left: u64) -> (Truths, Truths) {
        let (mut forbid, mut permit) = (Truths::default(), Truths::default());
        let Some(table) = self.policy.tables.get(plan.table.index()) else { return (forbid, permit) };
        for index in places(left) {
            if let Some(says) = self.evaluate(index, |evaluator| evaluator.says(plan.table, table)) {
                forbid.add(1 << index, says.forbid.applies());
                permit.add(1 << index, says.permit.applies());
            }
        }
        (forbid, permit)
    }

    /// Each row for itself.
    fn any_row(&mut self, rows: &'b [RowPlan<'m>], asked: u64) -> Voices {
        let none = Truths::all(Truth::No, asked);
        let mut voices = Voices { forbid: none, permit: none };
        for row in rows {
            if let Some(verb) = row.says {
                let fits = self.node(&row.fits, asked);
                voices.add(verb, fits, asked);
            }
        }
        voices
    }

    /// What all rows say that are possible: not no, and behind no row that is yes.
    fn possible_rows(&mut self, rows: &'b [RowPlan<'m>], asked: u64) -> Voices {
        let (mut left, mut forbid, mut permit, mut neither) = (asked, 0, 0, 0);
        for row in rows {
            if left == 0 {
                break;
            }
            let fits = self.node(&row.fits, left);
            let possible = left & !fits.no;
            *match row.says {
                Some(Verb::Forbid) => &mut forbid,
                Some(Verb::Permit) => &mut permit,
                _ => &mut neither,
            } |= possible;
            left &= !fits.yes;
        }
        Voices {
            forbid: Truths { yes: forbid & !(permit | neither), no: asked & !forbid },
            permit: Truths { yes: permit & !(forbid | neither), no: asked & !permit },
        }
    }
}

/// Whether two facts are the same; texts, which most are, without a detour.
#[inline]
fn same(record: &Record, left: Slot, right: Slot) -> Truth {
    match (left, right) {
        (Slot::Text(left), Slot::Text(right)) => (record.text(left) == record.text(right)).into(),
        (Slot::Member(left), Slot::Member(right)) => (left == right).into(),
        _ => ops::is(record.state(left), record.state(right)),
    }
}

/// `some` and `every` over a list: what nothing is known of may fulfil the tests, or not.
fn quantified(quantifier: Quantifier, record: &Record, list: &ListRef, tests: &[MemberTest]) -> Truth {
    let facts = record.list(record.slot(list.fact));
    let (count, open) = facts.map_or((0, true), |facts| (facts.count, facts.open));
    let fulfils = |member| tests.iter().fold(Truth::Yes, |truth, test| truth.and(test.truth(record, member)));
    let known = facts.into_iter().flat_map(|list| (0..count).map(move |index| MemberRef::Known { list, index })).map(fulfils);
    match quantifier {
        Quantifier::Some => {
            let rest = if open { Truth::Unknown.and(fulfils(MemberRef::Rest)) } else { Truth::No };
            known.fold(rest, Truth::or)
        }
        Quantifier::Every => {
            let rest = if open { Truth::Unknown.or(fulfils(MemberRef::Rest)) } else { Truth::Yes };
            known.fold(rest, Truth::and)
        }
    }
}

impl Voices {
    /// Adds what speaks for some of the records.
    fn add(&mut self, verb: Verb, applies: Truths, asked: u64) {
        let voice = match verb {
            Verb::Forbid => &mut self.forbid,
            Verb::Permit => &mut self.permit,
            Verb::Warn => return,
        };
        *voice = Truths { yes: voice.yes | applies.yes, no: voice.no & (applies.no | !asked) };
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
