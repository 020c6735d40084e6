//! One JSON document.

use serde::Serialize;

use crate::diagnostic::Severity;

use super::{Finding, count};

/// The version of the document's shape.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    errors: usize,
    warnings: usize,
    hints: usize,
    findings: &'a [Finding<'a>],
}

pub fn write(findings: &[Finding<'_>]) -> String {
    let of = |severity| count(findings, severity);
    let document =
        Document { schema: SCHEMA, errors: of(Severity::Error), warnings: of(Severity::Warning), hints: of(Severity::Hint), findings };
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}
