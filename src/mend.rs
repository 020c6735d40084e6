//! Mechanical changes: what `caveat check --fix` does. A change is kept only if the set is no worse for it and no scenario ends otherwise.

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
    errors: usize,
    /// the scenarios and what differs in them, of a set without errors
    outcomes: Vec<(String, Option<usize>, Vec<String>)>,
}

/// A change that a finding offers.
struct Offer<'a> {
    finding: &'a Diagnostic,
    fix: &'a Fix,
}

impl Offer<'_> {
    /// ``unused-param: nothing uses `later` (leave it out)``
    fn title(&self) -> String {
        format!("{}: {} ({})", self.finding.code.name(), self.finding.message, self.fix.title)
    }
}

impl State {
    fn of(mut sources: Sources, levels: &Levels, now: Option<i64>) -> Self {
        let Set { modules, policy, mut found } = load_set(&mut sources, &[]);
        let errors = found.iter().filter(|finding| finding.is_error()).count();
        let mut outcomes = Vec::new();
        if errors == 0 {
            found.extend(lint::run(&Subject::new(&modules, &policy, &sources, now), levels));
            let actual = |outcome: &scenario::Outcome| outcome.mismatches.iter().map(|mismatch| mismatch.actual.clone()).collect();
            let all = scenario::run(&policy, &|_, _, _| None);
            outcomes = all.iter().map(|outcome| (outcome.title.clone(), outcome.row, actual(outcome))).collect();
        }
        Self { sources, found, errors, outcomes }
    }

    /// The changes on offer that do not touch each other, without those that were refused.
    fn offered(&self, refused: &IndexSet<String>) -> Vec<Offer<'_>> {
        let mut taken: Vec<&Edit> = Vec::new();
        let mut offered = Vec::new();
        for finding in &self.found {
            let Some(fix) = finding.fix.as_deref() else { continue };
            let offer = Offer { finding, fix };
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
        let is_sound = self.errors == 0 && changed.errors == 0 && changed.outcomes == self.outcomes;
        (is_sound || changed.errors < self.errors).then_some(changed)
    }
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
