//! A fact that is set, in words.

use serde_json::{Value as Json, json};

use crate::advise::plan::{self, Holder, Item, Place, StepKind, is_fresh};
use crate::eval::proof::MemberPlace;
use crate::explain::facts::json_of;
use crate::explain::scene::Scene;
use crate::explain::values::{duration, money};
use crate::explain::words::Word;
use crate::explain::{cite, names};
use crate::model::policy::TermType;
use crate::model::vocabulary::{Constant, Element, Kind, Scalar};
use crate::model::written::quoted;
use crate::value::{Decimal, State, Value};

use super::json::{Change, Reach};
use super::words::{Phrase, phrase, reaching, same_as};

/// What a change sets, as the scene's record has it, and to what; `all` are the changes of the whole plan.
#[must_use]
pub fn told(scene: &Scene<'_>, change: &plan::Change, kind: StepKind, all: &[&plan::Change]) -> Change {
    let own = change.place.state(scene.record);
    let any_other = is_fresh(&change.to);
    let same = all.iter().find(|other| any_other && other.to == change.to && other.place != change.place);
    let (from, to) = (json_at(scene, &change.place, own), json_at(scene, &change.place, change.to.state()));
    Change {
        fact: path(scene, &change.place),
        label: label(scene, &change.place),
        from,
        to: if any_other { Json::Null } else { to },
        reach: match change.reach {
            _ if any_other => Reach::AnyOther,
            plan::Reach::Exactly => Reach::Exactly,
            plan::Reach::OrMore => Reach::OrMore,
            plan::Reach::OrLess => Reach::OrLess,
        },
        was: words(scene, &change.place, own, kind),
        becomes: match same {
            Some(other) => same_as(scene.language, &path(scene, &other.place)),
            None if any_other => phrase(Phrase::AnyOther, scene.language).to_owned(),
            None => reaching(scene.language, &words(scene, &change.place, change.to.state(), kind), (change.reach, is_time(&change.to))),
        },
        difference: difference(scene, &change.place, own, change.to.state()),
    }
}

/// `car.wheels("left").flat`, `car.inside("coat")`, `car.wheels("left")`
fn path(scene: &Scene<'_>, place: &Place) -> String {
    match place {
        Place::Value(at) | Place::Closed(at) => holder_path(scene, *at),
        Place::InSet(at, item) => format!("{}({})", holder_path(scene, *at), quoted(&item_name(scene, *at, item))),
        Place::Listed { list, index } => {
            let member = names::member(scene, *list, MemberPlace::Known(*index));
            format!("{}({})", names::path(scene, *list), member.map_or_else(|| "?".to_owned(), |member| member.quoted))
        }
        Place::Present(entity) => scene.vocabulary().entity(*entity).map_or("?", |entity| &entity.name).to_owned(),
    }
}

fn holder_path(scene: &Scene<'_>, holder: Holder) -> String {
    match holder {
        Holder::Fact(fact) => names::path(scene, fact).to_owned(),
        Holder::Field { list, index, field } => names::field_path(scene, list, MemberPlace::Known(index), field),
    }
}

fn item_name(scene: &Scene<'_>, holder: Holder, item: &Item) -> String {
    match (item, holder.declaration(scene.vocabulary()).map(|fact| fact.kind)) {
        (Item::Member(member), Some(Kind::Set(Element::Enum(id)))) => scene.vocabulary().member_name(id, *member).to_owned(),
        (Item::Member(member), _) => format!("#{member}"),
        (Item::Text(text), _) => text.to_string(),
    }
}

/// What people call it; of a member of a set, the set and the member.
fn label(scene: &Scene<'_>, place: &Place) -> Option<String> {
    let Some(holder) = place.holder() else {
        let Place::Present(entity) = place else { return None };
        return cite::label(scene, scene.vocabulary().entity(*entity).map(|entity| &entity.label));
    };
    let fact = holder.declaration(scene.vocabulary())?;
    let label = cite::label(scene, Some(&fact.label))?;
    Some(match (place, fact.kind) {
        (Place::InSet(_, Item::Member(member)), Kind::Set(Element::Enum(id))) => {
            scene.language.with_colon(&label, scene.speech().member(id, *member))
        }
        _ => label,
    })
}

fn scalar(scene: &Scene<'_>, place: &Place) -> Option<Scalar> {
    let Place::Value(holder) = place else { return None };
    match holder.declaration(scene.vocabulary())?.kind {
        Kind::Scalar { scalar, .. } => Some(scalar),
        _ => None,
    }
}

fn json_at(scene: &Scene<'_>, place: &Place, state: State<'_>) -> Json {
    match (scalar(scene, place), state) {
        (Some(scalar), state) => json_of(scene, state, scalar),
        (None, State::Known(Value::Truth(yes))) => json!(yes),
        _ => Json::Null,
    }
}

/// A value as people read it; of members and entities, what becomes of them.
fn words(scene: &Scene<'_>, place: &Place, state: State<'_>, kind: StepKind) -> String {
    let speech = scene.speech();
    let yes = state == State::Known(Value::Truth(true));
    let wanted = match place {
        _ if state == State::Unknown => return speech.word(Word::Unknown).to_owned(),
        Place::Value(_) => return speech.state(state, scalar(scene, place).map(TermType::Scalar)),
        Place::Closed(_) => Phrase::NoOthers,
        Place::InSet(..) | Place::Listed { .. } if kind == StepKind::Change && !yes => Phrase::TakenOut,
        Place::InSet(..) | Place::Listed { .. } if yes => Phrase::InIt,
        Place::InSet(..) | Place::Listed { .. } => Phrase::NotInIt,
        Place::Present(_) if yes => Phrase::There,
        Place::Present(_) => return speech.word(Word::None).to_owned(),
    };
    phrase(wanted, scene.language).to_owned()
}

fn is_time(constant: &Constant) -> bool {
    matches!(constant, Constant::Instant(_))
}

/// `+37.50 CNY`, `-2`, `+30 days`
fn difference(scene: &Scene<'_>, place: &Place, from: State<'_>, to: State<'_>) -> Option<String> {
    let scalar = scalar(scene, place)?;
    let (State::Known(from), State::Known(to)) = (from, to) else { return None };
    let (negative, amount) = match (from, to) {
        (Value::Number(from), Value::Number(to)) => {
            let difference = to - from;
            let size = if difference.is_negative() { Decimal::ZERO - difference } else { difference };
            let said = match scalar {
                Scalar::Money(currency) => money(size, Some(currency)),
                _ => size.to_string(),
            };
            (difference.is_negative(), said)
        }
        (Value::Instant(from), Value::Instant(to)) | (Value::Duration(from), Value::Duration(to)) => {
            let difference = to.saturating_sub(from);
            (difference < 0, duration(difference.saturating_abs(), scene.language))
        }
        _ => return None,
    };
    Some(format!("{}{amount}", if negative { "-" } else { "+" }))
}
