//! The analysis of documents while an index is written: stems for the index, and a record of the words they are of.
//!
//! Takes the words of texts; gives their stems, and counts the words. Both come of one look-up, because stemming and
//! counting each word by itself would take as long as everything else.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{AsciiFoldingFilter, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer};

use super::stems::stem;
use super::words::{Reach, WordTokenizer};

/// The words that were written, shared by the copies of an analyzer that Tantivy makes, one for each field.
/// One thread writes an index, so nobody ever waits for the lock.
#[derive(Clone, Default)]
pub(crate) struct WrittenWords(Arc<Mutex<FxHashMap<String, WrittenWord>>>);

struct WrittenWord {
    stem: String,
    count: u32,
}

impl WrittenWords {
    /// The chain from text to the stems that the index holds, which adds to these words.
    pub fn analyzer(&self) -> TextAnalyzer {
        let stems = StemFilter { words: self.clone() };
        TextAnalyzer::builder(WordTokenizer::new(Reach::Indexed)).filter(AsciiFoldingFilter).filter(stems).build()
    }

    /// The words in the order of their bytes, each with the number of times that it was written.
    pub fn sorted(&self) -> Vec<(String, u32)> {
        let mut words: Vec<_> = self.lock().iter().map(|(surface, word)| (surface.clone(), word.count)).collect();
        words.sort_unstable();
        words
    }

    fn lock(&self) -> MutexGuard<'_, FxHashMap<String, WrittenWord>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
        StemStream { tokens: self.tokenizer.token_stream(text), words: self.words.lock() }
    }
}

/// The stems of one text, one at a time.
struct StemStream<'a, T> {
    tokens: T,
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
            let stem = stem(text).into_owned();
            let surface = std::mem::replace(text, stem.clone());
            self.words.insert(surface, WrittenWord { stem, count: 1 });
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
    use crate::analysis::words;

    #[test]
    fn the_index_gets_the_stems_that_a_query_gets() {
        let text = "Cached Müller's rate-limiters 東京都 cached";
        let written = WrittenWords::default();
        let mut analyzer = written.analyzer();
        let mut stems = Vec::new();
        analyzer.token_stream(text).process(&mut |token| stems.push((token.text.clone(), token.position)));
        let words = words(text, Reach::Indexed);
        assert_eq!(stems, words.into_iter().map(|word| (word.stem, word.position)).collect::<Vec<_>>());
        let expected =
            [("cached", 2), ("limiters", 1), ("muller", 1), ("rate", 1), ("京都", 1), ("東京", 1), ("都", 1)];
        assert_eq!(written.sorted(), expected.map(|(word, count)| (word.to_owned(), count)));
    }
}
