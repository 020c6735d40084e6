//! A layout that says anything else than the text it was made of is refused.

use super::words::{Word, words};
use super::{Refusal, lay_out};
use crate::source::FileId;
use crate::syntax::ast::File;
use crate::syntax::parse;

/// Whether a layout says what the tree and the words say, and is its own layout.
pub fn compare((tree, written): (File, &[Word<'_>]), formatted: &str) -> Result<(), Refusal> {
    let (again, mistakes) = parse(FileId::default(), formatted);
    if !mistakes.is_empty() {
        return Err(Refusal::Unfaithful("the layout cannot be read"));
    }
    let words = words(formatted);
    if said(written) != said(&words) {
        return Err(Refusal::Unfaithful("a word or a comment would change"));
    }
    if lay_out(&again, &words) != formatted {
        return Err(Refusal::Unfaithful("the layout would be laid out otherwise"));
    }
    if tree.without_places() != again.without_places() {
        return Err(Refusal::Unfaithful("the meaning would change"));
    }
    Ok(())
}

/// Each word, and each comment with the word that it stands above or behind: sorted, because clauses change their places. Marks that only
/// divide are left out.
fn said<'w>(words: &'w [Word<'_>]) -> Vec<(&'w str, &'w str)> {
    let mut said = Vec::new();
    let mut before = "";
    for word in words {
        let divides = word.is(",") || word.text.starts_with(['-', ':']) && word.text.len() == 1;
        said.extend(word.above.iter().map(|comment| (if divides { "" } else { &*word.text }, comment.text)));
        if !divides {
            before = &word.text;
            said.push((before, ""));
        }
        said.extend(word.behind.map(|comment| (before, comment)));
    }
    said.sort_unstable();
    said
}
