//! What would cure a finding, and who can do it.

use crate::eval::answer::Finding;
use crate::model::policy::{NoticeId, Remedy, RemedyKind, Template};
use crate::value::calendar;

use super::json::{Cure, CureKind};
use super::scene::Scene;
use super::subject::Declared;
use super::{names, template};

/// The remedies of a finding, each of which is enough.
#[must_use]
pub fn told<'a>(
    scene: &Scene<'a>,
    declared: &Declared<'a>,
    finding: &Finding<'a>,
    wait: &dyn Fn(&Finding<'a>) -> Option<i64>,
) -> Vec<Cure> {
    declared.remedies.iter().map(|remedy| cure(scene, remedy, finding, wait)).collect()
}

fn cure<'a>(scene: &Scene<'a>, remedy: &'a Remedy, finding: &Finding<'a>, wait: &dyn Fn(&Finding<'a>) -> Option<i64>) -> Cure {
    let fill = |text: &'a Template| template::fill(scene, text, &finding.instance).filter(|text| !text.is_empty());
    match &remedy.kind {
        RemedyKind::By { actor, text, makes } => Cure {
            actor: Some(names::changer(scene, *actor).to_owned()),
            who: names::changer_label(scene, *actor).to_owned(),
            makes: makes.as_ref().map(|makes| scene.written(makes.span)),
            ..bare(CureKind::By, fill(text))
        },
        RemedyKind::Wait { text } => {
            let until = wait(finding);
            let zone = scene.policy.zone();
            Cure {
                until: until.map(|until| calendar::rfc3339(until, zone)),
                when: until.map(|until| calendar::readable(until, zone)),
                ..bare(CureKind::Wait, fill(text))
            }
        }
        RemedyKind::Impossible { text, suggest } => {
            let suggest = suggest.iter().map(|id| suggestion(scene, *id).to_owned()).collect();
            Cure { suggest, ..bare(CureKind::Impossible, fill(text)) }
        }
    }
}

fn bare(kind: CureKind, text: Option<String>) -> Cure {
    Cure { kind, actor: None, text, makes: None, until: None, suggest: Vec::new(), who: String::new(), when: None }
}

fn suggestion<'a>(scene: &Scene<'a>, id: NoticeId) -> &'a str {
    scene.policy.notices.get(id.index()).map_or("?", |notice| &notice.name)
}
