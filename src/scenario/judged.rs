//! An answer, in the words of scenarios.

use crate::eval::answer::{Answer, Finding, Need, Status, Verdict};
use crate::facts::record::Record;
use crate::model::policy::{DecisionKind, NotedKind, Policy, TermType};
use crate::model::vocabulary::Constant;
use crate::model::written::written;

use super::names;
use super::refer::Wanted;

/// An answer with what it was given for.
pub struct Judged<'a> {
    pub policy: &'a Policy,
    pub record: &'a Record,
    pub answer: &'a Answer<'a, 'a>,
}

impl<'a> Judged<'a> {
    /// `permitted`, `forbidden by eip_bound`, `undetermined needing instance.status`, `refund = 0 CNY`
    #[must_use]
    pub fn verdict(&self) -> String {
        match self.answer.verdict {
            Some(Verdict::Permitted) => "permitted".to_owned(),
            Some(Verdict::Forbidden) => listed("forbidden", "by", &self.findings(&self.answer.forbidden_by)),
            Some(Verdict::Undetermined) => listed("undetermined", "needing", &self.needs(&self.answer.missing)),
            None => self.value().unwrap_or_else(|| "no value".to_owned()),
        }
    }

    fn value(&self) -> Option<String> {
        let (name, _) = self.policy.decisions.get_index(self.answer.decision.index())?;
        let value = Constant::from_state(self.answer.value?)?;
        Some(format!("{name} = {}", written(&value, self.value_type()?, &self.policy.vocabulary)))
    }

    /// The type of a valued decision.
    #[must_use]
    pub fn value_type(&self) -> Option<TermType> {
        match self.policy.decisions.get_index(self.answer.decision.index())?.1.kind {
            DecisionKind::Valued { ty, .. } => Some(ty),
            DecisionKind::Verdict { .. } => None,
        }
    }

    #[must_use]
    pub fn name(&self, finding: &Finding<'_>) -> String {
        names::finding(self.policy, self.record, finding)
    }

    #[must_use]
    pub fn findings(&self, findings: &[Finding<'_>]) -> Vec<String> {
        findings.iter().map(|finding| self.name(finding)).collect()
    }

    /// Facts that are asked for, in full.
    #[must_use]
    pub fn needs(&self, needs: &[Need]) -> Vec<String> {
        needs.iter().filter_map(|need| names::need(self.policy, self.record, need).into_iter().next()).collect()
    }

    /// Whether a finding is of what is wanted.
    #[must_use]
    pub fn is(&self, finding: &Finding<'_>, wanted: &Wanted) -> bool {
        let is_member = || names::member(self.policy, self.record, finding).map(|member| member.plain) == wanted.member;
        finding.subject == wanted.subject && (wanted.member.is_none() || is_member())
    }

    /// The findings of a kind of notices.
    #[must_use]
    pub fn noted(&self, kind: NotedKind) -> &'a [Finding<'a>] {
        match kind {
            NotedKind::Warning => &self.answer.warnings,
            NotedKind::Duty => &self.answer.duties,
            NotedKind::Effect => &self.answer.effects,
            NotedKind::Suggestion => &self.answer.suggestions,
        }
    }

    /// What became of something that was wanted and does not forbid.
    #[must_use]
    pub fn fate(&self, wanted: &Wanted) -> Option<String> {
        let answer = self.answer;
        let all = answer.undetermined.iter().chain(&answer.excepted).chain(&answer.others).chain(&answer.permitted_by);
        let finding = all.into_iter().find(|finding| self.is(finding, wanted))?;
        Some(match finding.status {
            Status::NotInForce => "not in force".to_owned(),
            Status::OutOfScope => "out of scope".to_owned(),
            Status::Clear => "clear".to_owned(),
            Status::Excepted => listed("excepted", "by", &self.exceptions(finding)),
            Status::Applies => "permits".to_owned(),
            Status::Unknown => listed("unknown", "needing", &self.needs(&finding.needs)),
        })
    }

    fn exceptions(&self, finding: &Finding<'_>) -> Vec<String> {
        let exceptions = finding.exceptions.iter().filter_map(|id| self.policy.exceptions.get(id.index()));
        exceptions.map(|exception| exception.name.clone()).collect()
    }
}

/// `forbidden by a, b`; without a list just `forbidden`.
#[must_use]
pub fn listed(verdict: &str, word: &str, names: &[String]) -> String {
    if names.is_empty() { verdict.to_owned() } else { format!("{verdict} {word} {}", names.join(", ")) }
}
