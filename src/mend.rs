//! Mechanical changes: what `caveat check --fix` does. In a sound set a change is kept only if no scenario ends otherwise; in one with
//! mistakes only if it mends what it is about and no more declarations are lost.

use indexmap::IndexSet;

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::lint::{self, Levels, Subject};
use crate::load::{Set, load_set};
use crate::scenario;
use crate::source::{SourceFile, Sources};

/// More rounds than this only go in circles.
const ROUNDS: usize = 200;

/// What became of a set.
#[derive(Debug)]
pub struct Mended {
    /// its files, in their order, some of them changed
    pub sources: Sources,
    /// what was done, in the words of the changes
    pub done: Vec<String>,
    /// what was tried and would have changed how the set reads or answers
    pub refused: Vec<String>,
}

/// Makes all changes that findings offer, as long as they do no harm.
#[must_use]
pub fn mend(sources: &Sources, levels: &Levels, now: Option<i64>) -> Mended {
    let mut state = State::of(sources.clone(), levels, now);
    let mut done = Vec::new();
    let mut refused = IndexSet::new();
    for _ in 0..ROUNDS {
        let offered = state.offered(&refused);
        if offered.is_empty() {
            break;
        }
        // all at once; where that does harm, the first one alone
        let first = offered.get(..1).unwrap_or_default();
        let batches = [offered.as_slice(), first];
        let kept = batches.into_iter().find_map(|batch| Some((batch, state.with(batch, levels, now)?)));
        match kept {
            Some((batch, better)) => {
                done.extend(batch.iter().map(Offer::title));
                state = better;
            }
            None => _ = refused.insert(first.iter().map(Offer::title).collect::<String>()),
        }
    }
    Mended { sources: state.sources, done, refused: refused.into_iter().collect() }
}

/// A set with all that was found in it.
struct State {
    sources: Sources,
    found: Vec<Diagnostic>,
    is_sound: bool,
    /// how many declarations cannot be read
    lost: usize,
    /// the scenarios and what differs in them, of a set without errors
    outcomes: Vec<(String, Option<usize>, Vec<String>)>,
}

/// A change that a finding offers.
struct Offer<'a> {
    /// `rules/desk.policy:3`
    place: String,
    finding: &'a Diagnostic,
    fix: &'a Fix,
}

impl Offer<'_> {
    /// ``rules/desk.policy:3: unused-param: nothing uses `later` (leave it out)``
    fn title(&self) -> String {
        format!("{}: {}: {} ({})", self.place, self.finding.code.name(), self.finding.message, self.fix.title)
    }
}

impl State {
    fn of(mut sources: Sources, levels: &Levels, now: Option<i64>) -> Self {
        let Set { modules, policy, mut found } = load_set(&mut sources, &[]);
        let is_sound = !found.iter().any(Diagnostic::is_error);
        let lost = modules.iter().map(|module| module.file.lost.len()).sum();
        let mut outcomes = Vec::new();
        if is_sound {
            found.extend(lint::run(&Subject::new(&modules, &policy, &sources, now), levels));
            let actual = |outcome: &scenario::Outcome| outcome.mismatches.iter().map(|mismatch| mismatch.actual.clone()).collect();
            let all = scenario::run(&policy, &|_, _, _| None);
            outcomes = all.iter().map(|outcome| (outcome.title.clone(), outcome.row, actual(outcome))).collect();
        }
        Self { sources, found, is_sound, lost, outcomes }
    }

    /// The changes on offer that do not touch each other, without those that were refused.
    fn offered(&self, refused: &IndexSet<String>) -> Vec<Offer<'_>> {
        let mut taken: Vec<&Edit> = Vec::new();
        let mut offered = Vec::new();
        for finding in &self.found {
            let Some(fix) = finding.fix.as_deref() else { continue };
            let place = format!("{}:{}", self.sources.name(finding.span()), self.sources.position(finding.span()).line);
            let offer = Offer { place, finding, fix };
            let is_free = fix.edits.iter().all(|edit| taken.iter().all(|other| !touch(edit, other)));
            if is_free && !fix.edits.is_empty() && !refused.contains(&offer.title()) {
                taken.extend(&fix.edits);
                offered.push(offer);
            }
        }
        offered
    }

    /// The set with some changes, if it is no worse.
    fn with(&self, offers: &[Offer<'_>], levels: &Levels, now: Option<i64>) -> Option<Self> {
        let edits: Vec<&Edit> = offers.iter().flat_map(|offer| &offer.fix.edits).collect();
        let changed = Self::of(apply(&self.sources, &edits), levels, now);
        let is_mended = |offer: &Offer<'_>| !changed.found.iter().any(|found| is_same(found, offer.finding));
        let is_kept = if self.is_sound {
            changed.is_sound && changed.outcomes == self.outcomes
        } else {
            changed.lost <= self.lost && offers.iter().all(is_mended)
        };
        is_kept.then_some(changed)
    }
}

/// Whether a finding is still there: the same words at the same place.
fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.code == other.code && one.message == other.message && one.span() == other.span()
}

/// Whether two edits change the same place.
fn touch(one: &Edit, other: &Edit) -> bool {
    one.span.file == other.span.file && one.span.start <= other.span.end && other.span.start <= one.span.end
}

/// The texts with some edits that do not touch each other.
fn apply(sources: &Sources, edits: &[&Edit]) -> Sources {
    let mut changed = Sources::default();
    for (id, file) in sources.iter() {
        let mut of_file: Vec<&Edit> = edits.iter().copied().filter(|edit| edit.span.file == id).collect();
        of_file.sort_by_key(|edit| edit.span);
        let mut text = file.text.clone();
        for edit in of_file.into_iter().rev() {
            if text.get(edit.span.range()).is_some() {
                text.replace_range(edit.span.range(), &edit.text);
            }
        }
        changed.add(SourceFile::new(&file.name, text));
    }
    changed
}
