//! What may be told of a record, a column each. [`Column::ALL`] is the manual: names and meanings, as the help prints them.

use std::borrow::Cow;

use crate::eval::answer::{Decided, Ruling, Verdict};
use crate::eval::names;
use crate::explain::facts::{json_of, value_of};
use crate::explain::json::{Reason, Told};
use crate::explain::text;
use crate::facts::record::Slot;
use crate::facts::record_name;
use crate::model::policy::{DecisionId, DecisionKind, Policy, TermType, ValuedBy, Verb};
use crate::model::vocabulary::{FactId, Kind, Scalar, Vocabulary};
use crate::nearest::nearest;
use crate::value::calendar;

use super::cell::Cell;
use super::line::Line;

/// A column of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Record,
    File,
    Line,
    Decision,
    At,
    Verdict,
    Value,
    ForbiddenBy,
    PermittedBy,
    Undetermined,
    Error,
    Since,
    Until,
    Missing,
    Reasons,
    Remedies,
    WaitUntil,
    Clauses,
    Excepted,
    Warnings,
    Duties,
    Effects,
    Suggestions,
    ValuedBy,
    Assumed,
    /// a fact of the vocabulary
    Fact(FactId),
}

/// What stands in the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// texts, lists, and numbers that are exact
    Text,
    Truth,
    Whole,
    Time,
}

/// A column with its name and what it tells.
pub type Entry = (Column, &'static str, &'static str);

impl Column {
    /// All but the facts: first what a silent decision tells, then what only the full answer does.
    pub const ALL: &[Entry] = &[
        (Self::Record, "record", "how the record is called"),
        (Self::File, "file", "the fact file it stands in"),
        (Self::Line, "line", "the line on which it begins; of a broken record the line of the mistake"),
        (Self::Decision, "decision", "what was asked"),
        (Self::At, "at", "the moment it was judged at"),
        (Self::Verdict, "verdict", "permitted, forbidden or undetermined"),
        (Self::Value, "value", "of a decision that has values: its value"),
        (Self::ForbiddenBy, "forbidden_by", "the rules and tables that forbid it"),
        (Self::PermittedBy, "permitted_by", "the rules and tables that permit it"),
        (Self::Undetermined, "undetermined", "the rules and tables that facts are missing for"),
        (Self::Error, "error", "why the record could not be read"),
        (Self::Since, "since", "the moment since when it comes to this, the facts held fixed"),
        (Self::Until, "until", "the moment at which it comes to something else"),
        (Self::Missing, "missing", "the facts to ask for"),
        (Self::Reasons, "reasons", "why, in words"),
        (Self::Remedies, "remedies", "what would cure it, and who has to do it"),
        (Self::WaitUntil, "wait_until", "where waiting is a remedy: the last moment that has to be waited for"),
        (Self::Clauses, "clauses", "the clauses that the reasons come from"),
        (Self::Excepted, "excepted", "the rules that would apply but for an exception"),
        (Self::Warnings, "warnings", "the warnings that apply, or may"),
        (Self::Duties, "duties", "the duties that apply, or may"),
        (Self::Effects, "effects", "the effects that come, or may"),
        (Self::Suggestions, "suggestions", "the suggestions that fit, or may"),
        (Self::ValuedBy, "valued_by", "the table that gives the value"),
        (Self::Assumed, "assumed", "the facts that were presumed"),
    ];

    /// What a table tells where nobody says otherwise.
    pub const USUAL: [Self; 7] = [Self::Record, Self::File, Self::Line, Self::Verdict, Self::ForbiddenBy, Self::Undetermined, Self::Error];

    /// The same for a decision that has values.
    pub const USUAL_OF_VALUES: [Self; 6] = [Self::Record, Self::File, Self::Line, Self::Value, Self::Undetermined, Self::Error];

