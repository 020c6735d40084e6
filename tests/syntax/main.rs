//! Text into the syntax tree: what every construct becomes, and what is said about mistakes.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking, its helpers as well")]

mod compact;
mod errors;
mod expressions;
mod items;
mod recovery;
mod robust;
mod spans;

use caveat::diagnostic::Diagnostic;
use caveat::source::{FileId, Span};
use caveat::syntax::{ast, parse};

const SAMPLE: &str = include_str!("sample.policy");

/// What a text without mistakes says.
fn read(text: &str) -> ast::File {
    let (file, findings) = parse(FileId(0), text);
    assert!(findings.is_empty(), "{text}\n{findings:#?}");
    file
}

/// What is wrong with a text.
fn findings(text: &str) -> Vec<Diagnostic> {
    parse(FileId(0), text).1
}

/// The text that a span covers.
fn covered(text: &str, span: Span) -> &str {
    &text[span.range()]
}

/// The declarations of a text by their kind and name, those of a `given` in parentheses.
fn names(items: &[ast::Item]) -> String {
    let names: Vec<String> = items.iter().map(name).collect();
    names.join(" ")
}

fn name(item: &ast::Item) -> String {
    use ast::ItemKind as Kind;
    match &item.kind {
        Kind::Policy(item) => item.name.text.clone(),
        Kind::Allow(item) => item.lint.text.clone(),
        Kind::Document(item) => item.name.text.clone(),
        Kind::Actor(item) => item.name.text.clone(),
        Kind::Enum(item) => item.name.text.clone(),
        Kind::Record(item) => item.name.text.clone(),
        Kind::Entity(item) => item.name.text.clone(),
        Kind::Decision(item) => item.name.text.clone(),
        Kind::Param(item) => item.name.text.clone(),
        Kind::Define(item) => item.name.text.clone(),
        Kind::Message(item) => item.name.text.clone(),
        Kind::Table(item) => item.name.text.clone(),
        Kind::Rule(item) => item.name.text.clone(),
        Kind::Exception(item) => item.name.text.clone(),
        Kind::Notice(item) => item.name.text.clone(),
        Kind::Facts(item) => item.name.text.clone(),
        Kind::Scenario(item) => format!("{:?}", item.title.text),
        Kind::Given(item) => format!("({})", names(&item.items)),
    }
}
