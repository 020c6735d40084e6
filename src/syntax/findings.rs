//! What is wrong with a file.

use crate::diagnostic::Diagnostic;

/// How many findings of a file are kept: a large file of anything but policies has millions.
const MOST: usize = 1000;

/// The findings about a file, as many as anybody reads.
#[derive(Debug, Default)]
pub struct Findings(Vec<Diagnostic>);

impl Findings {
    pub fn push(&mut self, finding: Diagnostic) {
        if !self.is_full() {
            self.0.push(finding);
        }
    }

    /// Whether nothing more is kept.
    pub fn is_full(&self) -> bool {
        self.0.len() >= MOST
    }

    pub fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// By place.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by_key(Diagnostic::span);
        self.0
    }
}
