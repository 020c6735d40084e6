//! Whether a formula can hold: its subjects are given the parts of their values one by one, until it is settled.

use indexmap::IndexMap;

use crate::model::vocabulary::Constant;
use crate::value::{Decimal, Truth};

use super::Outlook;
use super::formula::{Formula, Subject, SubjectKind, Test, Witness};
use super::reading::Reading;
use crate::analysis::tables::number_between;

/// More steps of work than this are not made.
const MOST_WORK: usize = 100_000;

/// A subject that the formula asks, with the constants that its atoms name.
struct Asked<'r> {
    subject: &'r Subject,
    words: Vec<Constant>,
    points: Vec<Decimal>,
}

/// Looks for values that make the formula hold.
pub fn solve(reading: &Reading<'_>, formula: &Formula) -> Outlook {
    let mut search = Search { asked: asked(reading, formula), chosen: IndexMap::new(), work: MOST_WORK };
    match search.holds(formula) {
        None => Outlook::Unclear,
        Some(false) => Outlook::Never,
        Some(true) if are_free(search.asked.values().map(|asked| asked.subject)) => Outlook::Possible(search.witness()),
        Some(true) => Outlook::Unclear,
    }
}

fn asked<'r>(reading: &'r Reading<'_>, formula: &Formula) -> IndexMap<usize, Asked<'r>> {
    let mut all: IndexMap<usize, Asked<'r>> = IndexMap::new();
    formula.each(&mut |index, test| {
        let Some((_, subject)) = reading.subjects.get_index(index) else { return };
        let asked = all.entry(index).or_insert_with(|| Asked { subject, words: Vec::new(), points: Vec::new() });
        match test {
            Test::Word(word) if !asked.words.contains(word) => asked.words.push(word.clone()),
            Test::Line(_, point) => asked.points.push(*point),
            _ => {}
        }
    });
    for asked in all.values_mut() {
        asked.points.sort_unstable();
        asked.points.dedup();
    }
    all
}

/// Whether any value of one goes with any value of the others: one by one, each has a fact that no other has.
fn are_free<'r>(subjects: impl Iterator<Item = &'r Subject>) -> bool {
    let mut left: Vec<&Subject> = subjects.collect();
    while !left.is_empty() {
        let own = |index: usize, subject: &Subject| {
            let others = || left.iter().enumerate().filter(|(other, _)| *other != index);
            subject.free && subject.bases.iter().any(|base| others().all(|(_, other)| !other.bases.contains(base)))
        };
        let Some(index) = left.iter().enumerate().position(|(index, subject)| own(index, subject)) else { return false };
        left.swap_remove(index);
    }
    true
}

struct Search<'r> {
    asked: IndexMap<usize, Asked<'r>>,
    /// the part that each subject is given, by its place in `asked`
    chosen: IndexMap<usize, usize>,
    work: usize,
}

impl Search<'_> {
    /// None where it would take too long.
    fn holds(&mut self, formula: &Formula) -> Option<bool> {
        let mut open = None;
        let mut steps = 0;
        let answer = formula.answer(&mut |subject, test| {
            steps += 1;
            if let (Some(part), Some(asked)) = (self.chosen.get(&subject), self.asked.get(&subject)) {
                return asked.holds(*part, test);
            }
            open.get_or_insert(subject);
            Truth::Unknown
        });
        self.work = self.work.checked_sub(steps + 1)?;
        let (Truth::Unknown, Some(subject)) = (answer, open) else { return Some(answer == Truth::Yes) };
        for part in self.asked.get(&subject).map_or_else(Vec::new, Asked::parts) {
            self.chosen.insert(subject, part);
            if self.holds(formula)? {
                return Some(true);
            }
        }
        self.chosen.shift_remove(&subject);
        Some(false)
    }

    /// What was chosen for facts that are words, or yes and no.
    fn witness(&self) -> Witness {
        let said = |(subject, part): (&usize, &usize)| self.asked.get(subject)?.written(*part);
        self.chosen.iter().filter_map(said).collect()
    }
}

impl Asked<'_> {
    /// The parts of its values that the atoms can tell apart, by number.
    fn parts(&self) -> Vec<usize> {
        match &self.subject.kind {
            SubjectKind::Flag => vec![1, 0],
            SubjectKind::Word { members, .. } => {
                let others = members.is_none_or(|members| members > self.words.len());
                (0..self.words.len() + usize::from(others)).collect()
            }
            SubjectKind::Line { whole, least } => (0..=2 * self.points.len()).filter(|part| self.lies(*part, *whole, *least)).collect(),
        }
    }

    /// Of a line, the odd parts are its points, the even ones the gaps between them. Whether there is a number in such a part.
    fn lies(&self, part: usize, whole: bool, least: Option<Decimal>) -> bool {
        let point = |index: usize| self.points.get(index).copied();
        if part % 2 == 1 {
            return point(part / 2).is_some_and(|point| (!whole || point.is_whole()) && least.is_none_or(|least| least <= point));
        }
        let (low, high) = ((part / 2).checked_sub(1).and_then(point), point(part / 2));
        let low = match (low, least.map(|least| least - Decimal::from(1))) {
            (Some(low), Some(least)) => Some(low.max(least)),
            (low, least) => low.or(least),
        };
        low.is_none() || high.is_none() || number_between(low, high, whole).is_some()
    }

    fn holds(&self, part: usize, test: &Test) -> Truth {
        match test {
            Test::Up => part == 1,
            Test::Word(word) => self.words.get(part) == Some(word),
            Test::Line(order, point) => {
                let place = self.points.binary_search(point).map_or(0, |index| 2 * index + 1);
                order.holds(part.cmp(&place))
            }
        }
        .into()
    }

    fn written(&self, part: usize) -> Option<String> {
        let name = self.subject.name.as_ref()?;
        match &self.subject.kind {
            SubjectKind::Flag => Some(format!("{name} = {}", if part == 1 { "yes" } else { "no" })),
            SubjectKind::Word { names, .. } => match self.words.get(part)? {
                Constant::Member(member) => names.get(*member as usize).map(|member| format!("{name} = {member}")),
                Constant::Text(text) => Some(format!("{name} = \"{text}\"")),
                _ => None,
            },
            SubjectKind::Line { .. } => None,
        }
    }
}
