//! The files that an index is published as: their bytes, their names, and what proves that they are whole.
//!
//! The **root**, `index.bin`, is what opening reads: [`MAGIC`], the number of the format (4 bytes, little endian), the
//! SipHash-1-3 of what follows (8 bytes), then deflated: a [`Root`] as postcard writes it, and the bytes of its first
//! pieces, which are at hand from the start. Most pieces begin where another one of the same file ended, so a written
//! [`Piece`] has the number of that end in place of its start, or its start and [`RECENT`]; see [`Ends`].
//!
//! A **chunk** holds the bytes of pieces one after another, behind one byte that says whether they are deflated. It is
//! named by the SipHash-1-3 of its file, 12 hexadecimal digits, so that a name means the same bytes for ever, and the
//! bytes can be held against the name. Files carry their own compression because few hosts compress what they do not know.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

use serde::{Deserialize, Serialize};
use siphasher::sip::SipHasher13;

use crate::error::SearchError;

/// The name of the root.
pub const ROOT: &str = "index.bin";

/// What the files of chunks end in.
pub(crate) const ENDING: &str = ".bin";

/// Rises with each change of the fields, of the analysis of text, of what is stored or of the files.
pub const FORMAT: u32 = 2;

const MAGIC: &[u8; 4] = b"AWSI";

/// Bytes that a root may be inflated to: a hundred times what the largest known knowledge base needs.
const LARGEST_ROOT: usize = 256 << 20;

const PLAIN: u8 = 0;
const DEFLATED: u8 = 1;

/// Six bytes of the hash of a chunk's file.
pub(crate) type ChunkHash = [u8; 6];

/// What an index is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Root {
    /// The language that words were stemmed in, as a tag such as `en`.
    pub language: String,
    /// The file beside the root that stems words of this language where the reader of the index cannot.
    pub stemmer: Option<String>,
    /// How many documents there are.
    pub documents: u32,
    /// The files as Tantivy knows them.
    pub files: Vec<IndexFile>,
    /// The pieces that come with the root.
    pub first: Vec<Piece>,
    /// All other pieces; each belongs to one chunk or to several.
    pub chunks: Vec<ChunkEntry>,
}

/// A file as Tantivy knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct IndexFile {
    pub name: String,
    pub length: u64,
}

/// Bytes of one file in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Piece {
    /// The place of the file in [`Root::files`].
    pub file: u32,
    pub start: u64,
    pub length: u64,
}

impl Piece {
    pub fn end(&self) -> u64 {
        self.start + self.length
    }
}

/// How many ends of pieces are remembered for each file.
const RECENT: u64 = 8;

/// Where pieces ended, of each file the last ones, the latest first.
#[derive(Default)]
struct Ends(BTreeMap<u32, Vec<u64>>);

impl Ends {
    /// What is written for the start of `piece`.
    #[cfg(not(target_arch = "wasm32"))]
    fn written(&mut self, piece: Piece) -> Piece {
        let ends = self.0.entry(piece.file).or_default();
        let known = ends.iter().position(|&end| end == piece.start);
        Self::remember(ends, known, piece.end());
        Piece { start: known.map_or(piece.start + RECENT, |known| known as u64), ..piece }
    }

    /// The piece that was written so; `None` if none can have been.
    fn read(&mut self, written: Piece) -> Option<Piece> {
        let ends = self.0.entry(written.file).or_default();
        let known = usize::try_from(written.start).ok().filter(|&known| known < ends.len());
        let start = match known {
            Some(known) => ends[known],
            None => written.start.checked_sub(RECENT)?,
        };
        Self::remember(ends, known, start.checked_add(written.length)?);
        Some(Piece { start, ..written })
    }

    fn remember(ends: &mut Vec<u64>, known: Option<usize>, end: u64) {
        if let Some(known) = known {
            ends.remove(known);
        }
        ends.insert(0, end);
        ends.truncate(RECENT as usize);
    }
}

/// A chunk as the root knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChunkEntry {
    pub hash: ChunkHash,
    pub pieces: Vec<Piece>,
}

impl ChunkEntry {
    /// How many bytes the pieces have together.
    pub fn length(&self) -> u64 {
        self.pieces.iter().map(|piece| piece.length).sum()
    }
}

/// Reads a root; gives it with the bytes of its first pieces.
pub(crate) fn read_root(bytes: &[u8]) -> Result<(Root, Vec<u8>), SearchError> {
    let (magic, rest) = bytes.split_at_checked(MAGIC.len()).ok_or_else(damaged_root)?;
    let (format, rest) = rest.split_first_chunk::<4>().ok_or_else(damaged_root)?;
    let (hash, deflated) = rest.split_first_chunk::<8>().ok_or_else(damaged_root)?;
    if magic != MAGIC {
        return Err(damaged_root());
    }
    if u32::from_le_bytes(*format) != FORMAT {
        return Err(SearchError::OtherVersion);
    }
    if u64::from_le_bytes(*hash) != hash_of(deflated) {
        return Err(damaged_root());
    }
    let inflated = miniz_oxide::inflate::decompress_to_vec_with_limit(deflated, LARGEST_ROOT);
    let mut inflated = inflated.map_err(|_| damaged_root())?;
    let (mut root, first) = postcard::take_from_bytes::<Root>(&inflated).map_err(|_| damaged_root())?;
    let mut ends = Ends::default();
    for piece in root.pieces_mut() {
        *piece = ends.read(*piece).ok_or_else(damaged_root)?;
    }
    if !root.is_consistent(first.len()) {
        return Err(damaged_root());
    }
    let first = inflated.len() - first.len();
    inflated.drain(..first);
    Ok((root, inflated))
}

