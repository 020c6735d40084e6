//! What conditions are for the records of a block.

use crate::eval::evaluator::Evaluator;
use crate::eval::recorder::Silent;
use crate::facts::record::{Record, Slot};
use crate::model::expression::Condition;
use crate::model::policy::Effective;
use crate::model::vocabulary::{Constant, FactId};
use crate::value::calendar::add_months;
use crate::value::ops::Order;
use crate::value::{State, Truth, ops};

use super::members::same_slots;
use super::plan::{MemberTests, Node, Quantifier};
use super::run::{Block, Kept};
use super::truths::{Truths, places};

impl<'b, 'm: 'r, 'r> Block<'b, 'm, 'r> {
    /// What a condition is for some of the records.
    pub fn node(&mut self, node: &'b Node<'m>, asked: u64) -> Truths {
        match node {
            Node::Class(head) => self.memory.sorted.head(self.plan, *head, asked),
            Node::All(parts) if !self.memory.sorted.only.is_empty() && self.is_refuted(parts, asked) => Truths { yes: 0, no: asked },
            _ => self.compound(node, asked),
        }
    }

    /// Whether a head that others stand behind is no: for a single record it mostly is.
    #[inline]
    fn is_refuted(&self, parts: &[Node<'m>], asked: u64) -> bool {
        matches!(parts.first(), Some(Node::Class(head)) if self.memory.sorted.head(self.plan, *head, asked).no == asked)
    }

    /// The same of what is more than a head. What takes long stands in functions of its own, so that this one is entered fast.
    #[inline(never)]
    fn compound(&mut self, node: &'b Node<'m>, asked: u64) -> Truths {
        match node {
            Node::Constant(truth) => Truths::all(*truth, asked),
            Node::Class(_) => self.node(node, asked),
            Node::Guarded(head, rest) => {
                let (settled, open) = self.memory.sorted.guarded(self.plan, *head, asked);
                let rest = if open == 0 { Truths::default() } else { self.node(rest, open) };
                settled.beside(rest)
            }
            Node::All(parts) => self.all(parts, asked),
            Node::Any(parts) => self.any(parts, asked),
            Node::Not(part) => !self.node(part, asked),
            Node::Shared(place) => self.shared(*place, asked),
            Node::If(parts) => self.branches(parts, asked),
            Node::Choice(parts) => self.choice(parts, asked),
            Node::InForce(effective) => self.in_force(*effective, asked),
            Node::Same(left, right, wanted) => self.same((*left, *right), *wanted, asked),
            Node::Order(order, left, right) => self.order(*order, (*left, *right), asked),
            Node::Moved(order, fact, months) => self.moved(*order, *fact, *months, asked),
            Node::Holds(set, quantifier, values) => self.holds(*set, (*quantifier, values), asked),
            Node::Quantified(quantifier, tests) => self.quantified(*quantifier, tests, asked),
            Node::Asked(condition) => self.asked(condition, asked),
        }
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

    #[inline(never)]
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

    /// Where the condition is unknown, what both branches are.
    #[inline(never)]
    fn choice(&mut self, parts: &'b [Node<'m>; 3], asked: u64) -> Truths {
        let [condition, then, otherwise] = parts;
        let condition = self.node(condition, asked);
        let then = self.node(then, asked & !condition.no);
        let otherwise = self.node(otherwise, asked & !condition.yes);
        let either = |then: u64, otherwise: u64| (then & (condition.yes | otherwise)) | (otherwise & condition.no);
        Truths { yes: either(then.yes, otherwise.yes), no: either(then.no, otherwise.no) }
    }

    #[inline(never)]
    fn quantified(&mut self, quantifier: Quantifier, tests: &MemberTests, asked: u64) -> Truths {
        let records = self.records;
        self.sorted_members(tests)
            .map_or_else(Truths::default, |(look, members)| members.quantified((look, tests), (records, asked), quantifier))
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

    #[inline(never)]
    fn in_force(&self, effective: Effective, asked: u64) -> Truths {
        let mut truths = Truths::default();
        for (index, (_, now)) in self.records.iter().enumerate() {
            truths.add(asked & (1 << index), effective.holds(*now).into());
        }
        truths
    }

    #[inline(never)]
    fn same(&self, (left, right): (FactId, FactId), wanted: bool, asked: u64) -> Truths {
        let same = self.each(asked, |record| same_slots(record, record.slot(left), record.slot(right)));
        if wanted { same } else { !same }
    }

    #[inline(never)]
    fn order(&self, order: Order, (left, right): (FactId, FactId), asked: u64) -> Truths {
        self.each(asked, |record| ordered(order, record, record.slot(left), record.slot(right)))
    }

    #[inline(never)]
    fn holds(&self, set: FactId, (quantifier, values): (Quantifier, &[&Constant]), asked: u64) -> Truths {
        self.each(asked, |record| holds(quantifier, record, record.slot(set), values))
    }

    /// How a time, moved by some months, stands to `now`.
    #[inline(never)]
    fn moved(&self, order: Order, fact: FactId, months: i64, asked: u64) -> Truths {
        let zone = self.policy.zone();
        let mut truths = Truths::default();
        for index in places(asked) {
            if let Some((record, now)) = self.records.get(index)
                && let Slot::Instant(seconds) = record.slot(fact)
            {
                truths.add(1 << index, order.holds(add_months(seconds, months, zone).cmp(now)).into());
            }
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
    #[inline(never)]
    fn asked(&mut self, condition: &'m Condition, asked: u64) -> Truths {
        let mut truths = Truths::default();
        for index in places(asked) {
            truths.add(1 << index, self.evaluate(index, |evaluator| evaluator.condition(condition)).unwrap_or(Truth::Unknown));
        }
        truths
    }

    pub fn evaluate<T>(&mut self, index: usize, ask: impl FnOnce(&mut Evaluator<'m, 'r, Silent>) -> T) -> Option<T> {
        let (record, now) = self.records.get(index).copied()?;
        let mut evaluator = Evaluator::silent(self.policy, record, now, &mut self.memory.scratch);
        let answer = ask(&mut evaluator);
        evaluator.leave(&mut self.memory.scratch);
        Some(answer)
    }
}

/// How two facts stand to each other; what most are, without a detour.
#[inline]
fn ordered(order: Order, record: &Record, left: Slot, right: Slot) -> Truth {
    match (left, right) {
        (Slot::Short { units: left, scale: 0 }, Slot::Short { units: right, scale: 0 }) => order.holds(left.cmp(&right)).into(),
        (Slot::Instant(left), Slot::Instant(right)) => order.holds(left.cmp(&right)).into(),
        _ => ops::order(order, record.state(left), record.state(right)),
    }
}

/// Whether a set has one of some values, or all of them.
fn holds(quantifier: Quantifier, record: &Record, set: Slot, values: &[&Constant]) -> Truth {
    let truths = values.iter().map(|value| match value.state() {
        State::Known(value) => record.contains(set, value),
        State::None => Truth::No,
        State::Unknown => Truth::Unknown,
    });
    match quantifier {
        Quantifier::Some => truths.fold(Truth::No, Truth::or),
        Quantifier::Every => truths.fold(Truth::Yes, Truth::and),
    }
}