    /// The column of a name, which may be the path of a fact.
    ///
    /// # Errors
    /// The name that is nearest to one that there is not, if any is near.
    pub fn named<'v>(name: &str, vocabulary: &'v Vocabulary) -> Result<Self, Option<&'v str>> {
        if let Some((column, ..)) = Self::ALL.iter().find(|(_, known, _)| *known == name) {
            return Ok(*column);
        }
        let fact = vocabulary.facts.iter().zip(0..).find(|(fact, _)| fact.path == name);
        let known = || Self::ALL.iter().map(|(_, name, _)| *name).chain(vocabulary.facts.iter().map(|fact| fact.path.as_str()));
        fact.map(|(_, index)| Self::Fact(FactId(index))).ok_or_else(|| nearest(name, known()))
    }

    #[must_use]
    pub fn name(self, vocabulary: &Vocabulary) -> &str {
        match self {
            Self::Fact(id) => vocabulary.fact(id).map_or("?", |fact| &fact.path),
            own => Self::ALL.iter().find(|(column, ..)| *column == own).map_or("?", |(_, name, _)| name),
        }
    }

    /// What stands in its cells where the policy is asked for this decision.
    #[must_use]
    pub fn holds(self, policy: &Policy, decision: DecisionId) -> Held {
        let value = || match &policy.decisions.get_index(decision.index())?.1.kind {
            DecisionKind::Valued { ty: TermType::Scalar(scalar), .. } => Some(*scalar),
            _ => None,
        };
        match self {
            Self::Line => Held::Whole,
            Self::At | Self::Since | Self::Until | Self::WaitUntil => Held::Time,
            Self::Value => value().map_or(Held::Text, held),
            Self::Fact(id) => scalar(&policy.vocabulary, id).map_or(Held::Text, held),
            _ => Held::Text,
        }
    }

    /// What it tells of a record.
    #[must_use]
    pub fn cell<'l>(self, line: &'l Line<'_>) -> Cell<'l> {
        match self {
            Self::Record => Cell::maybe(record_name(&line.judge.policy.vocabulary, line.record)),
            Self::File => Cell::Text(Cow::Borrowed(line.file)),
            Self::Line => i64::try_from(line.place.line).map_or(Cell::Empty, Cell::Whole),
            Self::Decision => Cell::Text(Cow::Borrowed(line.judge.decision_name())),
            Self::At => Cell::Exact(calendar::rfc3339(line.at, line.judge.policy.zone())),
            Self::Verdict => Cell::maybe(verdict(line.ruling)),
            Self::Value => value(line),
            Self::ForbiddenBy => titles(line, |found| found.certain && found.verb == Verb::Forbid),
            Self::PermittedBy => titles(line, |found| found.certain && found.verb == Verb::Permit),
            Self::Undetermined => undetermined(line),
            Self::Error => Cell::Empty,
            Self::Fact(id) => fact(line, id),
            full => told(full, line.told(), line),
        }
    }
}

fn verdict(ruling: Ruling<'_>) -> Option<&'static str> {
    match ruling {
        Ruling::Value(_) => None,
        Ruling::Verdict(Verdict::Permitted) => Some("permitted"),
        Ruling::Verdict(Verdict::Forbidden) => Some("forbidden"),
        Ruling::Verdict(Verdict::Undetermined) => Some("undetermined"),
    }
}

fn kind<'l>(line: &'l Line<'_>) -> Option<&'l DecisionKind> {
    line.judge.policy.decisions.get_index(line.judge.decision.index()).map(|(_, decision)| &decision.kind)
}

fn value<'l>(line: &'l Line<'_>) -> Cell<'l> {
    match (line.ruling, kind(line)) {
        (Ruling::Value(state), Some(DecisionKind::Valued { ty: TermType::Scalar(scalar), .. })) => {
            Cell::of(json_of(&line.judge.scene(line.record, line.at), state, *scalar), Some(*scalar))
        }
        _ => Cell::Empty,
    }
}

/// The rules and tables that something was found out about: `flat_wheel("left")`.
fn titles<'l>(line: &'l Line<'_>, wanted: impl Fn(&Decided<'_>) -> bool) -> Cell<'l> {
    Cell::List(line.found.iter().filter(|found| wanted(found)).map(|found| title(line, found)).collect())
}

fn title<'l>(line: &'l Line<'_>, found: &Decided<'_>) -> Cow<'l, str> {
    let policy = line.judge.policy;
    let name = found.subject.name(policy);
    match names::instance(policy, line.record, &found.instance, found.subject.instances(policy)) {
        None => Cow::Borrowed(name),
        member => Cow::Owned(names::with_instance(name, member.as_ref())),
    }
}

/// For a valued decision the table that would answer it.
fn undetermined<'l>(line: &'l Line<'_>) -> Cell<'l> {
    let by_table = match (line.ruling, kind(line)) {
        (Ruling::Verdict(_), Some(DecisionKind::Valued { by: ValuedBy::Table(id), .. })) => line.judge.policy.tables.get(id.index()),
        _ => None,
    };
    match by_table {
        Some(table) => Cell::List(vec![Cow::Borrowed(table.name.as_str())]),
        None => titles(line, |found| !found.certain),
    }
}

