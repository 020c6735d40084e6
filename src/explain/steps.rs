//! One step of a proof in words: what was asked, and what was answered.

use crate::eval::proof::{Outcome, Question, Step};
use crate::facts::value_text;
use crate::model::expression::{Count, Term, TermKind};
use crate::model::policy::{Body, DecisionKind, Effective, TableId, TableKind, TermType, Verb};
use crate::model::vocabulary::{Fact, Kind, Scalar};
use crate::model::walk;
use crate::source::Span;
use crate::value::{State, Truth, calendar};

use super::json::StepKind;
use super::names;
use super::scene::Scene;
use super::template;
use super::words::Word;

/// How many characters of a condition are shown.
const LONGEST: usize = 160;

/// What a step asked, as the policy has it.
#[must_use]
pub fn label(scene: &Scene<'_>, step: &Step<'_, '_>) -> String {
    let policy = scene.policy;
    match &step.question {
        Question::Condition(condition) => written(scene, condition.span),
        Question::Term(term) => written(scene, term.span),
        Question::Fact { fact } | Question::List { fact } => names::path(scene, *fact).to_owned(),
        Question::Field { list, member, field } => names::field_path(scene, *list, *member, *field),
        Question::InSet { place } => format!("{} has {}", names::set_path(scene, *place), sought(scene, step)),
        Question::Absent { entity } => format!("{} is none", scene.vocabulary().entity(*entity).map_or("?", |entity| &entity.name)),
        Question::Count(Count::Members(list, _)) => format!("count of {}", names::path(scene, list.fact)),
        Question::Count(Count::Number(number)) => number.to_string(),
        Question::Member { list, member } => {
            names::member(scene, *list, *member).map_or_else(|| scene.speech().word(Word::OtherMembers).to_owned(), |member| member.plain)
        }
        Question::Definition(id) => match policy.definitions.get(id.index()) {
            Some(definition) => definition.name.clone().unwrap_or_else(|| written(scene, definition.span)),
            None => "?".to_owned(),
        },
        Question::Table(id) => table(scene, *id).to_owned(),
        Question::Says(id, verb) => format!("{} {}", table(scene, *id), verb_of(*verb)),
        Question::Row(_, row) => scene.language.rows(&[row + 1]),
        Question::Cell(id, row, column) => cell(scene, *id, *row, *column),
        Question::Decision(id) => policy.decisions.get_index(id.index()).map_or("?", |(name, _)| name).to_owned(),
        Question::Rule(id) => with_instance(scene, policy.rules.get(id.index()).map(|rule| (rule.name.as_str(), &rule.instances)), step),
        Question::Notice(id) => {
            with_instance(scene, policy.notices.get(id.index()).map(|notice| (notice.name.as_str(), &notice.instances)), step)
        }
        Question::Exception(id) => format!("exception {}", policy.exceptions.get(id.index()).map_or("?", |exception| &exception.name)),
        Question::Given => "given".to_owned(),
        Question::When => "when".to_owned(),
        Question::Unless => "unless".to_owned(),
    }
}

/// What a step answered.
#[must_use]
pub fn answer(scene: &Scene<'_>, step: &Step<'_, '_>) -> String {
    let speech = scene.speech();
    match step.outcome {
        Outcome::Truth(Truth::Yes) => speech.word(Word::Yes).to_owned(),
        Outcome::Truth(Truth::No) => speech.word(Word::No).to_owned(),
        Outcome::Truth(Truth::Unknown) => speech.word(Word::Unknown).to_owned(),
        Outcome::State(state) => speech.state(state, type_of(scene, &step.question)),
        Outcome::Span(least, most) => template::span(scene, least, most),
        Outcome::Undetermined => speech.word(Word::UndeterminedValue).to_owned(),
    }
}

/// What a step is.
#[must_use]
pub fn kind(step: &Step<'_, '_>) -> StepKind {
    match step.question {
        Question::Condition(_) => StepKind::Condition,
        Question::Term(_) | Question::Count(_) => StepKind::Term,
        Question::Fact { .. } | Question::Field { .. } | Question::InSet { .. } | Question::List { .. } | Question::Absent { .. } => {
            StepKind::Fact
        }
        Question::Member { .. } => StepKind::Member,
        Question::Definition(_) => StepKind::Definition,
        Question::Table(_) | Question::Says(..) => StepKind::Table,
        Question::Row(..) => StepKind::Row,
        Question::Cell(..) => StepKind::Cell,
        Question::Decision(_) => StepKind::Decision,
        Question::Rule(_) | Question::Notice(_) => StepKind::Rule,
        Question::Exception(_) => StepKind::Exception,
        Question::Given | Question::When | Question::Unless => StepKind::Clause,
    }
}

/// Where the policy has what a step asked; of a fact the policy has nothing but its name.
#[must_use]
pub fn span(scene: &Scene<'_>, step: &Step<'_, '_>) -> Option<Span> {
    let policy = scene.policy;
    let row = |id: TableId, row: u32| policy.tables.get(id.index())?.rows.get(row as usize);
    match step.question {
        Question::Condition(condition) => Some(condition.span),
        Question::Term(term) => Some(term.span),
        Question::Definition(id) => policy.definitions.get(id.index()).map(|definition| definition.span),
        Question::Table(id) | Question::Says(id, _) => policy.tables.get(id.index()).map(|table| table.name_span),
        Question::Row(id, place) => row(id, place).map(|row| row.span),
        Question::Cell(id, place, column) => row(id, place)?.cells.get(column as usize).map(|cell| cell.span),
        Question::Rule(id) => policy.rules.get(id.index()).map(|rule| rule.name_span),
        Question::Notice(id) => policy.notices.get(id.index()).map(|notice| notice.span),
        Question::Exception(id) => policy.exceptions.get(id.index()).map(|exception| exception.span),
        _ => None,
    }
}

