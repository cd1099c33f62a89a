//! Reduces words to their stems, so that "cached" finds "caches".
//!
//! Takes words in lower case without accents; gives what the Snowball stemmer of English makes of them.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// The stem of one word.
pub(crate) fn stem(word: &str) -> Cow<'_, str> {
    Stemmer::new(Algorithm::English).stem(word)
}
