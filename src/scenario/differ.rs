//! An expectation held against an answer.

use crate::advise::wait::{Wait, wait};
use crate::eval::answer::{Finding, Status, Verdict};
use crate::eval::ask::Asker;
use crate::model::policy::{NotedKind, Remedy, RemedyKind};
use crate::model::vocabulary::{Changer, Constant};
use crate::model::written::written;
use crate::syntax::ast::Noted;
use crate::value::calendar;

use super::expected::{Cure, Expected, ExpectedKind};
use super::judged::{Judged, listed};
use super::names;
use super::refer::{self, Wanted};
use super::run::{Mismatch, Moved, Reason};

/// What differs; nothing where the answer is as expected.
pub fn differ(judged: &Judged<'_>, expected: &Expected, reason: &Reason<'_>) -> Option<Mismatch> {
    let because = |finding: &Finding<'_>| reason(judged.record, judged.answer, finding);
    let (actual, moved) = match &expected.kind {
        ExpectedKind::Permitted => permitted(judged, &because),
        ExpectedKind::Forbidden(by) => forbidden(judged, by, &because),
        ExpectedKind::Undetermined(needing) => undetermined(judged, needing, &because),
        ExpectedKind::Value(value, _) => value_is(judged, value),
        ExpectedKind::Noted { noted: wanted, kind, of } => noted(judged, *wanted, *kind, of, &because),
        ExpectedKind::Remedy(cure) => remedy(judged, *cure),
    }?;
    Some(Mismatch { span: expected.span, expected: spelled(judged, expected), actual, moved })
}

/// The answer in words, and what came or went.
type Difference = Option<(String, Vec<Moved>)>;

fn permitted(judged: &Judged<'_>, because: &dyn Fn(&Finding<'_>) -> Option<String>) -> Difference {
    let answer = judged.answer;
    (answer.verdict != Some(Verdict::Permitted)).then(|| (judged.verdict(), came(judged, &answer.forbidden_by, because)))
}

fn came(judged: &Judged<'_>, findings: &[Finding<'_>], because: &dyn Fn(&Finding<'_>) -> Option<String>) -> Vec<Moved> {
    findings.iter().map(|finding| Moved { came: true, name: judged.name(finding), note: because(finding) }).collect()
}

/// The set of rules that forbid is the one that is named, if any is.
fn forbidden(judged: &Judged<'_>, by: &[Wanted], because: &dyn Fn(&Finding<'_>) -> Option<String>) -> Difference {
    let found = &judged.answer.forbidden_by;
    let unnamed = |finding: &Finding<'_>| !by.is_empty() && !by.iter().any(|wanted| judged.is(finding, wanted));
    let mut moved: Vec<Moved> =
        found.iter().filter(|finding| unnamed(finding)).flat_map(|finding| came(judged, std::slice::from_ref(finding), because)).collect();
    let missed = by.iter().filter(|wanted| !found.iter().any(|finding| judged.is(finding, wanted)));
    moved.extend(missed.map(|wanted| Moved { came: false, name: name(judged, wanted), note: judged.fate(wanted) }));
    let as_expected = judged.answer.verdict == Some(Verdict::Forbidden) && moved.is_empty();
    (!as_expected).then(|| (judged.verdict(), moved))
}

/// The set of facts that are missing is the one that is named, if any is.
fn undetermined(judged: &Judged<'_>, needing: &[String], because: &dyn Fn(&Finding<'_>) -> Option<String>) -> Difference {
    let answer = judged.answer;
    if answer.verdict != Some(Verdict::Undetermined) {
        return Some((judged.verdict(), came(judged, &answer.forbidden_by, because)));
    }
    let missing: Vec<Vec<String>> = answer.missing.iter().map(|need| names::need(judged.policy, judged.record, need)).collect();
    let unnamed = missing.iter().filter(|ways| !needing.is_empty() && !ways.iter().any(|way| needing.contains(way)));
    let fact = |came: bool, name: &String| Moved { came, name: name.clone(), note: None };
    let mut moved: Vec<Moved> = unnamed.filter_map(|ways| ways.first()).map(|name| fact(true, name)).collect();
    moved.extend(needing.iter().filter(|named| !missing.iter().any(|ways| ways.contains(named))).map(|name| fact(false, name)));
    (!moved.is_empty()).then(|| (judged.verdict(), moved))
}

fn value_is(judged: &Judged<'_>, value: &Constant) -> Difference {
    (judged.answer.value != Some(value.state())).then(|| (judged.verdict(), Vec::new()))
}