impl Root {
    fn pieces_mut(&mut self) -> impl Iterator<Item = &mut Piece> {
        self.first.iter_mut().chain(self.chunks.iter_mut().flat_map(|chunk| &mut chunk.pieces))
    }

    /// Whether all pieces lie inside their files, and the first ones are as long as their bytes.
    fn is_consistent(&self, first: usize) -> bool {
        let is_inside = |piece: &Piece| {
            let file = self.files.get(piece.file as usize);
            file.is_some_and(|file| piece.start.checked_add(piece.length).is_some_and(|end| end <= file.length))
        };
        let names: BTreeSet<&str> = self.files.iter().map(|file| file.name.as_str()).collect();
        let mut pieces = self.first.iter().chain(self.chunks.iter().flat_map(|chunk| &chunk.pieces));
        names.len() == self.files.len()
            && pieces.all(is_inside)
            && self.first.iter().map(|piece| piece.length).sum::<u64>() == first as u64
    }
}

fn damaged_root() -> SearchError {
    SearchError::Damaged { file: ROOT.to_owned() }
}

/// The name of the file of a chunk, without its ending.
pub(crate) fn name_of(hash: ChunkHash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The pieces' bytes out of the file of a chunk, once it is sure that it is this chunk.
pub(crate) fn read_chunk(entry: &ChunkEntry, file: &[u8]) -> Result<Vec<u8>, SearchError> {
    let damaged = || SearchError::Damaged { file: name_of(entry.hash) + ENDING };
    if short_hash(file) != entry.hash {
        return Err(damaged());
    }
    let length = usize::try_from(entry.length()).map_err(|_| damaged())?;
    let bytes = match file.split_first() {
        Some((&PLAIN, bytes)) => bytes.to_vec(),
        Some((&DEFLATED, bytes)) => {
            miniz_oxide::inflate::decompress_to_vec_with_limit(bytes, length).map_err(|_| damaged())?
        }
        _ => return Err(damaged()),
    };
    if bytes.len() == length { Ok(bytes) } else { Err(damaged()) }
}

/// A name for `bytes` that is another one for others.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn name_of_bytes(bytes: &[u8]) -> String {
    name_of(short_hash(bytes))
}

fn hash_of(bytes: &[u8]) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(bytes);
    hasher.finish()
}

fn short_hash(bytes: &[u8]) -> ChunkHash {
    let [hash @ .., _, _] = hash_of(bytes).to_be_bytes();
    hash
}

/// The bytes of a root.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn write_root(root: &Root, first: &[u8]) -> Result<Vec<u8>, SearchError> {
    let (mut written, mut ends) = (root.clone(), Ends::default());
    written.pieces_mut().for_each(|piece| *piece = ends.written(*piece));
    let mut plain = postcard::to_allocvec(&written).map_err(std::io::Error::other)?;
    plain.extend_from_slice(first);
    let deflated = miniz_oxide::deflate::compress_to_vec(&plain, ROOT_COMPRESSION);
    let head = [&MAGIC[..], &FORMAT.to_le_bytes(), &hash_of(&deflated).to_le_bytes()].concat();
    Ok([head, deflated].concat())
}

/// Deflate's level for the root, which every visitor loads.
#[cfg(not(target_arch = "wasm32"))]
const ROOT_COMPRESSION: u8 = 9;

/// The file of a chunk, and its hash.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn write_chunk(bytes: &[u8], level: u8) -> (ChunkHash, Vec<u8>) {
    let mut file = vec![DEFLATED];
    file.extend(miniz_oxide::deflate::compress_to_vec(bytes, level));
    if file.len() > bytes.len() {
        file.clear();
        file.push(PLAIN);
        file.extend_from_slice(bytes);
    }
    (short_hash(&file), file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_is_read_as_it_was_written_whether_it_shrinks_or_not() {
        for bytes in [&b""[..], b"x", &b"needle ".repeat(100)] {
            let (hash, file) = write_chunk(bytes, 6);
            let pieces = vec![Piece { file: 0, start: 0, length: bytes.len() as u64 }];
            assert_eq!(read_chunk(&ChunkEntry { hash, pieces }, &file).expect("the chunk is whole"), bytes);
        }
    }

    #[test]
    fn starts_are_read_as_they_were_written() {
        let pieces = [(0, 0, 5), (1, 7, 3), (0, 5, 5), (0, 100, 1), (0, 10, 2), (1, 10, 0), (0, 101, 9), (0, 3, 3)];
        let pieces = pieces.map(|(file, start, length)| Piece { file, start, length });
        let (mut writing, mut reading) = (Ends::default(), Ends::default());
        for piece in pieces {
            assert_eq!(reading.read(writing.written(piece)), Some(piece));
        }
        let beyond = Piece { file: 0, start: u64::MAX, length: u64::MAX };
        assert_eq!(Ends::default().read(beyond), None);
    }

    #[test]
    fn names_stay_as_they_are_published() {
        assert_eq!(name_of(short_hash(b"chunk")), "5f7ec48d6970");
    }
}
