//! The values that a lever can be moved to: each of them alone, or with others that move the same test, brings about what is wanted of it.
//!
//! Members of an enum are tried one by one. An amount or a time is moved to the boundary of the comparison: as far as is needed, and no
//! farther. A text becomes one that the test names, or any other.

use std::cell::Cell;

use crate::eval::ask::Asker;
use crate::eval::proof::Instance;
use crate::facts::record::Record;
use crate::model::policy::Policy;
use crate::model::vocabulary::{Constant, Kind, Scalar};
use crate::value::{State, Truth, Value};

use super::boundary::{Axis, Boundary};
use super::carry::put;
use super::comparisons::{Comparison, comparisons};
use super::grounds::{Asks, Lever, Pull, Test};
use super::place::{Holder, Place};

/// Begins a text that stands for any text that nobody has written anywhere.
const FRESH: char = '\u{e000}';

/// Whether a constant stands for any text but those that are named.
#[must_use]
pub fn is_fresh(constant: &Constant) -> bool {
    matches!(constant, Constant::Text(text) if text.starts_with(FRESH))
}

/// Texts that nobody has written anywhere.
pub fn fresh() -> impl Iterator<Item = Constant> {
    (1..).map(|length| Constant::Text(std::iter::repeat_n(FRESH, length).collect::<String>().into()))
}

/// A record at an instant, on whose copies values are tried.
#[derive(Clone, Copy)]
pub struct Trials<'m, 'r> {
    pub policy: &'m Policy,
    pub record: &'r Record,
    pub now: i64,
    /// memory for the copies
    pub spare: &'r Cell<Record>,
}

impl<'m: 'r, 'r> Trials<'m, 'r> {
    /// All values that a lever can be moved to.
    #[must_use]
    pub fn targets(self, lever: &Lever<'m, 'r>) -> Vec<Constant> {
        let test = match &lever.pull {
            Pull::To(constant) => return vec![constant.clone()],
            Pull::Until(test) => test,
        };
        let yes_or_no = |wanted: &[bool]| wanted.iter().map(|yes| Constant::Truth(*yes)).collect::<Vec<_>>();
        let tried = match &lever.place {
            Place::Value(holder) => return self.values(*holder, test),
            Place::InSet(..) => yes_or_no(&[true, false]),
            // what is said of an entity that was absent is not known yet
            Place::Present(_) => yes_or_no(&[true, false]),
            Place::Closed(_) => yes_or_no(&[true]),
            Place::Listed { .. } => yes_or_no(&[false]),
        };
        let own = Constant::from_state(lever.place.state(self.record));
        let tried = tried.into_iter().filter(|to| Some(to) != own.as_ref());
        tried.filter(|to| test.shared || self.answer(test, &lever.place, to) != !test.wanted).collect()
    }

    fn values(self, holder: Holder, test: &Test<'m, 'r>) -> Vec<Constant> {
        let Some(Kind::Scalar { scalar, optional }) = holder.declaration(&self.policy.vocabulary).map(|fact| fact.kind) else {
            return Vec::new();
        };
        let place = Place::Value(holder);
        let own = Constant::from_state(place.state(self.record));
        let mut found = match scalar {
            Scalar::YesNo => vec![Constant::Truth(true), Constant::Truth(false)],
            Scalar::Enum(id) => {
                let count = self.policy.vocabulary.enumeration(id).map_or(0, |of| of.members.len());
                (0..u32::try_from(count).unwrap_or(u32::MAX)).map(Constant::Member).collect()
            }
            Scalar::Text => self.texts(test),
            _ => return self.amounts(holder, scalar, optional, test),
        };
        found.extend(optional.then_some(Constant::None));
        found.retain(|to| Some(to) != own.as_ref() && (test.shared || self.answer(test, &place, to) == test.wanted));
        found
    }

    /// What a test comes to where a place is set otherwise.
    fn answer(self, test: &Test<'m, 'r>, place: &Place, to: &Constant) -> Truth {
        self.with((place, to), test.instance, |asker| match test.asks {
            Asks::Condition(condition) => asker.condition(condition),
            Asks::Cell(column, cell) => asker.fits(&column.term, cell),
        })
    }

    /// The texts that a test names or compares with, and one that is like none of them.
    fn texts(self, test: &Test<'m, 'r>) -> Vec<Constant> {
        let asker = self.asker(test.instance);
        let mut found = Vec::new();
        for comparison in comparisons(self.policy, test.asks, self.now) {
            for side in [&comparison.left, &comparison.right] {
                match side.state(asker) {
                    State::Known(Value::Text(named)) if !found.contains(&Constant::Text(named.into())) => {
                        found.push(Constant::Text(named.into()));
                    }
                    _ => {}
                }
            }
        }
        let other = fresh().find(|other| !found.contains(other));
        found.extend(other);
        found
    }

    /// The nearest amount in each direction, of one that is not known those at the boundary, and none.
    fn amounts(self, holder: Holder, scalar: Scalar, optional: bool, test: &Test<'m, 'r>) -> Vec<Constant> {
        let place = Place::Value(holder);
        let own = place.state(self.record).known();
        let axis = Axis::new(scalar, own, self.now, self.policy.zone());
        let mut near = Vec::new();
        for comparison in comparisons(self.policy, test.asks, self.now) {
            let difference = |to: &Constant| self.difference(&comparison, &place, to, test.instance);
            near.extend(Boundary::of(&axis, &difference).map(Boundary::around).unwrap_or_default());
        }
        near.sort_unstable();
        near.dedup();
        let fits = |units: &i128| axis.constant(*units).is_some_and(|to| self.answer(test, &place, &to) == test.wanted);
        let turns = |units: &i128| fits(units) && (!fits(&(units - 1)) || !fits(&(units + 1)));
        let nearest: Vec<i128> = match own {
            Some(_) => {
                let above = near.iter().copied().filter(|units| *units > axis.origin).find(fits);
                let below = near.iter().rev().copied().filter(|units| axis.is_below(*units)).find(fits);
                above.into_iter().chain(below).collect()
            }
            None => near.iter().copied().filter(turns).collect(),
        };
        let mut found: Vec<Constant> = nearest.into_iter().filter_map(|units| axis.constant(units)).collect();
        let none = optional && place.state(self.record) != State::None;
        found.extend(none.then_some(Constant::None).filter(|none| test.shared || self.answer(test, &place, none) == test.wanted));
        found
    }

    /// By how much the left of a comparison is more than the right, in the axis's own units or seconds.
    fn difference(self, comparison: &Comparison<'m>, place: &Place, to: &Constant, about: Instance<'r>) -> Option<(i64, u8)> {
        self.with((place, to), about, |asker| comparison.difference(asker))
    }

    /// Asks a copy in which a place is set otherwise.
    fn with<T>(self, (place, to): (&Place, &Constant), about: Instance<'_>, ask: impl FnOnce(Asker<'m, '_>) -> T) -> T {
        let mut copy = self.spare.take();
        copy.clone_from(self.record);
        put(&self.policy.vocabulary, &mut copy, place, to);
        let answer = ask(Asker { policy: self.policy, record: &copy, now: self.now, instance: about });
        self.spare.set(copy);
        answer
    }

    fn asker(self, instance: Instance<'r>) -> Asker<'m, 'r> {
        Asker { policy: self.policy, record: self.record, now: self.now, instance }
    }
}
