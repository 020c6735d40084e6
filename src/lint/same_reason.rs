//! Two rules that give the same reason, word by word.
//!
//! Whoever reads it cannot tell which of them refused, and what to do about it. Often one was copied from the other, and its reason was
//! forgotten. Rules that share a message by its name mean to.
//!
//! ```policy
//! rule too_many_books { forbid lend when reader.books >= 10 because en "The reader has too many." }
//! rule too_many_films { forbid lend when reader.films >= 3  because en "The reader has too many." }
//! ```
//!
//! Better: `because en "The reader has {reader.films} films."`, or one `message` for both.

use indexmap::IndexMap;

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::{Because, Item, ItemKind, Piece, Text, Texts};

use super::{Subject, finding, parts};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: IndexMap<(&str, String), (usize, Span)> = IndexMap::new();
    for (number, texts) in on.items().filter_map(reasons).enumerate() {
        let mut told = false;
        for (language, text) in &texts.by_language {
            let (earlier, place) = *first.entry((language.text.as_str(), words(on, text))).or_insert((number, text.span));
            if earlier != number && !told {
                told = true;
                found.push(finding(text.span, "another rule gives the same reason").and(place, "the first one"));
            }
        }
    }
}

fn reasons(item: &Item) -> Option<&Texts> {
    match (&item.kind, parts::because(item)) {
        (ItemKind::Message(message), _) => Some(&message.texts),
        (ItemKind::Rule(_), Some(Because::Texts(texts))) => Some(texts),
        _ => None,
    }
}

/// A text as it is shown, its holes as they are written.
fn words(on: &Subject<'_>, text: &Text) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Hole(expression) => format!("{{{}}}", on.sources.text(expression.span)),
    };
    text.pieces.iter().map(piece).collect()
}
