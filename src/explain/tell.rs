//! From an answer's numbers and steps to the words and names of [`super::json`], in one language.

use serde_json::Value as Json;

use crate::advise::edges::Stretch;
use crate::advise::forecast::Forecaster;
use crate::eval::answer::{self, Answer, Finding, Need};
use crate::eval::proof::StepId;
use crate::facts::Presumed;
use crate::model::policy::Phase as When;
use crate::model::policy::{DecisionKind, ExceptionId, NoticeKind, TermType, Verb};
use crate::value::State;

use super::case::{Case, Lasts};
use super::cite;
use super::json::{Applies, Aside, Cited, Excepted, Exception, Noted, Open, Other, Phase, Reason, SCHEMA, Status, Told, Verdict, Wanted};
use super::proof::{self, Telling};
use super::remedies;
use super::scene::Scene;
use super::subject::{self, Declared, declared};
use super::{facts, names, template};

/// What goes into an answer beside the evaluation.
pub struct Asked<'w, 'a> {
    /// how reports name the record
    pub name: Option<String>,
    /// where the record stands, for one without a name
    pub place: String,
    /// values that were tried in place of the policy's own
    pub settings: &'w [String],
    /// the facts that were presumed
    pub assumed: &'w [Presumed],
    /// how much of the proofs is told, if they are asked for
    pub proof: Option<Telling<'w>>,
    /// foretells the decision that is answered
    pub forecaster: &'w Forecaster<'a>,
    /// the first instant at which a finding does not apply any more
    pub wait: &'w dyn Fn(&Finding<'a>) -> Option<i64>,
}

/// Everything that an answer tells.
#[must_use]
pub fn tell<'a>(scene: &Scene<'a>, answer: &Answer<'a, 'a>, asked: Asked<'_, 'a>) -> Told {
    let forbidding = answer.forbidden_by.iter().map(|finding| finding.subject);
    let window = asked.forecaster.window(scene.record, answer.at, forbidding);
    let teller = Teller { scene, answer, proof: asked.proof, wait: asked.wait, forecaster: asked.forecaster, window };
    let mut told = Told {
        case: Case::new(scene, answer.decision, SCHEMA, (asked.name, asked.place)),
        lasts: teller.in_words(window),
        settings: asked.settings.to_vec(),
        verdict: answer.verdict.map(verdict),
        value: teller.value(),
        valued_by: teller.valued_by(),
        forbidden_by: teller.reasons(&answer.forbidden_by, Some(Verb::Forbid)),
        permitted_by: teller.reasons(&answer.permitted_by, Some(Verb::Permit)),
        undetermined: teller.undetermined(),
        excepted: answer.excepted.iter().filter_map(|finding| teller.excepted(finding)).collect(),
        warnings: teller.noted(&answer.warnings),
        duties: teller.noted(&answer.duties),
        effects: teller.noted(&answer.effects),
        suggestions: teller.noted(&answer.suggestions),
        assumed: asked.assumed.iter().filter_map(|presumed| facts::presumed(scene, presumed)).collect(),
        missing: answer.missing.iter().map(|need| wanted(scene, need)).collect(),
        others: asked.proof.map(|_| answer.others.iter().filter_map(|finding| teller.other(finding)).collect()),
        aside: teller.aside(),
    };
    told.aside.documents = cite::documents(scene, cited(&told));
    told
}

/// The clauses that an answer cites.
fn cited(told: &Told) -> impl Iterator<Item = &[Cited]> {
    let reasons = told.forbidden_by.iter().chain(&told.permitted_by).chain(&told.valued_by).map(|reason| &reason.clauses);
    let open = told.undetermined.iter().map(|open| &open.clauses);
    let excepted = told.excepted.iter().flat_map(|excepted| &excepted.by).map(|exception| &exception.clauses);
    let noted = [&told.warnings, &told.duties, &told.effects, &told.suggestions].into_iter().flatten().map(|noted| &noted.clauses);
    reasons.chain(open).chain(excepted).chain(noted).map(Vec::as_slice)
}

struct Teller<'s, 'a, 'w> {
    scene: &'s Scene<'a>,
    answer: &'s Answer<'a, 'a>,
    proof: Option<Telling<'w>>,
    wait: &'w dyn Fn(&Finding<'a>) -> Option<i64>,
    forecaster: &'w Forecaster<'a>,
    /// since when and until when the decision comes to this
    window: Stretch,
}

