//! The facts that decided something, with their values, read off its proof.

use serde_json::{Value as Json, json};

use crate::eval::proof::{MemberPlace, Outcome, Proof, Question, SetPlace, Step, StepId};
use crate::facts::Presumed;
use crate::facts::record::{Presence, Slot};
use crate::facts::value_text;
use crate::model::expression::ConditionKind;
use crate::model::policy::{TableId, TermType};
use crate::model::vocabulary::{Element, FactId, Kind, Scalar};
use crate::syntax::ast::Hit;
use crate::value::{State, Truth, Value, calendar};

use super::json::FactUsed;
use super::names;
use super::scene::Scene;
use super::values::{duration, money};
use super::words::Language;

/// Every fact that a definite step rests on, in the order of the policy. Of an `or` that holds only what holds counts, of an `and`
/// that does not only what does not.
#[must_use]
pub fn used(scene: &Scene<'_>, proof: &Proof<'_, '_>, root: StepId) -> Vec<FactUsed> {
    let mut found: Vec<FactUsed> = Vec::new();
    let mut seen = vec![false; proof.steps.len()];
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        let Some(step) = proof.step(id) else { continue };
        if seen.get_mut(id.0 as usize).is_none_or(|seen| std::mem::replace(seen, true)) {
            continue;
        }
        if let Some(fact) = fact_of(scene, &step.question)
            && !found.iter().any(|known| known.fact == fact.fact)
        {
            found.push(fact);
        }
        open.extend(deciding(scene, proof, step).into_iter().rev());
    }
    found
}

/// The parts that made a step's answer what it is.
#[must_use]
pub fn deciding(scene: &Scene<'_>, proof: &Proof<'_, '_>, step: &Step<'_, '_>) -> Vec<StepId> {
    let with = |truth: Truth| {
        let same = |id: &StepId| proof.step(*id).is_some_and(|part| part.outcome == Outcome::Truth(truth));
        proof.parts(step).iter().copied().filter(same).collect()
    };
    match (&step.question, step.outcome) {
        // a decision that permits rests on every rule there is
        (Question::Decision(_), Outcome::Truth(Truth::Yes)) => Vec::new(),
        (Question::Decision(_), Outcome::Truth(Truth::No)) => with(Truth::Yes),
        // from the top: the rows that do not fit leave it to the one that does
        (Question::Says(id, _) | Question::Table(id), _) if reads_from_the_top(scene, *id) => proof.parts(step).to_vec(),
        (Question::Says(..) | Question::Table(_), _) => {
            let possible = |id: &StepId| proof.step(*id).is_some_and(|part| part.outcome != Outcome::Truth(Truth::No));
            proof.parts(step).iter().copied().filter(possible).collect()
        }
        (Question::Rule(_) | Question::Notice(_) | Question::Exception(_), Outcome::Truth(Truth::No)) => {
            proof.parts(step).iter().copied().filter(|id| proof.step(*id).is_some_and(clears)).collect()
        }
        (question, Outcome::Truth(truth)) if decides(question, truth) => with(truth),
        _ => proof.parts(step).to_vec(),
    }
}

fn reads_from_the_top(scene: &Scene<'_>, id: TableId) -> bool {
    scene.policy.tables.get(id.index()).is_some_and(|table| table.hit == Hit::First)
}

/// Whether a clause that answers so keeps a rule from applying.
fn clears(clause: &Step<'_, '_>) -> bool {
    let excuses = matches!(clause.question, Question::Unless | Question::Exception(_));
    clause.outcome == Outcome::Truth(if excuses { Truth::Yes } else { Truth::No })
}

/// Whether one part that answers the same is enough for the whole.
fn decides(question: &Question<'_>, truth: Truth) -> bool {
    let Question::Condition(condition) = question else {
        return matches!(question, Question::Row(..) | Question::Rule(_) | Question::Notice(_)) && truth != Truth::Yes;
    };
    match condition.kind {
        ConditionKind::All(_) | ConditionKind::Every(..) | ConditionKind::HasAll(..) => truth != Truth::Yes,
        ConditionKind::Any(_) | ConditionKind::Some(..) | ConditionKind::HasAny(..) => truth != Truth::No,
        _ => false,
    }
}

/// The fact that a step asks for.
fn fact_of(scene: &Scene<'_>, question: &Question<'_>) -> Option<FactUsed> {
    match *question {
        Question::Fact { fact } | Question::InSet { place: SetPlace::Fact(fact) } => {
            let kind = scene.vocabulary().fact(fact)?.kind;
            Some(told(scene, names::path(scene, fact).to_owned(), kind, scene.record.slot(fact)))
        }
        Question::Field { list, member, field } | Question::InSet { place: SetPlace::Field { list, member, field } } => {
            let kind = names::field(scene.vocabulary(), list, field)?.kind;
            let slot = scene.member_at(list, member).map(|at| scene.record.member_slot(at, field));
            Some(told(scene, names::field_path(scene, list, member, field), kind, slot.unwrap_or_default()))
        }
        Question::List { fact } => Some(list(scene, fact)),
        Question::Absent { entity } if scene.record.presence(entity) == Presence::Absent => {
            let name = scene.vocabulary().entity(entity).map_or("?", |entity| &entity.name);
            Some(FactUsed { fact: name.to_owned(), value: Json::Null, text: scene.speech().state(State::None, None) })
        }
        _ => None,
    }
}

