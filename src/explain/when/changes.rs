//! What begins and what ends at the edges of a timeline, and why.

use crate::advise::cause::{Root, causes};
use crate::eval;
use crate::eval::answer::{Answer, Decided, Finding};
use crate::eval::proof::{Proof, StepId};
use crate::model::policy::{DecisionId, Verb};

use super::super::json::{Applies, Head, Wanted};
use super::super::scene::Scene;
use super::super::subject::{self, Declared, declared};
use super::super::tell::wanted;
use super::super::{cite, steps};
use super::json::{Change, Says};

/// An answer, and the scene of its instant.
pub struct Moment<'a> {
    scene: Scene<'a>,
    answer: Answer<'a, 'a>,
}

/// What decided before an edge, and does so no longer.
pub fn ends<'a>((before, after): (&Moment<'a>, &Moment<'a>), ended: &[Decided<'a>]) -> Vec<Change> {
    let own = ended.iter().filter_map(|one| {
        let causes = turned(one, (before, after));
        Some(Change { because: None, causes, ..change(before, Some(one), before.finding(one)?)? })
    });
    let valued = before.valued().map(|valued| Change { because: None, causes: valued_causes(before, after), ..valued });
    own.chain(valued).collect()
}

/// What decides from an edge on.
pub fn begins<'a>((before, after): (&Moment<'a>, &Moment<'a>), begun: &[Decided<'a>]) -> Vec<Change> {
    let own = begun.iter().filter_map(|one| {
        let causes = turned(one, (before, after));
        Some(Change { causes, ..change(after, Some(one), after.finding(one)?)? })
    });
    let valued = after.valued().map(|valued| Change { causes: valued_causes(before, after), ..valued });
    own.chain(valued).collect()
}

impl<'a> Moment<'a> {
    pub fn new(scene: &Scene<'a>, decision: DecisionId, at: i64) -> Self {
        Self { scene: Scene { at, ..*scene }, answer: eval::answer(scene.policy, decision, scene.record, at) }
    }

    /// The facts that would settle it.
    pub fn missing(&self) -> Vec<Wanted> {
        self.answer.missing.iter().map(|need| wanted(&self.scene, need)).collect()
    }

    /// What forbids, or permits; without a verb what may do either.
    pub fn heads(&self, deciding: &[Decided<'a>], verb: Option<Verb>) -> Vec<Head> {
        let asked = |one: &&Decided<'a>| if one.certain { verb == Some(one.verb) } else { verb.is_none() };
        let head = |one: &Decided<'a>| {
            let finding = self.finding(one)?;
            Some(subject::head(&self.scene, &declared(&self.scene, finding)?, finding))
        };
        deciding.iter().filter(asked).filter_map(head).collect()
    }

    fn finding(&self, one: &Decided<'a>) -> Option<&Finding<'a>> {
        let findings = match (one.certain, one.verb) {
            (true, Verb::Permit) => &self.answer.permitted_by,
            (true, _) => &self.answer.forbidden_by,
            (false, _) => &self.answer.undetermined,
        };
        findings.iter().find(|finding| finding.subject == one.subject && finding.instance == one.instance)
    }

    fn applies(&self) -> Applies {
        if self.answer.verdict.is_some() { Applies::Unknown } else { Applies::Yes }
    }

    /// What gives a valued decision its value.
    fn valued(&self) -> Option<Change> {
        if let Some(finding) = &self.answer.valued_by {
            return change(self, None, finding);
        }
        let (head, policy) = subject::definition(&self.scene, self.answer.decision)?;
        Some(Change {
            head,
            says: Says::Value,
            applies: self.applies(),
            rows: Vec::new(),
            because: None,
            causes: Vec::new(),
            clauses: Vec::new(),
            policy,
        })
    }
}

/// A finding that decides; without what decided, that of a valued decision.
fn change<'a>(moment: &Moment<'a>, one: Option<&Decided<'a>>, finding: &Finding<'a>) -> Option<Change> {
    let scene = &moment.scene;
    let verb = one.map(|one| one.verb);
    let says = verb.filter(|_| one.is_some_and(|one| one.certain));
    let finding = &subject::saying(scene, finding, |output| says.is_none_or(|verb| subject::says(output, verb)));
    let declared: Declared<'a> = declared(scene, finding)?;
    Some(Change {
        head: subject::head(scene, &declared, finding),
        says: match verb {
            None => Says::Value,
            Some(Verb::Permit) => Says::Permit,
            Some(_) => Says::Forbid,
        },
        applies: one.map_or_else(|| moment.applies(), |one| if one.certain { Applies::Yes } else { Applies::Unknown }),
        rows: finding.rows.iter().map(|row| row + 1).collect(),
        because: subject::because(scene, &declared, finding),
        causes: Vec::new(),
        clauses: cite::clauses(scene, &declared.cite),
        policy: cite::declaration(scene, &declared),
    })
}

/// What made an instance stand otherwise at an edge.
fn turned<'a>(one: &Decided<'a>, (before, after): (&Moment<'a>, &Moment<'a>)) -> Vec<String> {
    let between = |verb| {
        let judge = |scene: &Scene<'a>| scene.asker(&one.instance).judge(one.subject, verb);
        let (old, new) = (judge(&before.scene)?, judge(&after.scene)?);
        Some(said(&after.scene, (&old.proof, old.root), (&new.proof, new.root)))
    };
    // a table that may do either is told once
    let verbs = [Some(one.verb), [Verb::Forbid, Verb::Permit].into_iter().find(|verb| !one.certain && *verb != one.verb)];
    verbs.into_iter().flatten().filter_map(between).find(|causes| !causes.is_empty()).unwrap_or_default()
}

fn valued_causes(before: &Moment<'_>, after: &Moment<'_>) -> Vec<String> {
    said(&after.scene, (&before.answer.proof, before.answer.root), (&after.answer.proof, after.answer.root))
}

/// What changed between two proofs, in words; each once.
fn said(scene: &Scene<'_>, (old, before): (&Proof<'_, '_>, StepId), (new, after): (&Proof<'_, '_>, StepId)) -> Vec<String> {
    let found = causes(Root { proof: old, step: before }, Root { proof: new, step: after });
    let mut said: Vec<String> = found.into_iter().filter_map(|id| steps::cause(scene, new.step(id)?)).collect();
    said.sort_unstable();
    said.dedup();
    said
}
