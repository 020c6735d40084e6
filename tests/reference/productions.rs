//! Which productions of the grammar a policy text uses.

use std::collections::BTreeSet;

use pest::Parser;
use pest::iterators::Pairs;
use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "grammar/caveat.pest"]
struct Grammar;

/// Productions that leave no trace: blanks, and what only forbids something.
const TRACELESS: &[&str] = &["EOI", "WHITESPACE", "comment", "blank", "reserved", "word_end"];

/// The names of all productions.
pub fn all() -> BTreeSet<String> {
    let names = Rule::all_rules().iter().map(|production| format!("{production:?}"));
    names.filter(|name| !TRACELESS.contains(&name.as_str())).collect()
}

/// Adds the productions that a declaration uses: its own, and those of its cells and holes, which are read one by one.
pub fn collect(declaration: &str, into: &mut BTreeSet<String>) {
    read(Rule::item, declaration, into);
    read(Rule::given_head, declaration, into);
}

fn read(production: Rule, text: &str, into: &mut BTreeSet<String>) {
    if let Ok(pairs) = Grammar::parse(production, text) {
        walk(pairs, into);
    }
}

fn walk(pairs: Pairs<'_, Rule>, into: &mut BTreeSet<String>) {
    for pair in pairs {
        into.insert(format!("{:?}", pair.as_rule()));
        match pair.as_rule() {
            Rule::cell => cell(pair.as_str().trim(), into),
            Rule::quote => holes(pair.as_str(), into),
            _ => {}
        }
        walk(pair.into_inner(), into);
    }
}

/// A cell, read as whatever it can be.
fn cell(text: &str, into: &mut BTreeSet<String>) {
    use Rule::{cite_cell, condition_cell, expect_cell, header_cell, name_cell, outline_cell, output_cell, path_cell};
    for production in [header_cell, condition_cell, output_cell, name_cell, cite_cell, path_cell, outline_cell, expect_cell] {
        read(production, text, into);
    }
}

fn holes(quote: &str, into: &mut BTreeSet<String>) {
    for (at, _) in quote.match_indices('{') {
        for (end, _) in quote[at..].match_indices('}') {
            read(Rule::hole, &quote[at + 1..at + end], into);
        }
    }
}
