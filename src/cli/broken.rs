//! What follows from a declaration that could not be read is left out: it would hide the cause.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Sources};

/// The words that declare a name.
const DECLARING: &[&str] = &[
    "document",
    "clause",
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

/// The findings without those that miss a name which a file with broken text declares.
#[must_use]
pub fn without_consequences(found: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    let mut files: Vec<FileId> = found.iter().filter(|cause| breaks(cause.code)).map(|cause| cause.span().file).collect();
    files.dedup();
    let declared: HashSet<&str> = files.iter().filter_map(|id| sources.get(*id)).flat_map(|file| declared_in(&file.text)).collect();
    let follows = |diagnostic: &Diagnostic| {
        misses_a_name(diagnostic.code) && names(sources.text(diagnostic.span())).any(|name| declared.contains(name))
    };
    found.into_iter().filter(|diagnostic| !follows(diagnostic)).collect()
}

/// Whether a declaration is lost with such a finding.
fn breaks(code: Code) -> bool {
    matches!(code, Code::Syntax | Code::NotText | Code::TooDeep | Code::BadLiteral | Code::Clauses)
}

fn misses_a_name(code: Code) -> bool {
    matches!(code, Code::UnknownFact | Code::UnknownName | Code::UnknownMember | Code::UnknownClause | Code::Unanswered)
}

/// The names behind a declaring word, whether or not the declaration can be read.
fn declared_in(text: &str) -> impl Iterator<Item = &str> {
    let words = || text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.').filter(|word| !word.is_empty());
    words().zip(words().skip(1)).filter(|(word, _)| DECLARING.contains(word)).map(|(_, name)| name)
}

/// `instance.status` and its parts.
fn names(path: &str) -> impl Iterator<Item = &str> {
    std::iter::once(path).chain(path.split('.')).chain(path.split_once('.').map(|(_, rest)| rest))
}
