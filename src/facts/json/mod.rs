//! JSON, a record at a time.

pub mod cursor;
pub mod tree;

use crate::diagnostic::{Code, Diagnostic};

use super::node::{span, too_deep};
use super::words::clip;

use cursor::{Fault, What};

/// What a fault is to the author of the text.
#[must_use]
pub fn broken(text: &str, fault: Fault) -> Diagnostic {
    let message = match fault.what {
        What::TooDeep => return too_deep(fault.at),
        What::Refused(what) => format!("this is no JSON: {what}"),
        What::Expected(what) => format!("this is no JSON: expected {what}"),
    };
    let found = match text.get(fault.at.clone()) {
        Some("") | None => "the text ends here".to_owned(),
        Some(found) => format!("found `{}`", clip(found)),
    };
    Diagnostic::error(Code::FactSyntax, span(&fault.at), message).saying(found)
}
