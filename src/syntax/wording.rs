//! The words of messages.

/// How much of a word a message repeats.
const SHOWN: usize = 40;

/// A word in backticks; a long one is cut.
pub fn quoted(word: &str) -> String {
    match word.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("`{}…`", word.get(..end).unwrap_or("")),
        None => format!("`{word}`"),
    }
}
