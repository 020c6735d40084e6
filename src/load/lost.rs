//! What follows from a declaration that could not be read is left out: it would hide the cause.

use indexmap::IndexSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Sources;

/// The words that begin a declaration, each before its name.
const DECLARING: &[&str] = &[
    "document",
    "actor",
    "enum",
    "record",
    "entity",
    "decision",
    "param",
    "define",
    "table",
    "message",
    "rule",
    "exception",
    "duty",
    "effect",
    "suggest",
    "facts",
];

/// The findings without those that only miss a name which a broken declaration would have given.
#[must_use]
pub fn without_consequences(found: &[Diagnostic], sources: &Sources) -> Vec<Diagnostic> {
    let lost: IndexSet<&str> = found.iter().flat_map(|cause| lost(cause, sources)).collect();
    let follows = |diagnostic: &Diagnostic| {
        let written = sources.text(diagnostic.span());
        let first = written.split('.').next().unwrap_or(written);
        match diagnostic.code {
            // what was lost may be what answers the decision
            Code::Unanswered => !lost.is_empty(),
            code => misses_a_name(code) && (lost.contains(written) || lost.contains(first)),
        }
    };
    found.iter().filter(|diagnostic| !follows(diagnostic)).cloned().collect()
}

fn misses_a_name(code: Code) -> bool {
    matches!(code, Code::UnknownFact | Code::UnknownName | Code::UnknownMember | Code::UnknownClause)
}

/// The names that are lost with a finding: that of the declaration it stands in, or all of a file that is no text.
fn lost<'s>(cause: &Diagnostic, sources: &'s Sources) -> Vec<&'s str> {
    let text = sources.get(cause.span().file).map_or("", |file| file.text.as_str());
    match cause.code {
        Code::NotText => text.lines().filter_map(declared).collect(),
        Code::Syntax | Code::TooDeep | Code::BadLiteral => {
            let above = text.get(..cause.span().range().start).unwrap_or(text);
            above.lines().rev().find_map(declared).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The name that a line declares, if a declaration begins on it.
fn declared(line: &str) -> Option<&str> {
    let mut words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    let keyword = words.find(|word| *word != "optional")?;
    words.next().filter(|_| DECLARING.contains(&keyword))
}
