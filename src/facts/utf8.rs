//! Bytes that have to be text.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};

use super::node::span;

/// A text, and the places where its bytes were none.
#[derive(Debug, Clone, Default)]
pub struct Body {
    pub text: String,
    /// places of the characters that stand for such bytes, ascending
    bad: Vec<usize>,
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        String::from_utf8(bytes).map_or_else(|error| Self::lossy(error.as_bytes()), |text| Self { text, bad: Vec::new() })
    }
}

impl Body {
    fn lossy(bytes: &[u8]) -> Self {
        let mut body = Self::default();
        for chunk in bytes.utf8_chunks() {
            body.text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                body.bad.push(body.text.len());
                body.text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        body
    }

    /// Whether all of it was text.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.bad.is_empty()
    }

    /// What is to be said of a stretch in which not all is text, at a place counted from the beginning of the stretch.
    #[must_use]
    pub fn fault(&self, stretch: &Range<usize>) -> Option<Diagnostic> {
        let first = self.bad.get(self.bad.partition_point(|at| *at < stretch.start))?;
        (*first < stretch.end).then(|| not_text(first - stretch.start))
    }
}

/// The bytes of the mark that some editors put before a text.
pub const MARK: &[u8] = "\u{FEFF}".as_bytes();

fn not_text(at: usize) -> Diagnostic {
    let width = char::REPLACEMENT_CHARACTER.len_utf8();
    Diagnostic::error(Code::NotText, span(&(at..at + width)), "this is not UTF-8 text").saying("from this byte on")
}
