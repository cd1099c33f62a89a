//! The words of all documents as they were written, before stemming, each with the number of times it was.
//!
//! Takes the file [`FILE`] of an index; gives the words that begin in a certain way, and the words nearest to a
//! mistyped one. The index itself holds stems, which no reader would recognise: "configur" is not a suggestion.
//! Words with digits are left out: nobody mistypes a ticket into another one, and they are their own stems.
//!
//! Words are found without their accents, but their stems depend on them, so that a key is the one and then the other.
//! The file is blocks of keys in the order of their bytes, each key as what it adds to the one before it (postcard
//! of [`Addition`]); then an index of the blocks (postcard), and the length of that (4 bytes, little endian). A block
//! begins anew, so that it can be read by itself. Blocks are cut so that one and the stretch of the index's own dictionary
//! between the same words are about as long everywhere, words that are left out counted.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::directory::FileSlice;
use tantivy::{Directory, HasLen};

use crate::analysis::Stemmer;
use crate::error::SearchError;

/// The name of the file in the index.
pub(crate) const FILE: &str = "words";

/// Bytes of a block and of the stretch of the dictionary beside it, about: half of it, compressed, is what a word costs
/// a reader before it is known which documents have it.
#[cfg(not(target_arch = "wasm32"))]
const STRETCH: usize = 32 << 10;

/// Bytes of a term in the dictionary of the index apart from its letters, about.
#[cfg(not(target_arch = "wasm32"))]
const TERM: usize = 5;

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

/// A word as it stands in a block.
#[derive(Serialize, Deserialize)]
struct Addition<'a> {
    /// Bytes that it shares with the beginning of the word before it.
    shared: u8,
    /// The bytes that follow.
    rest: &'a [u8],
    count: u32,
}

/// A block as the index knows it.
#[derive(Debug, Serialize, Deserialize)]
struct Block {
    first: String,
    /// Where the block begins in the file.
    start: u32,
}

/// The words of all documents.
pub(crate) struct Vocabulary {
    blocks: Vec<Block>,
    words: FileSlice,
}

impl Vocabulary {
    /// Opens the vocabulary of the index in `directory`.
    pub fn open(directory: &dyn Directory) -> Result<Self, SearchError> {
        let file = directory.open_read(Path::new(FILE)).map_err(tantivy::TantivyError::from)?;
        if file.len() < 4 {
            return Err(damaged());
        }
        let (rest, length) = file.split_from_end(4);
        let length = length.read_bytes()?;
        let length = <[u8; 4]>::try_from(length.as_slice()).map_err(|_| damaged())?;
        let length = u32::from_le_bytes(length) as usize;
        if length > rest.len() {
            return Err(damaged());
        }
        let (words, index) = rest.split_from_end(length);
        let blocks: Vec<Block> = postcard::from_bytes(index.read_bytes()?.as_slice()).map_err(|_| damaged())?;
        if blocks.iter().any(|block| block.start as usize > words.len()) || !blocks.is_sorted_by_key(|it| it.start) {
            return Err(damaged());
        }
        Ok(Vocabulary { blocks, words })
    }

    /// The words that begin with `beginning`, those written most often first, at most `limit` of them.
    ///
    /// The second value is whether there are more.
    pub fn beginning_with(&self, beginning: &str, limit: usize) -> Result<(Vec<KnownWord>, bool), SearchError> {
        let mut words = Vec::new();
        self.read(self.blocks_with(beginning), |word, count| {
            if word.starts_with(beginning.as_bytes()) {
                words.extend(known_word(word, count));
            }
        })?;
        let more = words.len() > limit;
        words.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.spelling.cmp(&right.spelling)));
        words.truncate(limit);
        Ok((words, more))
    }

    /// The words that are `surface` without their accents, at most `limit` of them.
    pub fn spelt_like(&self, surface: &str, limit: usize) -> Result<Vec<KnownWord>, SearchError> {
        let mut words = Vec::new();
        self.read(self.blocks_with(surface), |key, count| {
            if words.len() < limit && self::surface(key) == surface.as_bytes() {
                words.extend(known_word(key, count));
            }
        })?;
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
        self.read(0..self.blocks.len(), |key, count| {
            let begins = key.starts_with(asked.as_bytes());
            if !begins && !may_be_near(asked.as_bytes(), surface(key), allowed) {
                return;
            }
            let Some(word) = known_word(key, count) else { return };
            let changes = if begins { 0 } else { strsim::osa_distance(asked, &word.surface) };
            if changes <= allowed {
                words.push((changes, word));
            }
        })?;
        words.sort_by_cached_key(|(changes, word)| {
            let begins_alike = word.surface.chars().next() == asked.chars().next();
            (*changes, !begins_alike, Reverse(word.count), word.spelling.clone())
        });
        let mut stems = HashSet::new();
        words.retain(|(_, word)| stems.insert(stemmer.stem(&word.spelling)));
        words.truncate(limit);
        Ok(words)
    }

    /// The blocks that hold words with this beginning.
    fn blocks_with(&self, beginning: &str) -> Range<usize> {
        let first = self.blocks.partition_point(|block| block.first.as_str() <= beginning).saturating_sub(1);
        let is_past = |block: &Block| block.first.as_str() > beginning && !block.first.starts_with(beginning);
        let last = self.blocks.iter().skip(first).position(is_past).map_or(self.blocks.len(), |count| first + count);
        first..last
    }

    /// Gives each word of some blocks to `take`. Asks for all of the blocks before it fails for lack of one.
    fn read(&self, blocks: Range<usize>, mut take: impl FnMut(&[u8], u32)) -> Result<(), SearchError> {
        let bytes: Vec<_> = blocks.map(|index| self.block(index).read_bytes()).collect();
        let mut word = Vec::new();
        for bytes in bytes {
            let bytes = bytes?;
            let mut rest = bytes.as_slice();
            word.clear();
            while !rest.is_empty() {
                let (addition, after) = postcard::take_from_bytes::<Addition>(rest).map_err(|_| damaged())?;
                word.truncate(addition.shared.into());
                word.extend_from_slice(addition.rest);
                take(&word, addition.count);
                rest = after;
            }
        }
        Ok(())
    }

    fn block(&self, index: usize) -> FileSlice {
        let start = self.blocks[index].start as usize;
        let end = self.blocks.get(index + 1).map_or(self.words.len(), |next| next.start as usize);
        self.words.slice(start..end)
    }

    /// The blocks, each with the first word that it may hold and the first of the next one.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn stretches(&self) -> impl Iterator<Item = (&str, Option<&str>, FileSlice)> + '_ {
        let next = |index: usize| self.blocks.get(index + 1).map(|block| block.first.as_str());
        self.blocks.iter().enumerate().map(move |(index, it)| (it.first.as_str(), next(index), self.block(index)))
    }
}

