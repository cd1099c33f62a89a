//! Words that nearly every document has, and that a question is full of: "what happened to the cache".
//!
//! They say next to nothing about which document is meant, but their postings are the largest of the index.

use crate::analysis::{Language, Stemmer};

/// English words that are left out of a query unless they stand between quotes or nothing else is asked for.
const FUNCTION_WORDS: [&str; 62] = [
    "a", "about", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do",
    "does", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "me", "my", "of",
    "on", "or", "our", "so", "such", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
    "to", "us", "was", "we", "were", "what", "when", "where", "which", "who", "why", "will", "with", "you",
];

/// Whether `word` is one of them in the language of `stemmer`.
pub(crate) fn is_function_word(stemmer: &Stemmer, word: &str) -> bool {
    stemmer.language() == Language::English && FUNCTION_WORDS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_for_its_search() {
        assert!(FUNCTION_WORDS.is_sorted());
        let english = Stemmer::new(Language::English);
        assert!(is_function_word(&english, "The"));
        assert!(!is_function_word(&english, "cache"));
    }
}
