//! What forbids a record and what permits it, by name, so that it can be compared with a copy on which changes were carried out; and the
//! words of it.

use std::cell::{OnceCell, RefCell};

use crate::eval::answer::{Answer, Decided, Finding, Instance, Subject};
use crate::eval::{self, Scratch};
use crate::explain::scene::Scene;
use crate::explain::subject::{self, declared, head};
use crate::explain::{cite, names};
use crate::facts::Record;
use crate::model::policy::{DecisionId, Verb};

use super::json::Ruled;

/// An instance of a rule, by what it is called.
pub type Key = (Subject, Option<String>);

/// What forbids, or may, and what permits.
pub struct Standing {
    pub forbids: Vec<Key>,
    pub permits: Vec<Key>,
}

/// Asks copies of a record, silently; only what is told is proven.
pub struct Rulings<'s, 'a> {
    scene: &'s Scene<'a>,
    decision: DecisionId,
    /// what forbids the record as it stands, or may, with its words once they were asked for
    own: Vec<(Key, &'s Finding<'a>, OnceCell<Option<Ruled>>)>,
    scratch: RefCell<Scratch>,
}

impl<'s, 'a> Rulings<'s, 'a> {
    /// `answer` is the one for the record as it stands.
    #[must_use]
    pub fn new(scene: &'s Scene<'a>, answer: &'s Answer<'a, 'a>) -> Self {
        let own = answer.forbidden_by.iter().chain(&answer.undetermined);
        let own = own.map(|finding| (key(scene, finding.subject, &finding.instance), finding, OnceCell::new())).collect();
        Self { scene, decision: answer.decision, own, scratch: RefCell::default() }
    }

    /// What becomes of a copy at an instant.
    pub fn standing(&self, record: &Record, at: i64) -> Standing {
        let scene = Scene { record, at, ..*self.scene };
        let mut decided: Vec<Decided<'_>> = Vec::new();
        eval::decide(scene.policy, self.decision, record, at, &mut self.scratch.borrow_mut(), &mut decided);
        let named = |one: &Decided<'_>| key(&scene, one.subject, &one.instance);
        let surely = |verb: Verb| decided.iter().filter(move |one| one.certain && one.verb == verb);
        let perhaps = decided.iter().filter(|one| !one.certain);
        Standing { forbids: surely(Verb::Forbid).chain(perhaps).map(named).collect(), permits: surely(Verb::Permit).map(named).collect() }
    }

    /// The findings that forbid the record as it stands, or may, of these names.
    pub fn own<'k>(&self, keys: &'k [Key]) -> impl Iterator<Item = &'s Finding<'a>> + use<'_, 's, 'a, 'k> {
        self.own.iter().filter(|(own, ..)| keys.contains(own)).map(|(_, finding, _)| *finding)
    }

    /// The words of what was found in a copy; of what stands in the record itself, the words that it has there.
    pub fn told(&self, keys: &[Key], (record, at): (&Record, i64)) -> Vec<Ruled> {
        let anew: OnceCell<Vec<(Key, Option<Ruled>)>> = OnceCell::new();
        let told = |wanted: &Key| {
            if let Some((_, finding, words)) = self.own.iter().find(|(own, ..)| own == wanted) {
                return words.get_or_init(|| ruled(self.scene, finding)).clone();
            }
            let all = anew.get_or_init(|| self.all(record, at));
            all.iter().find(|(key, _)| key == wanted).and_then(|(_, words)| words.clone())
        };
        keys.iter().filter_map(told).collect()
    }

    /// Everything that decides a copy, in words.
    fn all(&self, record: &Record, at: i64) -> Vec<(Key, Option<Ruled>)> {
        let scene = Scene { record, at, ..*self.scene };
        let answer = eval::answer(scene.policy, self.decision, record, at);
        let findings = answer.forbidden_by.iter().chain(&answer.undetermined).chain(&answer.permitted_by);
        findings.map(|finding| (key(&scene, finding.subject, &finding.instance), ruled(&scene, finding))).collect()
    }
}

fn key(scene: &Scene<'_>, subject: Subject, instance: &Instance<'_>) -> Key {
    let named = names::instance(scene, instance, subject.instances(scene.policy));
    (subject, named.map(|named| named.plain))
}

/// A rule with its reason, unless facts are missing for that, and its clauses.
#[must_use]
pub fn ruled<'b>(scene: &Scene<'b>, finding: &Finding<'b>) -> Option<Ruled> {
    let declared = declared(scene, finding)?;
    Some(Ruled {
        head: head(scene, &declared, finding),
        because: if finding.needs.is_empty() { subject::because(scene, &declared, finding) } else { None },
        clauses: cite::clauses(scene, &declared.cite),
        policy: cite::declaration(scene, &declared),
    })
}
