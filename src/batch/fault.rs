//! A record that could not be read, as the object that stands for it among the answers.

use crate::diagnostic::Diagnostic;
use crate::explain::json::{Fault, SCHEMA, Unreadable};
use crate::facts::BadRecord;

/// Everything that is wrong with it, in the order of the file.
#[must_use]
pub fn unreadable(bad: &BadRecord) -> Unreadable {
    let mut sorted: Vec<&Diagnostic> = bad.diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.span());
    let mut faults = sorted.into_iter().map(|diagnostic| {
        let position = bad.position(diagnostic.span());
        Fault {
            file: bad.source.name.clone(),
            line: position.line,
            column: position.column,
            code: diagnostic.code.name(),
            message: diagnostic.message.clone(),
        }
    });
    let none = Fault { file: bad.source.name.clone(), line: 1, column: 1, code: "", message: String::new() };
    Unreadable { schema: SCHEMA, record: None, error: faults.next().unwrap_or(none), further: faults.collect() }
}

/// All that is wrong on one line, without the places.
#[must_use]
pub fn message(unreadable: &Unreadable) -> String {
    let all = std::iter::once(&unreadable.error).chain(&unreadable.further);
    all.map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; ")
}
