//! Everything that a page tells of one record in one language: the answer with its proof, and what only a page has room for.

use crate::eval::answer::Answer;

use super::json::Told;
use super::matrix::{Matrix, matrices};
use super::scene::Scene;
use super::tell::{Asked, tell};

#[derive(Debug, Clone)]
pub struct Report {
    pub told: Told,
    /// the tables that the answer rests on
    pub tables: Vec<Matrix>,
}

#[must_use]
pub fn report<'a>(scene: &Scene<'a>, answer: &Answer<'a, 'a>, asked: Asked<'_, 'a>) -> Report {
    Report { told: tell(scene, answer, asked), tables: matrices(scene, answer) }
}
