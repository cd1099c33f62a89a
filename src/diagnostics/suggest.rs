//! "Did you mean": the known word nearest to one that nobody knows.

/// The longest word that is compared, in characters.
const LENGTH_LIMIT: usize = 100;

/// Finds the candidate nearest to `word`, if one is near enough to be meant.
///
/// Near enough is a Damerau-Levenshtein distance of at most a third of the word's length, at least 1 and at most 4,
/// after lowering case and taking `_` and spaces for `-`. Among equals the first candidate wins.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let fold = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let word = fold(word);
    let length = word.chars().count();
    let limit = (length / 3).clamp(1, 4);
    // The distance is at least the difference in length, and takes time in the product of the lengths.
    let can_be_near = |candidate: &&str| {
        length <= LENGTH_LIMIT
            && candidate.len() <= 4 * LENGTH_LIMIT
            && candidate.chars().count().abs_diff(length) <= limit
    };
    candidates
        .into_iter()
        .filter(can_be_near)
        .map(|candidate| (strsim::damerau_levenshtein(&word, &fold(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn suggests_only_what_is_near() {
        let factors = ["cache-stampede", "missing-alert", "stale-runbook"];
        assert_eq!(nearest("cache-stampde", factors), Some("cache-stampede"));
        assert_eq!(nearest("Missing alert", factors), Some("missing-alert"));
        assert_eq!(nearest("solar-flare", factors), None);
        assert_eq!(nearest("", factors), None);
        let long = "a".repeat(1_000_000);
        assert_eq!(nearest(&long, [long.as_str()]), None);
        assert_eq!(nearest("a", [long.as_str()]), None);
    }
}
