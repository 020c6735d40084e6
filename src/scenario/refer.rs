//! The names in expectations: rules, tables, notices, actors and facts, and what is wrong with them.

use crate::diagnostic::{Code, Diagnostic};
use crate::eval::answer::Subject;
use crate::model::policy::{DecisionId, Instances, NotedKind, NoticeId, NoticeKind, Policy, RuleId, TableId, TableKind, Verb};
use crate::model::types::with_article;
use crate::model::vocabulary::{Changer, Element, EntityId, FactId, Kind, RecordType};
use crate::syntax::ast;

use super::names;
use super::places::{self, Target};
use super::values::Reader;

/// A rule, a table or a notice that is expected; without a member it stands for all its members.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    pub subject: Subject,
    pub member: Option<String>,
}

/// A rule or a table that forbids.
pub fn forbidding(reader: &mut Reader<'_>, decision: DecisionId, reference: &ast::Reference) -> Option<Wanted> {
    let all = forbidding_all(reader.policy, decision);
    one_of(reader, &all, reference, &format!("forbids `{}`", name_of(reader.policy, decision)))
}

fn forbidding_all(policy: &Policy, decision: DecisionId) -> Vec<Subject> {
    let rules = (0..).map(RuleId).zip(&policy.rules).filter(|(_, rule)| rule.decision == decision && rule.verb == Verb::Forbid);
    let tables = (0..).map(TableId).zip(&policy.tables);
    let tables = tables.filter(|(_, table)| matches!(table.kind, TableKind::Verdict(of) if of == decision));
    rules.map(|(id, _)| Subject::Rule(id)).chain(tables.map(|(id, _)| Subject::Table(id))).collect()
}

/// A warning, a duty, an effect or a suggestion.
pub fn noted(reader: &mut Reader<'_>, decision: DecisionId, kind: NotedKind, reference: &ast::Reference) -> Option<Wanted> {
    let policy = reader.policy;
    let all = noted_all(policy, decision, kind);
    let does = match kind {
        NotedKind::Suggestion => "is a suggestion".to_owned(),
        kind => format!("is {} of `{}`", with_article(word(kind)), name_of(policy, decision)),
    };
    one_of(reader, &all, reference, &does)
}

fn noted_all(policy: &Policy, decision: DecisionId, kind: NotedKind) -> Vec<Subject> {
    if kind == NotedKind::Warning {
        let warnings = (0..).map(RuleId).zip(&policy.rules).filter(|(_, rule)| rule.decision == decision && rule.verb == Verb::Warn);
        return warnings.map(|(id, _)| Subject::Rule(id)).collect();
    }
    let fits = |notice: &NoticeKind| match notice {
        NoticeKind::Duty { decision: of, .. } => kind == NotedKind::Duty && *of == decision,
        NoticeKind::Effect { decision: of, .. } => kind == NotedKind::Effect && *of == decision,
        NoticeKind::Suggestion { .. } => kind == NotedKind::Suggestion,
    };
    let notices = (0..).map(NoticeId).zip(&policy.notices).filter(|(_, notice)| fits(&notice.kind));
    notices.map(|(id, _)| Subject::Notice(id)).collect()
}

/// `warning`, `duty`, `effect`, `suggestion`
#[must_use]
pub fn word(kind: NotedKind) -> &'static str {
    match kind {
        NotedKind::Warning => "warning",
        NotedKind::Duty => "duty",
        NotedKind::Effect => "effect",
        NotedKind::Suggestion => "suggestion",
    }
}

fn one_of(reader: &mut Reader<'_>, all: &[Subject], reference: &ast::Reference, does: &str) -> Option<Wanted> {
    let policy = reader.policy;
    let name = &reference.name;
    let found = all.iter().copied().find(|subject| subject.name(policy) == name.text);
    let Some(subject) = found else {
        let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("nothing called `{}` {does}", name.text));
        reader.report(diagnostic.suggesting(&name.text, all.iter().map(|subject| subject.name(policy))));
        return None;
    };
    has_member(reader, subject, reference).then(|| Wanted { subject, member: reference.member.clone() })
}

/// Whether a rule has the member that is named, as far as this can be said without facts.
fn has_member(reader: &mut Reader<'_>, subject: Subject, reference: &ast::Reference) -> bool {
    let Some(member) = &reference.member else { return true };
    let policy = reader.policy;
    let members: Vec<&str> = match subject.instances(policy) {
        Some(Instances::Entities(bodies)) => {
            bodies.iter().filter_map(|(id, _)| policy.vocabulary.entity(*id)).map(|of| of.name.as_str()).collect()
        }
        Some(Instances::Set(set, _)) => match set.element {
            Element::Enum(id) => {
                policy.vocabulary.enumeration(id).into_iter().flat_map(|of| of.members.keys()).map(String::as_str).collect()
            }
            Element::Text => return true,
        },
        Some(Instances::List(..)) => return true,
        Some(Instances::Single(_)) | None => Vec::new(),
    };
    if members.contains(&member.as_str()) {
        return true;
    }
    let name = &reference.name.text;
    let message = if members.is_empty() { format!("`{name}` has no members") } else { format!("`{member}` is no member of `{name}`") };
    let diagnostic = Diagnostic::error(Code::UnknownMember, reference.span, message);
    let diagnostic = diagnostic.suggesting(member, members.iter().copied());
    reader.report(if members.is_empty() { diagnostic } else { diagnostic.help(format!("it is for {}", members.join(", "))) });
    false
}

