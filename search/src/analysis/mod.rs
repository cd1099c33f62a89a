//! Text to words, in one way for documents, queries and highlights.
//!
//! Takes text and the stemmer of its language; gives words in lower case, without accents, and the stem of each, which is
//! what the index holds. Accents are dropped after stemming, because in most languages stems depend on them.
//! A word found by a query and a word marked in a snippet are the same word because all of it passes through here.

mod fold;
mod language;
mod stems;
mod words;
#[cfg(not(target_arch = "wasm32"))]
mod written;

use std::ops::Range;

use tantivy::tokenizer::{TokenStream, Tokenizer};

pub use language::Language;
pub use stems::Stemmer;
pub(crate) use words::{Reach, holds_word, is_unspaced};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use written::WrittenWords;

use words::WordTokenizer;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// As it was written, but in lower case, and without accents where no stem depends on them.
    pub spelling: String,
    /// The spelling without accents.
    pub surface: String,
    /// What the index holds for it.
    pub stem: String,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// Its number in the text; the last character of a run without spaces shares that of the pair before it.
    pub position: usize,
}

impl Word {
    /// Whether the word belongs to a script that is written without spaces, and is therefore one or two characters.
    pub fn is_unspaced(&self) -> bool {
        self.surface.starts_with(is_unspaced)
    }
}

/// Splits `text` into its words.
pub(crate) fn words(stemmer: &Stemmer, text: &str, reach: Reach) -> Vec<Word> {
    let mut tokenizer = WordTokenizer::new(stemmer.language(), reach);
    let mut stream = tokenizer.token_stream(text);
    let mut words = Vec::new();
    while stream.advance() {
        let token = stream.token();
        let spelling = stemmer.spelling(&token.text);
        words.push(Word {
            surface: stemmer.surface(&spelling),
            stem: stemmer.stem(&spelling),
            spelling,
            range: token.offset_from..token.offset_to,
            position: token.position,
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Stemmer {
        Stemmer::new(Language::English)
    }

    fn stems(text: &str, reach: Reach) -> String {
        words(&english(), text, reach).iter().map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_lower_case_stems_without_accents() {
        for (text, expected) in [
            ("Caches caching CACHED", "cach cach cach"),
            ("rate-limiter, foo_bar; a/b", "rate limit foo bar a b"),
            ("the team\u{2019}s don't", "the team don't"),
            ("Café cafe\u{301} Straße", "cafe cafe strass"),
            ("INC-1234 v1.2", "inc 1234 v1 2"),
            ("сервер упал", "сервер упал"),
            ("  \u{0} \u{1b}[31m -- ", "31m"),
            ("", ""),
        ] {
            assert_eq!(stems(text, Reach::Indexed), expected, "{text:?}");
        }
    }

    #[test]
    fn scripts_without_spaces_become_pairs_of_characters() {
        for (text, indexed, asked) in [
            ("東京都", "東京 京都 都", "東京 京都"),
            ("都", "都", "都"),
            ("Redis集群", "redi 集群 群", "redi 集群"),
            ("キャッシュ・障害", "キャ ャッ ッシ シュ ュ 障害 害", "キャ ャッ ッシ シュ 障害"),
        ] {
            assert_eq!(stems(text, Reach::Indexed), indexed);
            assert_eq!(stems(text, Reach::Asked), asked);
        }
    }

    #[test]
    fn the_last_character_of_a_run_does_not_push_the_next_word_away() {
        let positions: Vec<_> =
            words(&english(), "集群 redis", Reach::Indexed).iter().map(|word| word.position).collect();
        assert_eq!(positions, [0, 0, 1]);
    }

    #[test]
    fn a_word_without_end_is_cut_and_its_range_is_kept() {
        let text = "x".repeat(1_000_000);
        let words = words(&english(), &text, Reach::Indexed);
        assert_eq!(words.len(), 1);
        assert_eq!(words[0].surface.len(), words::LONGEST_WORD);
        assert_eq!(words[0].range, 0..text.len());
    }
}