/// What changed with a step at the scene's instant, which is an edge: its new answer, or that something came into force or went out of it.
#[must_use]
pub fn cause(scene: &Scene<'_>, step: &Step<'_, '_>) -> Option<String> {
    let policy = scene.policy;
    let effective = match step.question {
        Question::Rule(id) => {
            policy.rules.get(id.index()).and_then(|rule| walk::bodies(&rule.instances).first().map(|body| body.scope.effective))
        }
        Question::Exception(id) => policy.exceptions.get(id.index()).map(|exception| exception.scope.effective),
        Question::Table(id) | Question::Says(id, _) => policy.tables.get(id.index()).map(|table| table.scope.effective),
        _ => return Some(scene.language.with_colon(&label(scene, step), &answer(scene, step))),
    };
    let Effective { from, until } = effective?;
    let day = |instant| calendar::date(instant, policy.zone());
    let turned = if from == Some(scene.at) {
        scene.language.from_day(&day(scene.at))
    } else if until == Some(scene.at) {
        scene.language.through_day(&day(scene.at.saturating_sub(1)))
    } else {
        answer(scene, step)
    };
    Some(scene.language.with_colon(&label(scene, step), &turned))
}

fn written(scene: &Scene<'_>, span: Span) -> String {
    let text = scene.written(span);
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or("")),
        None => text,
    }
}

/// The value that was looked for in a set.
fn sought(scene: &Scene<'_>, step: &Step<'_, '_>) -> String {
    match (step.value(), scalar_of_set(scene, &step.question)) {
        (Some(State::Known(value)), Some(scalar)) => value_text(scene.vocabulary(), scalar, value).into_owned(),
        _ => "?".to_owned(),
    }
}

fn scalar_of_set(scene: &Scene<'_>, question: &Question<'_>) -> Option<Scalar> {
    let Question::InSet { place } = question else { return None };
    match names::set_fact(scene.vocabulary(), *place)?.kind {
        Kind::Set(element) => Some(element.scalar()),
        _ => None,
    }
}

fn table<'a>(scene: &Scene<'a>, id: TableId) -> &'a str {
    scene.policy.tables.get(id.index()).map_or("?", |table| &table.name)
}

fn verb_of(verb: Verb) -> &'static str {
    match verb {
        Verb::Forbid => "forbid",
        Verb::Permit => "permit",
        Verb::Warn => "warn",
    }
}

/// `car.kind | van`
fn cell(scene: &Scene<'_>, id: TableId, row: u32, column: u32) -> String {
    let Some(table) = scene.policy.tables.get(id.index()) else { return "?".to_owned() };
    let header = table.columns.get(column as usize).map_or("?", |column| &column.text);
    let test = table.rows.get(row as usize).and_then(|row| row.cells.get(column as usize));
    format!("{header} | {}", test.map(|cell| written(scene, cell.span)).unwrap_or_default())
}

fn with_instance(scene: &Scene<'_>, declared: Option<(&str, &crate::model::policy::Instances)>, step: &Step<'_, '_>) -> String {
    let Some((name, instances)) = declared else { return "?".to_owned() };
    let member = names::instance(scene, &step.instance(), Some(instances));
    names::with_instance(name, member.as_ref())
}

/// The type of a step's answer; none where the question does not tell, as with a literal.
fn type_of(scene: &Scene<'_>, question: &Question<'_>) -> Option<TermType> {
    let policy = scene.policy;
    match question {
        Question::Term(term) => of_term(scene, term),
        Question::Fact { fact } => policy.vocabulary.fact(*fact).and_then(of_fact),
        Question::Field { list, field, .. } => names::field(&policy.vocabulary, *list, *field).and_then(of_fact),
        Question::Definition(id) => match policy.definitions.get(id.index())?.body {
            Body::Condition(_) => None,
            Body::Term { ty, .. } => Some(ty),
        },
        Question::Table(id) => match policy.tables.get(id.index())?.kind {
            TableKind::Value { ty, .. } => Some(ty),
            TableKind::Verdict(_) => None,
        },
        Question::Decision(id) => match policy.decisions.get_index(id.index())?.1.kind {
            DecisionKind::Valued { ty, .. } => Some(ty),
            DecisionKind::Verdict { .. } => None,
        },
        _ => None,
    }
}

/// The type of a term whose value needs one to be printed: an enum's member, a date, money.
fn of_term(scene: &Scene<'_>, term: &Term) -> Option<TermType> {
    match &term.kind {
        TermKind::Param(id) => scene.policy.params.get_index(id.index()).map(|(_, param)| param.ty.member_type()),
        TermKind::Fact(fact) => type_of(scene, &Question::Fact { fact: *fact }),
        TermKind::Field(record, field) => scene.policy.vocabulary.record(*record).and_then(|of| of.field(*field)).and_then(of_fact),
        TermKind::Definition(id) => type_of(scene, &Question::Definition(*id)),
        TermKind::Table(id) => type_of(scene, &Question::Table(*id)),
        TermKind::Decision(id) => type_of(scene, &Question::Decision(*id)),
        TermKind::Add(left, right) | TermKind::Subtract(left, right) | TermKind::Multiply(left, right) => {
            [left, right].into_iter().filter_map(|operand| of_term(scene, operand)).find(|ty| ty.currency().is_some())
        }
        TermKind::If(_, yes, no) => of_term(scene, yes).or_else(|| of_term(scene, no)),
        _ => None,
    }
}

fn of_fact(fact: &Fact) -> Option<TermType> {
    match fact.kind {
        Kind::Scalar { scalar, .. } => Some(TermType::Scalar(scalar)),
        Kind::Set(_) | Kind::List(_) => None,
    }
}
