//! The layout of policies: one for each text, whatever blanks and lines it was written with.
//!
//! `words` reads the words with the comments beside them, `items` writes declarations, `short` and `long` one of them, `clauses`, `document`,
//! `rows`, `fields` and `facts` what stands in its braces, `phrase` words in a row; `writer` puts words on lines. The text is only moved:
//! no number, name or text is written anew. `faithful` holds the result against what was read, and refuses it where anything else differs.

mod clauses;
mod columns;
mod document;
mod facts;
mod faithful;
mod fields;
mod items;
mod literal;
mod long;
mod phrase;
mod rows;
mod short;
mod starts;
mod words;
mod writer;

use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use crate::syntax::ast;
use crate::syntax::parse;

use writer::Writer;

/// Why a text is not laid out.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// It holds mistakes.
    Mistakes(Vec<Diagnostic>),
    /// The layout would say something else: what differs. This is a fault of the formatter.
    Unfaithful(&'static str),
}

/// Lays out the text of a file.
///
/// # Errors
/// Where the text cannot be read, or its layout would not say the same.
pub fn format(file: FileId, text: &str) -> Result<String, Refusal> {
    let (tree, mistakes) = parse(file, text);
    if !mistakes.is_empty() {
        return Err(Refusal::Mistakes(mistakes));
    }
    let words = words::words(text);
    let formatted = lay_out(&tree, &words);
    faithful::compare((tree, &words), &formatted)?;
    Ok(formatted)
}

fn lay_out(tree: &ast::File, words: &[words::Word<'_>]) -> String {
    let mut writer = Writer::default();
    let rest = items::write(&mut writer, &tree.items, words, 0, false);
    if let Some(end) = rest.first() {
        writer.end(end);
    }
    let text = writer.finish();
    if text.is_empty() { text } else { text + "\n" }
}
