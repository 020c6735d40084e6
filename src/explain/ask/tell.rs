//! From the candidates of an interview to words.

use crate::advise::interview::{Candidate, Topic};
use crate::advise::plan::Holder;
use crate::eval::answer::Answer;
use crate::eval::proof::MemberPlace;
use crate::explain::case::Case;
use crate::explain::json::Verdict;
use crate::explain::plan::rulings::ruled;
use crate::explain::scene::Scene;
use crate::explain::words::Word;
use crate::explain::{cite, names};
use crate::model::policy::TermType;
use crate::model::vocabulary::{Element, EnumId, Fact, Kind as FactKind, Presumption, Scalar};
use crate::model::written::written;

use super::json::{Choice, Kind, Next, Question, SCHEMA};
use super::words::example;

/// The questions that are still of use for a record of a name, if it has one, and a place.
#[must_use]
pub fn next<'a>(scene: &Scene<'a>, answer: &Answer<'a, 'a>, candidates: &[Candidate], record: (Option<String>, String)) -> Next {
    Next {
        case: Case::new(scene, answer.decision, SCHEMA, record),
        verdict: answer.verdict.map(crate::explain::tell::verdict),
        definite: answer.missing.is_empty()
            || answer.verdict.is_some_and(|verdict| crate::explain::tell::verdict(verdict) != Verdict::Undetermined),
        missing: answer.missing.len(),
        questions: candidates.iter().map(|candidate| question(scene, answer, candidate)).collect(),
    }
}

/// One question with what hangs on it.
#[must_use]
pub fn question<'a>(scene: &Scene<'a>, answer: &Answer<'a, 'a>, candidate: &Candidate) -> Question {
    let (fact, kind) = match candidate.topic {
        Topic::Entity(_) => (None, Kind::Presence),
        Topic::Value(holder) => (holder.declaration(scene.vocabulary()), Kind::Value),
        Topic::Set(holder) => (holder.declaration(scene.vocabulary()), Kind::Set),
        Topic::List(list) => (scene.vocabulary().fact(list), Kind::Count),
    };
    let changed_by = fact.map_or(&[][..], |fact| &fact.changed_by);
    let hanging = candidate.hanging.iter().filter_map(|place| answer.undetermined.get(*place));
    Question {
        fact: path(scene, candidate.topic),
        kind,
        ty: fact.map(|fact| type_name(scene, fact)),
        label: label(scene, candidate.topic, fact),
        doc: fact.and_then(|fact| fact.doc.clone()),
        choices: choices(scene, candidate.topic, fact),
        optional: matches!(fact.map(|fact| fact.kind), Some(FactKind::Scalar { optional: true, .. })),
        assume: fact.and_then(|fact| assume(scene, fact)),
        ask: changed_by.iter().map(|who| names::changer(scene, *who).to_owned()).collect(),
        settles: f64::from(candidate.settles) / 1000.0,
        open: thousandths(candidate.open),
        rules: hanging.filter_map(|finding| ruled(scene, finding)).collect(),
        example: fact.map(|fact| example(scene.language, fact.kind)).unwrap_or_default(),
        who: changed_by.iter().map(|who| names::changer_label(scene, *who).to_owned()).collect(),
    }
}

/// So many thousandths; a policy has no rules without number.
fn thousandths(number: u64) -> f64 {
    u32::try_from(number).map_or(f64::MAX, |number| f64::from(number) / 1000.0)
}

/// What a question is about, as fact files and answers name it.
#[must_use]
pub fn path(scene: &Scene<'_>, topic: Topic) -> String {
    match topic {
        Topic::Entity(entity) => scene.vocabulary().entity(entity).map_or("?", |entity| &entity.name).to_owned(),
        Topic::Value(holder) | Topic::Set(holder) => match holder {
            Holder::Fact(fact) => names::path(scene, fact).to_owned(),
            Holder::Field { list, index, field } => names::field_path(scene, list, MemberPlace::Known(index), field),
        },
        Topic::List(list) => names::path(scene, list).to_owned(),
    }
}

/// The keys and places that lead to it in a fact file.
#[must_use]
pub fn keys(scene: &Scene<'_>, topic: Topic) -> Vec<String> {
    let cut = |path: &str| path.split('.').map(str::to_owned).collect::<Vec<_>>();
    match topic {
        Topic::Value(Holder::Field { list, index, field }) | Topic::Set(Holder::Field { list, index, field }) => {
            let mut keys = cut(names::path(scene, list));
            let name = names::field(scene.vocabulary(), list, field).map_or("?", |field| &field.path);
            keys.extend([format!("#{}", index + 1), name.to_owned()]);
            keys
        }
        other => cut(&path(scene, other)),
    }
}

fn label(scene: &Scene<'_>, topic: Topic, fact: Option<&Fact>) -> Option<String> {
    match topic {
        Topic::Entity(entity) => cite::label(scene, scene.vocabulary().entity(entity).map(|entity| &entity.label)),
        _ => cite::label(scene, fact.map(|fact| &fact.label)),
    }
}

fn type_name(scene: &Scene<'_>, fact: &Fact) -> String {
    let vocabulary = scene.vocabulary();
    match fact.kind {
        FactKind::Scalar { scalar, optional } => format!("{}{}", scalar.name(vocabulary), if optional { "?" } else { "" }),
        FactKind::Set(element) => format!("set of {}", element.scalar().name(vocabulary)),
        FactKind::List(record) => format!("list of {}", vocabulary.record(record).map_or("?", |of| &of.name)),
    }
}

fn choices(scene: &Scene<'_>, topic: Topic, fact: Option<&Fact>) -> Vec<Choice> {
    match (topic, fact.map(|fact| fact.kind)) {
        (_, Some(FactKind::Scalar { scalar: Scalar::Enum(id), .. } | FactKind::Set(Element::Enum(id)))) => members(scene, id),
        (Topic::Entity(_), _) | (_, Some(FactKind::Scalar { scalar: Scalar::YesNo, .. })) => {
            let choice = |value: &str, word: Word| Choice { value: value.to_owned(), label: word.text(scene.language).to_owned() };
            vec![choice("yes", Word::Yes), choice("no", Word::No)]
        }
        _ => Vec::new(),
    }
}

fn members(scene: &Scene<'_>, id: EnumId) -> Vec<Choice> {
    let names = scene.vocabulary().enumeration(id).map(|of| of.members.keys()).into_iter().flatten();
    names.zip(0..).map(|(name, place)| Choice { value: name.clone(), label: scene.speech().member(id, place).to_owned() }).collect()
}

fn assume(scene: &Scene<'_>, fact: &Fact) -> Option<String> {
    let said = |constant, scalar| written(constant, TermType::Scalar(scalar), scene.vocabulary());
    Some(match (fact.assume.as_ref()?, fact.kind) {
        (Presumption::Scalar(constant), FactKind::Scalar { scalar, .. }) => said(constant, scalar),
        (Presumption::Set(members), FactKind::Set(element)) => {
            let members: Vec<String> = members.iter().map(|member| said(member, element.scalar())).collect();
            format!("{{{}}}", members.join(", "))
        }
        _ => "[]".to_owned(),
    })
}
