//! Duties, effects and suggestions of a decision. They move nothing.

use crate::model::policy::{Notice, NoticeId, NoticeKind, Policy, Remedy, RemedyKind, Verb};
use crate::value::Truth;

use super::answer::{Answer, Finding, Status, Subject, Verdict};
use super::full::Proving;
use super::needs::needs;
use super::proof::StepId;
use super::recorder::Recorder;
use super::rules::Judged;

/// Whether something calls for a suggestion, and the steps that leave it open.
struct Call {
    truth: Truth,
    open: Vec<StepId>,
}

impl<'m: 'r, 'r> Proving<'m, 'r> {
    /// The duties and effects that apply, or may; on request the others as well.
    pub fn notify(&mut self, answer: &mut Answer<'m, 'r>, whole: bool) {
        let policy = self.policy;
        for (id, notice) in (0..).map(NoticeId).zip(&policy.notices) {
            let into = match &notice.kind {
                NoticeKind::Duty { decision, .. } if *decision == answer.decision => &mut answer.duties,
                NoticeKind::Effect { decision, .. } if *decision == answer.decision => &mut answer.effects,
                _ => continue,
            };
            let found = self.notices(id, notice, whole);
            for finding in found {
                if finding.status.applies() == Truth::No { answer.others.push(finding) } else { into.push(finding) }
            }
        }
    }

    /// The suggestions that something calls for, as far as their own conditions allow; on request the others as well.
    pub fn suggest(&mut self, answer: &mut Answer<'m, 'r>, whole: bool) {
        let policy = self.policy;
        for (id, notice) in (0..).map(NoticeId).zip(&policy.notices) {
            let NoticeKind::Suggestion { instead_of } = notice.kind else { continue };
            let call = calls(policy, answer, id, instead_of == Some(answer.decision));
            if call.truth == Truth::No && !whole {
                continue;
            }
            for finding in self.notices(id, notice, whole) {
                match (call.truth, finding.status.applies()) {
                    (_, Truth::No) => answer.others.push(finding),
                    // nothing calls for it
                    (Truth::No, _) => answer.others.push(Finding { status: Status::Clear, needs: Vec::new(), ..finding }),
                    _ => answer.suggestions.push(self.called(finding, &call)),
                }
            }
        }
    }

    fn notices(&mut self, id: NoticeId, notice: &'m Notice, whole: bool) -> Vec<Finding<'r>> {
        let mut found = Vec::new();
        self.instances(Judged::notice(id, &notice.instances), &mut |evaluator, instance, status| {
            let step = evaluator.recorder.take();
            if whole || status.applies() != Truth::No {
                found.push(evaluator.finding(Subject::Notice(id), instance, status, step));
            }
        });
        found
    }

    fn called(&self, mut finding: Finding<'r>, call: &Call) -> Finding<'r> {
        if call.truth == Truth::Unknown {
            let own = (finding.status == Status::Unknown).then_some(finding.proof);
            let steps: Vec<StepId> = own.into_iter().chain(call.open.iter().copied()).collect();
            finding.status = Status::Unknown;
            finding.needs = needs(self.policy, &self.recorder.proof, &steps);
        }
        finding
    }
}

/// What calls for a suggestion: that the decision is forbidden, or that a rule or table which forbids names it.
fn calls(policy: &Policy, answer: &Answer<'_, '_>, id: NoticeId, instead: bool) -> Call {
    let instead = match answer.verdict {
        Some(Verdict::Forbidden) if instead => Truth::Yes,
        Some(Verdict::Undetermined) if instead && answer.value.is_none() => Truth::Unknown,
        _ => Truth::No,
    };
    if instead == Truth::Yes || answer.forbidden_by.iter().any(|finding| names(policy, finding, id)) {
        return Call { truth: Truth::Yes, open: Vec::new() };
    }
    let forbids = answer.undetermined.iter().filter(|finding| may_forbid(policy, finding.subject));
    let mut open: Vec<StepId> = forbids.filter(|finding| names(policy, finding, id)).map(|finding| finding.proof).collect();
    open.extend((instead == Truth::Unknown).then_some(answer.root));
    let truth = if open.is_empty() { Truth::No } else { Truth::Unknown };
    Call { truth, open }
}

fn may_forbid(policy: &Policy, subject: Subject) -> bool {
    match subject {
        Subject::Rule(id) => policy.rules.get(id.index()).is_some_and(|rule| rule.verb == Verb::Forbid),
        Subject::Table(_) => true,
        Subject::Notice(_) => false,
    }
}

/// Whether a remedy of what was found names a suggestion.
fn names(policy: &Policy, finding: &Finding<'_>, id: NoticeId) -> bool {
    suggests(&finding.remedies(policy), id)
}

fn suggests(remedies: &[&Remedy], id: NoticeId) -> bool {
    remedies.iter().any(|remedy| matches!(&remedy.kind, RemedyKind::Impossible { suggest, .. } if suggest.contains(&id)))
}
