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
    build(file, text, scan::cut(file, text)).unwrap_or_else(|parsed| {
        let again = build(file, text, scan::cut_by_indent(file, text));
        again.unwrap_or(parsed)
    })
}

type Parsed = (ast::File, Vec<Diagnostic>);

/// Builds what was cut; as an error where it seems to be cut wrongly.
fn build(file: FileId, text: &str, cut: scan::Cut) -> Result<Parsed, Parsed> {
    let mut builder = build::Builder::new(file, text, &cut.comments);
    let items = builder.chunks(&cut.chunks);
    cut.strays.iter().for_each(|start| builder.lose(*start));
    let lost = std::mem::take(&mut builder.lost);
    let recut = builder.recut;
    let mut findings = builder.findings;
    findings.extend(cut.findings.sorted());
    let parsed = (ast::File { items, lost }, findings.sorted());
    if recut { Err(parsed) } else { Ok(parsed) }
}