/// What is not settled is neither there nor absent.
fn noted(judged: &Judged<'_>, wanted: Noted, kind: NotedKind, of: &Wanted, because: &dyn Fn(&Finding<'_>) -> Option<String>) -> Difference {
    let found: Vec<&Finding<'_>> = judged.noted(kind).iter().filter(|finding| judged.is(finding, of)).collect();
    let (word, name) = (refer::word(kind), name(judged, of));
    if let Some(finding) = found.iter().find(|finding| finding.status == Status::Applies) {
        let moved = || came(judged, std::slice::from_ref(*finding), because);
        return (wanted != Noted::Told).then(|| (format!("{word} {name}"), moved()));
    }
    if let Some(finding) = found.first() {
        let needs = || listed(&format!("unknown {word} {name}"), "needing", &judged.needs(&finding.needs));
        return (wanted != Noted::Unknown).then(|| (needs(), Vec::new()));
    }
    (wanted != Noted::Absent).then(|| {
        (format!("no {word} {name}"), judged.fate(of).map(|fate| Moved { came: false, name, note: Some(fate) }).into_iter().collect())
    })
}

/// Something that forbids offers the remedy.
fn remedy(judged: &Judged<'_>, cure: Cure) -> Difference {
    let findings = &judged.answer.forbidden_by;
    let offered = findings.iter().flat_map(|finding| finding.remedies(judged.policy).into_iter().map(move |remedy| (finding, remedy)));
    let offered: Vec<Cure> = offered.map(|(finding, remedy)| offer(judged, finding, remedy)).collect();
    if offered.iter().any(|offer| fits(*offer, cure)) {
        return None;
    }
    let mut words: Vec<String> = offered.iter().map(|offer| cure_in_words(judged, *offer)).collect();
    words.dedup();
    let actual = if words.is_empty() { format!("{}, without a remedy", judged.verdict()) } else { format!("remedy {}", words.join(", ")) };
    Some((actual, Vec::new()))
}

fn fits(offered: Cure, wanted: Cure) -> bool {
    matches!((offered, wanted), (Cure::Wait(_), Cure::Wait(None))) || offered == wanted
}

fn offer(judged: &Judged<'_>, finding: &Finding<'_>, remedy: &Remedy) -> Cure {
    match &remedy.kind {
        RemedyKind::By { actor, .. } => Cure::By(*actor),
        RemedyKind::Impossible { .. } => Cure::Impossible,
        RemedyKind::Wait { .. } => {
            let asker = Asker { policy: judged.policy, record: judged.record, now: judged.answer.at, instance: finding.instance };
            match wait(asker, finding.subject) {
                Wait::Until(until) => Cure::Wait(Some(until)),
                Wait::Never | Wait::Unknown => Cure::Wait(None),
            }
        }
    }
}

fn cure_in_words(judged: &Judged<'_>, cure: Cure) -> String {
    let vocabulary = &judged.policy.vocabulary;
    match cure {
        Cure::Impossible => "impossible".to_owned(),
        Cure::Wait(None) => "wait".to_owned(),
        Cure::Wait(Some(until)) => format!("wait until {}", calendar::rfc3339(until, judged.policy.zone())),
        Cure::By(Changer::Entity(id)) => format!("by {}", vocabulary.entity(id).map_or("?", |entity| &entity.name)),
        Cure::By(Changer::Actor(index)) => format!("by {}", vocabulary.actors.get(index as usize).map_or("?", |actor| &actor.name)),
    }
}

/// An expectation as it is written.
fn spelled(judged: &Judged<'_>, expected: &Expected) -> String {
    match &expected.kind {
        ExpectedKind::Permitted => "permitted".to_owned(),
        ExpectedKind::Forbidden(by) => listed("forbidden", "by", &by.iter().map(|wanted| name(judged, wanted)).collect::<Vec<_>>()),
        ExpectedKind::Undetermined(needing) => listed("undetermined", "needing", needing),
        ExpectedKind::Value(value, ty) => {
            let decision = judged.policy.decisions.get_index(judged.answer.decision.index()).map_or("?", |(name, _)| name);
            format!("{decision} = {}", written(value, *ty, &judged.policy.vocabulary))
        }
        ExpectedKind::Noted { noted, kind, of } => {
            let not = match noted {
                Noted::Told => "",
                Noted::Absent => "no ",
                Noted::Unknown => "unknown ",
            };
            format!("{not}{} {}", refer::word(*kind), name(judged, of))
        }
        ExpectedKind::Remedy(cure) => format!("remedy {}", cure_in_words(judged, *cure)),
    }
}

fn name(judged: &Judged<'_>, wanted: &Wanted) -> String {
    names::with_member(judged.policy, wanted.subject, wanted.member.as_deref())
}
