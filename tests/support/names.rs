//! The crate's answers in names.

use caveat::eval::answer::{self, Decided, Finding, Instance, Need, Subject, Verdict};
use caveat::eval::proof::MemberPlace;
use caveat::facts::{Record, name_member};
use caveat::model::policy::{DecisionKind, Policy, TermType, Verb};
use caveat::model::vocabulary::{Element, FactId, FieldId, Kind, Scalar};
use caveat::value::{State, Value};

use super::answer::{Answer, Key, Needs, Status};

/// Gives names to what an answer numbers.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    pub policy: &'a Policy,
    pub record: &'a Record,
    /// Members of lists by their places, `#1`, also where they have names: a name may be learned.
    pub by_place: bool,
}

impl Names<'_> {
    pub fn answer(self, answer: &answer::Answer<'_, '_>) -> Answer {
        let keys = |findings: &[Finding<'_>]| findings.iter().map(|finding| self.key(finding.subject, finding.instance)).collect();
        let rules = [&answer.forbidden_by, &answer.permitted_by, &answer.undetermined, &answer.warnings, &answer.excepted, &answer.others];
        let judged = rules.into_iter().chain([&answer.duties, &answer.effects]).flatten();
        let judged = judged.filter(|finding| !matches!(finding.subject, Subject::Table(_)));
        Answer {
            verdict: answer.verdict.map(verdict),
            value: answer.value.map(|value| self.value(answer, value)),
            forbidden_by: keys(&answer.forbidden_by),
            permitted_by: keys(&answer.permitted_by),
            undetermined: answer
                .undetermined
                .iter()
                .map(|finding| (self.key(finding.subject, finding.instance), self.needs(&finding.needs)))
                .collect(),
            missing: self.needs(&answer.missing),
            statuses: judged.map(|finding| (self.key(finding.subject, finding.instance), status(finding.status))).collect(),
        }
    }

    /// What the silent run tells: forbidden by, permitted by, undetermined.
    pub fn decided(self, decided: &[Decided<'_>]) -> [Vec<Key>; 3] {
        let keys = |wanted: &dyn Fn(&Decided<'_>) -> bool| {
            let mut keys: Vec<Key> = decided.iter().filter(|one| wanted(one)).map(|one| self.key(one.subject, one.instance)).collect();
            keys.sort();
            keys
        };
        [
            keys(&|one| one.certain && one.verb == Verb::Forbid),
            keys(&|one| one.certain && one.verb == Verb::Permit),
            keys(&|one| !one.certain),
        ]
    }

    pub fn key(self, subject: Subject, instance: Instance<'_>) -> Key {
        let name = match subject {
            Subject::Rule(id) => &self.policy.rules[id.index()].name,
            Subject::Table(id) => &self.policy.tables[id.index()].name,
            Subject::Notice(id) => &self.policy.notices[id.index()].name,
        };
        (name.clone(), self.member(subject, instance))
    }

    fn member(self, subject: Subject, instance: Instance<'_>) -> Option<String> {
        match instance {
            Instance::Only | Instance::SetMember(State::Unknown | State::None) | Instance::Member { member: MemberPlace::Rest, .. } => None,
            Instance::Entity(id) => self.policy.vocabulary.entities.get_index(id.index()).map(|(name, _)| name.clone()),
            Instance::Member { member: MemberPlace::Known(place), .. } if self.by_place => Some(format!("#{}", place + 1)),
            Instance::Member { list, member: MemberPlace::Known(place) } => {
                Some(name_member(&self.policy.vocabulary, self.record, list, place).to_string())
            }
            Instance::SetMember(State::Known(Value::Text(text))) => Some(text.to_owned()),
            Instance::SetMember(State::Known(Value::Member(member))) => {
                let instances = match subject {
                    Subject::Rule(id) => &self.policy.rules[id.index()].instances,
                    Subject::Notice(id) => &self.policy.notices[id.index()].instances,
                    Subject::Table(_) => panic!("a table has no members"),
                };
                let caveat::model::policy::Instances::Set(set, _) = instances else { panic!("a member of no set") };
                let Element::Enum(id) = set.element else { panic!("a word in a set of texts") };
                Some(self.policy.vocabulary.member_name(id, member).to_owned())
            }
            Instance::SetMember(State::Known(value)) => panic!("a set holds no {value:?}"),
        }
    }

    pub fn needs(self, needs: &[Need]) -> Needs {
        needs.iter().map(|need| self.need(need)).collect()
    }

    fn need(self, need: &Need) -> String {
        match need {
            Need::Fact(id) => self.path(*id),
            Need::Field { list, member, field } => self.field(*list, *member, *field),
            Need::InSet { set, member } => format!("{}({member:?})", self.path(*set)),
            Need::InFieldSet { list, at, field, member } => format!("{}({member:?})", self.field(*list, *at, *field)),
            Need::Entity(id) => self.policy.vocabulary.entities.get_index(id.index()).expect("an entity").0.clone(),
        }
    }

    fn path(self, id: FactId) -> String {
        self.policy.vocabulary.facts[id.index()].path.clone()
    }

    fn field(self, list: FactId, member: MemberPlace, field: FieldId) -> String {
        let Kind::List(record) = self.policy.vocabulary.facts[list.index()].kind else { panic!("a member of no list") };
        let field = &self.policy.vocabulary.records[record.index()].fields.get_index(field.index()).expect("a field").1.path;
        match member {
            MemberPlace::Rest => format!("{}.{field}", self.path(list)),
            MemberPlace::Known(place) => {
                let name = name_member(&self.policy.vocabulary, self.record, list, place).quoted();
                format!("{}({name}).{field}", self.path(list))
            }
        }
    }

    fn value(self, answer: &answer::Answer<'_, '_>, state: State<'_>) -> String {
        let (_, decision) = self.policy.decisions.get_index(answer.decision.index()).expect("a decision");
        let DecisionKind::Valued { ty, .. } = decision.kind else { panic!("a verdict has no value") };
        match state {
            // what is undetermined for a reason misses nothing
            State::Unknown if answer.missing.is_empty() => "undetermined".to_owned(),
            State::Unknown => "?".to_owned(),
            State::None => "none".to_owned(),
            State::Known(value) => self.known(ty, value),
        }
    }

    fn known(self, ty: TermType, value: Value<'_>) -> String {
        match (value, ty) {
            (Value::Truth(yes), _) => if yes { "yes" } else { "no" }.to_owned(),
            (Value::Member(member), TermType::Scalar(Scalar::Enum(id))) => self.policy.vocabulary.member_name(id, member).to_owned(),
            (Value::Text(text), _) => format!("{text:?}"),
            (Value::Number(number), _) => number.to_string(),
            (Value::Instant(seconds), _) => format!("@{seconds}"),
            (Value::Duration(seconds), _) => format!("{seconds} s"),
            (Value::Member(_) | Value::Months(_), _) => panic!("{value:?} is no {ty:?}"),
        }
    }
}

pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Permitted => "permitted",
        Verdict::Forbidden => "forbidden",
        Verdict::Undetermined => "undetermined",
    }
}

fn status(status: answer::Status) -> Status {
    match status {
        answer::Status::NotInForce => Status::NotInForce,
        answer::Status::OutOfScope => Status::OutOfScope,
        answer::Status::Clear => Status::Clear,
        answer::Status::Excepted => Status::Excepted,
        answer::Status::Applies => Status::Applies,
        answer::Status::Unknown => Status::Unknown,
    }
}
