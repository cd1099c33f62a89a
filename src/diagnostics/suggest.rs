//! "Did you mean": the known word nearest to one that nobody knows.

/// Finds the candidate nearest to `word`, if one is near enough to be meant.
///
/// Near enough is a Damerau-Levenshtein distance of at most a third of the word's length, at least 1 and at most 4,
/// after lowering case and taking `_` and spaces for `-`. Among equals the first candidate wins.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let fold = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let word = fold(word);
    let limit = (word.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
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
    }
}