/// Who acts: an entity, or a declared actor.
pub fn changer(reader: &mut Reader<'_>, name: &ast::Name) -> Option<Changer> {
    let vocabulary = &reader.policy.vocabulary;
    if let Some((entity, _)) = places::entity(vocabulary, &name.text) {
        return Some(Changer::Entity(entity));
    }
    if let Some(index) = vocabulary.actors.iter().position(|actor| actor.name == name.text) {
        return u32::try_from(index).ok().map(Changer::Actor);
    }
    let actors = vocabulary.actors.iter().map(|actor| actor.name.as_str());
    let diagnostic = Diagnostic::error(Code::UnknownName, name.span, format!("nobody is called `{}`", name.text));
    let diagnostic = diagnostic.suggesting(&name.text, actors.chain(vocabulary.entities.keys().map(String::as_str)));
    reader.report(diagnostic);
    None
}

/// A fact that is said to be missing, as [`names::need`] writes it.
pub fn needed(reader: &mut Reader<'_>, needed: &ast::Needed) -> Option<String> {
    match places_of(reader.policy, needed) {
        Ok(text) => Some(text),
        Err(diagnostic) => {
            reader.report(diagnostic);
            None
        }
    }
}

fn places_of(policy: &Policy, needed: &ast::Needed) -> Result<String, Diagnostic> {
    let text = needed.path.text();
    if let Some((list, field)) = list_field(policy, &needed.path) {
        return of_fact(policy, list, Some(field), needed);
    }
    let (fact, field) = match places::resolve(&policy.vocabulary, &needed.path) {
        Ok(Target::Fact(fact)) => (fact, needed.after.as_deref().map(|after| after.trim_start_matches('.'))),
        Ok(Target::Entity(entity)) => return entity_needed(policy, entity, needed),
        Ok(Target::Part(_)) => return Err(Diagnostic::error(Code::TypeMismatch, needed.span, format!("`{text}` is no single fact"))),
        Err(diagnostic) => return Err(diagnostic),
    };
    of_fact(policy, fact, field, needed)
}

fn of_fact(policy: &Policy, fact: FactId, field: Option<&str>, needed: &ast::Needed) -> Result<String, Diagnostic> {
    let text = needed.path.text();
    let Some(of) = policy.vocabulary.fact(fact) else { return Ok(text) };
    match of.kind {
        Kind::List(record) => member_needed(policy.vocabulary.record(record), &of.path, field, needed),
        Kind::Set(element) => set_needed(policy, element, &text, needed),
        Kind::Scalar { .. } if needed.member.is_some() => {
            Err(Diagnostic::error(Code::TypeMismatch, needed.span, format!("`{text}` has no members")))
        }
        Kind::Scalar { .. } => Ok(text),
    }
}

fn entity_needed(policy: &Policy, entity: EntityId, needed: &ast::Needed) -> Result<String, Diagnostic> {
    match policy.vocabulary.entity(entity) {
        Some(of) if of.optional && needed.member.is_none() => Ok(of.name.clone()),
        _ => {
            let message = format!("`{}` has facts, and is no fact itself", needed.path.text());
            Err(Diagnostic::error(Code::TypeMismatch, needed.span, message).help("name one of its facts"))
        }
    }
}

/// `instance.disks.encrypted`: a fact of every member.
fn list_field<'p>(policy: &Policy, path: &'p ast::Path) -> Option<(FactId, &'p str)> {
    let (field, list) = path.segments.split_last()?;
    let list = ast::Path { segments: list.to_vec(), span: path.span };
    match places::find(&policy.vocabulary, &list) {
        Some(Target::Fact(fact)) => matches!(policy.vocabulary.fact(fact)?.kind, Kind::List(_)).then_some((fact, field.text.as_str())),
        _ => None,
    }
}

fn member_needed(record: Option<&RecordType>, list: &str, field: Option<&str>, needed: &ast::Needed) -> Result<String, Diagnostic> {
    let members = needed.member.as_deref().map_or_else(String::new, |member| format!("({})", names::quoted(member)));
    let Some(field) = field else {
        let message = format!("`{list}{members}` has facts, and is no fact itself");
        return if members.is_empty() { Ok(list.to_owned()) } else { Err(Diagnostic::error(Code::TypeMismatch, needed.span, message)) };
    };
    let Some(record) = record.filter(|record| !record.fields.contains_key(field)) else { return Ok(format!("{list}{members}.{field}")) };
    let diagnostic = Diagnostic::error(Code::UnknownFact, needed.span, format!("a {} has no field `{field}`", record.name));
    Err(diagnostic.suggesting(field, record.fields.keys().map(String::as_str)))
}

fn set_needed(policy: &Policy, element: Element, text: &str, needed: &ast::Needed) -> Result<String, Diagnostic> {
    let Some(member) = &needed.member else { return Ok(text.to_owned()) };
    let of = match element {
        Element::Enum(id) => policy.vocabulary.enumeration(id),
        Element::Text => None,
    };
    let Some(of) = of.filter(|of| !of.members.contains_key(member)) else { return Ok(format!("{text}({})", names::quoted(member))) };
    let diagnostic = Diagnostic::error(Code::UnknownMember, needed.span, format!("`{member}` is no {}", of.name));
    Err(diagnostic.suggesting(member, of.members.keys().map(String::as_str)))
}

fn name_of(policy: &Policy, decision: DecisionId) -> &str {
    policy.decisions.get_index(decision.index()).map_or("?", |(name, _)| name)
}
