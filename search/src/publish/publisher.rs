//! What is published so far: pieces gathered into chunks, and what comes with the root.
//!
//! Takes pieces of files in the order in which they belong together; gives the files of the site.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use crate::analysis::Language;
use crate::chunks::{ChunkEntry, ENDING, IndexFile, Piece, ROOT, Root, name_of, write_chunk, write_root};
use crate::error::SearchError;
use crate::files::IndexFiles;
use crate::stemmer_module::stemmer_module;

/// Deflate's level for what hardly shrinks, and for the rest.
pub(super) const QUICK: u8 = 1;
pub(super) const THOROUGH: u8 = 4;

/// How many bytes pieces have together.
pub(super) fn total(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.length as usize).sum()
}

/// Whether a chunk ends with what has this name, once it is half full.
fn is_cut(name: &[u8], size: usize, target: usize) -> bool {
    let mut hasher = SipHasher13::new();
    hasher.write(name);
    size >= target / 2 && hasher.finish().is_multiple_of(8)
}

/// Gathers pieces into chunks.
pub(super) struct Cutter {
    target: usize,
    /// Whether the chunks are to come with the root.
    comes_first: bool,
    level: u8,
    pieces: Vec<Piece>,
    size: usize,
}

impl Cutter {
    pub(super) fn new(target: usize, comes_first: bool) -> Self {
        Cutter { target, comes_first, level: QUICK, pieces: Vec::new(), size: 0 }
    }

    /// The same for what shrinks.
    pub(super) fn thorough(self) -> Self {
        Cutter { level: THOROUGH, ..self }
    }

    /// Adds pieces that belong together, under a name.
    pub(super) fn add(&mut self, name: &[u8], pieces: Vec<Piece>, publisher: &mut Publisher) {
        let size = total(&pieces);
        if size >= self.target {
            publisher.place(pieces, self.comes_first, self.level);
            return;
        }
        self.pieces.extend(pieces);
        self.size += size;
        if self.size >= self.target || is_cut(name, self.size, self.target) {
            self.flush(publisher);
        }
    }

    pub(super) fn finish(mut self, publisher: &mut Publisher) {
        self.flush(publisher);
    }

    fn flush(&mut self, publisher: &mut Publisher) {
        self.size = 0;
        publisher.place(std::mem::take(&mut self.pieces), self.comes_first, self.level);
    }
}

/// What is published so far.
pub(super) struct Publisher<'a> {
    files: &'a BTreeMap<String, Vec<u8>>,
    first: Vec<Piece>,
    chunks: Vec<ChunkEntry>,
    published: Vec<(String, Vec<u8>)>,
}

impl<'a> Publisher<'a> {
    pub(super) fn new(files: &'a BTreeMap<String, Vec<u8>>) -> Self {
        Publisher { files, first: Vec::new(), chunks: Vec::new(), published: Vec::new() }
    }

    /// Puts pieces into the root, or into a chunk of their own.
    pub(super) fn place(&mut self, pieces: Vec<Piece>, comes_first: bool, level: u8) {
        if pieces.is_empty() {
            return;
        }
        if comes_first {
            self.first.extend(pieces);
            return;
        }
        let pieces = joined(pieces);
        let (hash, file) = write_chunk(&self.bytes_of(&pieces), level);
        self.published.push((name_of(hash) + ENDING, file));
        self.chunks.push(ChunkEntry { hash, pieces });
    }

    /// Puts what has no place yet into the root: what an index of another shape would have besides.
    pub(super) fn add_rest(&mut self) {
        let placed = self.chunks.iter().flat_map(|chunk| &chunk.pieces).chain(&self.first).copied().collect();
        let mut rest = Vec::new();
        for (file, bytes) in self.files.values().enumerate() {
            let mut end = 0;
            for piece in joined_of(&placed, file as u32) {
                if piece.start > end {
                    rest.push(Piece { file: file as u32, start: end, length: piece.start - end });
                }
                end = end.max(piece.end());
            }
            if (bytes.len() as u64) > end {
                rest.push(Piece { file: file as u32, start: end, length: bytes.len() as u64 - end });
            }
        }
        self.first.extend(rest);
    }

    pub(super) fn finish(mut self, documents: u32, language: Language) -> Result<IndexFiles, SearchError> {
        let stemmer = stemmer_module(language);
        let files = self.files.iter().map(|(name, bytes)| IndexFile { name: name.clone(), length: bytes.len() as u64 });
        let root = Root {
            language: language.code().to_owned(),
            stemmer: stemmer.as_ref().map(|module| module.name.clone()),
            documents,
            files: files.collect(),
            first: joined(std::mem::take(&mut self.first)),
            chunks: std::mem::take(&mut self.chunks),
        };
        let first = self.bytes_of(&root.first);
        self.published.push((ROOT.to_owned(), write_root(&root, &first)?));
        self.published.extend(stemmer.map(|module| (module.name, module.bytes.to_vec())));
        Ok(self.published.into_iter().collect())
    }

    fn bytes_of(&self, pieces: &[Piece]) -> Vec<u8> {
        let files: Vec<&Vec<u8>> = self.files.values().collect();
        let bytes = |piece: &Piece| &files[piece.file as usize][piece.start as usize..piece.end() as usize];
        pieces.iter().flat_map(bytes).copied().collect()
    }
}

/// The same bytes in as few pieces as can be, in the order of their places.
fn joined(mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_unstable();
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if last.file == piece.file && last.end() >= piece.start => {
                last.length = last.end().max(piece.end()) - last.start;
            }
            _ => joined.push(piece),
        }
    }
    joined
}

fn joined_of(placed: &BTreeSet<Piece>, file: u32) -> Vec<Piece> {
    joined(placed.iter().filter(|piece| piece.file == file).copied().collect())
}
