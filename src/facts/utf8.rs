//! Bytes that have to be text.

use std::str::Utf8Error;

use crate::diagnostic::{Code, Diagnostic};

use super::node::span;

/// Removes the byte order mark that some editors put before a text.
pub fn skip_mark(bytes: &mut Vec<u8>) {
    if bytes.starts_with("\u{FEFF}".as_bytes()) {
        bytes.drain(.."\u{FEFF}".len());
    }
}

/// That bytes are no UTF-8, at a place in their lossy text: up to there it is the same.
#[must_use]
pub fn not_text(error: Utf8Error) -> Diagnostic {
    let at = error.valid_up_to();
    Diagnostic::error(Code::NotText, span(&(at..at + 1)), "this is not UTF-8 text").saying("from this byte on")
}