impl<'a> Teller<'_, 'a, '_> {
    fn kind(&self) -> Option<&'a DecisionKind> {
        self.scene.policy.decisions.get_index(self.answer.decision.index()).map(|(_, decision)| &decision.kind)
    }

    fn value_type(&self) -> Option<TermType> {
        match self.kind()? {
            DecisionKind::Valued { ty, .. } => Some(*ty),
            DecisionKind::Verdict { .. } => None,
        }
    }

    fn value(&self) -> Json {
        match (self.answer.value, self.value_type()) {
            (Some(state), Some(TermType::Scalar(scalar))) => facts::json_of(self.scene, state, scalar),
            _ => Json::Null,
        }
    }

    fn aside(&self) -> Aside {
        Aside {
            value: self.scene.speech().state(self.answer.value.unwrap_or(State::Unknown), self.value_type()),
            forbids_by_default: matches!(self.kind(), Some(DecisionKind::Verdict { default_permit: false, .. })),
            documents: Vec::new(),
        }
    }

    fn valued_by(&self) -> Option<Reason> {
        match (self.answer.verdict, &self.answer.valued_by) {
            (Some(_), _) => None,
            (None, Some(finding)) => self.reason(finding, None),
            (None, None) => self.defined(),
        }
    }

    /// The definition that gives the value.
    fn defined(&self) -> Option<Reason> {
        let (head, policy) = subject::definition(self.scene, self.answer.decision)?;
        Some(Reason {
            head,
            lasts: self.in_words(self.window),
            rows: Vec::new(),
            because: None,
            reading: None,
            clauses: Vec::new(),
            remedies: Vec::new(),
            facts: facts::used(self.scene, &self.answer.proof, self.answer.root),
            policy,
            proof: self.tree(self.answer.root),
        })
    }

    /// The same where it lacks facts.
    fn defined_openly(&self) -> Option<Open> {
        let (head, policy) = subject::definition(self.scene, self.answer.decision)?;
        Some(Open {
            head,
            lasts: self.in_words(self.window),
            rows: Vec::new(),
            because: None,
            needs: self.answer.missing.iter().map(|need| wanted(self.scene, need)).collect(),
            clauses: Vec::new(),
            policy,
            proof: self.tree(self.answer.root),
        })
    }

    fn reasons(&self, findings: &[Finding<'a>], verb: Option<Verb>) -> Vec<Reason> {
        findings.iter().filter_map(|finding| self.reason(finding, verb)).collect()
    }

    /// A finding that decides; of a table only the rows that say so.
    fn reason(&self, finding: &Finding<'a>, verb: Option<Verb>) -> Option<Reason> {
        let scene = self.scene;
        let finding = &subject::saying(scene, finding, |output| verb.is_none_or(|verb| subject::says(output, verb)));
        let declared = declared(scene, finding)?;
        Some(Reason {
            head: subject::head(scene, &declared, finding),
            lasts: self.lasts(finding, verb.unwrap_or(Verb::Forbid)),
            rows: finding.rows.iter().map(|row| row + 1).collect(),
            because: self.because(&declared, finding),
            reading: cite::label(scene, declared.reading),
            clauses: cite::clauses(scene, &declared.cite),
            remedies: remedies::told(scene, &declared, finding, self.wait),
            facts: facts::used(scene, &self.answer.proof, finding.proof),
            policy: cite::declaration(scene, &declared),
            proof: self.proof(finding),
        })
    }

    /// The reason in words; where several rows are possible, the reasons of all.
    fn because(&self, declared: &Declared<'a>, finding: &Finding<'a>) -> Option<String> {
        subject::because(self.scene, declared, finding)
    }

    /// The unknown rules; for a valued decision what would answer it.
    fn undetermined(&self) -> Vec<Open> {
        let mut open: Vec<Open> = self.answer.undetermined.iter().filter_map(|finding| self.open(finding)).collect();
        if self.answer.verdict.is_some() && open.is_empty() {
            let valued = self.answer.valued_by.as_ref();
            open.extend(valued.map_or_else(|| self.defined_openly(), |finding| self.open(finding)));
        }
        open
    }

    fn open(&self, finding: &Finding<'a>) -> Option<Open> {
        let scene = self.scene;
        let declared = declared(scene, finding)?;
        Some(Open {
            head: subject::head(scene, &declared, finding),
            lasts: self.lasts(finding, Verb::Forbid),
            rows: finding.rows.iter().map(|row| row + 1).collect(),
            because: if finding.needs.is_empty() { self.because(&declared, finding) } else { None },
            needs: finding.needs.iter().map(|need| wanted(scene, need)).collect(),
            clauses: cite::clauses(scene, &declared.cite),
            policy: cite::declaration(scene, &declared),
            proof: self.proof(finding),
        })
    }

    fn excepted(&self, finding: &Finding<'a>) -> Option<Excepted> {
        let declared = declared(self.scene, finding)?;
        Some(Excepted {
            head: subject::head(self.scene, &declared, finding),
            lasts: self.lasts(finding, Verb::Forbid),
            by: finding.exceptions.iter().filter_map(|id| self.exception(*id, finding)).collect(),
            policy: cite::declaration(self.scene, &declared),
            proof: self.proof(finding),
        })
    }

    fn exception(&self, id: ExceptionId, finding: &Finding<'a>) -> Option<Exception> {
        let exception = self.scene.policy.exceptions.get(id.index())?;
        Some(Exception {
            exception: exception.name.clone(),
            module: exception.module.clone(),
            because: exception.because.as_ref().and_then(|text| template::fill(self.scene, text, &finding.instance)),
            reading: cite::label(self.scene, exception.reading.as_ref()),
            clauses: cite::clauses(self.scene, &exception.cite),
            policy: cite::place(self.scene, exception.span),
        })
    }

    fn noted(&self, findings: &[Finding<'a>]) -> Vec<Noted> {
        findings.iter().filter_map(|finding| self.note(finding)).collect()
    }

    fn note(&self, finding: &Finding<'a>) -> Option<Noted> {
        let scene = self.scene;
        let declared = declared(scene, finding)?;
        let (of, phase) = match declared.notice {
            Some(NoticeKind::Duty { of, phase, .. }) => (of.as_slice(), Some(self::phase(*phase))),
            Some(NoticeKind::Effect { phase, .. }) => (&[][..], Some(self::phase(*phase))),
            _ => (&[][..], None),
        };
        Some(Noted {
            head: subject::head(scene, &declared, finding),
            lasts: (!matches!(declared.notice, Some(NoticeKind::Suggestion { .. }))).then(|| self.lasts(finding, Verb::Warn)),
            applies: if finding.status == answer::Status::Unknown { Applies::Unknown } else { Applies::Yes },
            of: of.iter().map(|who| names::changer(scene, *who).to_owned()).collect(),
            who: of.iter().map(|who| names::changer_label(scene, *who).to_owned()).collect(),
            phase,
            says: self.because(&declared, finding),
            reading: cite::label(scene, declared.reading),
            clauses: cite::clauses(scene, &declared.cite),
            remedies: remedies::told(scene, &declared, finding, self.wait),
            needs: finding.needs.iter().map(|need| wanted(scene, need)).collect(),
            policy: cite::declaration(scene, &declared),
            proof: self.proof(finding),
        })
    }

    fn other(&self, finding: &Finding<'a>) -> Option<Other> {
        let declared = declared(self.scene, finding)?;
        Some(Other {
            head: subject::head(self.scene, &declared, finding),
            lasts: self.lasts(finding, Verb::Forbid),
            status: status(finding.status),
            policy: cite::declaration(self.scene, &declared),
            proof: self.proof(finding),
        })
    }

    fn lasts(&self, finding: &Finding<'a>, verb: Verb) -> Lasts {
        self.in_words(subject::lasts(self.scene, self.forecaster, finding, verb))
    }

    fn in_words(&self, during: Stretch) -> Lasts {
        Lasts::new(during, self.scene.policy.zone())
    }

    fn proof(&self, finding: &Finding<'a>) -> Option<super::json::ProofTree> {
        self.tree(finding.proof)
    }

    fn tree(&self, root: StepId) -> Option<super::json::ProofTree> {
        proof::tree(self.scene, &self.answer.proof, root, self.proof?)
    }
}

/// A fact that is asked for, with whom to ask.
pub(super) fn wanted(scene: &Scene<'_>, need: &Need) -> Wanted {
    let fact = names::declaration(scene, need);
    Wanted {
        path: names::need(scene, need),
        label: cite::label(scene, fact.map(|fact| &fact.label)),
        ask: fact.map(|fact| fact.changed_by.iter().map(|who| names::changer_label(scene, *who).to_owned()).collect()).unwrap_or_default(),
    }
}

#[must_use]
pub(super) fn verdict(verdict: answer::Verdict) -> Verdict {
    match verdict {
        answer::Verdict::Permitted => Verdict::Permitted,
        answer::Verdict::Forbidden => Verdict::Forbidden,
        answer::Verdict::Undetermined => Verdict::Undetermined,
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

fn phase(phase: When) -> Phase {
    match phase {
        When::Before => Phase::Before,
        When::During => Phase::During,
        When::After => Phase::After,
    }
}
