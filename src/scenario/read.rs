//! A case held against the vocabulary: its facts, its instant, and what it expects.

use indexmap::IndexSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::record::Presence;
use crate::model::policy::{DecisionId, Policy};
use crate::model::vocabulary::FactId;
use crate::syntax::ast::{Expression, OutlineCell, Path};

use super::bases::Bases;
use super::blocks;
use super::case::{Case, cases};
use super::expected::{self, Expected};
use super::places::{self, Target};
use super::sheet::Sheet;
use super::values::Reader;

/// When a scenario that says no `at` is judged: 2000-01-01T00:00Z.
pub const UNDATED: i64 = 946_684_800;

/// A case that can be run, unless something was found.
pub struct Reading {
    pub sheet: Sheet,
    pub decision: Option<DecisionId>,
    pub at: i64,
    /// whether the case says when it is judged
    pub dated: bool,
    pub expected: Vec<Expected>,
    pub found: Vec<Diagnostic>,
}

/// Everything that is wrong with the facts blocks and scenarios of a policy, each mistake once.
#[must_use]
pub fn check(policy: &Policy) -> Vec<Diagnostic> {
    let mut reader = Reader::new(policy, UNDATED);
    for block in policy.facts.values() {
        blocks::sheet(&mut reader, &block.name);
    }
    let mut found = reader.found;
    let mut bases = Bases::default();
    found.extend(cases(policy).flat_map(|case| read(policy, &case, &mut bases).found));
    let mut seen = IndexSet::new();
    found.retain(|diagnostic| seen.insert((diagnostic.span(), diagnostic.code, diagnostic.message.clone())));
    found.sort_by_key(|diagnostic| (diagnostic.span(), diagnostic.code));
    found
}

/// Reads one case.
#[must_use]
pub fn read<'p>(policy: &'p Policy, case: &Case<'p>, bases: &mut Bases<'p>) -> Reading {
    let at = case.at().map(|moment| moment.seconds(policy.zone()));
    let mut reader = Reader::new(policy, at.unwrap_or(UNDATED));
    let mut sheet = case.scenario.from.as_ref().map(|base| bases.sheet(&mut reader, base)).unwrap_or_default();
    once(&mut reader, case);
    for setting in &case.scenario.with {
        set(&mut reader, &mut sheet, &setting.path, &setting.value);
    }
    for path in &case.scenario.without {
        forget(&mut reader, &mut sheet, path);
    }
    for (path, cell) in case.facts() {
        match cell {
            OutlineCell::Value(value) => set(&mut reader, &mut sheet, path, value),
            OutlineCell::Unknown => forget(&mut reader, &mut sheet, path),
            OutlineCell::Keep | OutlineCell::Expect(_) => {}
        }
    }
    let decision = decision(&mut reader, case);
    let expectations = decision.into_iter().flat_map(|decision| case.expectations().map(move |of| (decision, of)));
    let expected = expectations.filter_map(|(decision, of)| expected::resolve(&mut reader, decision, of)).collect();
    dated(&mut reader, case);
    Reading { sheet, decision, at: reader.at, dated: at.is_some(), expected, found: reader.found }
}

/// No fact is set twice; a row may replace what the whole outline sets.
fn once(reader: &mut Reader<'_>, case: &Case<'_>) {
    let settings = case.scenario.with.iter().map(|setting| &setting.path).chain(&case.scenario.without);
    distinct(reader, settings);
    distinct(reader, case.facts().map(|(path, _)| path));
}

fn distinct<'p>(reader: &mut Reader<'_>, paths: impl Iterator<Item = &'p Path>) {
    let mut seen = IndexSet::new();
    for path in paths {
        if !seen.insert(path.text()) {
            reader.report(Diagnostic::error(Code::DuplicateKey, path.span, format!("`{}` stands here twice", path.text())));
        }
    }
}

/// `item.status = lent`, `branch = none`
fn set(reader: &mut Reader<'_>, sheet: &mut Sheet, path: &Path, value: &Expression) {
    match places::resolve(&reader.policy.vocabulary, path) {
        Ok(Target::Fact(fact)) => blocks::tell(reader, sheet, fact, value),
        Ok(Target::Entity(entity)) => blocks::whole(reader, sheet, entity, value),
        Ok(Target::Part(_)) => {
            let message = format!("`{}` has facts, and is no value itself", path.text());
            reader.report(Diagnostic::error(Code::TypeMismatch, path.span, message).help("name one of its facts"));
        }
        Err(diagnostic) => reader.report(diagnostic),
    }
}

/// `without instance.status`
fn forget(reader: &mut Reader<'_>, sheet: &mut Sheet, path: &Path) {
    let vocabulary = &reader.policy.vocabulary;
    let facts: Vec<FactId> = match places::resolve(vocabulary, path) {
        Ok(Target::Fact(fact)) => vec![fact],
        Ok(Target::Part(shape)) => places::facts_of(shape),
        Ok(Target::Entity(entity)) => return sheet.clear(vocabulary, entity, Presence::Missing),
        Err(diagnostic) => return reader.report(diagnostic),
    };
    let owner = facts.first().and_then(|fact| vocabulary.owner(*fact)).filter(|entity| sheet.is_absent(*entity));
    if let Some(entity) = owner.and_then(|entity| vocabulary.entity(entity)) {
        let message = format!("`{}` is none here, so all of its facts are known", entity.name);
        reader.report(Diagnostic::error(Code::TypeMismatch, path.span, message).help(format!("write `without {}`", entity.name)));
    }
    for fact in facts {
        sheet.forget(fact);
    }
}

fn decision(reader: &mut Reader<'_>, case: &Case<'_>) -> Option<DecisionId> {
    let name = &case.scenario.decision;
    let policy = reader.policy;
    let found = policy.decisions.get_index_of(&name.text).and_then(|index| u32::try_from(index).ok()).map(DecisionId);
    if found.is_none() {
        let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("no decision is called `{}`", name.text));
        reader.report(diagnostic.suggesting(&name.text, policy.decisions.keys().map(String::as_str)));
    }
    found
}

/// Facts that depend on `now` need to know when that is.
fn dated(reader: &mut Reader<'_>, case: &Case<'_>) {
    if let (None, Some(used)) = (case.at(), reader.used_now) {
        let diagnostic = Diagnostic::error(Code::NowMisplaced, case.span(), "this scenario does not say when it is judged");
        reader.report(diagnostic.and(used, "`now` is used here").help("write `at` and a time"));
    }
}
