//! The words of all documents as they were written, before stemming, each with the number of times it was.
//!
//! Takes the file [`FILE`] of an index; gives the words that begin in a certain way, and the words nearest to a
//! mistyped one. The index itself holds stems, which no reader would recognise: "configur" is not a suggestion.
//!
//! Words are found without their accents, but their stems depend on them, so that a key is the one and then the other.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::path::Path;

use tantivy::Directory;
use tantivy::termdict::TermDictionary;

use crate::analysis::Stemmer;
use crate::error::SearchError;

/// The name of the file in the index.
pub(crate) const FILE: &str = "words";

/// Stands between a word without accents and its spelling, where these differ; no word contains it.
const SPELLING: char = '\u{1f}';

/// A word of the documents, with the number of times that it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownWord {
    /// Without accents.
    pub surface: String,
    /// As it was written, but in lower case.
    pub spelling: String,
    pub count: u32,
}

/// The words of all documents.
pub(crate) struct Vocabulary {
    words: TermDictionary,
}

impl Vocabulary {
    /// Opens the vocabulary of the index in `directory`.
    pub fn open(directory: &dyn Directory) -> Result<Self, SearchError> {
        let file = directory.open_read(Path::new(FILE)).map_err(tantivy::TantivyError::from)?;
        Ok(Vocabulary { words: TermDictionary::open(file)? })
    }

    /// The words that begin with `beginning`, those written most often first, at most `limit` of them.
    ///
    /// The second value is whether there are more.
    pub fn beginning_with(&self, beginning: &str, limit: usize) -> Result<(Vec<KnownWord>, bool), SearchError> {
        let mut words = Vec::new();
        let mut stream = self.words.range().ge(beginning).into_stream()?;
        while stream.advance() && stream.key().starts_with(beginning.as_bytes()) {
            words.extend(known_word(stream.key(), stream.value().doc_freq));
        }
        let more = words.len() > limit;
        words.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.spelling.cmp(&right.spelling)));
        words.truncate(limit);
        Ok((words, more))
    }

    /// The words that are `surface` without their accents, at most `limit` of them.
    pub fn spelt_like(&self, surface: &str, limit: usize) -> Result<Vec<KnownWord>, SearchError> {
        let mut words = Vec::new();
        let mut stream = self.words.range().ge(surface).lt(format!("{surface}\u{20}")).into_stream()?;
        while words.len() < limit && stream.advance() {
            words.extend(known_word(stream.key(), stream.value().doc_freq));
        }
        Ok(words)
    }

    /// The words nearest to `asked`, at most `limit` of them, each with the number of changes between the two.
    ///
    /// A change is a character added, left out, replaced or swapped with its neighbour. Short words allow none,
    /// those of four characters one, those of eight two. Words that begin with `asked` come first and count as no
    /// change. Of words with the same stem only the one that comes first is given.
    pub fn nearest(
        &self,
        stemmer: &Stemmer,
        asked: &str,
        limit: usize,
    ) -> Result<Vec<(usize, KnownWord)>, SearchError> {
        let allowed = allowed_changes(asked);
        if allowed == 0 {
            return Ok(Vec::new());
        }
        let mut words = Vec::new();
        let mut stream = self.words.stream()?;
        while stream.advance() {
            let begins = stream.key().starts_with(asked.as_bytes());
            if !begins && !may_be_near(asked.as_bytes(), surface(stream.key()), allowed) {
                continue;
            }
            let Some(word) = known_word(stream.key(), stream.value().doc_freq) else { continue };
            let changes = if begins { 0 } else { strsim::osa_distance(asked, &word.surface) };
            if changes <= allowed {
                words.push((changes, word));
            }
        }
        words.sort_by_cached_key(|(changes, word)| {
            let begins_alike = word.surface.chars().next() == asked.chars().next();
            (*changes, !begins_alike, Reverse(word.count), word.spelling.clone())
        });
        let mut stems = HashSet::new();
        words.retain(|(_, word)| stems.insert(stemmer.stem(&word.spelling)));
        words.truncate(limit);
        Ok(words)
    }
}

/// How many changes still make `asked` the same word, misspelt.
pub(crate) fn allowed_changes(asked: &str) -> usize {
    match asked.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Whether so few changes may make `word` of `asked`. Says no only when it is sure, but at a glance: a change adds or takes
/// at most one character, and of all characters that occur it brings at most one in and another out.
fn may_be_near(asked: &[u8], word: &[u8], allowed: usize) -> bool {
    if !asked.is_ascii() || !word.is_ascii() {
        return true;
    }
    let occurring = |text: &[u8]| text.iter().fold(0_u128, |occurring, &byte| occurring | 1 << byte);
    let differing = (occurring(asked) ^ occurring(word)).count_ones() as usize;
    asked.len().abs_diff(word.len()) <= allowed && differing <= 2 * allowed
}

/// The key of a word: the order of keys is that of the words without accents.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn key(surface: &str, spelling: &str) -> String {
    if surface == spelling { surface.to_owned() } else { format!("{surface}{SPELLING}{spelling}") }
}

/// The part of a key that is without accents.
fn surface(key: &[u8]) -> &[u8] {
    key.split(|&byte| byte == SPELLING as u8).next().unwrap_or_default()
}

fn known_word(key: &[u8], count: u32) -> Option<KnownWord> {
    let key = std::str::from_utf8(key).ok()?;
    let (surface, spelling) = key.split_once(SPELLING).unwrap_or((key, key));
    Some(KnownWord { surface: surface.to_owned(), spelling: spelling.to_owned(), count })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glance_never_rules_out_a_word_that_is_near() {
        for (asked, word) in
            [("cahce", "cache"), ("cache", "caches"), ("cache", "cach"), ("cache", "cacht"), ("a", ""), ("é", "e")]
        {
            assert!(may_be_near(asked.as_bytes(), word.as_bytes(), 1), "{asked} {word}");
        }
        assert!(!may_be_near(b"cache", b"certs", 1));
        assert!(!may_be_near(b"cache", b"caching", 1));
    }
}