fn fact<'l>(line: &'l Line<'_>, id: FactId) -> Cell<'l> {
    if line.record.slot(id) == Slot::Unknown {
        return Cell::Unknown;
    }
    let scene = line.judge.scene(line.record, line.at);
    Cell::of(value_of(&scene, id), scalar(scene.vocabulary(), id))
}

/// The type of a fact that is no set and no list.
fn scalar(vocabulary: &Vocabulary, id: FactId) -> Option<Scalar> {
    match vocabulary.fact(id)?.kind {
        Kind::Scalar { scalar, .. } => Some(scalar),
        Kind::Set(_) | Kind::List(_) => None,
    }
}

fn held(scalar: Scalar) -> Held {
    match scalar {
        Scalar::YesNo => Held::Truth,
        Scalar::Integer => Held::Whole,
        Scalar::Time => Held::Time,
        _ => Held::Text,
    }
}

/// What only the full answer tells.
fn told<'l>(column: Column, told: &'l Told, line: &'l Line<'_>) -> Cell<'l> {
    let list = |texts: Vec<&'l str>| Cell::List(texts.into_iter().map(Cow::Borrowed).collect());
    match column {
        Column::Since => instant(told.lasts.since.as_ref()),
        Column::Until => instant(told.lasts.until.as_ref()),
        Column::Missing => list(told.missing.iter().map(|wanted| wanted.path.as_str()).collect()),
        Column::Reasons => list(reasons(told)),
        Column::Clauses => list(clauses(told)),
        Column::Remedies => Cell::List(remedies(told, line)),
        Column::WaitUntil => wait_until(told),
        Column::Excepted => list(told.excepted.iter().map(|excepted| excepted.head.title.as_str()).collect()),
        Column::Warnings => list(told.warnings.iter().map(|noted| noted.head.title.as_str()).collect()),
        Column::Duties => list(told.duties.iter().map(|noted| noted.head.title.as_str()).collect()),
        Column::Effects => list(told.effects.iter().map(|noted| noted.head.title.as_str()).collect()),
        Column::Suggestions => list(told.suggestions.iter().map(|noted| noted.head.title.as_str()).collect()),
        Column::ValuedBy => Cell::maybe(told.valued_by.as_ref().map(|reason| reason.head.title.as_str())),
        Column::Assumed => list(told.assumed.iter().map(|fact| fact.fact.as_str()).collect()),
        _ => Cell::Empty,
    }
}

/// What the verdict rests on, or the value.
fn decisive(told: &Told) -> &[Reason] {
    use crate::explain::json::Verdict as V;
    match told.verdict {
        Some(V::Forbidden) => &told.forbidden_by,
        Some(V::Permitted) => &told.permitted_by,
        Some(V::Undetermined) => &[],
        None => told.valued_by.as_slice(),
    }
}

fn reasons(told: &Told) -> Vec<&str> {
    let open = told.undetermined.iter().filter(|_| told.verdict == Some(crate::explain::json::Verdict::Undetermined));
    let open = open.filter_map(|open| open.because.as_deref());
    decisive(told).iter().filter_map(|reason| reason.because.as_deref()).chain(open).collect()
}

/// Each once.
fn clauses(told: &Told) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for clause in decisive(told).iter().flat_map(|reason| &reason.clauses) {
        if !found.contains(&clause.name.as_str()) {
            found.push(&clause.name);
        }
    }
    found
}

fn remedies<'l>(told: &'l Told, line: &Line<'_>) -> Vec<Cow<'l, str>> {
    let all = told.forbidden_by.iter().flat_map(|reason| &reason.remedies);
    all.map(|cure| Cow::Owned(text::cure(cure, line.judge.language))).collect()
}

/// All are told in the set's zone, so that their texts are in the order of time.
fn wait_until(told: &Told) -> Cell<'_> {
    let all = told.forbidden_by.iter().flat_map(|reason| &reason.remedies);
    instant(all.filter_map(|cure| cure.until.as_ref()).max())
}

fn instant(told: Option<&String>) -> Cell<'_> {
    told.map_or(Cell::Empty, |instant| Cell::Exact(instant.clone()))
}
