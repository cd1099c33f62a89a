//! The analysis of documents while an index is written: stems for the index, and a record of the words they are of.
//!
//! Takes the words of texts; gives their stems, and counts the words. Both come of one look-up, because stemming and
//! counting each word by itself would take as long as everything else.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer};

use super::stems::Stemmer;
use super::words::{Reach, WordTokenizer};

/// The words that were written, shared by the copies of an analyzer that Tantivy makes, one for each field.
/// One thread writes an index, so nobody ever waits for the lock.
#[derive(Clone)]
pub(crate) struct WrittenWords {
    stemmer: Stemmer,
    words: Arc<Mutex<FxHashMap<String, WrittenWord>>>,
}

struct WrittenWord {
    stem: String,
    count: u32,
}

impl WrittenWords {
    /// No words yet; those to come are of the language of `stemmer`.
    pub fn new(stemmer: Stemmer) -> Self {
        WrittenWords { stemmer, words: Arc::default() }
    }

    /// The chain from text to the stems that the index holds, which adds to these words.
    pub fn analyzer(&self) -> TextAnalyzer {
        let tokenizer = WordTokenizer::new(self.stemmer.language(), Reach::Indexed);
        TextAnalyzer::builder(tokenizer).filter(StemFilter { words: self.clone() }).build()
    }

    /// The words without accents and as they are spelt, each with the number of times that it was written.
    pub fn counts(&self) -> BTreeMap<(String, String), u32> {
        let mut words = BTreeMap::new();
        for (written, word) in self.lock().iter() {
            let spelling = self.stemmer.spelling(written);
            let count: &mut u32 = words.entry((self.stemmer.surface(&spelling), spelling)).or_default();
            *count = count.saturating_add(word.count);
        }
        words
    }

    fn lock(&self) -> MutexGuard<'_, FxHashMap<String, WrittenWord>> {
        self.words.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Replaces each token by its stem.
#[derive(Clone)]
struct StemFilter {
    words: WrittenWords,
}

impl TokenFilter for StemFilter {
    type Tokenizer<T: Tokenizer> = StemTokenizer<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> StemTokenizer<T> {
        StemTokenizer { tokenizer, words: self.words }
    }
}

/// A tokenizer whose tokens are stems.
#[derive(Clone)]
struct StemTokenizer<T> {
    tokenizer: T,
    words: WrittenWords,
}

impl<T: Tokenizer> Tokenizer for StemTokenizer<T> {
    type TokenStream<'a> = StemStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemStream { tokens: self.tokenizer.token_stream(text), stemmer: &self.words.stemmer, words: self.words.lock() }
    }
}

/// The stems of one text, one at a time.
struct StemStream<'a, T> {
    tokens: T,
    stemmer: &'a Stemmer,
    words: MutexGuard<'a, FxHashMap<String, WrittenWord>>,
}

impl<T: TokenStream> TokenStream for StemStream<'_, T> {
    fn advance(&mut self) -> bool {
        if !self.tokens.advance() {
            return false;
        }
        let text = &mut self.tokens.token_mut().text;
        if let Some(word) = self.words.get_mut(text) {
            word.count = word.count.saturating_add(1);
            text.clone_from(&word.stem);
        } else {
            let stem = self.stemmer.stem(text);
            let written = std::mem::replace(text, stem.clone());
            self.words.insert(written, WrittenWord { stem, count: 1 });
        }
        true
    }

    fn token(&self) -> &Token {
        self.tokens.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tokens.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Language, words};

    #[test]
    fn the_index_gets_the_stems_that_a_query_gets() {
        let text = "Cached Müller's Muller rate-limiters l'été 東京都 cached";
        for (language, expected) in [
            (
                Language::English,
                &[("cached", "cached", 2), ("l'ete", "l'ete", 1), ("limiters", "limiters", 1), ("muller", "muller", 2)]
                    [..],
            ),
            (
                Language::French,
                &[
                    ("cached", "cached", 2),
                    ("ete", "été", 1),
                    ("limiters", "limiters", 1),
                    ("muller", "muller", 1),
                    ("muller", "müller", 1),
                ],
            ),
        ] {
            let stemmer = Stemmer::new(language);
            let written = WrittenWords::new(stemmer.clone());
            let mut stems = Vec::new();
            written
                .analyzer()
                .token_stream(text)
                .process(&mut |token| stems.push((token.text.clone(), token.position)));
            let words = words(&stemmer, text, Reach::Indexed);
            assert_eq!(stems, words.into_iter().map(|word| (word.stem, word.position)).collect::<Vec<_>>());
            let others = [("rate", "rate", 1), ("京都", "京都", 1), ("東京", "東京", 1), ("都", "都", 1)];
            let expected: Vec<_> = expected.iter().copied().chain(others).collect();
            let counts = written.counts();
            let counts: Vec<_> =
                counts.iter().map(|((plain, spelt), count)| (plain.as_str(), spelt.as_str(), *count)).collect();
            assert_eq!(counts, expected);
        }
    }
}