/// A fact that was presumed, with what was presumed of it.
#[must_use]
pub fn presumed(scene: &Scene<'_>, presumed: &Presumed) -> Option<FactUsed> {
    match (presumed.member, scene.vocabulary().fact(presumed.fact)?.kind) {
        (Some((index, field)), _) => fact_of(scene, &Question::Field { list: presumed.fact, member: MemberPlace::Known(index), field }),
        (None, Kind::List(_)) => Some(list(scene, presumed.fact)),
        (None, _) => fact_of(scene, &Question::Fact { fact: presumed.fact }),
    }
}

/// A fact with what its slot says.
#[must_use]
pub fn told(scene: &Scene<'_>, fact: String, kind: Kind, slot: Slot) -> FactUsed {
    match kind {
        Kind::Scalar { scalar, .. } => {
            let state = scene.record.state(slot);
            let text = scene.speech().state(state, Some(TermType::Scalar(scalar)));
            FactUsed { fact, value: json_of(scene, state, scalar), text }
        }
        Kind::Set(element) => set(scene, fact, element, slot),
        Kind::List(_) => FactUsed { fact, value: Json::Null, text: String::new() },
    }
}

fn set(scene: &Scene<'_>, fact: String, element: Element, slot: Slot) -> FactUsed {
    let speech = scene.speech();
    let Some(set) = scene.record.set(slot) else {
        return FactUsed { fact, value: Json::Null, text: speech.state(State::Unknown, None) };
    };
    let ty = element.term_type();
    let states = set.yes.iter().map(|member| scene.record.state(*member));
    FactUsed { fact, value: set_value(scene, element, slot), text: speech.list(states.map(|state| speech.state(state, Some(ty)))) }
}

/// A list by the names of its members.
fn list(scene: &Scene<'_>, fact: FactId) -> FactUsed {
    let members = list_members(scene, fact);
    let text = scene.speech().list(members.iter().cloned());
    FactUsed { fact: names::path(scene, fact).to_owned(), value: json!(members), text }
}

/// What is known of a fact, as fact files have it: of a set the members known to be in it, of a list the names of its members, and behind
/// either `...` where it may have others.
#[must_use]
pub fn value_of(scene: &Scene<'_>, id: FactId) -> Json {
    let (record, slot) = (scene.record, scene.record.slot(id));
    let (mut value, may_have_more) = match scene.vocabulary().fact(id).map(|fact| fact.kind) {
        Some(Kind::Scalar { scalar, .. }) => return json_of(scene, record.state(slot), scalar),
        Some(Kind::Set(element)) => (set_value(scene, element, slot), record.set(slot).is_some_and(|set| set.open)),
        Some(Kind::List(_)) => (json!(list_members(scene, id)), record.list(slot).is_some_and(|list| list.open)),
        None => return Json::Null,
    };
    if let (Json::Array(members), true) = (&mut value, may_have_more) {
        members.push(json!("..."));
    }
    value
}

fn set_value(scene: &Scene<'_>, element: Element, slot: Slot) -> Json {
    let Some(set) = scene.record.set(slot) else { return Json::Null };
    let known = set.yes.iter().filter_map(|member| scene.record.state(*member).known());
    json!(known.map(|value| value_text(scene.vocabulary(), element.scalar(), value)).collect::<Vec<_>>())
}

fn list_members(scene: &Scene<'_>, fact: FactId) -> Vec<String> {
    let count = scene.record.list(scene.record.slot(fact)).map_or(0, |list| list.count);
    (0..count).filter_map(|index| names::member(scene, fact, MemberPlace::Known(index))).map(|member| member.plain).collect()
}

/// A scalar as fact files have it: an enum's member by its name, money with its currency, exact decimals as texts.
#[must_use]
pub fn json_of(scene: &Scene<'_>, state: State<'_>, scalar: Scalar) -> Json {
    let State::Known(value) = state else { return Json::Null };
    match (value, scalar) {
        (Value::Truth(yes), _) => json!(yes),
        (Value::Number(number), Scalar::Integer) => number.to_integer().map_or_else(|| json!(number.to_string()), |whole| json!(whole)),
        (Value::Number(amount), Scalar::Money(currency)) => json!(money(amount, Some(currency))),
        (Value::Instant(seconds), Scalar::Date) => json!(calendar::date(seconds, scene.policy.zone())),
        (Value::Instant(seconds), _) => json!(calendar::rfc3339(seconds, scene.policy.zone())),
        (Value::Duration(seconds), _) => json!(written_duration(seconds)),
        _ => json!(value_text(scene.vocabulary(), scalar, value)),
    }
}

/// `-1 day 2 hours`, as fact files have it.
fn written_duration(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    format!("{sign}{}", duration(seconds.saturating_abs(), Language::English))
}
