//! Text into the syntax tree: each declaration by the grammar, on its own. Only this folder names pest.

mod build;
mod classes;
mod errors;
mod expressions;
mod items;
mod literals;
mod outlines;
mod rules;
mod scenarios;
mod slips;
mod tables;
mod texts;
mod vocabulary;

use pest_derive::Parser;

use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use crate::syntax::{ast, scan};

#[derive(Parser)]
#[grammar = "grammar/caveat.pest"]
struct Grammar;

/// Reads a file: the declarations that could be read, and what is wrong with the others, by place.
#[must_use]
pub fn parse(file: FileId, text: &str) -> (ast::File, Vec<Diagnostic>) {
    let cut = scan::cut(file, text);
    let mut builder = build::Builder::new(file, text, &cut.comments);
    let items = builder.chunks(&cut.chunks);
    let mut findings = cut.findings;
    findings.append(&mut builder.findings);
    findings.sort_by_key(Diagnostic::span);
    (ast::File { items }, findings)
}
