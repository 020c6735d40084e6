//! Everything that a page tells of one record in one language: the answer with its proof, and what only a page has room for.

use crate::eval::answer::Answer;
use crate::value::calendar::{self, LAST_SECOND};

use super::json::Told;
use super::matrix::{Matrix, matrices};
use super::scene::Scene;
use super::tell::{Asked, tell};
use super::when;

#[derive(Debug, Clone)]
pub struct Report {
    pub told: Told,
    /// the tables that the answer rests on
    pub tables: Vec<Matrix>,
    /// what it comes to over time
    pub timeline: when::json::Told,
}

/// What a page tells of an answer in the language of the scene; the timeline begins at the instant that was asked for.
#[must_use]
pub fn report<'a>(scene: &Scene<'a>, answer: &Answer<'a, 'a>, asked: Asked<'_, 'a>) -> Report {
    let until = calendar::add_months(answer.at, when::USUAL_MONTHS, scene.policy.zone()).min(LAST_SECOND);
    let timeline = when::tell::Asked {
        decision: answer.decision,
        forecaster: asked.forecaster,
        shown: (answer.at, until.max(answer.at.saturating_add(1))),
        name: None,
        place: String::new(),
        settings: &[],
        assumed: &[],
    };
    Report { timeline: when::tell::tell(scene, timeline), tables: matrices(scene, answer), told: tell(scene, answer, asked) }
}
