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

/// "Did you mean": the word of a list that is most like one that was written, if one is near enough.
pub fn nearest<'w>(written: &str, words: &[&'w str]) -> Option<&'w str> {
    if written.len() > SHOWN {
        return None;
    }
    let small = written.to_ascii_lowercase();
    let distance = |word: &str| strsim::osa_distance(&small, word);
    let best = words.iter().copied().min_by_key(|word| distance(word))?;
    (distance(best) <= 1.max(best.len() / 3)).then_some(best)
}
