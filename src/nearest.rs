//! "Did you mean": the name that is most like one that was written.

/// What is longer than this is no misspelt name.
const LONGEST: usize = 64;

/// The nearest of some names, if one is near enough to be meant: a third of its letters may differ, but one always may. Capitals, and
/// `-` and blanks for `_`, make no difference; of a path only the last part counts for what is near enough.
#[must_use]
pub fn nearest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if written.len() > LONGEST {
        return None;
    }
    let plain = written.to_lowercase().replace(['-', ' '], "_");
    let length = plain.chars().count();
    let near = names.into_iter().filter_map(|name| {
        let (small, most) = (name.to_lowercase(), allowed(name));
        // a letter more or less is a letter that differs; most names need no second look
        let like = small.chars().count().abs_diff(length) <= most;
        let distance = like.then(|| strsim::damerau_levenshtein(&plain, &small)).filter(|distance| *distance <= most)?;
        Some((distance, name))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// How many letters may differ from a name.
fn allowed(name: &str) -> usize {
    let last = name.rsplit('.').next().unwrap_or(name);
    (last.chars().count() / 3).max(1)
}
