//! "Did you mean": the word of a list that is most like one that was written.

/// The nearest word, if one is near enough.
pub fn nearest<'w>(written: &str, words: &[&'w str]) -> Option<&'w str> {
    let small = written.to_ascii_lowercase();
    let distance = |word: &str| strsim::osa_distance(&small, word);
    let best = words.iter().copied().min_by_key(|word| distance(word))?;
    (distance(best) <= 1.max(best.len() / 3)).then_some(best)
}
