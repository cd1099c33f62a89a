//! The words of all documents as they were written, before stemming, each with the number of times it was.
//!
//! Takes the file [`FILE`] of an index; gives the words that begin in a certain way, and the words nearest to a
//! mistyped one. The index itself holds stems, which no reader would recognise: "configur" is not a suggestion.
//! Words with digits are left out: nobody mistypes a ticket into another one, and they are their own stems.
//!
//! The file is blocks of words in the order of their bytes, each word as what it adds to the one before it (postcard
//! of [`Addition`]); then an index of the blocks (postcard), and the length of that (4 bytes, little endian). A block
//! begins anew, so that it can be read by itself.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::directory::FileSlice;
use tantivy::{Directory, HasLen};

use crate::analysis::stem;
use crate::error::SearchError;

/// The name of the file in the index.
pub(crate) const FILE: &str = "words";

/// Bytes of a block, about: a third of it, compressed, is what the first letters of a word cost a reader.
#[cfg(not(target_arch = "wasm32"))]
const BLOCK: usize = 64 << 10;

/// A word of the documents, with the number of times that it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownWord {
    pub surface: String,
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
        let first = self.blocks.partition_point(|block| block.first.as_str() <= beginning).saturating_sub(1);
        let is_past = |block: &Block| block.first.as_str() > beginning && !block.first.starts_with(beginning);
        let last = self.blocks.iter().skip(first).position(is_past).map_or(self.blocks.len(), |count| first + count);
        let mut words = Vec::new();
        self.read(first..last, |word, count| {
            if word.starts_with(beginning.as_bytes()) {
                words.extend(known_word(word, count));
            }
        })?;
        let more = words.len() > limit;
        words.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.surface.cmp(&right.surface)));
        words.truncate(limit);
        Ok((words, more))
    }

    /// The words nearest to `asked`, at most `limit` of them, each with the number of changes between the two.
    ///
    /// A change is a character added, left out, replaced or swapped with its neighbour. Short words allow none,
    /// those of four characters one, those of eight two. Words that begin with `asked` come first and count as no
    /// change. Of words with the same stem only the one that comes first is given.
    pub fn nearest(&self, asked: &str, limit: usize) -> Result<Vec<(usize, KnownWord)>, SearchError> {
        let allowed = allowed_changes(asked);
        if allowed == 0 {
            return Ok(Vec::new());
        }
        let mut words = Vec::new();
        self.read(0..self.blocks.len(), |key, count| {
            let begins = key.starts_with(asked.as_bytes());
            if !begins && !may_be_near(asked.as_bytes(), key, allowed) {
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
            (*changes, !begins_alike, Reverse(word.count), word.surface.clone())
        });
        let mut stems = HashSet::new();
        words.retain(|(_, word)| stems.insert(stem(&word.surface).into_owned()));
        words.truncate(limit);
        Ok(words)
    }

    /// Gives each word of some blocks to `take`. Asks for all of the blocks before it fails for lack of one.
    fn read(&self, blocks: std::ops::Range<usize>, mut take: impl FnMut(&[u8], u32)) -> Result<(), SearchError> {
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

    /// Each block by itself, for who puts them where they are read from.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn blocks(&self) -> impl Iterator<Item = FileSlice> + '_ {
        (0..self.blocks.len()).map(|index| self.block(index))
    }
}

fn damaged() -> SearchError {
    SearchError::Damaged { file: FILE.to_owned() }
}

/// Whether a word stands in the vocabulary, if any document has it.
pub(crate) fn is_kept(word: &str) -> bool {
    !word.starts_with(crate::analysis::is_unspaced) && !word.contains(|character: char| character.is_ascii_digit())
}

/// The bytes of the file: `words` in the order of their bytes, each once, with the number of times it was written.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn to_bytes<'a>(words: impl IntoIterator<Item = (&'a str, u32)>) -> Result<Vec<u8>, SearchError> {
    let (mut bytes, mut blocks, mut before): (Vec<u8>, Vec<Block>, &str) = (Vec::new(), Vec::new(), "");
    for (word, count) in words {
        let start = blocks.last().map_or(0, |block| block.start as usize);
        if blocks.is_empty() || bytes.len() - start >= BLOCK {
            blocks.push(Block { first: word.to_owned(), start: bytes.len() as u32 });
            before = "";
        }
        let shared = before.bytes().zip(word.bytes()).take_while(|(left, right)| left == right).count().min(255);
        let addition = Addition { shared: shared as u8, rest: &word.as_bytes()[shared..], count };
        bytes = postcard::to_extend(&addition, bytes).map_err(std::io::Error::other)?;
        before = word;
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

fn known_word(key: &[u8], count: u32) -> Option<KnownWord> {
    Some(KnownWord { surface: std::str::from_utf8(key).ok()?.to_owned(), count })
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

    #[test]
    fn words_are_found_in_every_block() {
        let words: Vec<String> = (0..60_000).map(|number| format!("w{number:05}x")).collect();
        let bytes = to_bytes(words.iter().map(|word| (word.as_str(), 1))).expect("words can be written");
        let directory = tantivy::directory::RamDirectory::create();
        directory.atomic_write(Path::new(FILE), &bytes).expect("a file in memory can be written");
        let vocabulary = Vocabulary::open(&directory).expect("what was just written can be opened");
        assert!(vocabulary.blocks.len() > 3);
        for word in words.iter().step_by(701).chain(vocabulary.blocks.iter().map(|block| &block.first)) {
            let (found, more) = vocabulary.beginning_with(word, 2).expect("all is at hand");
            assert_eq!((found.len(), more), (1, false), "{word}");
        }
        assert_eq!(vocabulary.beginning_with("w5999", 20).expect("all is at hand").0.len(), 10);
        assert_eq!(vocabulary.beginning_with("x", 20).expect("all is at hand").0, []);
        assert_eq!(vocabulary.beginning_with("a", 20).expect("all is at hand").0, []);
        let shared = vocabulary.nearest("w31313y", 1).expect("all is at hand");
        assert_eq!(shared[0].1.surface, "w31313x");
    }
}
