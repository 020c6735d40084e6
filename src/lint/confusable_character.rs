//! A letter of another script that looks like a Latin one, in the middle of a Latin word.
//!
//! `pаper` with a Cyrillic `а` is not `paper`: no fact file will ever say it, and nobody sees why.
//!
//! ```policy
//! rule no_paper { forbid lend when item.material is "pаper" because en "Paper is not lent." }
//! ```
//!
//! Better: type the word anew.

use unicode_security::MixedScript;
use unicode_security::confusable_detection::skeleton;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

use super::{Subject, finding};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (id, file) in on.sources.iter().filter(|(_, file)| !file.text.is_ascii()) {
        let mut at = 0;
        for word in file.text.split_inclusive(|letter| !is_of_word(letter)) {
            if !word.is_ascii() {
                found.extend(confusable(id, at, word.trim_end_matches(|letter| !is_of_word(letter))));
            }
            at += word.len();
        }
    }
}

/// Chinese and other scripts without blanks stand beside Latin words.
fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() && letter < '\u{2e80}'
}

fn confusable(file: FileId, start: usize, word: &str) -> Option<Diagnostic> {
    if !word.contains(|letter: char| letter.is_ascii_alphabetic()) || word.is_single_script() {
        return None;
    }
    let (at, letter, like) = word.char_indices().find_map(|(at, letter)| Some((at, letter, looks_like(letter)?)))?;
    let (span, number) = (Span::new(file, start..start + word.len()), u32::from(letter));
    let letters = word.get(..at).map_or(0, |before| before.chars().count()) + 1;
    Some(finding(span, format!("`{word}` mixes scripts")).saying(format!("letter {letters} is U+{number:04X}, which looks like `{like}`")))
}

/// The Latin letter that a letter of another script is taken for.
fn looks_like(letter: char) -> Option<char> {
    let text = letter.to_string();
    let mut prototype = skeleton(&text);
    let like = prototype.next().filter(char::is_ascii_alphabetic)?;
    (!letter.is_ascii() && prototype.next().is_none()).then_some(like)
}
