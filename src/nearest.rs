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
    let letters = Letters::of(&plain);
    let near = names.into_iter().filter_map(|name| {
        let most = allowed(name);
        // most names need no second look
        let like = Letters::of(name).differ_from(&letters) <= 2 * most;
        let distance = like.then(|| strsim::damerau_levenshtein(&plain, &name.to_lowercase())).filter(|distance| *distance <= most)?;
        Some((distance, name))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// How often each letter stands in a text, in whatever order; some that are rare are counted as one.
struct Letters([i8; Self::KINDS]);

impl Letters {
    const KINDS: usize = 32;

    fn of(text: &str) -> Self {
        let mut counts = [0_i8; Self::KINDS];
        for letter in text.chars().flat_map(char::to_lowercase) {
            if let Some(count) = counts.get_mut(letter as usize % Self::KINDS) {
                *count = count.saturating_add(1);
            }
        }
        Self(counts)
    }

    /// How many letters one has more than the other, of all kinds together. To put one letter in the place of another changes two counts,
    /// to add or to take one away changes one, so that this is at most twice the letters that differ.
    fn differ_from(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(one, other)| usize::from(one.abs_diff(*other))).sum()
    }
}

/// How many letters may differ from a name.
fn allowed(name: &str) -> usize {
    let last = name.rsplit('.').next().unwrap_or(name);
    (last.chars().count() / 3).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_differs_in_few_letters_has_nearly_the_same_ones() {
        let mut rng = fastrand::Rng::with_seed(1);
        let mut word = |length| (0..length).map(|_| ['a', 'b', 'c', '_', 'é', '门'][rng.usize(..6)]).collect::<String>();
        for length in (0..2_000).map(|n| n % 9) {
            let (one, other) = (word(length), word(length / 2 + 2));
            let differ = Letters::of(&one).differ_from(&Letters::of(&other));
            assert!(differ <= 2 * strsim::damerau_levenshtein(&one, &other), "{one} {other}");
        }
        assert_eq!(nearest("instance.Stauts", ["instance.state", "instance.status", "status"]), Some("instance.status"));
        assert_eq!(nearest("colour", ["velour", "cloud"]), Some("velour"));
    }
}
