//! Reduces words to their stems, so that "cached" finds "caches".
//!
//! Takes words in lower case without accents; gives what the Snowball stemmer of English makes of them.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

/// Words whose stems a filter remembers; a text of ten thousand documents repeats fewer than this.
const REMEMBERED: usize = 1 << 16;

/// The stem of one word.
pub(crate) fn stem(word: &str) -> Cow<'_, str> {
    Stemmer::new(Algorithm::English).stem(word)
}

/// Replaces each token by its stem.
///
/// The stems already made are remembered, since stemming is the dearest step of indexing and texts repeat their words.
#[derive(Debug, Clone)]
pub(crate) struct StemFilter;

impl TokenFilter for StemFilter {
    type Tokenizer<T: Tokenizer> = StemTokenizer<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> StemTokenizer<T> {
        StemTokenizer { tokenizer, stems: FxHashMap::default() }
    }
}

/// A tokenizer whose tokens are stems.
#[derive(Clone)]
pub(crate) struct StemTokenizer<T> {
    tokenizer: T,
    stems: FxHashMap<String, String>,
}

impl<T: Tokenizer> Tokenizer for StemTokenizer<T> {
    type TokenStream<'a> = StemStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemStream { words: self.tokenizer.token_stream(text), stems: &mut self.stems }
    }
}

/// The stems of one text, one at a time.
pub(crate) struct StemStream<'a, T> {
    words: T,
    stems: &'a mut FxHashMap<String, String>,
}

impl<T: TokenStream> TokenStream for StemStream<'_, T> {
    fn advance(&mut self) -> bool {
        if !self.words.advance() {
            return false;
        }
        let word = &mut self.words.token_mut().text;
        if let Some(stem) = self.stems.get(word) {
            word.clone_from(stem);
            return true;
        }
        let stem = stem(word).into_owned();
        let surface = std::mem::replace(word, stem);
        if self.stems.len() < REMEMBERED {
            self.stems.insert(surface, word.clone());
        }
        true
    }

    fn token(&self) -> &Token {
        self.words.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.words.token_mut()
    }
}
