//! Words that are one slip of the pen away from a known one.

/// The longest word that is compared, in characters.
const LENGTH_LIMIT: usize = 60;

/// Finds the known word that a word is a slip of: one letter more, less, other or swapped, two in words of eight letters
/// and more. In words of four letters and less another letter makes another word, and only the first three kinds count.
///
/// Closer than "did you mean" of a word that must be known: here the word may be somebody's own.
#[must_use]
pub(super) fn slip_of<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let limit = if length < 8 { 1 } else { 2 };
    if !(3..=LENGTH_LIMIT).contains(&length) {
        return None;
    }
    let is_near = |known: &&str| {
        let other = known.chars().count();
        other.abs_diff(length) <= limit
            && letters_apart(known, word) <= 2 * limit
            && (length > 4 || other != length || sorted(known) == sorted(word))
    };
    let distance = |known: &'a str| (strsim::damerau_levenshtein(word, known), known);
    let near = known.into_iter().filter(is_near).map(distance).filter(|(distance, _)| (1..=limit).contains(distance));
    near.min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

/// How many letters two words do not share, wherever they stand: at most two for each slip. Much cheaper than the distance,
/// which few known words need be asked for then.
fn letters_apart(a: &str, b: &str) -> usize {
    const BUCKETS: usize = 64;
    let mut counts = [0_i32; BUCKETS];
    a.chars().for_each(|c| counts[c as usize % BUCKETS] += 1);
    b.chars().for_each(|c| counts[c as usize % BUCKETS] -= 1);
    counts.iter().map(|count| count.unsigned_abs() as usize).sum()
}

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::slip_of;

    #[test]
    fn slips_are_told_from_other_words() {
        let known = ["title", "date", "tags", "related", "detected", "severity", "roles", "contributing_factors"];
        for (word, expected) in [
            ("tilte", Some("title")),
            ("dtae", Some("date")),
            ("sevrity", Some("severity")),
            ("sevreity", Some("severity")),
            ("contributing_factor", Some("contributing_factors")),
            ("role", Some("roles")),
            ("data", None),
            ("created", None),
            ("detection", None),
            ("title", None),
            ("a", None),
        ] {
            assert_eq!(slip_of(word, known), expected, "{word}");
        }
    }
}