fn damaged() -> SearchError {
    SearchError::Damaged { file: FILE.to_owned() }
}

/// Whether a word stands in the vocabulary, if any document has it.
pub(crate) fn is_kept(word: &str) -> bool {
    !word.starts_with(crate::analysis::is_unspaced) && !word.contains(|character: char| character.is_ascii_digit())
}

/// The bytes of the file: words without accents and as they are spelt, in the order of their bytes, each once, with
/// the number of times it was written.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn to_bytes(words: impl IntoIterator<Item = ((String, String), u32)>) -> Result<Vec<u8>, SearchError> {
    let (mut bytes, mut before) = (Vec::new(), String::new());
    let mut blocks = vec![Block { first: String::new(), start: 0 }];
    let (mut stretch, mut last) = (0, String::new());
    for ((surface, spelling), count) in words {
        // All spellings of a word stand in one block.
        if stretch >= STRETCH && surface != last {
            blocks.push(Block { first: surface.clone(), start: bytes.len() as u32 });
            before.clear();
            stretch = 0;
        }
        stretch += TERM + surface.len() / 2;
        if is_kept(&surface) {
            let (key, start) = (key(&surface, &spelling), bytes.len());
            let shared = before.bytes().zip(key.bytes()).take_while(|(left, right)| left == right).count().min(255);
            let addition = Addition { shared: shared as u8, rest: &key.as_bytes()[shared..], count };
            bytes = postcard::to_extend(&addition, bytes).map_err(std::io::Error::other)?;
            stretch += bytes.len() - start;
            before = key;
        }
        last = surface;
    }
    let index = postcard::to_allocvec(&blocks).map_err(std::io::Error::other)?;
    bytes.extend_from_slice(&index);
    bytes.extend_from_slice(&(index.len() as u32).to_le_bytes());
    Ok(bytes)
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

    /// A word for each number, in the order of the numbers.
    fn letters(number: u32) -> String {
        let digits = format!("{number:05}");
        format!("w{}x", digits.bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>())
    }

    #[test]
    fn words_are_found_in_every_block() {
        let words: Vec<String> = (0..60_000).map(letters).collect();
        let bytes = to_bytes(words.iter().map(|word| ((word.clone(), word.clone()), 1))).expect("words can be written");
        let directory = tantivy::directory::RamDirectory::create();
        directory.atomic_write(Path::new(FILE), &bytes).expect("a file in memory can be written");
        let vocabulary = Vocabulary::open(&directory).expect("what was just written can be opened");
        assert!(vocabulary.blocks.len() > 3);
        for word in words.iter().step_by(701).chain(vocabulary.blocks.iter().skip(1).map(|block| &block.first)) {
            let (found, more) = vocabulary.beginning_with(word, 2).expect("all is at hand");
            assert_eq!((found.len(), more), (1, false), "{word}");
        }
        assert_eq!(vocabulary.beginning_with("wfjj", 200).expect("all is at hand").0.len(), 100);
        assert_eq!(vocabulary.beginning_with("x", 20).expect("all is at hand").0, []);
        assert_eq!(vocabulary.beginning_with("a", 20).expect("all is at hand").0, []);
        let shared = vocabulary
            .nearest(&Stemmer::new(crate::analysis::Language::English), "wdbdbdy", 1)
            .expect("all is at hand");
        assert_eq!(shared[0].1.surface, "wdbdbdx");
    }
}
