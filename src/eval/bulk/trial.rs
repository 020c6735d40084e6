//! What a condition is for each class of a fact, found out by asking the evaluator once for each: there is one meaning of every operator.

use std::cmp::Ordering;
use std::ops::Range;

use indexmap::IndexSet;

use crate::eval::ask::Asker;
use crate::eval::proof::{Instance, MemberPlace};
use crate::facts::record::{Presence, Record, Slot};
use crate::model::expression::{Condition, ListRef, Term};
use crate::model::policy::{Cell, Policy};
use crate::model::vocabulary::{FactId, FieldId, Kind, Scalar};
use crate::value::ops::Order;
use crate::value::{Decimal, Short, Truth};

use super::plan::{Classes, Rows};
use super::sources::{FIRST, Look, Point, Source, WITH_MEMBERS};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'m> {
    Condition(&'m Condition),
    /// a cell of a table, of its column
    Cell(&'m Term, &'m Cell),
    /// whether the fact stands so to its point; never if it is none
    Ordered(Order),
    /// only for an empty set or list: of another one it is open
    Empty(&'m Condition),
    /// the same, and of one with members it is this
    Members(&'m Condition, Truth),
    /// whether a list has members, or may have
    HasMembers,
    /// a term of yes or no
    Truth(&'m Term),
    /// how a time, moved by some months, stands to `now`, where their number settles it: it lies between the points of the class
    Moved(Order),
}

/// What is asked of the classes of a source.
pub struct OfClasses<'m> {
    pub asked: Asked<'m>,
    pub source: Source,
    /// its own
    pub points: Vec<Point>,
    /// what it counts as where the classes do not settle it
    pub open: Option<Truth>,
}

/// Rows that are in an odd number of classes each: see [`super::plan::Plan::derived`].
#[derive(Debug)]
pub struct Derived {
    /// how many rows stand before them
    pub behind: usize,
    pub rows: IndexSet<Vec<usize>>,
}

/// Asks about a record of which nothing is known but one fact.
pub struct Trial<'m> {
    policy: &'m Policy,
    record: Record,
}

impl<'m> Trial<'m> {
    pub fn new(policy: &'m Policy) -> Self {
        Self { policy, record: Record::new(&policy.vocabulary) }
    }

    /// Which classes of a look answer what.
    pub fn classes(&mut self, of: OfClasses<'m>, (place, look): (usize, &Look), derived: &mut Derived) -> Classes {
        let own = Look::new(look.source, of.points, self.values(look.source), 0);
        let answers: Vec<Option<Truth>> = (0..own.classes).map(|class| self.answer(of.asked, &own, class).or(of.open)).collect();
        let those = |wanted: Option<Truth>| {
            let classes = answers.iter().enumerate().filter(move |(_, answer)| **answer == wanted);
            classes.map(|(class, _)| class).collect::<Vec<usize>>()
        };
        let mut places = |classes: Vec<usize>| derived.rows(ends(classes.into_iter().flat_map(|class| spread(&own, class, look)), look));
        let (yes, no) = (those(Some(Truth::Yes)), those(Some(Truth::No)));
        let many = |classes: &[usize]| (classes.iter().any(|class| own.is_other_text(*class)), classes.len());
        let is_yes = many(&yes) <= many(&no);
        let told = places(if is_yes { yes } else { no });
        Classes { look: place, told, is_yes, unknown: places(those(Some(Truth::Unknown))), open: places(those(None)) }
    }

    /// What a condition is that asks nothing.
    pub fn constant(&self, condition: &'m Condition) -> Truth {
        Asker { policy: self.policy, record: &self.record, now: 0, instance: Instance::Only }.condition(condition)
    }

    /// How many values a choice has.
    pub fn values(&self, source: Source) -> usize {
        match source {
            Source::Choice(fact) => self.policy.vocabulary.fact(fact).map_or(0, |fact| self.values_of(fact.kind)),
            _ => 0,
        }
    }

    fn values_of(&self, kind: Kind) -> usize {
        match kind {
            Kind::Scalar { scalar: Scalar::YesNo, .. } => 2,
            Kind::Scalar { scalar: Scalar::Enum(id), .. } => self.policy.vocabulary.enumeration(id).map_or(0, |of| of.members.len()),
            _ => 0,
        }
    }

    fn answer(&mut self, asked: Asked<'m>, own: &Look, class: usize) -> Option<Truth> {
        match asked {
            Asked::HasMembers => return Some(if class == 1 { Truth::No } else { Truth::Yes }),
            Asked::Ordered(order) => return Some(ordered(order, class)),
            Asked::Moved(order) => return moved(order, class),
            Asked::Members(_, truth) if class == WITH_MEMBERS => return Some(truth),
            Asked::Empty(_) | Asked::Members(..) if class != 1 => return None,
            _ => {}
        }
        let choice = matches!(own.source, Source::Choice(fact) if self.is_yes_no(fact));
        self.set(own, class, choice);
        let evaluator = Asker { policy: self.policy, record: &self.record, now: 0, instance: Instance::Only };
        let truth = match asked {
            Asked::Condition(condition) => Some(evaluator.condition(condition)),
            Asked::Cell(column, cell) => Some(evaluator.fits(column, cell)),
            Asked::Truth(term) => Some(evaluator.term(term).to_truth()),
            Asked::Empty(condition) | Asked::Members(condition, _) => Some(evaluator.condition(condition)).filter(|truth| truth.is_known()),
            Asked::Ordered(_) | Asked::HasMembers | Asked::Moved(_) => None,
        };
        self.record.clear(&self.policy.vocabulary);
        truth
    }

    fn is_yes_no(&self, fact: FactId) -> bool {
        self.policy.vocabulary.fact(fact).is_some_and(|fact| is_yes_no(fact.kind))
    }

    /// Gives the fact a value of a class.
    fn set(&mut self, own: &Look, class: usize, yes_no: bool) {
        let Some(value) = class.checked_sub(FIRST) else { return self.set_empty(own.source, class) };
        let (fact, slot) = match own.source {
            Source::Entity(entity) => return self.record.set_presence(entity, Presence::Given),
            Source::Collection(_) => return,
            Source::Choice(fact) => (fact, choice(yes_no, value)),
            Source::Filled(fact) => (fact, self.record.keep_text("")),
            Source::Text(fact) => (fact, self.text(own, value)),
            Source::Number(fact) => (fact, self.record.keep_number(number(own, value))),
            Source::Seconds(fact) | Source::SinceNow(fact) => (fact, Slot::Instant(seconds(own, value))),
        };
        let of_durations = self.policy.vocabulary.fact(fact).map(|fact| fact.kind);
        let slot = match (slot, of_durations) {
            (Slot::Instant(seconds), Some(Kind::Scalar { scalar: Scalar::Duration, .. })) => Slot::Duration(seconds),
            _ => slot,
        };
        self.record.set_slot(fact, slot);
    }

    /// Unknown, or none and empty.
    fn set_empty(&mut self, source: Source, class: usize) {
        if class == 0 {
            return;
        }
        let vocabulary = &self.policy.vocabulary;
        match source {
            Source::Entity(entity) => self.record.set_presence(entity, Presence::Absent),
            Source::Collection(fact) => {
                let empty = match vocabulary.fact(fact).map(|fact| fact.kind) {
                    Some(Kind::List(of)) => self.record.new_list(vocabulary, of, false),
                    _ => self.record.new_set(false),
                };
                self.record.set_slot(fact, empty);
            }
            Source::Choice(fact)
            | Source::Filled(fact)
            | Source::Number(fact)
            | Source::Seconds(fact)
            | Source::SinceNow(fact)
            | Source::Text(fact) => self.record.set_slot(fact, Slot::None),
        }
    }

    /// One of the texts, or a longer one than all of them.
    fn text(&mut self, own: &Look, value: usize) -> Slot {
        let texts = own.points.iter().filter_map(|point| match point {
            Point::Text(text) => Some(&**text),
            _ => None,
        });
        match texts.clone().nth(value) {
            Some(text) => self.record.keep_text(text),
            None => self.record.keep_text(&format!("{}?", texts.max_by_key(|text| text.len()).unwrap_or_default())),
        }
    }

    /// What a condition about a list's member is for each code of one of its fields: [`Record::code`].
    pub fn field(&mut self, condition: &'m Condition, list: &ListRef, field: FieldId) -> Vec<Truth> {
        let vocabulary = &self.policy.vocabulary;
        let kind = vocabulary.record(list.record).and_then(|record| record.field(field)).map(|fact| fact.kind);
        let (values, yes_no) = kind.map_or((0, false), |kind| (self.values_of(kind), is_yes_no(kind)));
        let mut ask = |slot: Slot| {
            let members = self.record.new_list(vocabulary, list.record, false);
            self.record.push_member(members);
            self.record.set_member_slot(members, 0, field, slot);
            self.record.set_slot(list.fact, members);
            let instance = Instance::Member { list: list.fact, member: MemberPlace::Known(0) };
            let truth = Asker { policy: self.policy, record: &self.record, now: 0, instance }.condition(condition);
            self.record.clear(vocabulary);
            truth
        };
        let mut truths = vec![ask(Slot::Unknown), ask(Slot::None)];
        truths.extend((0..values).map(|value| ask(choice(yes_no, value))));
        truths
    }
}

fn is_yes_no(kind: Kind) -> bool {
    matches!(kind, Kind::Scalar { scalar: Scalar::YesNo, .. })
}

fn choice(yes_no: bool, value: usize) -> Slot {
    if yes_no { Slot::Truth(value == 1) } else { Slot::Member(u32::try_from(value).unwrap_or(u32::MAX)) }
}

/// Below the only point, on it, above it.
fn ordered(order: Order, class: usize) -> Truth {
    match class.checked_sub(FIRST) {
        Some(step) => order.holds(step.cmp(&1)).into(),
        None if class == 0 => Truth::Unknown,
        None => Truth::No,
    }
}

/// Below the first of two points, which is less than `now`, and above the second one, which is more; between them it is not settled.
fn moved(order: Order, class: usize) -> Option<Truth> {
    match class.checked_sub(FIRST) {
        Some(0) => Some(order.holds(Ordering::Less).into()),
        Some(4) => Some(order.holds(Ordering::Greater).into()),
        Some(_) => None,
        None => Some(ordered(order, class)),
    }
}

/// A number of a step.
fn number(own: &Look, step: usize) -> Decimal {
    let point = |place: usize| match own.points.get(place) {
        Some(Point::Number(number)) => Some(*number),
        _ => None,
    };
    let one = Decimal::from(1);
    match (step / 2, step % 2) {
        (place, 1) => point(place).unwrap_or(one),
        (0, _) => point(0).map_or(one, |first| first - one),
        (place, _) => match (point(place - 1), point(place)) {
            (Some(below), Some(above)) => (below + above) * Decimal::from(Short { units: 5, scale: 1 }),
            (Some(below), None) => below + one,
            _ => one,
        },
    }
}

/// An instant or a duration of a step; of a step without any, that of the point below it.
fn seconds(own: &Look, step: usize) -> i64 {
    let point = |place: usize| match own.points.get(place) {
        Some(Point::Seconds(seconds)) => Some(*seconds),
        _ => None,
    };
    match (step / 2, step % 2) {
        (place, 1) => point(place).unwrap_or(0),
        (0, _) => point(0).map_or(0, |first| first.saturating_sub(1)),
        (place, _) => point(place - 1).map_or(0, |below| below.saturating_add(1)),
    }
}

/// The classes of a look that a class of the condition's own is spread over.
fn spread(own: &Look, class: usize, look: &Look) -> Vec<Range<usize>> {
    let place =
        |point: usize| own.points.get(point).and_then(|point| look.points.binary_search(point).ok()).map(|at| look.class_of_point(at));
    let single = |class: usize| class..class + 1;
    match (own.source, class.checked_sub(FIRST)) {
        (Source::Text(_), Some(_)) if own.is_other_text(class) => {
            let named: IndexSet<usize> = (0..own.points.len()).filter_map(place).collect();
            (FIRST..look.classes).filter(|class| !named.contains(class)).map(single).collect()
        }
        (Source::Text(_), Some(step)) => place(step).map(single).into_iter().collect(),
        (Source::Number(_) | Source::Seconds(_) | Source::SinceNow(_), Some(step)) => match (step / 2, step % 2) {
            (point, 1) => place(point).map(single).into_iter().collect(),
            (point, _) => {
                let from = point.checked_sub(1).and_then(place).map_or(FIRST, |at| at + 1);
                std::iter::once(from..place(point).unwrap_or(look.classes)).collect()
            }
        },
        _ => vec![single(class)],
    }
}

/// Some classes of a look, as rows of a block: what is in an odd number of them.
fn ends(classes: impl Iterator<Item = Range<usize>>, look: &Look) -> Vec<usize> {
    let places = classes.map(|classes| look.base + 1 + classes.start..look.base + 1 + classes.end);
    if !look.is_summed() {
        return places.flatten().collect();
    }
    let mut ends: Vec<usize> = Vec::new();
    for run in places.filter(|run| !run.is_empty()) {
        match ends.last_mut() {
            Some(end) if *end + 1 == run.start => *end = run.end - 1,
            _ => ends.extend([run.start - 1, run.end - 1]),
        }
    }
    ends
}

impl Derived {
    fn rows(&mut self, of: Vec<usize>) -> Rows {
        match of.as_slice() {
            [] => Rows::default(),
            [only] => Rows(*only, 0),
            [one, other] => Rows(*one, *other),
            _ => Rows(self.behind + self.rows.insert_full(of).0, 0),
        }
    }
}
