//! Bytes that have to be text.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};

use super::node::span;
use super::shared::SharedText;
use super::spare::{Filled, Spare};

/// A text, and the places where its bytes were none.
#[derive(Debug, Clone)]
pub struct Body {
    pub text: SharedText,
    /// places of the characters that stand for such bytes, ascending
    bad: Vec<usize>,
}

impl Body {
    /// The memory of the text goes to `spare` in the end.
    #[must_use]
    pub fn new(bytes: Filled, spare: &Arc<Spare>) -> Self {
        match SharedText::new(bytes, spare) {
            Ok(text) => Self { text, bad: Vec::new() },
            Err(bytes) => {
                let (text, bad) = lossy(&bytes);
                Self { text: SharedText::new(text.into_bytes().into(), spare).unwrap_or_default(), bad }
            }
        }
    }

    /// What is to be said of a stretch in which not all is text, at a place counted from the beginning of the stretch.
    #[must_use]
    pub fn fault(&self, stretch: &Range<usize>) -> Option<Diagnostic> {
        let first = self.bad.get(self.bad.partition_point(|at| *at < stretch.start))?;
        (*first < stretch.end).then(|| not_text(first - stretch.start))
    }
}

/// The text, and the places of what stands there instead of something else.
fn lossy(bytes: &[u8]) -> (String, Vec<usize>) {
    let (mut text, mut bad) = (String::new(), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            bad.push(text.len());
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    (text, bad)
}

/// The bytes of the mark that some editors put before a text.
pub const MARK: &[u8] = "\u{FEFF}".as_bytes();

fn not_text(at: usize) -> Diagnostic {
    let width = char::REPLACEMENT_CHARACTER.len_utf8();
    Diagnostic::error(Code::NotText, span(&(at..at + width)), "this is not UTF-8 text").saying("from this byte on")
}
